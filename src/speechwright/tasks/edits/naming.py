"""Small words that are named: in "delete old and always" the last is a word of the recording, elsewhere it is none.

"So", "now", "always" and their like ask for nothing, and are passed over. Where such a word is said in the recording
and stands where only a name can stand, it is one, as if it were in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.said import GLUE
from speechwright.tasks.edits.verbs import VERBS

_SMALL = (
    "always again actually also basically can could definitely just literally maybe may might must now okay only "
    "perhaps possibly probably quickly really right should simply so still then too very well will would"
)
_WORD = rf"(?P<word>{_SMALL.replace(' ', '|')}|[a-z]+ly)"
_AFTER_ANOTHER = re.compile(
    rf"(?<!\S)(?P<other>\S+) (?:and|or) (?:(?:on|in|of|to|from|with) )?{_WORD}(?= [,.;!?]|$| (?:and|"
    rf"then)(?: then)? (?:{VERBS})(?!\S))"
)
_TO_BE_MADE = re.compile(
    rf"(?<!\S)(?:make|get|have|render) {_WORD} (?=(?:(?:much|slightly|a|bit|little|lot|way|far) )*(?:\w{{2,}}er|more|"
    r"less|stand)(?!\S))"
)


def with_names(phrase: Phrase, said: Set[str]) -> Phrase:
    """An instruction with such words in quotes.

    Args:
        said: the words of the recording, in lower case.
    """
    for pattern in (_AFTER_ANOTHER, _TO_BE_MADE):
        for match in pattern.finditer(phrase.low):
            if match["word"] in said and _follows_a_name(match, said):
                phrase = _quoted(phrase, phrase.low.count(" ", 0, match.start("word")))
    return phrase


def _follows_a_name(match: re.Match[str], said: Set[str]) -> bool:
    other = match.groupdict().get("other")
    return other is None or "‹" in other or other in said - GLUE or other in _SMALL.split()


def _quoted(phrase: Phrase, at: int) -> Phrase:
    token = phrase.tokens[at]
    named = replace(token, low=f"‹{token.low}›", quoted=phrase.source[token.begin : token.end])
    return Phrase(phrase.source, (*phrase.tokens[:at], named, *phrase.tokens[at + 1 :]))
