"""The result is measured and listened to again: did what was asked for happen, and nothing else?"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from speechwright.asr.recognizer import Recognizer
from speechwright.audio.channels import mono
from speechwright.editing.dividing import divided
from speechwright.editing.execute import CONTENT, Executed
from speechwright.editing.measuring import MEASURES, WHOLE, Blocks, beginning
from speechwright.editing.pronunciations import knowing
from speechwright.metrics.joins import JoinMeter, Jump, is_within
from speechwright.metrics.text import edit_counts
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.plan import Operation, Plan
from speechwright.tasks.edits.score import UNITS, Score
from speechwright.tasks.edits.transcript import Run, Transcript, Word
from speechwright.tasks.spoken_form import words_of
from speechwright.types import Audio, Row

Floats = NDArray[np.float64]
_Ear = Callable[[Blocks], str]
MEASURED_S = 30.0  # of a long stretch
AROUND_WORDS = 4  # on either side of a change that are listened to again
HEARD_S = 90.0  # at most, in all
BEYOND_S = 1.0  # of the first and of the last word
IN_ONE_GO_S = HEARD_S + 2 * BEYOND_S  # what was there before may be an hour
MOST_WRONG = 0.1  # of the words about a change
JOIN_S = 0.3
HIDDEN_DB = -20.0
SLACK = 5.0
OTHER_VOICES = frozenset(("formants", "gender", "pitch"))


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Args:
        step: the number of the step of the plan, from 1; 0 for all of them.
        what: "pitch", "words", "joins" …
        wanted, found: in `unit`; of a measure, by how much it moved.
        passed: whether that is near enough.
    """

    step: int
    what: str
    wanted: str
    found: str
    passed: bool
    error: float | None = None

    def to_row(self) -> Row:
        row: Row = {"step": self.step, "what": self.what, "wanted": self.wanted, "found": self.found}
        return {**row, "passed": self.passed}


def check(executed: Executed, plan: Plan, transcript: Transcript, listener: Recognizer | None) -> tuple[Check, ...]:
    """Look at all that a plan was to do.

    Args:
        executed: what it made.
        plan: what was asked for.
        transcript: the input's words.
        listener: who listens again; none where nobody is to.
    """
    steps = enumerate(plan.operations, 1)
    measured = [one for number, step in steps for one in _measured(executed, step, number, _slack(step, plan))]
    listens = listener is not None and not _hides(plan)
    heard = _words(executed, transcript, listener, _most_wrong(plan)) if listener is not None and listens else ()
    return (*measured, *_joins(executed), *heard)


def _hides(plan: Plan) -> bool:
    """Whether words are meant to be harder to understand afterwards, so that a recognizer proves nothing."""
    return any(
        step.amounts.get("do") == "add" or step.edit == "fade" or float(step.amounts.get("gain_db", 0.0)) < HIDDEN_DB
        for step in plan.operations
    )


def _slack(step: Operation, plan: Plan) -> float:
    """By how much a tolerance grows where other steps change the same stretch, and its measures a little with it."""
    others = (other for other in plan.operations if other is not step)
    return SLACK if any(other.begin < step.end and step.begin < other.end for other in others) else 1.0


def _measured(executed: Executed, step: Operation, number: int, slack: float) -> Iterator[Check]:
    score = EDITS[step.edit].score
    if score is None or step.edit in executed.skipped:
        return
    before, after = _sounds(executed, step, score)
    measure, rate_hz = MEASURES[score.measure], executed.timeline.coding.rate_hz
    one, two = measure(before, rate_hz), measure(after, rate_hz)
    if math.isnan(one) or math.isnan(two):
        return
    wanted = score.wanted(step.amounts, one)
    passed = score.passes(step.amounts, one, two, slack)
    yield Check(
        number,
        score.measure,
        _told(score, None if wanted is None else wanted - one, step),
        f"{two - one:+.2f} {UNITS[score.measure]}".strip(),
        passed,
        None if wanted is None else two - wanted,
    )


