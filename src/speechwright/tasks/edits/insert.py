"""New words come in: "insert the words salt and pepper after fish", "after fish, say really".

`text` is what the user wrote, with its case and marks and without quotes around it. The operation stands at a point:
the middle of the gap between the two neighbouring words; before the first word and after the last one at the ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.edit import Clause, Edit, Filled, Reading, Sense, keys, operations
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.frames import matches, text_of, unclear_text, with_wish
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import Place, Target
from speechwright.tasks.edits.places import ground_of
from speechwright.tasks.edits.points import point, points_of
from speechwright.tasks.edits.slots import AT_START, BEFORE, filled, lines
from speechwright.tasks.edits.small_words import without_trail
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tasks.wordings import Wordings

_ADD = forms(
    "insert add put place stick slip include inject append prepend write introduce "
    "squeeze pop splice attach tack work throw drop fit sneak interject incorporate use "
    "have get give supplement paste type interpose want need wedge slot lodge shoehorn plug dub patch tuck jam weave "
    "sandwich hear chuck bung shove intersperse attach_on set leave forget miss"
)
_SAY = forms("say speak utter read mention")
_WHO = (
    r"(?:(?:me|him|her|them|it|you|the (?:speaker|voice|recording|man|woman|person)|i|he|she|they) )?(?:to )?(?:also )?"
)
_WISH = r"(?:i|we) (?:want|need|would like|'d like) (?:it|him|her|you|them|me) to (?:say|read)"
_VERB = (
    rf"{_WISH}|(?:i|we|you|he|she) (?:forgot|left out|missed(?: out)?|omitted|skipped|should have (?:said|added|"
    rf"put)|meant|"
    rf"wanted|neglected|want|would like|need)(?: to (?:say|add|mention|include|put(?: in)?|hear|insert))?|"
    rf"(?:it's|it is|there's|there is|i'm|we're) (?:missing|lacking)(?: an?(?= ))?|(?:it|we) (?:lacks?|misses|miss)|"
    rf"(?:(?:make|have|let|get) {_WHO})?(?:{_ADD}|{_SAY})(?: (?:in|on|be|me|him|her|them|"
    rf"us|it say))?|there (?:should|must|ought to|has to|needs to) be|(?:make|have|let) "
    rf"{_WHO}(?:{_SAY})"
)
_LOOSE = forms(
    "stick slip throw squeeze put pop drop work fit write sneak slot wedge tuck add chuck bung shove jam plug"
)  # "stick it in after fish"
_DONE = (
    rf"(?:(?:to|should|must|needs? to|has to|ought to|can|could) )?(?:be |come |go |appear "
    rf"|stand |get |is |comes |goes )?(?:{_ADD}|said|spoken|go|come|appear|be|stand|put)(?: in)?|"
    rf"(?:is|was|are|were|'s|seems)(?: just)? (?:missing|lacking|absent|left out|forgotten)|missing|lacks|"
    rf"(?:should|must|needs to|has to|ought to) (?:follow|precede)|comes|goes|belongs"
)
_SHOULD = r"(?:should|must|needs to|ought to|has to|is to|could|can|let|have|make|get|to|)"
_ALL = (
    r"(?:it|the (?:recording|audio|clip|speech|file|take|track|thing|message|sentence)|everything|this|me|him|"
    r"her|them|i)"
)
_LET = rf"(?:(?:let|have|make|get|see|want) {_ALL}(?: to)? |{_ALL} {_SHOULD} |{_ALL} )?"
_FRAMES = (
    ("with", rf"(?:{forms('follow')}) <anchor> (?:up )?(?:with|by) <text>", False),
    ("with", rf"(?:{forms('precede prefix preface')}) <anchor> (?:with|by) <text>", True),
    ("with", r"(?:let|have|make|get) <anchor> (?:be )?followed (?:by|with) <text>", False),
    ("with", r"(?:let|have|make|get) <anchor> (?:be )?(?:preceded|prefaced) (?:by|with) <text>", True),
    ("with", rf" <anchor> {_SHOULD} be followed(?: directly| immediately)? (?:by|with) <text>", False),
    ("with", rf" <anchor> {_SHOULD} be (?:preceded|prefaced) (?:by|with) <text>", True),
    ("with", r" <anchor> (?:lacks|is missing|misses|needs) <text> (?:after|behind) it", False),
    ("with", r" <anchor> (?:lacks|is missing|misses|needs) <text> (?:before|in front of) it", True),
    ("with", r"(?:let|have|make|get) <text> (?:precede|come before) <anchor>", True),
)
_BEGIN = forms("start begin open kick_off lead_in lead start_off begin_with start_out commence")
_END = forms("end finish close conclude wrap_up sign_off end_up finish_up wind_up")
_WITH = r"(?: off| out| up)?(?: with| by saying| on| saying)(?: the words?)?"
_EDGES = (
    (rf"{_LET}(?:{_BEGIN})(?: {_ALL})?{_WITH} <text>", True),
    (rf"{_LET}(?:{_END})(?: {_ALL})?{_WITH} <text>", False),
    (rf"(?:{forms('append tack_on add_on')}) <text>", False),
    (rf"(?:{forms('prepend')}) <text>", True),
    (
        r"(?:the )?(?:very )?first (?:words?|thing)(?: (?:said|heard|spoken))? (?:should|must|needs to|has to) be "
        r"<text>",
        True,
    ),
    (
        r"(?:the )?(?:very )?last (?:words?|thing)(?: (?:said|heard|spoken))? (?:should|must|needs to|has to) be "
        r"<text>",
        False,
    ),
)


def _read(clause: Clause) -> Iterator[Reading]:
    for phrase, cost in with_wish(clause.phrase):
        yield from _with_verb(phrase, cost, clause)
    for _, frame, is_before in _FRAMES:
        for slots, cost in matches(frame, clause):
            yield from (_reading(slots["text"], at, cost, clause) for at in _sides(slots["anchor"], is_before, clause))
    for frame, at_start in _EDGES:
        for slots, cost in matches(frame, clause):
            at = 0 if at_start else len(clause.ground.transcript.words)
            yield _reading(slots["text"], Target((point(at, clause.ground),), 1.0), cost, clause)


def _with_verb(phrase: Phrase, cost: float, clause: Clause) -> Iterator[Reading]:
    """ "Insert TEXT after A", "after A insert TEXT", "insert after A TEXT", "TEXT should come after A"."""
    lead = whole(_VERB).match(phrase.low)
    rest = phrase.cut(lead.end() + 1, len(phrase.low)) if lead and lead.end() < len(phrase.low) else None
    if rest and lead:
        is_loose = whole(_LOOSE).match(lead.group()) is not None
        puts = whole(_PUT).search(lead.group()) is not None
        yield from _two_parts(rest, cost, clause, (is_loose, puts))
    for verb in whole(_VERB).finditer(phrase.low):
        if 0 < verb.start() and verb.end() < len(phrase.low):
            where, text = without_trail(phrase.cut(0, verb.start() - 1)), phrase.cut(verb.end() + 1, len(phrase.low))
            yield from (_reading(text, at, cost, clause) for at in points_of(where, clause.ground)[:2])
    for verb in whole(_DONE).finditer(phrase.low):
        if 0 < verb.start() and verb.end() < len(phrase.low):
            text, where = phrase.cut(0, verb.start() - 1), phrase.cut(verb.end() + 1, len(phrase.low))
            there = _THERE_IS.match(text.low)
            text = text.cut(there.end() + 1, len(text.low)) if there and there.end() < len(text.low) else text
            moved = _moved(text, clause) * (whole(_ADDED).search(verb.group()) is None)
            yield from (_reading(text, at, cost + 2 + moved, clause) for at in points_of(where, clause.ground)[:2])


_PUT = forms("put place stick get have set want need pop shove bung chuck leave take drop slot move")
_ADDED = forms("add insert say include append write miss forget") + "|missing|left out|forgotten|lacking|lacks"


def _moved(said: Phrase, clause: Clause) -> float:
    """ "Put the word very at the end" moves it, where it is said: new words would be added or inserted."""
    found = clause.ground.targets(said)[:1]
    return 9.0 * any(target.cost < _SAID_ALREADY and not target.is_pronoun for target in found)


_SAID_ALREADY = 15.0
_THERE_IS = whole(r"(?:there's|it's|theres|there is)(?: an?)?")


def _two_parts(rest: Phrase, cost: float, clause: Clause, how: tuple[bool, bool]) -> Iterator[Reading]:
    is_loose, puts = how
    for at in range(1, len(rest)):
        for where in points_of(rest[at:], clause.ground)[:2]:
            has_particle = is_loose and at > 1 and rest.tokens[at - 1].low in ("in", "on")
            text = rest[: at - has_particle]
            yield _reading(text, where, cost + (_moved(text, clause) if puts and text.tokens else 0.0), clause)
        text = rest[at:].stripped()
        if text.is_quoted or re.match(r"(?:the )?(?:words?|phrase|text) ", text.low) or rest.tokens[at].is_mark:
            yield from (_reading(text, where, cost + 1, clause) for where in points_of(rest[:at], clause.ground)[:2])


def _sides(anchor: Phrase, is_before: bool, clause: Clause) -> Iterator[Target]:
    for target in clause.ground.targets(anchor)[:2]:
        runs = [place.words for place in target.places if place.words]
        if target.problem or len(runs) == len(target.places):
            places = tuple(point(run.first if is_before else run.last, clause.ground) for run in runs)
            yield Target(places, target.cost, target.problem)


def _reading(said: Phrase, where: Target, cost: float, clause: Clause) -> Reading:
    text, doubts = text_of(said)
    cost += doubts + where.cost + _structure(said, clause)
    unclear = unclear_text(said)
    cost += _UNCLEAR * bool(unclear)
    problem = where.problem or _no_text(said, text) or unclear
    done = () if problem else operations("insert", where.places, {"text": text}, clause.ground, clause.phrase.text)
    return Reading("insert", cost, done, (), problem)


_UNCLEAR = 8.0


def _no_text(said: Phrase, text: str) -> BadInstruction | None:
    if not text:
        return BadInstruction("an insertion of nothing", "new words", "say which words")
    if _THING.fullmatch(said.low) and not _names_text(said):
        return BadInstruction(
            f"“{text}” to be inserted", "words, or a sound", "put words that are to be said in quotes"
        )
    return None


def _structure(said: Phrase, clause: Clause) -> float:
    """New text is hardly ever "the last word" or "a pause"."""
    found = clause.ground.targets(said)[:1]
    is_thing = bool(_THINGS & set(said.low.split())) and not _names_text(said)
    return 10.0 * (bool(found) and found[0].cost < 1 and not _names_text(said)) + 8.0 * is_thing


_THINGS = frozenset(
    (
        "pause pauses silence gap break noise reverb echo emphasis stress beat hiss volume "
        "pitch filter fade distortion clipping"
    ).split()
)

_THING = re.compile(
    rf"(?:an? |the |some )?(?:\S+ )?(?:{'|'.join(sorted(_THINGS))})(?: (?:of|for|lasting|at|that|with) .+)?"
)


def _names_text(said: Phrase) -> bool:
    return (
        "‹" in said.low
        or re.match(r"(?:the |a )?(?:words?|phrase|text|sentence|name) (?!\d|one |two |three )", said.low) is not None
    )


def _fill(template: str, rng: np.random.Generator, transcript: Transcript) -> Filled:
    text, values = filled(template, rng, transcript)
    ground = ground_of(transcript)
    places = (_slot_point(template, values, transcript),)
    return Filled(text, operations("insert", places, {"text": values["text"]}, ground, text))


def _slot_point(template: str, values: Mapping[str, Any], transcript: Transcript) -> Place:
    ground = ground_of(transcript)
    if "left" in values:
        return point(values["left"].words.last, ground)
    if "words" in values:
        is_before = BEFORE.search(template.lower())
        return point(values["words"].words.first if is_before else values["words"].words.last, ground)
    is_start = AT_START.search(template.lower().replace(",", ""))
    return point(0 if is_start else len(transcript.words), ground)


_SENSE = Sense(
    "insert",
    Wordings(
        train=lines("""
        insert {text} after {words}
        insert {text} before {words}
        insert {text} between {left} and {right}
        insert {text} at the beginning
        insert {text} at the end
        add {text} after {words}
        add {text} before {words}
        add {text} between {left} and {right}
        add {text} at the start
        add {text} to the end
        put {text} after {words}
        put {text} in front of {words}
        put {text} between {left} and {right}
        please insert {text} right after {words}
        please add {text} just before {words}
        could you insert {text} after {words}?
        can you put {text} before {words}?
        would you add {text} at the very end?
        I'd like you to insert {text} after {words}
        I want {text} inserted before {words}
        I'd like {text} added after {words}
        after {words}, insert {text}
        before {words}, add {text}
        after {words} say {text}
        between {left} and {right}, insert {text}
        at the end, add {text}
        at the beginning, say {text}
        say {text} after {words}
        say {text} before {words}
        have them say {text} after {words}
        follow {words} with {text}
        precede {words} with {text}
        {text} should come after {words}
        stick {text} in before {words}
        squeeze {text} in between {left} and {right}
        include {text} after {words}
        end with {text}
        start with {text}
        add the words {text} right before {words}
        drop {text} in between {left} and {right}
        tack {text} onto the end
        begin the recording with {text}
        finish by saying {text}
        close with {text}
        could {text} be added after {words}?
        please have me say {text} just after {words}
        there's a {text} missing before {words}
        I'd like to hear {text} between {left} and {right}
        squeeze in {text} before {words}
        wedge {text} between {left} and {right}
        work {text} in after {words}
        """),
        test=lines("""
        slip {text} in after {words}
        place {text} between {left} and {right}
        there should be {text} before {words}
        I need {text} to be added after {words}
        let's put {text} at the end
        would you mind inserting {text} before {words}?
        right after {words}, please add {text}
        make it say {text} after {words}
        throw in {text} before {words}
        open with {text}
        {words} should be followed by {text}
        """),
    ),
    _fill,
)
EDIT = Edit("insert", (_SENSE,), _read, {"text": None}, keys("text"), "point")
