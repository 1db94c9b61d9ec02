"""The kinds of pairs. To add one: a function from a `Draw` to a `Pair`, and a line in the table."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from speechwright.audio.write import encode_flac
from speechwright.corpus.edits import drawing
from speechwright.corpus.edits.asking import Asked, ask
from speechwright.corpus.edits.inverses import Done
from speechwright.corpus.edits.measures import VOLUMES, level_db
from speechwright.corpus.edits.nothing import no_way_back, nothing
from speechwright.corpus.edits.pair import (
    Draw,
    Make,
    Pair,
    Wanted,
    Way,
    asked_for,
    both_ways,
    by_plan,
    edited,
    no_speech,
)
from speechwright.corpus.edits.phrases import By
from speechwright.corpus.edits.proxies import emotion, style
from speechwright.corpus.edits.side import Side, plain
from speechwright.corpus.edits.slots import Group
from speechwright.corpus.rejected import Rejected
from speechwright.editing.recording import Recording
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.transcript import Run, Transcript, Word
from speechwright.tasks.spoken_form import same_words
from speechwright.tasks.world.intent import between, pick, sample
from speechwright.types import Audio

ROOM_DB = 10.5  # of headroom, for the loudest that is asked for
GROUP_TRIES = 8
SILENCE_S = (0.3, 1.2)  # put around a recording that is to be trimmed
# What goes together in one instruction: one edit of each row at most, so that each can be told from the others.
TOGETHER: tuple[tuple[Wanted, ...], ...] = (
    (drawing.delete, drawing.repeat),
    (drawing.speed,),
    (drawing.volume, drawing.noise, drawing.room, drawing.adding("telephone"), drawing.adding("muffled")),
    (drawing.pitch, drawing.formants),
    (drawing.pause,),
)


def replaced(by: By) -> Make:
    """Of neighbouring words x and y the one recording keeps x and the other y, so that all of both was said (CosyEdit's
    way): "replace x with y"."""

    def make(draw: Draw) -> Pair:
        one, other = _neighbours(draw)
        gone = [(Operation("delete", *draw.real.transcript.samples(run)),) for run in (other, one)]
        sides = [edited(draw.real, operations, draw.rng).after for operations in gone]
        texts = [plain(run, draw.real.transcript) for run in (one, other)]
        runs = [Run(one.first, one.first + run.last - run.first) for run in (one, other)]
        asked = [_replacement(*each, draw, by) for each in zip(sides, runs, reversed(texts), strict=True)]
        there, back = Way(sides[0], sides[1], asked[0]), Way(sides[1], sides[0], asked[1])
        return Pair(there, back, tuple(operation for group in gone for operation in group))

    return make


def _neighbours(draw: Draw) -> tuple[Run, Run]:
    """Two runs of one or two words, one after the other, that say different things."""
    transcript, sizes = draw.real.transcript, [between(draw.rng, 1, 2) for _ in range(2)]
    most = len(transcript.words) - sum(sizes)
    if most < drawing.FEWEST_WORDS - 2:
        raise Rejected("few words")
    first = between(draw.rng, 0, most)
    one = Run(first, first + sizes[0])
    other = Run(one.last, one.last + sizes[1])
    if same_words(transcript.said(one), transcript.said(other)):
        raise Rejected("few words")
    return one, other


def _replacement(side: Side, run: Run, text: str, draw: Draw, by: By) -> Asked | None:
    group = (Operation("replace", *side.transcript.samples(run), {"text": text}),)
    return ask([group], side.transcript, draw.voice(by))


def with_headroom(make: Make) -> Make:
    """The same for a recording that was lowered first, so that it can be made louder: artefacts belong in the input."""

    def lowered(draw: Draw) -> Pair:
        lower_db = max(0.0, ROOM_DB - drawing.headroom_db(draw.real))
        return make(replace(draw, real=scaled(draw.real, -lower_db)))

    return lowered


def with_level(make: Make) -> Make:
    """The same for a recording whose level lies in one of the classes, so that there is a way back."""

    def brought(draw: Draw) -> Pair:
        low, high = VOLUMES[pick(draw.rng, ("low", "low", "medium", "high"))]
        gain_db = 20 * np.log10(draw.rng.uniform(low, high)) - level_db(draw.real.audio)
        if gain_db > drawing.headroom_db(draw.real):
            raise Rejected("no headroom")
        return make(replace(draw, real=scaled(draw.real, float(gain_db))))

    return brought


def scaled(side: Side, gain_db: float) -> Side:
    samples = side.audio.samples * np.float32(10 ** (gain_db / 20))
    return replace(side, flac=encode_flac(Audio(samples, side.rate_hz)))


def with_silence(make: Make) -> Make:
    """The same for a recording with more of its background around it."""

    def padded(draw: Draw) -> Pair:
        return make(replace(draw, real=_padded(draw.real, draw.rng)))

    return padded


def _padded(side: Side, rng: np.random.Generator) -> Side:
    lengths = [round(length_s * side.rate_hz) for length_s in rng.uniform(*SILENCE_S, 2)]
    with side.open() as file:
        recording = Recording(file, side.transcript, no_speech, seed=int(rng.integers(2**31)))
        tones = [recording.tone(0, length)[:, 0] for length in lengths]
    samples = np.concatenate([tones[0], side.audio.samples, tones[1]]).astype(np.float32)
    words = [_later(word, len(tones[0])) for word in side.transcript.words]
    said = Transcript(tuple(words), side.rate_hz, len(samples))
    return Side(encode_flac(Audio(samples, side.rate_hz)), said, side.is_real)


def _later(word: Word, by: int) -> Word:
    return replace(word, begin=word.begin + by, end=word.end + by)


def without_way_back(make: Make) -> Make:
    return lambda draw: no_way_back(make(draw), draw)


def compound(draw: Draw) -> Pair:
    """Two or three edits in one instruction."""
    asked = asked_for(lambda: _some_groups(draw), draw, "words")
    done: Done = edited(draw.real, asked.plan.operations, draw.rng)
    return both_ways(done, asked, draw, "words")


def _some_groups(draw: Draw) -> tuple[Group, ...]:
    """Wanted edits of which none changes the time of another's place.

    Raises:
        Rejected: none were found.
    """
    for _ in range(GROUP_TRIES):
        rows = sample(draw.rng, TOGETHER, pick(draw.rng, (2, 2, 3)))
        groups = tuple(pick(draw.rng, row)(draw) for row in rows)
        if not any(_touch(*pair, draw) for pair in itertools.combinations((group[0] for group in groups), 2)):
            return groups
    raise Rejected("edits of one place")


def _touch(one: Operation, other: Operation, draw: Draw) -> bool:
    """Whether the time of one edit's place is changed by the other."""
    wholes = [(each.begin, each.end) == (0, draw.real.transcript.num_samples) for each in (one, other)]
    moves_time = {one.edit, other.edit} & {"delete", "repeat", "pause", "speed"}
    return bool(moves_time) and not any(wholes) and one.begin <= other.end and other.begin <= one.end