def _told(score: Score, change: float | None, step: Operation) -> str:
    if change is not None:
        return f"{change:+.2f} {UNITS[score.measure]}".strip()
    return {1: "more", -1: "less"}.get(score.direction(step.amounts), "any")


def _sounds(executed: Executed, step: Operation, score: Score) -> tuple[Blocks, Blocks]:
    """A stretch as it was and as it is; of a long one the beginning, where that is enough."""
    timeline = executed.timeline
    pieces = timeline.inside(step.begin, step.end)
    size, after = step.end - step.begin, sum(piece.num_samples for piece in pieces)
    if score.measure == "length":
        return [np.broadcast_to(0.0, (size, 1))], [np.broadcast_to(0.0, (after, 1))]
    channels, most = timeline.coding.num_channels, round(MEASURED_S * timeline.coding.rate_hz)
    share = 1.0 if score.measure in WHOLE else min(1.0, most / max(1, size))
    source = (timeline.coding.floats(raw) for raw in timeline.source.blocks(step.begin, step.end))
    return (
        beginning(source, channels, round(size * share)),
        beginning(timeline.floats(pieces), channels, max(1, round(after * share))),
    )


def _joins(executed: Executed) -> Iterator[Check]:
    """Whether more changes at a join than where words meet by themselves."""
    if executed.natural is None:
        return
    smooth = [is_within(_jump(executed, at), executed.natural) for at in executed.joins]
    yield Check(0, "joins", f"{len(smooth)} smooth", f"{sum(smooth)} smooth", all(smooth))


def _jump(executed: Executed, at: int) -> Jump:
    rate_hz = executed.timeline.coding.rate_hz
    around = round(JOIN_S * rate_hz)
    begin = max(0, at - around)
    sound = executed.timeline.output(begin, min(executed.timeline.num_samples, at + around)).mean(axis=1)
    return JoinMeter(Audio(sound.astype(np.float32), rate_hz)).jump((at - begin) / rate_hz)


def _most_wrong(plan: Plan) -> Callable[[int], float]:
    """How many of some words may be heard otherwise: recognizers know people's voices, and what was made of a voice may
    be none of these; where no word was to change, a single slip proves nothing."""
    edits = {step.edit for step in plan.operations}
    if edits & OTHER_VOICES:
        return lambda count: max(1.0, 0.4 * count)
    return lambda count: MOST_WRONG * count if edits & CONTENT else max(1.0, MOST_WRONG * count)


def _words(
    executed: Executed, before: Transcript, listener: Recognizer, most_wrong: Callable[[int], float]
) -> Iterator[Check]:
    """Whether the words about each change are those that should be there now, rather than those that were.

    What the recognizer got wrong in the input, it may get wrong again.
    """
    wrong = wanted = 0
    is_done = True
    missed: list[str] = []
    for first, last in _spans(executed, len(before.words)):
        said = executed.transcript.words[first:last]
        known = _forms((*said, *_original(executed, before, first, last)))
        ear = _ear(knowing(listener, known).expecting(" ".join(known)), before.rate_hz)
        errors, heard = _errors(said, executed.timeline.blocks(*_stretch(executed.transcript, first, last)), ear)
        if errors:
            missed.append(heard)
            was = _original(executed, before, first, last)
            is_done = is_done and errors <= edit_counts(_forms(was), words_of(heard)).errors
            errors = max(0, errors - _errors_before(executed, before, was, ear))
        wrong, wanted = wrong + errors, wanted + len(_forms(said))
    if wanted:
        found = f"{wanted - wrong} words" + (f" (heard: {'; '.join(missed)[:120]})" if missed else "")
        yield Check(0, "words", f"{wanted} words", found, is_done and wrong <= most_wrong(wanted), wrong / wanted)


def _ear(listener: Recognizer, rate_hz: int) -> _Ear:
    def hear(blocks: Blocks) -> str:
        means = divided((mono(block)[:, None] for block in blocks), rate_hz, IN_ONE_GO_S)
        return " ".join(listener.recognize(Audio(mean_N1[:, 0].astype(np.float32), rate_hz)).text for mean_N1 in means)

    return hear


