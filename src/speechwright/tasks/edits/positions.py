"""Words and sentences by their place: "the last two words", "word 3", "the sentence with very", "the word before
nice"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.numbers import COUNT, ORDINAL, number, ordinal
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import MANY, Ground, Target
from speechwright.tasks.edits.transcript import Run

_THE = r"(?:(?:the|this|that|my|his|her|their|our|your|its) )?(?:(?:very|whole|entire|full|complete|spoken|actual) )*"
_KIND = r"(?P<kind>words?|sentences?|statements?|utterances?|lines?|questions?)"
_COUNT = rf"(?:(?P<count>{COUNT}) (?:or so )?)?"
_OF_ALL = (
    r"(?: (?:in|of|from) (?:it|(?:the|this|my) (?:whole |entire )?(?:recording|audio|clip|"
    r"file|speech|text|transcript)))?"
)
_LINK = r"(?: (?:to|through|until|till|up to|–|thru) )"


_KINDS_OF_WORDS = ("number", "name", "noun", "verb", "adjective", "adverb", "term")


def _items(kind: str, ground: Ground) -> Sequence[Run]:
    if kind.startswith("word") or kind in _KINDS_OF_WORDS:
        return ground.words
    if kind.startswith("question"):
        return [
            run for run in ground.sentences if ground.transcript.words[run.last - 1].text.rstrip("\"'”").endswith("?")
        ]
    return ground.sentences


def _row(match: re.Match[str], ground: Ground, first: int, count: int) -> list[Target]:
    """`count` items in a row, the first of them counted from 0, or from the end where negative."""
    kind = match["kind"]
    items = _items(kind, ground)
    begin = first if first >= 0 else len(items) + first
    if not (0 <= begin and begin + count <= len(items) and count > 0):
        return [Target((), MANY, _no_such(match.group(), kind, len(items)))]
    return [Target((ground.place(Run(items[begin].first, items[begin + count - 1].last)),))]


def _no_such(said: str, kind: str, num_items: int) -> BadInstruction:
    kind = kind.rstrip("s") + ("" if num_items == 1 else "s")
    remedy = f"the recording has {num_items} {kind}"
    return BadInstruction(f"“{said}”, which is not there", "a place in the recording", remedy)


def _count(match: re.Match[str]) -> int:
    return int(number(match["count"])) if match["count"] else 1


def _from_start(match: re.Match[str], ground: Ground) -> list[Target]:
    nth = ordinal(match["nth"]) if match["nth"] else 1
    return _row(match, ground, nth - 1, _count(match))


def _from_end(match: re.Match[str], ground: Ground) -> list[Target]:
    return _row(match, ground, -_count(match), _count(match))


def _before_last(match: re.Match[str], ground: Ground) -> list[Target]:
    said = match["nth"] or match.groupdict().get("last")
    place = 2 if said in (None, "next") else ordinal(said)
    return _row(match, ground, -place, 1)


_NAMES_TEXT = re.compile(r"(?!words? )(?:\w+ )+words? (?!number |no )[a-z]")


def _numbered(match: re.Match[str], ground: Ground) -> list[Target]:
    if _NAMES_TEXT.match(match.group()) and not match["to"]:
        return []  # "the word ten" is the text, which may be absent; "word ten" and "the word number ten" the tenth
    first = int(number(match["from"]))
    last = int(number(match["to"])) if match["to"] else first
    row = _row(match, ground, first - 1 if first else 10**9, last - first + 1)
    doubt = 1.0 * (match.group().startswith("the ") and not match["to"])  # "the word three" may be the word "three"
    return [replace(target, cost=target.cost + doubt) for target in row]


def _ordinal_range(match: re.Match[str], ground: Ground) -> list[Target]:
    first, last = ordinal(match["from"]), ordinal(match["to"])
    return _row(match, ground, first - 1, last - first + 1)


def _only(match: re.Match[str], ground: Ground) -> list[Target]:
    items = _items(match["kind"], ground)
    if len(items) == 1:
        return [Target((ground.place(items[0]),), 0.5)]
    found = f"“{match.group()}”, of which there are {len(items)}"
    options = tuple(f"the {place} {match['kind']}" for place in ("first", "second", "last")) if items else ()
    return [
        Target((), MANY, BadInstruction(found, "which one is meant", "say which, by its place or its words", options))
    ]


def _every(match: re.Match[str], ground: Ground) -> list[Target]:
    items = _items(match["kind"], ground)
    wanted = 2 if match["both"] else 0
    if not items or (wanted and len(items) != wanted):
        return [Target((), MANY, _no_such(match.group(), match["kind"], len(items)))]
    return [Target(tuple(map(ground.place, items)), 0.5)]


def _each_of(match: re.Match[str], ground: Ground) -> list[Target]:
    items, count = _items(match["kind"], ground), _count(match)
    chosen = items[-count:] if match["end"] else items[:count]
    if len(chosen) < count:
        return [Target((), MANY, _no_such(match.group(), match["kind"], len(items)))]
    return [Target(tuple(map(ground.place, chosen)))]


def _last_but(match: re.Match[str], ground: Ground) -> list[Target]:
    return _row(match, ground, -1 - int(number(match["but"])), 1)


def _middle(match: re.Match[str], ground: Ground) -> list[Target]:
    items = _items(match["kind"], ground)
    if len(items) % 2 == 0:
        return [Target((), MANY, _no_such(match.group(), match["kind"], len(items)))]
    return _row(match, ground, len(items) // 2, 1)


_SHAPES: tuple[tuple[str, Callable[[re.Match[str], Ground], list[Target]]], ...] = (
    (rf"{_THE}(?:(?P<nth>{ORDINAL})|opening|starting|initial|beginning) {_COUNT}{_KIND}", _from_start),
    (rf"{_THE}(?:last|final|closing|ending|concluding) {_COUNT}{_KIND}", _from_end),
    (
        rf"{_THE}(?:penultimate|(?P<nth>{ORDINAL}|next) (?:to|from) (?:the )?last|"
        rf"(?P<last>{ORDINAL}) last|last but one) {_KIND}"
        rf"|{_THE}{_KIND.replace('kind', 'kind2')} (?:before the last(?: one)?|but one)",
        _before_last,
    ),
    (
        rf"{_THE}(?P<nth>{ORDINAL}) {_KIND} (?:counting |counted |starting )?(?:from|before) the "
        rf"(?:very )?(?:end|back)",
        _before_last,
    ),
    (rf"{_THE}{_KIND} in the (?:very )?middle", _middle),
    (rf"{_THE}{_KIND} (?:number |no |# )?(?P<from>{COUNT})(?:{_LINK}(?:number )?(?P<to>{COUNT}))?", _numbered),
    (rf"{_THE}(?P<from>{ORDINAL}){_LINK}(?:the )?(?P<to>{ORDINAL}) {_KIND}", _ordinal_range),
    (
        (
            rf"(?:{_THE}(?:only|one|single) |the (?:(?:whole|entire|full|complete) "
            rf")?)(?P<kind>sentence|statement|utterance|line|question|word)"
        ),
        _only,
    ),
    (rf"(?:each|every|all|all of|(?P<both>both(?: of)?))(?: single)?(?: the)? {_KIND}", _every),
    (rf"{_THE}(?:last|final) {_KIND} but (?P<but>one|two|three|four)", _last_but),
    (rf"{_THE}(?:middle|central) {_KIND}", _middle),
    (rf"(?:each|every one) of {_THE}(?:first|(?P<end>last|final)) (?P<count>{COUNT}) {_KIND}", _each_of),
)
_PATTERNS = tuple((re.compile(pattern + _OF_ALL), read) for pattern, read in _SHAPES)


def read_position(phrase: Phrase, ground: Ground) -> list[Target]:
    """Readings of a phrase as words or sentences by their place."""
    if phrase.low.startswith("second to the "):
        return []  # "a second to the last word" is a length and a place
    for pattern, read in _PATTERNS:
        match = pattern.fullmatch(phrase.low)
        if match and match.groupdict().get("kind"):
            return read(match, ground)
    return []


_WITH = (
    r"(?:with|about|containing|including|mentioning|having|featuring|using|holding|"
    r"(?:that|which) (?:contains?|has|have|includes?|mentions?|says?|uses?|is about|talks about|features|holds)|"
    r"(?:where|in which) (?:i|he|she|they|it|we|you|the speaker) (?:says?|said|mentions?|mentioned|talks? about))"
)
_STARTING = r"(?:(?:that|which) (?:starts?|begins?|opens?)|starting|beginning|opening) (?:with|on|in|off with)"
_ENDING = r"(?:(?:that|which) (?:ends?|finishes|closes)|ending|finishing|closing) (?:with|on|in)"
_SENTENCE = (
    rf"(?P<how>(?:{_THE}|each |every |all )(?:(?:{ORDINAL}|last|final|only) "
    rf")?)(?P<kind>sentences?|statements?|utterances?|lines?|questions?)"
)
_SENTENCE_WITH = re.compile(
    rf"{_SENTENCE} (?:(?P<with>{_WITH})|(?P<start>{_STARTING})|(?P<end>{_ENDING})) (?:the "
    rf")?(?:(?:word|words|phrase|text|name)s? )?(?P<text>\S.*)"
)


def read_sentence_with(phrase: Phrase, ground: Ground) -> list[Target]:
    """ "The sentence with very", "the sentence that starts with I"."""
    match = _SENTENCE_WITH.fullmatch(phrase.low)
    if not match:
        return []
    text = match["text"].replace("‹", "").replace("›", "").replace("_", " ")
    items = [run for run in _items(match["kind"], ground) if _suits(run, text, match, ground)]
    return _choice(items, match, text, ground)


def _suits(sentence: Run, text: str, match: re.Match[str], ground: Ground) -> bool:
    inside = ground.within(sentence).find(text)
    if match["start"]:
        return any(run.first == sentence.first for run in inside)
    return bool(inside) if match["with"] else any(run.last == sentence.last for run in inside)


def _choice(items: Sequence[Run], match: re.Match[str], text: str, ground: Ground) -> list[Target]:
    how = match["how"].replace("the ", "").strip()
    if how in ("each", "every", "all") and items:
        return [Target(tuple(map(ground.place, items)))]
    nth = re.search(ORDINAL, how)
    place = ordinal(nth.group()) - 1 if nth else -1 if how in ("last", "final") else 0
    if len(items) > place and items and (len(items) == 1 or nth or place == -1):
        return [Target((ground.place(items[place]),))]
    found = f"“{match.group()}”, of which there are {len(items)}"
    options = tuple(ground.transcript.said(run) for run in items)
    problem = BadInstruction(found, "one sentence", "choose words that one sentence has", options)
    return [Target((), MANY if items else 6 * MANY, problem)]


_BY = re.compile(
    rf"{_THE}(?:(?:next|previous|preceding|following) )?{_COUNT}(?:(?:next|previous|"
    rf"preceding|following) )?(?P<kind>words?|sentences?|lines?|number|name|noun|verb|adjective|adverb|term) "
    r"(?:(?:that |which )?(?:comes?|is|are|stands?|appears?|directly|immediately|right|just|straight|said) )*"
    r"(?P<side>before|preceding|in front of|ahead of|after|following|behind|(?:that|"
    r"which) (?:follows?|precedes?)|next to) (?P<other>\S.*)"
)


def read_beside(phrase: Phrase, ground: Ground) -> list[Target]:
    """ "The word before nice", "the two words after very", "the sentence after the first one"."""
    match = _BY.fullmatch(phrase.low)
    if not match or match["side"] == "next to" or (match["kind"].endswith("s") and not match["count"]):
        return []
    other = phrase.cut(match.start("other"), match.end("other"))
    runs = [(run, 0.2) for run in ground.gone if other.low in ("it", "that") and not ground.antecedent]
    is_before = match["side"].split()[-1][:3] in ("bef", "pre", "fro", "of") or match["side"] in (
        "in front of",
        "ahead of",
    )
    return [
        target for run, cost in runs or ground.runs(other) for target in _beside(match, run, is_before, cost, ground)
    ]


def _beside(match: re.Match[str], run: Run, is_before: bool, cost: float, ground: Ground) -> list[Target]:
    items, count = _items(match["kind"], ground), _count(match)
    before = [item for item in items if item.last <= run.first]
    after = [item for item in items if item.first >= run.last]
    chosen = before[-count:] if is_before else after[:count]
    if len(chosen) < count or not chosen:
        return [Target((), MANY + cost, _no_such(match.group(), match["kind"], len(items)))]
    return [Target((ground.place(Run(chosen[0].first, chosen[-1].last)),), cost)]
