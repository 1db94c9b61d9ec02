"""Wordings filled for operations that are given: the other way round than `tasks.edits.slots`, which draws what is
asked for. What comes out may be ambiguous or not quite what was meant; `asking` has the planner read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import Formatter

import numpy as np

from speechwright.corpus.edits.phrases import WHOLE, By, point_phrase, quantity, quoted, run_phrase
from speechwright.tasks.edits.places import ground_of
from speechwright.tasks.edits.plan import Operation, Value
from speechwright.tasks.edits.transcript import Run, Transcript
from speechwright.tasks.world.intent import pick

Group = tuple[Operation, ...]
"""What one wording asks for: one operation, or the two of an exchange."""
_PAUSES = re.compile(
    r"(?:all (?:the )?|the |any |every |all )?(?:pauses?|silences?|gaps?)(?: (?:in|from|of|out of) \{place\})?"
)
_PAUSE = ("the pause after {words}", "the pause between {left} and {right}", "the gap after {words}")


@dataclass(frozen=True)
class Ask:
    """Operations that a wording is filled for.

    Args:
        group: the operations, over `transcript`.
        by: how parts are named.
    """

    group: Group
    transcript: Transcript
    rng: np.random.Generator
    by: By = "words"

    @property
    def first(self) -> Operation:
        return self.group[0]

    @property
    def is_whole(self) -> bool:
        return (self.first.begin, self.first.end) == (0, self.transcript.num_samples)

    def run(self, operation: Operation) -> Run | None:
        """The words over which an operation stands."""
        words = self.transcript.words
        first = [at for at, word in enumerate(words) if word.begin == operation.begin]
        last = [at + 1 for at, word in enumerate(words) if word.end == operation.end]
        return Run(first[0], last[-1]) if first and last and first[0] < last[-1] else None

    def gap(self, sample: int) -> int | None:
        """The word before which a point lies, or before which a gap ends."""
        ground = ground_of(self.transcript)
        points = [ground.gap_before(at) for at in range(len(self.transcript.words) + 1)]
        return points.index(sample) if sample in points else None


def filled(wording: str, ask: Ask) -> str | None:
    """The wording with its slots filled; None where it can't ask for this."""
    if ask.first.edit in ("remove_pauses", "shorten_pauses") and not ask.is_whole:
        wording = _PAUSES.sub(pick(ask.rng, _PAUSE), wording, count=1)
    texts: dict[str, str] = {}
    for _, name, _, _ in Formatter().parse(wording):
        if name and name not in texts:
            text = SLOTS[name](ask)
            if text is None:
                return None
            texts[name] = text
    return wording.format(**texts)


def _place(ask: Ask) -> str | None:
    return pick(ask.rng, WHOLE) if ask.is_whole else _words(ask)


def _words(ask: Ask) -> str | None:
    operation = ask.first
    if operation.begin == operation.end or _is_gap(ask):
        return _word_beside(ask, _point(ask, operation))
    run = ask.run(operation)
    return None if run is None else run_phrase(run, ask.transcript, ask.rng, ask.by)


def _is_gap(ask: Ask) -> bool:
    return ask.first.edit in ("remove_pauses", "shorten_pauses") and not ask.is_whole


def _point(ask: Ask, operation: Operation) -> int | None:
    """The word before which a point, or a gap between words, lies."""
    if operation.begin == operation.end:
        return ask.gap(operation.begin)
    begins = [at for at, word in enumerate(ask.transcript.words) if word.begin == operation.end]
    return begins[0] if begins else None


def _word_beside(ask: Ask, at: int | None) -> str | None:
    """A name of the word before a point or of the one after it; the planner tells which was wanted."""
    if at is None:
        return None
    sides = [Run(each, each + 1) for each in (at - 1, at) if 0 <= each < len(ask.transcript.words)]
    if _is_gap(ask):
        sides = sides[:1]  # "the pause after"
    return run_phrase(pick(ask.rng, sides), ask.transcript, ask.rng, ask.by)


def _neighbour(offset: int) -> Callable[[Ask], str | None]:
    def name(ask: Ask) -> str | None:
        at = _point(ask, ask.first)
        if at is None or not 0 < at < len(ask.transcript.words):
            return None
        return run_phrase(Run(at + offset, at + offset + 1), ask.transcript, ask.rng, ask.by)

    return name


def _other(ask: Ask) -> str | None:
    if len(ask.group) == 2:
        run = ask.run(ask.group[1])
        return None if run is None else run_phrase(run, ask.transcript, ask.rng, ask.by)
    return _word_beside(ask, ask.gap(round(float(ask.first.amounts["to"]))))


def _text(ask: Ask) -> str | None:
    return quoted(str(ask.first.amounts["text"]), ask.rng)


def _numeric(
    values: Callable[[Mapping[str, Value]], float | None], decimals: int, *units: str
) -> Callable[[Ask], str | None]:
    def said(ask: Ask) -> str | None:
        value = values(ask.first.amounts)
        return None if value is None else quantity(value, decimals, units, ask.rng)

    return said


def _percent(amounts: Mapping[str, Value]) -> float | None:
    for key in ("factor", "ratio"):
        if key in amounts:
            return abs(100 * (float(amounts[key]) - 1))
    return abs(100 * (10 ** (float(amounts["gain_db"]) / 20) - 1)) if "gain_db" in amounts else None


def _factor(amounts: Mapping[str, Value]) -> float | None:
    factor = float(amounts.get("factor", 0))
    return None if factor <= 0 else max(factor, 1 / factor)


def _either(*keys: str) -> Callable[[Mapping[str, Value]], float | None]:
    def value(amounts: Mapping[str, Value]) -> float | None:
        found = [float(amounts[key]) for key in keys if key in amounts]
        return found[0] if found else None

    return value


def _size(*keys: str) -> Callable[[Mapping[str, Value]], float | None]:
    """Without its sign: the wording tells which way."""
    value = _either(*keys)

    def size(amounts: Mapping[str, Value]) -> float | None:
        found = value(amounts)
        return None if found is None else abs(found)

    return size


def _times(ask: Ask) -> str | None:
    times = int(ask.first.amounts.get("times", 0))
    return None if times < 2 else pick(ask.rng, ("twice", "two times")) if times == 2 else f"{times} times"


def _at(ask: Ask) -> str | None:
    return point_phrase(ask.first.begin, ask.transcript)


def _short(ask: Ask) -> str | None:
    value = _either("seconds", "to_seconds", "rt60_s", "longer_than_s")(ask.first.amounts)
    if value is None:
        return None
    return pick(ask.rng, (quantity(value, 2, (" seconds", " s"), ask.rng), f"{1000 * value:.0f} ms"))


SLOTS: Mapping[str, Callable[[Ask], str | None]] = {
    "place": _place,
    "words": _words,
    "other": _other,
    "left": _neighbour(-1),
    "right": _neighbour(0),
    "text": _text,
    "time": _at,
    "percent": _numeric(_percent, 0, " percent", "%"),
    "factor": _numeric(_factor, 2, " times", "x"),
    "semitones": _numeric(_size("semitones"), 1, " semitones", " half steps"),
    "db": _numeric(_size("gain_db", "snr_db"), 1, " dB", " decibels", "dB"),
    "hz": _numeric(_either("to_hz"), 0, " Hz", " hertz"),
    "lufs": _numeric(_either("lufs"), 1, " LUFS", "LUFS"),
    "seconds": _numeric(_either("seconds"), 2, " seconds", " s"),
    "short": _short,
    "times": _times,
    "grade": lambda ask: pick(ask.rng, ("a bit", "slightly", "a little", "a lot", "considerably")),
}
