"""What a request may demand of the form of its answer, beside the answer itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from speechwright.tasks.wordings import Wordings

Words = list[str]


@dataclass(frozen=True)
class Constraint:
    """A demand on the form of an answer.

    Args:
        name: its name in CONSTRAINTS.
        wordings: with `{request}`, before or after it.
        suits: whether an answer with this core can follow it.
        apply: (answer, core) → the answer that follows it.
        inner: the words of an answer → the words that are left to be judged by the intent's rule, or None where the
            demand is not followed.
    """

    name: str
    wordings: Wordings
    suits: Callable[[str], bool]
    apply: Callable[[str, str], str]
    inner: Callable[[Words], Words | None]


def _any_core(core: str) -> bool:
    return True


def _starts(name: str, word: str, wordings: Wordings) -> Constraint:
    return Constraint(
        name,
        wordings,
        suits=_any_core,
        apply=lambda answer, core: f"{word}, {answer}",
        inner=lambda words: words[1:] if words[:1] == [word] else None,
    )


def _ends(name: str, phrase: str, wordings: Wordings) -> Constraint:
    tail = phrase.split()
    return Constraint(
        name,
        wordings,
        suits=_any_core,
        apply=lambda answer, core: f"{answer.removesuffix('.')}, {phrase}.",
        inner=lambda words: words[: -len(tail)] if words[-len(tail) :] == tail else None,
    )


def _first_half(words: Words) -> Words | None:
    half = len(words) // 2
    return words[:half] if words and words[:half] == words[half:] else None


_ONE_WORD = Constraint(
    "one_word",
    Wordings(
        train=(
            "in one word, {request}",
            "answer in one word. {request}",
            "{request} answer in one word.",
            "{request} in one word, please.",
            "{request} just one word.",
            "{request} use only one word.",
        ),
        test=("use only one word. {request}", "just one word. {request}", "{request} please answer in one word."),
    ),
    suits=lambda core: len(core.split()) == 1 and core not in ("yes", "no"),
    apply=lambda answer, core: f"{core}.",
    inner=lambda words: words if len(words) == 1 else None,
)
_YES_OR_NO = Constraint(
    "yes_or_no",
    Wordings(
        train=(
            "yes or no, {request}",
            "answer only yes or no. {request}",
            "{request} answer with yes or no only.",
            "{request} yes or no?",
            "{request} just say yes or no.",
            "{request} only yes or no, please.",
        ),
        test=("just say yes or no. {request}", "{request} answer only yes or no.", "{request} yes or no, please."),
    ),
    suits=lambda core: core in ("yes", "no"),
    apply=lambda answer, core: f"{core}.",
    inner=lambda words: words if words in (["yes"], ["no"]) else None,
)
_TWICE = Constraint(
    "twice",
    Wordings(
        train=(
            "say the answer twice. {request}",
            "answer twice. {request}",
            "{request} say it twice.",
            "{request} please say it twice.",
            "{request} tell me twice.",
            "{request} say it two times.",
        ),
        test=("tell me twice. {request}", "{request} say the answer twice.", "{request} please tell me twice."),
    ),
    suits=_any_core,
    apply=lambda answer, core: f"{core}, {core}.",
    inner=_first_half,
)
_STARTS_WELL = _starts(
    "starts_well",
    "well",
    Wordings(
        train=(
            "start with well. {request}",
            "begin with the word well. {request}",
            "{request} start with well.",
            "{request} start your answer with well.",
            "{request} begin with well.",
            "{request} your first word must be well.",
        ),
        test=("begin with well. {request}", "{request} begin your answer with well.", "{request} first say well."),
    ),
)
_STARTS_OKAY = _starts(
    "starts_okay",
    "okay",
    Wordings(
        train=(
            "start with okay. {request}",
            "begin with the word okay. {request}",
            "{request} start with okay.",
            "{request} start your answer with okay.",
            "{request} begin with okay.",
            "{request} your first word must be okay.",
        ),
        test=("begin with okay. {request}", "{request} begin your answer with okay.", "{request} first say okay."),
    ),
)
_ENDS_THANK_YOU = _ends(
    "ends_thank_you",
    "thank you",
    Wordings(
        train=(
            "end with thank you. {request}",
            "finish by saying thank you. {request}",
            "{request} end with thank you.",
            "{request} end your answer with thank you.",
            "{request} say thank you at the end.",
            "{request} your last words must be thank you.",
            "finish with thank you. {request}",
            "please end with thank you. {request}",
            "{request} finish by saying thank you.",
            "{request} close with thank you.",
        ),
        test=(
            "say thank you at the end. {request}",
            "{request} finish with thank you.",
            "{request} please end with thank you.",
        ),
    ),
)
_ENDS_MY_FRIEND = _ends(
    "ends_my_friend",
    "my friend",
    Wordings(
        train=(
            "end with my friend. {request}",
            "finish by saying my friend. {request}",
            "{request} end with my friend.",
            "{request} end your answer with my friend.",
            "{request} say my friend at the end.",
            "{request} your last words must be my friend.",
            "finish with my friend. {request}",
            "please end with my friend. {request}",
            "{request} finish by saying my friend.",
            "{request} close with my friend.",
        ),
        test=(
            "say my friend at the end. {request}",
            "{request} finish with my friend.",
            "{request} please end with my friend.",
        ),
    ),
)
CONSTRAINTS: dict[str, Constraint] = {
    constraint.name: constraint
    for constraint in (
        _ONE_WORD,
        _YES_OR_NO,
        _TWICE,
        _STARTS_WELL,
        _STARTS_OKAY,
        _ENDS_THANK_YOU,
        _ENDS_MY_FRIEND,
    )
}
