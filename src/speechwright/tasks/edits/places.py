"""Which parts of a recording a phrase means: "the second very", "the first and the last word", "all but the last
sentence".

What it means is settled here, against the words that were said: a phrase that fits several places or none gives the
error that says so. The rules for one place are in `said`, `positions`, `moments` and `ranges`; here is what joins them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.forms import whole as tokens
from speechwright.tasks.edits.moments import read_moment
from speechwright.tasks.edits.numbers import COUNT, NUMBER, ORDINAL
from speechwright.tasks.edits.phrase import Phrase, phrase_of
from speechwright.tasks.edits.place import ABSENT, MANY, Ground, Place, Target, whole
from speechwright.tasks.edits.positions import read_beside, read_position, read_sentence_with
from speechwright.tasks.edits.ranges import all_runs, read_fraction, read_range
from speechwright.tasks.edits.said import absent, read_said, texts_of
from speechwright.tasks.edits.transcript import Run, Transcript

WHOLE_NOUNS = (
    "recording|audio|clip|file|sound|speech|voice|track|take|speaker|speaking|talking|"
    "delivery|reading|narration|message|memo|"
    "input|sample|utterance|passage|person|man|woman|guy|lady|narrator|reader|"
    "performance|voiceover|voice over|wav|segment|"
    "soundtrack|signal|tone|talk|text"
)
_OWN = r"(?:(?:the|this|that|my|his|her|their|our|your|whole|entire|full|complete|overall|all|all of|of) )*"
_WHOLE = re.compile(
    rf"(?:all of )?(?:everything|what(?:'s| is| remains)(?: left)?|whatever is left|the whole thing|the lot|the "
    rf"entire thing|all of it|the "
    rf"whole of it|all|throughout|overall|"
    rf"the whole|(?:{_OWN}(?:recording|audio|speech|voice|file|clip|speaker)|"
    rf"{_OWN[:-1]}+(?:{WHOLE_NOUNS}))(?:'s)?(?: (?:{WHOLE_NOUNS}))*|me|him|from (?:the "
    rf")?(?:start|beginning) to (?:the )?(?:end|finish)|"
    r"all the way through|across the board|i|she|he|they|them)(?: (?:as a whole|overall|"
    r"throughout|in its entirety|here))?"
)
_GENRE = re.compile(
    rf"{_OWN[:-1]}+(?:new |latest |finished |raw |first |last )?(?P<noun>episode|podcast|song|show|video|film|movie|"
    r"lecture|chapter|interview|lesson|sermon|"
    r"homily|story|tale|tape|cassette|dictation|voice ?mail|voice ?note|note|memo|draft|demo|audiobook|audio book|book|"
    r"commentary|presentation|announcement|session|conversation|call|meeting|monologue|mp3|voice memo|broadcast|"
    r"programme|program|report|letter|greeting|poem|prayer|toast|thing|stuff|advert|ad|commercial|trailer|intro|outro|"
    r"tutorial|course|class|vlog|stream|dialogue|statement|testimony|reply|answer)(?: (?:recording|audio|file|track))?"
)  # what recordings are called; where the word itself is said, it may be that word
_PRONOUN = re.compile(
    r"(?:it|this|that|its|them|(?:them )?both(?: of (?:them|those|these|it))?(?: (?:words|sentences|parts))?|"
    rf"(?:those|these) (?:(?:{COUNT} )?(?:words|sentences)|two|both)(?: of them)?|the pair|those|these|it's|"
    rf"(?:all )?(?:of )?(?:it|"
    r"this|that)|(?:that|"
    r"this|the same|that same|this same|this very|that very|said) (?:word|phrase|sentence|part|bit|one|section|"
    r"place|passage))"
)


_NAMED_BEFORE = re.compile(
    r"(?:that|this|the same|that same|this same|this very|that very|said) (?:word|phrase|sentence|one|passage)|"
    rf"(?:those|these) (?:(?:{COUNT} )?(?:words|sentences)|two)(?: of them)?"
)


def ground_of(transcript: Transcript) -> Ground:
    """All words of a transcript, with the rules of this module."""
    return Ground(transcript, Run(0, len(transcript.words)), _RULES)


def _read_whole(phrase: Phrase, ground: Ground) -> Sequence[Target]:
    if _NAMED_BEFORE.fullmatch(phrase.low) and not ground.antecedent and len(ground.sentences) > 1:
        problem = BadInstruction(f"“{phrase.low}”", "a part that was named before", "name it")
        return [Target((), MANY, problem, is_pronoun=True)]
    if _PRONOUN.fullmatch(phrase.low):
        return [Target(ground.antecedent or (whole(ground.transcript),), is_pronoun=True)]
    if _REST.fullmatch(phrase.low) and ground.antecedent and not any(place.is_whole for place in ground.antecedent):
        return [Target(tuple(_complement(ground.antecedent, ground)))]
    genre = _GENRE.fullmatch(phrase.low)
    is_whole = _WHOLE.fullmatch(phrase.low) or (genre and not ground.find(genre["noun"]))
    if (
        is_whole
        and ground.scope.last - ground.scope.first < len(ground.transcript.words)
        and not _ALL.search(phrase.low)
    ):
        return [Target((ground.place(ground.scope),), 0.2)]  # "in the last sentence, raise the voice"
    return [Target((whole(ground.transcript),))] if is_whole else []


_ALL = tokens(
    r"everything|all|throughout|overall|whole|entire|full|complete|recording|audio|file|clip|track|take|episode|lot"
)
_REST = re.compile(
    r"(?:the |all the )?(?:rest|remainder|others?|remaining (?:words|sentences|part))(?: "
    r"of (?:it|the (?:recording|audio|clip|file|speech|sentence|words)))?|(?:everything|"
    r"all) else"
)
_ONE = re.compile(
    r"(?:the|that|this) (?:\w+ )*(?:ones?)(?: (?:in|of|from|about|with|where|that|which|containing|starting|ending|"
    r"beginning|mentioning|after|before) .+)?"
)


_ELLIPTIC = re.compile(
    rf"the (?:very )?(?:{ORDINAL}|last|final|other|middle)(?P<count> {COUNT})?(?: of (?:the two|the three|them|"
    rf"those|these))?"
)
_NO_NOUN = 0.5  # what it costs that "the second" means the second sentence


def _read_one(phrase: Phrase, ground: Ground) -> Sequence[Target]:
    """ "The last one", after "the first sentence" in the clause before."""
    if not ground.noun:
        return []
    noun = ground.noun.replace("‹", '"').replace("›", '"').replace("_", " ")
    if match := _ELLIPTIC.fullmatch(phrase.low):
        low = phrase.low.partition(" of ")[0]
        full = phrase_of(f"{low} {noun}{'s' * bool(match['count'])}")
        return [replace(target, cost=target.cost + _NO_NOUN) for target in ground.targets(full)]
    if not _ONE.fullmatch(phrase.low):
        return []
    return ground.targets(phrase_of(tokens("ones?").sub(noun, phrase.low, count=1)))


_INSIDE = tokens(
    r"(?:that is |that's |which is |said |spoken |that (?:i|he|she|they) says? |that "
    r"(?:comes|appears|occurs) )?(?:in|within|inside|inside of|of|from|during|between|at|"
    r"on|near|towards)"
)
_BESIDE = tokens(
    r"(?:(?:that|which) )?(?:(?:is|comes|appears|occurs|stands|goes|right|just|directly|immediately|straight|said) )*"
    r"(?:(?P<before>before|preceding|in front of|ahead of|precedes|followed by)|"
    r"(?P<after>after|following|follows|behind|preceded by))"
)


def _read_inside(phrase: Phrase, ground: Ground) -> Iterator[Target]:
    """ "The last word of the first sentence", "the very between A and B"."""
    for match in _INSIDE.finditer(phrase.low):
        if not 0 < match.start() < match.end() < len(phrase.low):
            continue
        keeps_word = match.group().endswith(("between", "from", "at", "during"))
        where = phrase.cut(
            match.end() - len(match.group().split()[-1]) if keeps_word else match.end() + 1, len(phrase.low)
        )
        part = phrase.cut(0, match.start() - 1)
        for scope, cost in _scopes(where, match.group(), phrase, ground):
            inner = ground.within(scope).targets(part)
            yield from (replace(target, cost=target.cost + cost) for target in inner if not target.is_whole)
        yield from _read_in_each(part, where, ground)


def _read_apposition(phrase: Phrase, ground: Ground) -> Iterator[Target]:
    """ "The second uh, the one after so": the same said twice, or what tells which of several is meant."""
    marks = [at for at, token in enumerate(phrase.tokens) if token.low == ","]
    if len(marks) != 1 or not 0 < marks[0] < len(phrase) - 1:
        return
    left, right = phrase[: marks[0]], phrase[marks[0] + 1 :]
    named = ground.after(ground.antecedent, left.tokens[-1].low) if _ONE.fullmatch(right.low) else ground
    for one in ground.targets(left)[:1]:
        for other in named.targets(right)[:1]:
            if other.problem is None and other.places == one.places and not other.is_whole:
                yield replace(one, cost=max(one.cost, 0.0) + 0.5)


def _read_in_each(part: Phrase, where: Phrase, ground: Ground) -> Iterator[Target]:
    """ "The first word of each sentence": one part in each of several."""
    if not _EACH.match(where.low):
        return
    for target in ground.targets(where)[:1]:
        scopes = [place.words for place in target.places if place.words]
        inner = [ground.within(scope).targets(part)[:1] for scope in scopes]
        if len(scopes) > 1 and all(found and found[0].problem is None for found in inner):
            yield Target(tuple(place for found in inner for place in found[0].places), target.cost + 0.2)


_EACH = tokens("each|every|all|both")


def _read_possessive(phrase: Phrase, ground: Ground) -> Iterator[Target]:
    """ "The first sentence's last word"; also "the first sentence's" before a volume."""
    for at, token in enumerate(phrase.tokens):
        if not token.low.endswith(("'s", "s'")) or not at:
            continue
        owner = Phrase(phrase.source, (*phrase.tokens[:at], replace(token, low=token.low.rstrip("s").rstrip("'"))))
        if at + 1 == len(phrase):
            yield from (replace(target, cost=target.cost + 0.2) for target in ground.targets(owner))
        for run, cost in ground.runs(owner) if at + 1 < len(phrase) else ():
            inner = ground.within(run).targets(phrase[at + 1 :])
            yield from (replace(target, cost=target.cost + cost + 0.2) for target in inner if not target.is_whole)


def _scopes(where: Phrase, link: str, phrase: Phrase, ground: Ground) -> Iterator[tuple[Run, float]]:
    plain = where[1:] if link.endswith(("from", "at", "during")) else where[:0]
    for run, cost in [*ground.runs(where), *(ground.runs(plain) if plain.tokens else ())]:
        if run.last - run.first > 1:
            yield run, cost + 0.2


def _read_context(phrase: Phrase, ground: Ground) -> Iterator[Target]:
    """ "The very before nice", "the the that comes after over": the neighbour, or else the nearest one on that side."""
    for match in _BESIDE.finditer(phrase.low):
        if not 0 < match.start() < match.end() < len(phrase.low):
            continue
        left, right = phrase.cut(0, match.start() - 1), phrase.cut(match.end() + 1, len(phrase.low))
        if _PRONOUN.fullmatch(right.low) and not ground.antecedent:
            continue
        runs = list(dict.fromkeys(run for text, _ in texts_of(left.low) for run in ground.find(text)))
        chosen = _nearest(runs, all_runs(right, ground), is_before=match["before"] is not None)
        if len(chosen) == 1:
            yield Target((ground.place(chosen[0]),), 4.0 if "‹" not in phrase.low else 1.0)


def _nearest(runs: Sequence[Run], others: Sequence[Run], *, is_before: bool) -> list[Run]:
    def ends(one: Run, other: Run) -> int:
        return other.first - one.last if is_before else one.first - other.last

    gaps = {run: min((ends(run, other) for other in others if ends(run, other) >= 0), default=-1) for run in runs}
    side = {run: gap for run, gap in gaps.items() if gap >= 0}
    if not side or (len(others) > 1 and min(side.values()) > 0):
        return []
    return [run for run, gap in side.items() if gap == min(side.values())]


_AND = tokens(r"(?:, )?(?:and(?: (?:also|then|finally))?|as well as|plus|along with|together with|&|,)")
_BOTH = re.compile(r"(?:both|either|each of|all of) (?=\S)")
_LEAD = re.compile(r"(?:also |then |finally |too |only |just |for )+")
_MOST_HEAD_TOKENS = 6
_LACKS_NOUN = re.compile(
    rf"(?:(?:the|very|first|last|next|final|opening|to|{ORDINAL}|{NUMBER}|,|and|words?|sentences?) ?)+"
)


def _read_list(phrase: Phrase, ground: Ground) -> list[Target]:
    """ "The first and the last word", "very, really and nice", "the first word and the last one"."""
    rest = _BOTH.match(phrase.low)
    phrase = phrase.cut(rest.end(), len(phrase.low)) if rest else phrase
    found: list[Target] = []
    for match in _AND.finditer(phrase.low):
        if 0 < match.start() < match.end() < len(phrase.low):
            left, right = phrase.cut(0, match.start() - 1), phrase.cut(match.end() + 1, len(phrase.low))
            found += _listed(left, _without_lead(right), ground)
    return found


def _without_lead(phrase: Phrase) -> Phrase:
    match = _LEAD.match(phrase.low)
    return phrase.cut(match.end(), len(phrase.low)) if match else phrase


def _listed(left: Phrase, right: Phrase, ground: Ground) -> Iterator[Target]:
    """One reading of the first item with one of the rest; either may have its noun from the other."""
    for one in [left, *_with_tail(left, right)]:
        for other in [right, *_with_head(left, right)]:
            yield from _together(one, other, ground, 0.3 * (one is not left) + 0.3 * (other is not right))


def _together(one: Phrase, other: Phrase, ground: Ground, cost: float) -> Iterator[Target]:
    first, rest = ground.targets(one)[:2], ground.targets(other)[:2]
    for a in first:
        for b in rest:
            if not (a.is_whole or b.is_whole):
                places = tuple(dict.fromkeys((*a.places, *b.places)))
                problem = a.problem or b.problem
                yield Target(() if problem else places, max(a.cost, b.cost) + cost + 0.2, problem)


def _with_tail(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """ "the first" with the "word" of "the last word"."""
    if _LACKS_NOUN.fullmatch(left.low):
        for count in range(1, min(len(right), _MOST_HEAD_TOKENS + 1)):
            yield left.joined(right[len(right) - count :])


def _with_head(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """ "the last one" with the "word" of "the first word"; "5" with the "word" of "word 2"."""
    if right.low.split()[-1] in ("one", "ones"):
        for count in range(1, min(len(left), 3)):
            yield right[: len(right) - 1].joined(left[len(left) - count :])
    elif len(right) <= 2 and left.low.startswith(("word", "sentence", "the word", "the sentence")):
        yield (left[:2] if left.low.startswith("the") else left[:1]).joined(right)


_BUT = tokens(
    r"(?:except|but|apart from|other than|besides|excluding|save|with the exception of|bar|not)(?: (?:for|from|not))?"
)


def _read_except(phrase: Phrase, ground: Ground) -> Iterator[Target]:
    """ "Everything except the last sentence"."""
    for match in _BUT.finditer(phrase.low):
        head = phrase.cut(0, match.start() - 1) if match.start() else phrase[:0]
        named = ground.targets(head) if head.tokens else []
        if named and named[0].is_whole and match.end() < len(phrase.low):
            for target in ground.targets(phrase.cut(match.end() + 1, len(phrase.low))):
                yield without(target, phrase.low, ground)


def without(target: Target, said: str, ground: Ground) -> Target:
    """All that a target leaves of the recording."""
    if target.problem:
        return target
    places = tuple(_complement(target.places, ground))
    if places and not target.is_whole:
        return replace(target, places=places)
    return Target((), MANY, BadInstruction(f"“{said}”", "something that is left", "leave less out"))


def _complement(places: Sequence[Place], ground: Ground) -> Iterator[Place]:
    """What is left of the recording, as whole words where the places are words."""
    at = ground.scope.first
    for place in sorted(places, key=lambda place: place.begin):
        if place.words is None:
            yield from _before_and_after(place, ground)
            return
        if at < place.words.first:
            yield ground.place(Run(at, place.words.first))
        at = max(at, place.words.last)
    if at < ground.scope.last:
        yield ground.place(Run(at, ground.scope.last))


def _before_and_after(place: Place, ground: Ground) -> Iterator[Place]:
    if place.begin:
        yield Place(0, place.begin)
    if place.end < ground.transcript.num_samples:
        yield Place(place.end, ground.transcript.num_samples)


_RULES = (
    _read_whole,
    _read_one,
    read_said,
    read_position,
    read_sentence_with,
    read_beside,
    read_moment,
    read_fraction,
    read_range,
    lambda phrase, ground: list(_read_possessive(phrase, ground)),
    lambda phrase, ground: list(_read_inside(phrase, ground)),
    lambda phrase, ground: list(_read_context(phrase, ground)),
    _read_list,
    lambda phrase, ground: list(_read_apposition(phrase, ground)),
    lambda phrase, ground: list(_read_except(phrase, ground)),
)


def targets_of(phrase: Phrase, ground: Ground) -> list[Target]:
    """All readings, cheapest first; text that is not said where there is no other."""
    found = ground.targets(phrase)
    return found or [Target((), ABSENT, partial(absent, phrase.text, ground))]


def target_of(text: str, ground: Ground) -> Target:
    """The cheapest reading of a phrase that is given as text."""
    return targets_of(phrase_of(text), ground)[0]
