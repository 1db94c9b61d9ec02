"""Reasons before a request, for where an instruction isn't understood with them: "we have moved, so please drop the
address".

What is left out has to be a statement, and the rest has to begin as a request does and to need nothing of it.
"""

from __future__ import annotations

import re

from speechwright.tasks.edits.context import FINITE
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.losing import WISHES
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.verbs import VERBS

_ASKS = (
    rf"(?:please|could you|can you|would you|will you|let's|i'd like|i would like|i want|i need|just|kindly|"
    rf"(?:{VERBS})(?! to))"
)
_CUT = re.compile(
    rf"(?: [,;:.])?(?: and)?(?: so| therefore| which is why| that's why) (?={_ASKS}(?!\S))| [;:.] (?={_ASKS}(?!\S))"
)
_BECAUSE = re.compile(r"^(?:because|since|as|given that|now that|seeing that) [^,;.]+ , ")
_STANDS_FOR = whole("it|its|them|they|that|this|these|those|he|his|him|she|her|there|one|same|so")
_SUBJECT = whole(
    r"i|i'm|i've|we|we're|we've|you|he|she|it|it's|they|there|there's|this|that|that's|the|a|an|my|our|his|her|their|some|"
    r"someone|people|everyone|nobody|[a-z]+ (?:has|is|was|had|told|said|says|left|moved|became|got)"
)


def without_reason(phrase: Phrase) -> Phrase | None:
    """An instruction without the reason that it begins with; None where there is none, or something might be lost."""
    low = phrase.low
    match = _BECAUSE.match(low) or next(
        (found for found in _CUT.finditer(low) if _is_reason(low[: found.start()])), None
    )
    if match is None:
        return None
    rest = phrase.cut(match.end(), len(low)).stripped()
    return None if _STANDS_FOR.search(rest.low) or not rest.tokens else rest


def _is_reason(low: str) -> bool:
    return bool(_SUBJECT.match(low) and FINITE.search(low) and not WISHES.search(low) and "‹" not in low)
