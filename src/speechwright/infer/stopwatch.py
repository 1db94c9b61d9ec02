"""Where the time of one call goes."""

from __future__ import annotations

from time import perf_counter
from typing import Literal

Stage = Literal["load", "read", "units", "hear", "answer", "units_out", "sound"]
# load: opening parts of the model, paid once. read: decoding the file. units: sound → units. hear: writing what was
# heard, or another recognizer. answer: writing the answer. units_out: making the units of speech. sound: units → sound.
STAGES: tuple[Stage, ...] = ("load", "read", "units", "hear", "answer", "units_out", "sound")


class Stopwatch:
    """Runs from when it is made; each lap is counted to a stage."""

    def __init__(self) -> None:
        self._spent: dict[Stage, float] = {stage: 0.0 for stage in STAGES}
        self._since = perf_counter()

    def lap(self, stage: Stage) -> None:
        """Count the time since the last lap to `stage`."""
        now = perf_counter()
        self._spent[stage] += now - self._since
        self._since = now

    def timings(self, audio_in_s: float, audio_out_s: float) -> dict[str, float]:
        """Seconds a stage; `total` of all but `load`; `audio_in` and `audio_out`, the sound heard and made."""
        total = sum(spent for stage, spent in self._spent.items() if stage != "load")
        ends = {"total": total, "audio_in": audio_in_s, "audio_out": audio_out_s}
        figures: dict[str, float] = {**{str(stage): spent for stage, spent in self._spent.items()}, **ends}
        return {name: round(seconds, 4) for name, seconds in figures.items()}
