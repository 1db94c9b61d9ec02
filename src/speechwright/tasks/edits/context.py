"""Statements before a request that only say what it is about: "the last sentence blasts my ears off, lower the volume",
"I'm rattling off the first two words, slow them down".

Such a statement asks for nothing. It may hold words that no edit knows, since what is wanted is said after it, in full;
it has to be a statement, with a subject and a verb and nothing in it that could be a request or a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import BARE, Ground, Place, Target
from speechwright.tasks.edits.said import GLUE
from speechwright.tasks.edits.verbs import VERBS

_LONGEST, _LONGEST_PLACE = 18, 10  # tokens
_EXPLICIT = 2.0  # the cost below which a place is one that was named as such
_JOIN = re.compile(r"^(?:(?:and|but|so|also|well|okay|ok|oh|sorry|hmm|actually|honestly|look|listen|,) )+")
_REQUEST = whole(
    r"should|shouldn't|must|needs?|want|wants|wanted|wish|like|i'd|we'd|love to|please|let's|lets|let|could|can you|"
    r"would|prefer|hope|supposed|ought|has to|have to|make sure|shall|rather|instead|if|when|whenever|unless|until|"
    r"where|wherever|except|without|kindly|ask(?:ing)?|mind|how about|what about|why not|or|meant|mean|intended|to "
    r"say|forgot|missing|left out|[;:.?!]"
)
_SECOND = whole(rf"(?:and|then|,|but|so|also)(?: (?:please|then|also|just))* (?:{VERBS})")
_PERSON = whole(
    r"i|i'm|i've|i was|we|we're|we've|you|you're|he|he's|she|she's|they|they're|it|it's|my voice|the speaker|nobody|"
    r"no one|everyone|everybody|people|[a-z]+ (?:told|tells|said|says|thinks|thought|noticed|found|pointed)"
)
_THING = whole(
    r"there|there's|theres|that|that's|this|the|a|an|my|some|someone|somebody|people|everyone|nobody|his|her"
)
FINITE = whole(
    r"is|are|was|were|isn't|aren't|wasn't|has|have|had|sounds?|seems?|feels?|comes?|came|goes|went|gets?|got|keeps?|"
    r"kept|does|did|doesn't|don't|didn't|can't|cannot|couldn't|makes|made|drives|takes|took|there's|that's|it's|"
    r"belongs?|wants|hurts?|bothers?|can|will|\w+(?:ce|se|ge|ve|te|me|ke|ne|re|le|ze|sh|ch)s|\w+(?:zz|st|t|k|p|l|n|r|d|y|w|m|g)s|[a-z]{3,}ed"
)
_AT = frozenset("in on at during throughout within inside of behind under over from with around through for to".split())


@dataclass(frozen=True)
class Context:
    """What a statement is about.

    Args:
        places: the part that it names, if any.
        is_it: "it" in what follows means that part.
        may_go: the part itself is spoken of, so that "remove it" removes it and not something in it.
    """

    places: tuple[Place, ...]
    is_it: bool
    may_go: bool


def read_context(segment: Phrase, ground: Ground) -> Context | None:
    """What a clause is about, where it is such a statement."""
    phrase = segment.stripped()
    if match := _JOIN.match(phrase.low):
        phrase = phrase.cut(match.end(), len(phrase.low))
    low = phrase.low
    if not 2 < len(phrase) <= _LONGEST or _REQUEST.search(low) or _SECOND.search(low):
        return None
    found = _named(phrase, ground)
    if found is None:
        return None
    first, last, target = found
    if target is None:
        return Context((), False, False) if _is_statement(low) else None
    before, after = phrase[:first].low, phrase[last:].low
    if not (_is_statement(low) if before else FINITE.match(after)):
        return None
    is_part = bool(before) and before.split()[-1] in _AT
    is_it = not is_part or _PERSON.match(before) is not None
    has_more = whole(r"has|have|had|there|hear|contains?|got|with|a|an|some").search(f"{before} {after}")
    return Context(target.places, is_it, is_it and not is_part and not has_more)


def word_of(segment: Phrase, ground: Ground) -> str:
    """The one word in quotes that a statement is about, where it is said several times: "he says “really” twice"."""
    low = segment.stripped().low
    quoted = [token.low for token in segment.tokens if token.quoted is not None]
    if len(quoted) != 1 or len(segment) > _LONGEST or _REQUEST.search(low) or _SECOND.search(low):
        return ""
    is_said = len(ground.find(quoted[0].strip("‹›").replace("_", " "))) > 1
    return quoted[0] if is_said and (FINITE.search(low) or _is_statement(low)) else ""


def _is_statement(low: str) -> bool:
    return _PERSON.match(low) is not None or (_THING.match(low) is not None and FINITE.search(low) is not None)


def _named(phrase: Phrase, ground: Ground) -> tuple[int, int, Target | None] | None:
    """The one part that is named, with its first token and the one after its last; None where there are several, or
    where it isn't clear which is meant."""
    spans = sorted(_spans(phrase, ground), key=lambda span: (span[0] - span[1], span[2].cost))
    if not spans:
        return 0, 0, None
    first, last, target = spans[0]
    others = [span for span in spans if span[1] <= first or span[0] >= last]
    return None if target.problem or others else (first, last, target)


def _spans(phrase: Phrase, ground: Ground) -> Iterator[tuple[int, int, Target]]:
    for first in range(len(phrase)):
        for last in range(first + 1, min(len(phrase), first + _LONGEST_PLACE) + 1):
            for target in ground.targets(phrase[first:last])[:1]:
                is_edge = first == 0 or last == len(phrase)
                is_bare = is_edge and target.cost <= BARE and not set(phrase[first:last].low.split()) & GLUE
                if (target.cost < _EXPLICIT or (is_bare and not target.problem)) and not (
                    target.is_whole or target.is_pronoun
                ):
                    yield first, last, target
