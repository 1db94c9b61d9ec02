"""Units that are said once for all amounts: "the first sentence by 3 dB and the second one by 6"."""

from __future__ import annotations

from dataclasses import replace

from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.numbers import NUMBER
from speechwright.tasks.edits.phrase import Phrase

_UNIT = r"percent|per cent|%|db|decibels?|semitones?|hz|hertz|ms|milliseconds?|seconds?|times"
_WITH_UNIT = whole(rf"(?:by|to) (?:about )?{NUMBER} (?P<unit>{_UNIT})")
_WITHOUT = whole(rf"(?:by|to) (?:about )?(?P<number>{NUMBER})(?= (?:[,.;!?]|and|then|too|as well)(?!\S)| ?$)")


def with_units(phrase: Phrase) -> Phrase:
    """An instruction in which "by" and a number without a unit have that of the amount before them."""
    found = _WITH_UNIT.search(phrase.low)
    bare = _WITHOUT.search(phrase.low, found.end()) if found else None
    if not found or not bare:
        return phrase
    at = phrase.low.count(" ", 0, bare.end("number")) + 1
    units = phrase.cut(found.start("unit"), found.end("unit")).tokens
    end = phrase.tokens[at - 1].end
    copied = tuple(replace(unit, begin=end, end=end) for unit in units)
    return with_units(Phrase(phrase.source, (*phrase.tokens[:at], *copied, *phrase.tokens[at:])))
