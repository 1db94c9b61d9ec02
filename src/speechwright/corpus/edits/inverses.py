"""The way back: what is to be asked of an edited recording to get the one that it was made of.

Where the amount that undoes an edit can't be known from the edit, it is measured on the recording before it: its pitch,
its loudness, how long its pauses were. What can't be undone has no way back (a fade).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from speechwright.corpus.edits.measures import lufs_of, median_f0_hz, pace_of, volume_of
from speechwright.corpus.edits.side import Side, bare, plain
from speechwright.corpus.edits.slots import Group
from speechwright.tasks.edits.places import ground_of
from speechwright.tasks.edits.plan import Operation, Value
from speechwright.tasks.edits.points import point
from speechwright.tasks.edits.transcript import Run, Transcript, Word

MOST_GROUPS = 3  # requests in the instruction that leads back
LIVELY, FLAT = 2.0, 0.25  # for the range of a pitch that was left without any, or had none left to lose
NO_GAP_S = 0.06  # words closer than this are taken to have had no pause between them
LEAST_PAUSE_S = 0.05  # of one that is told


@dataclass(frozen=True)
class Done:
    """An edit that was made.

    Args:
        operations: over the recording before.
        before, after: the recordings.
        order: for each word after, the number of the word before that it comes from.
    """

    operations: Group
    before: Side
    after: Side
    order: tuple[int, ...]

    @property
    def first(self) -> Operation:
        return self.operations[0]

    def is_whole(self, operation: Operation) -> bool:
        return (operation.begin, operation.end) == (0, self.before.transcript.num_samples)

    def run_after(self, run: Run) -> Run | None:
        """Where words of the recording before are said after, the first time."""
        if run.first not in self.order:
            return None
        first = self.order.index(run.first)
        last = first + run.last - run.first
        return Run(first, last) if self.order[first:last] == tuple(range(run.first, run.last)) else None

    def place_after(self, operation: Operation) -> tuple[int, int] | None:
        """Where the place of an operation lies after."""
        if self.is_whole(operation):
            return 0, self.after.transcript.num_samples
        run = self.run_after(run_at(operation, self.before.transcript))
        return None if run is None else self.after.transcript.samples(run)

    def point_after(self, at: int) -> int:
        """The sample after that lies before what was said at word `at`."""
        later = [place for place, each in enumerate(self.order) if each >= at]
        return point_of(later[0] if later else len(self.order), self.after.transcript)


def run_at(operation: Operation, transcript: Transcript) -> Run:
    """The words that an operation stands over: those whose middle lies in it."""
    inside = [at for at, word in enumerate(transcript.words) if operation.begin <= _middle(word) < operation.end]
    return Run(inside[0], inside[-1] + 1) if inside else Run(0, 0)


def point_of(at: int, transcript: Transcript) -> int:
    """The sample that stands for the moment before word `at`, as the planner has it."""
    return point(at, ground_of(transcript)).begin


def word_at(sample: int, transcript: Transcript) -> int:
    """The word before which a point lies."""
    return sum(_middle(word) < sample for word in transcript.words)


def order_after(operations: Sequence[Operation], transcript: Transcript) -> tuple[int, ...]:
    """For each word after these operations, the number of the word before that it comes from."""
    words = list(range(len(transcript.words)))
    if [operation.edit for operation in operations] == ["move", "move"]:
        return _exchanged(words, *(run_at(operation, transcript) for operation in operations))
    for operation in operations:
        words = _reordered(words, operation, transcript)
    return tuple(words)


def _reordered(words: list[int], operation: Operation, transcript: Transcript) -> list[int]:
    run = run_at(operation, transcript)
    said = set(range(run.first, run.last))
    if operation.edit == "delete":
        return [each for each in words if each not in said]
    if operation.edit == "fillers":
        gone = {at for at in said if is_filler(transcript.words[at].text, str(operation.amounts["words"]))}
        return [each for each in words if each not in gone]
    if operation.edit == "repeat":
        times = int(operation.amounts["times"])
        return [*words[: run.first], *(words[run.first : run.last] * times), *words[run.last :]]
    if operation.edit == "move":
        to = word_at(int(operation.amounts["to"]), transcript)
        rest = [each for each in words if each not in said]
        at = sum(each < to for each in rest)
        return [*rest[:at], *range(run.first, run.last), *rest[at:]]
    return words


def _exchanged(words: list[int], one: Run, other: Run) -> tuple[int, ...]:
    first, last = sorted((one, other), key=lambda run: run.first)
    return (
        *words[: first.first],
        *words[last.first : last.last],
        *words[first.last : last.first],
        *words[first.first : first.last],
        *words[last.last :],
    )


def is_filler(word: str, fillers: str) -> bool:
    return bare(word).lower() in fillers.split(",")


def way_back(done: Done) -> tuple[Group, ...]:
    """What leads back, over the recording after; nothing where nothing does."""
    if len(done.operations) == 2 and {one.edit for one in done.operations} == {"move"}:
        return _exchange_back(done)
    groups: list[Group] = []
    for operation in done.operations:
        found = INVERSES[operation.edit](operation, done)
        if not found:
            return ()
        groups += found
    return tuple(groups) if len(groups) <= MOST_GROUPS else ()


Groups = tuple[Group, ...]
Inverse = Callable[[Operation, Done], Groups]


def _same_place(edit: str, amounts: Callable[[Operation, Done], Mapping[str, Value]]) -> Inverse:
    """Undone by an edit of the same place with other amounts; none where there are no amounts."""

    def back(operation: Operation, done: Done) -> Groups:
        place, back = done.place_after(operation), amounts(operation, done)
        return () if place is None or not back else ((Operation(edit, *place, dict(back)),),)

    return back


def _speed(operation: Operation, done: Done) -> Mapping[str, Value]:
    if "factor" in operation.amounts:
        return {"factor": 1 / float(operation.amounts["factor"])}
    pace = pace_of(done.before, operation.begin, operation.end)
    return {"pace": pace} if pace else {}


def _volume(operation: Operation, done: Done) -> Mapping[str, Value]:
    if "gain_db" in operation.amounts:
        return {"gain_db": -float(operation.amounts["gain_db"])}
    level = volume_of(done.before.part(operation.begin, operation.end))
    return {"level": level} if level else {}


def _pitch(operation: Operation, done: Done) -> Mapping[str, Value]:
    if "semitones" in operation.amounts:
        return {"semitones": -float(operation.amounts["semitones"])}
    return {"to_hz": float(round(median_f0_hz(done.before.part(operation.begin, operation.end))))}


def _intonation(operation: Operation, done: Done) -> Mapping[str, Value]:
    factor = float(operation.amounts["factor"])
    return {"factor": min(LIVELY, max(FLAT, 1 / factor)) if factor else LIVELY}


_OTHER_GENDER = {"female": "male", "male": "female", "other": "other"}
_REMOVED = {"do": "remove"}


def _insert_back(operation: Operation, done: Done) -> Groups:
    run = run_at(operation, done.before.transcript)
    text = plain(run, done.before.transcript)
    at = done.point_after(run.last)
    return ((Operation("insert", at, at, {"text": text}),),)


def _fillers_back(operation: Operation, done: Done) -> Groups:
    words = done.before.transcript.words
    gone = [at for at in range(len(words)) if at not in done.order]
    runs = [Operation("delete", words[at].begin, words[at].end) for at in gone]
    return tuple(group for each in runs for group in _insert_back(each, done))


def _repeat_back(operation: Operation, done: Done) -> Groups:
    run = run_at(operation, done.before.transcript)
    size, times = run.last - run.first, int(operation.amounts["times"])
    if done.run_after(run) is None:
        return ()
    copies = Run(run.first + size, run.first + size * times)
    return ((Operation("delete", *done.after.transcript.samples(copies)),),)


def _move_back(operation: Operation, done: Done) -> Groups:
    run = run_at(operation, done.before.transcript)
    place = done.run_after(run)
    if place is None:
        return ()
    rest = [(at, each) for at, each in enumerate(done.order) if each >= run.last]
    to = point_of(rest[0][0] if rest else len(done.order), done.after.transcript)
    return ((Operation("move", *done.after.transcript.samples(place), {"to": float(to)}),),)


def _exchange_back(done: Done) -> Groups:
    """The same exchange again: each goes to where the other begins."""
    runs = [done.run_after(run_at(operation, done.before.transcript)) for operation in done.operations]
    one, other = runs
    if one is None or other is None:
        return ()
    said = done.after.transcript
    there, here = point_of(other.first, said), point_of(one.first, said)
    first = Operation("move", *said.samples(one), {"to": float(there)})
    return ((first, Operation("move", *said.samples(other), {"to": float(here)})),)


def _pause_back(operation: Operation, done: Done) -> Groups:
    at = word_at(operation.begin, done.before.transcript)
    words, rate_hz = done.before.transcript.words, done.before.rate_hz
    if not 0 < at < len(words):
        return ()
    was_s = (words[at].begin - words[at - 1].end) / rate_hz
    after = done.after.transcript.words
    place = after[at - 1].end, after[at].begin
    if was_s < NO_GAP_S:
        return ((Operation("remove_pauses", *place, {"longer_than_s": 0.0}),),)
    return ((Operation("shorten_pauses", *place, {"to_seconds": round(was_s, 2)}),),)


def gaps_s(side: Side) -> list[float]:
    """How long the pauses after each word are."""
    words = side.transcript.words
    return [(other.begin - one.end) / side.rate_hz for one, other in itertools.pairwise(words)]


def _pauses_back(operation: Operation, done: Done) -> Groups:
    """By one factor: how much longer all pauses were."""
    before, after = (
        sum(gap for gap, was in zip(gaps_s(side), gaps_s(done.before), strict=True) if was >= LEAST_PAUSE_S)
        for side in (done.before, done.after)
    )
    if not before or not after:
        return ()
    whole = 0, done.after.transcript.num_samples
    return ((Operation("shorten_pauses", *whole, {"factor": before / after}),),)


def _removed_back(operation: Operation, done: Done) -> Groups:
    """Each pause that went, put in again."""
    pairs = enumerate(zip(gaps_s(done.before), gaps_s(done.after), strict=True), 1)
    lost_s = {at: was - now for at, (was, now) in pairs if was - now >= LEAST_PAUSE_S}
    return tuple(_pause(at, seconds, done) for at, seconds in lost_s.items())


def _trim_back(operation: Operation, done: Done) -> Groups:
    before, after = done.before.transcript, done.after.transcript
    starts_s = before.words[0].begin / before.rate_hz - after.words[0].begin / after.rate_hz
    ends = [(side.num_samples - side.words[-1].end) / side.rate_hz for side in (before, after)]
    lost_s = {0: starts_s, len(after.words): ends[0] - ends[1]}
    return tuple(_pause(at, seconds, done) for at, seconds in lost_s.items() if seconds >= LEAST_PAUSE_S)


def _pause(at: int, seconds: float, done: Done) -> Group:
    sample = point_of(at, done.after.transcript)
    return (Operation("pause", sample, sample, {"seconds": round(seconds, 2)}),)


def _nothing(operation: Operation, done: Done) -> Groups:
    return ()


INVERSES: Mapping[str, Inverse] = {
    "clipping": _same_place("clipping", lambda operation, done: _REMOVED),
    "delete": _insert_back,
    "fade": _nothing,
    "fillers": _fillers_back,
    "formants": _same_place("formants", lambda operation, done: {"ratio": 1 / float(operation.amounts["ratio"])}),
    "gender": _same_place("gender", lambda operation, done: {"to": _OTHER_GENDER[str(operation.amounts["to"])]}),
    "intonation": _same_place("intonation", _intonation),
    "loudness": _same_place("loudness", lambda operation, done: {"lufs": round(lufs_of(done.before.audio), 1)}),
    "move": _move_back,
    "muffled": _same_place("muffled", lambda operation, done: _REMOVED),
    "noise": _same_place("noise", lambda operation, done: _REMOVED),
    "pause": _pause_back,
    "pitch": _same_place("pitch", _pitch),
    "remove_pauses": _removed_back,
    "repeat": _repeat_back,
    "room": _same_place("room", lambda operation, done: _REMOVED),
    "shorten_pauses": _pauses_back,
    "speed": _same_place("speed", _speed),
    "stress": _same_place(
        "stress", lambda operation, done: {"strength": -1.0 if float(operation.amounts["strength"]) > 0 else 1.0}
    ),
    "telephone": _same_place("telephone", lambda operation, done: _REMOVED),
    "trim": _trim_back,
    "volume": _same_place("volume", _volume),
}


def _middle(word: Word) -> float:
    return (word.begin + word.end) / 2
