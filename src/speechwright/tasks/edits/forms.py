"""Verbs in all their forms, as alternatives of a pattern; and patterns that match whole tokens only."""

from __future__ import annotations

import re
from functools import cache

_IRREGULAR = {
    "make": "made",
    "take": "took|taken",
    "get": "got|gotten",
    "put": "",
    "cut": "",
    "set": "",
    "let": "",
    "shut": "",
    "say": "said",
    "read": "",
    "speak": "spoke|spoken",
    "lose": "lost",
    "give": "gave|given",
    "bring": "brought",
    "go": "went|gone|goes",
    "do": "did|done|does",
    "have": "had|has",
    "leave": "left",
    "keep": "kept",
    "find": "found",
    "tell": "told",
    "throw": "threw|thrown",
    "hear": "heard",
    "become": "became",
    "speed": "sped|speeded",
    "rise": "rose|risen",
    "stick": "stuck",
    "strike": "struck|stricken",
    "shrink": "shrank|shrunk",
    "spread": "",
    "stand": "stood",
    "swing": "swung",
    "write": "wrote|written",
    "slide": "slid",
    "hold": "held",
    "rid": "",
    "break": "broke|broken",
    "undo": "undid|undone",
    "lay": "laid",
}
_DOUBLING = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]")
_PLAIN = ("add", "end", "stress")


@cache
def forms(lemmas: str) -> str:
    """A pattern for these verbs in every form: "delete" also "deletes", "deleted", "deleting". Blanks lie between them;
    a line (_) stands for a blank in a verb of two words, whose first is inflected."""
    alternatives = {form for lemma in lemmas.split() for form in _forms_of(*lemma.partition("_")[::2])}
    return "|".join(sorted(alternatives, key=len, reverse=True))


def _forms_of(verb: str, rest: str) -> list[str]:
    tail = " " + rest.replace("_", " ") if rest else ""
    return [form + tail for form in (verb, *_inflected(verb)) if form]


def _inflected(verb: str) -> tuple[str, ...]:
    is_doubling = _DOUBLING.fullmatch(verb) and verb not in _PLAIN
    if verb.endswith("e"):
        stem, past = verb[:-1] if not verb.endswith("ee") else verb, verb + "d"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    else:
        stem = verb + verb[-1] if is_doubling else verb
        past = stem + "ed"
    third = verb + ("es" if verb.endswith(("s", "x", "ch", "sh", "zz")) else "s")
    pasts = _IRREGULAR[verb].split("|") if verb in _IRREGULAR else [past]
    return third, stem + "ing", *pasts


@cache
def whole(pattern: str) -> re.Pattern[str]:
    """A pattern that matches at the bounds of tokens only: never a part of a word, never inside quotes."""
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")
