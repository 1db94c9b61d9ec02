"""What is asked for that no edit does, and might be taken for one: something forbidden, a question, a translation, an
exception at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import BARE, Ground

DOING = (
    r"make|turn|raise|lower|remove|delete|erase|cut|insert|replace|move|swap|repeat|speed|slow|mute|silence|fade|add|"
    r"boost|reduce|increase|decrease|trim|normali[sz]e|amplify|shorten|lengthen|denoise"
)
FORBIDDING = (
    r"(?:don't|dont|do not|never|you (?:mustn't|must not|shouldn't|should not|don't have to)|no need to|"
    r"i don't want you to|i wouldn't)(?: ever| please)?"
)
_FORBIDS = re.compile(rf"(?:(?:please|but|and|so|just) )*{FORBIDDING} (?:{DOING})(?!\S)")
_GOES_ON = whole("so|too|that|as|any ?more|any longer|but|just|only|instead|rather|[,;.:]|until|unless|such|quite")
_ASKS = re.compile(
    r"(?:(?:what|who|whom|when|where|which|how (?:many|much|long|often))(?: \S+)?|what exactly) "
    r"(?:did|does|do|is|are|was|were|has|have)(?!\S).* \?$"
)
_TRANSLATES = re.compile(r"(?:.* )?translate(?:d|s)?(?!\S).*")
_BUT_NOT = re.compile(r"(?:but |only )+not (?:(?:in|on|for|at|during|over|to|of) )?(?P<part>\S.*)$")


def refuse_what_is_no_edit(phrase: Phrase, ground: Ground) -> None:
    """Raises BadInstruction where an instruction asks for such a thing."""
    for problem in _problems(phrase, ground):
        raise problem


def _problems(phrase: Phrase, ground: Ground) -> Iterator[BadInstruction]:
    low = phrase.low
    match = _FORBIDS.match(low)
    if match and not _GOES_ON.search(low.rstrip(" .!"), match.end()):
        yield BadInstruction(f"“{phrase.text}”, which only forbids", "what is to be done", "say what to change")
    if _ASKS.fullmatch(low) and "‹" not in low:
        yield BadInstruction(f"“{phrase.text}”, a question", "what is to be done", "say what to change")
    if _TRANSLATES.fullmatch(low) and not ground.find("translate") and not ground.find("translated"):
        remedy = "replace the words with those of the other language, in quotes"
        yield BadInstruction(f"“{phrase.text}”, a translation", "an edit", remedy)
    if (
        "‹" not in low
        and (match := _BUT_NOT.search(low))
        and _is_part(phrase.cut(match.start("part"), len(low)), ground)
    ):
        found = f"“{phrase.cut(match.start(), len(low)).text}” at the end"
        remedy = "say for example “everything but the last word”"
        yield BadInstruction(found, "the part that is to be changed", remedy)


def _is_part(phrase: Phrase, ground: Ground) -> bool:
    found = ground.targets(phrase)[:1]
    return bool(found) and found[0].problem is None and found[0].cost < BARE and not phrase.is_quoted