def _damage(wanted: Wanted) -> Make:
    return by_plan(wanted, is_damaged=True)


KINDS: Mapping[str, Make] = {
    "delete": by_plan(drawing.delete),
    "delete by time": by_plan(drawing.delete, "time"),
    "replace": replaced("words"),
    "replace by time": replaced("time"),
    "move": by_plan(drawing.move),
    "swap": by_plan(drawing.swap),
    "repeat": by_plan(drawing.repeat),
    "speed": by_plan(drawing.speed),
    "pace": by_plan(drawing.pace),
    "volume": with_headroom(by_plan(drawing.volume)),
    "level": with_level(by_plan(drawing.level)),
    "pitch": by_plan(drawing.pitch),
    "gender": by_plan(drawing.gender),
    "formants": by_plan(drawing.formants),
    "intonation": by_plan(drawing.intonation),
    "stress": with_headroom(by_plan(drawing.stress)),
    "pause": by_plan(drawing.pause),
    "shorten_pauses": by_plan(drawing.shorten_pauses),
    "remove_pauses": by_plan(drawing.remove_pauses),
    "trim": with_silence(by_plan(drawing.trim)),
    "fillers": by_plan(drawing.fillers),
    "noise": with_headroom(_damage(drawing.noise)),
    "room": with_headroom(_damage(drawing.room)),
    "telephone": _damage(drawing.adding("telephone")),
    "muffled": _damage(drawing.adding("muffled")),
    "clipping": _damage(drawing.adding("clipping")),
    "loudness": by_plan(drawing.loudness),
    "fade": without_way_back(by_plan(drawing.fade, is_damaged=True)),
    "style": style,
    "emotion": emotion,
    "compound": with_headroom(compound),
    "nothing": nothing,
}
"""What is made of a recording. Its way back is mostly another kind: delete ↔ insert, pause ↔ remove_pauses."""


def kind_of(way: Way, by_time: bool) -> str:
    """What a row is called: the edit that it asks for, "compound" for several, "satisfied" where it asks for what is so
    already."""
    assert way.asked is not None, "rows have instructions"
    asked, operations = way.asked.kind, way.asked.plan.operations
    if way.before is way.after:
        return "satisfied" if operations else asked
    if "+" in asked or (len(operations) > 1 and asked != "move"):
        return "compound"
    keys = {key for operation in operations for key in operation.amounts}
    named = {"pace": "pace", "level": "level"}
    special = [named[key] for key in sorted(keys & named.keys())]
    if asked == "move" and len(operations) == 2:
        return "swap"
    return special[0] if special else f"{asked} by time" if by_time else asked