def _original(executed: Executed, before: Transcript, first: int, last: int) -> tuple[Word, ...]:
    """The words of the input from the first to the last of which something is left in a run; at the ends of the output
    those that went from there too."""
    known = [origin for origin in executed.origins[first:last] if origin is not None]
    begin = 0 if first == 0 else min(known, default=0)
    end = len(before.words) if last == len(executed.transcript.words) else max(known, default=-1) + 1
    return before.words[begin:end]


def _errors_before(executed: Executed, before: Transcript, said: tuple[Word, ...], ear: _Ear) -> int:
    """What the recognizer gets wrong where the words were in the input."""
    if not said:
        return 0
    first = before.words.index(said[0])
    source = executed.timeline.source
    blocks = map(source.coding.floats, source.blocks(*_stretch(before, first, first + len(said))))
    return _errors(said, blocks, ear)[0]


def _stretch(transcript: Transcript, first: int, last: int) -> tuple[int, int]:
    """The samples of a run; at the ends of the recording with a second of what is beyond, where something may be left
    of a word that went."""
    begin, end = transcript.samples(Run(first, last))
    beyond = round(BEYOND_S * transcript.rate_hz)
    begin = max(0, begin - beyond) if first == 0 else begin
    end = min(transcript.num_samples, end + beyond) if last == len(transcript.words) else end
    return begin, max(begin + 1, end)


def _errors(said: Sequence[Word], blocks: Blocks, ear: _Ear) -> tuple[int, str]:
    """How many words are heard otherwise than said, and what is heard."""
    heard = ear(blocks)
    return edit_counts(_forms(said), words_of(heard)).errors, heard


def _forms(said: Sequence[Word]) -> list[str]:
    """Words as they are spoken."""
    return [form for word in said for form in words_of(word.text)]


def _spans(executed: Executed, num_before: int) -> list[tuple[int, int]]:
    """Runs of words [first, last) about what is not kept, or not what followed there in the input, with some on either
    side, up to so much sound in all."""
    said = executed.transcript.words
    near = {place for at, size in _changed(executed) for place in _near(said, at, at + size)}
    touched = sorted(near.union(_apart(executed.origins, num_before)))
    runs: list[tuple[int, int]] = []
    for place in touched:
        first, last = max(0, place - AROUND_WORDS), min(len(said), place + AROUND_WORDS + 1)
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return _limited(runs, said, executed.transcript.rate_hz)


def _changed(executed: Executed) -> Iterator[tuple[int, int]]:
    yield from ((at, piece.num_samples) for at, piece in executed.timeline.placed() if not piece.is_kept)


def _apart(origins: Sequence[int | None], num_before: int) -> Iterator[int]:
    """The words on either side of where something went, came, or follows that did not follow before."""
    for place, (one, two) in enumerate(pairwise((-1, *origins, num_before))):
        if one is None or two is None or two != one + 1:
            yield from (at for at in (place - 1, place) if 0 <= at < len(origins))


def _near(said: tuple[Word, ...], begin: int, end: int) -> Iterator[int]:
    """The words that a stretch touches, and those next to it."""
    after = next((place for place, word in enumerate(said) if word.begin >= end), len(said))
    before = next((place for place in range(len(said) - 1, -1, -1) if said[place].end <= begin), -1)
    yield from (place for place in range(max(0, before), min(len(said), after + 1)))


def _limited(runs: list[tuple[int, int]], said: tuple[Word, ...], rate_hz: int) -> list[tuple[int, int]]:
    kept, total = [], 0.0
    for first, last in runs:
        room = round((HEARD_S - total) * rate_hz)
        while last > first and said[last - 1].end - said[first].begin > room:
            last -= 1
        if first < last:
            kept.append((first, last))
            total += (said[last - 1].end - said[first].begin) / rate_hz
    return kept
