"""Where somebody speaks and where not, from levels alone: for trimming, for pauses, for judging joins.

Frames of 10 ms above 100 Hz; what lies well above the recording's own noise floor is sound. Energy tells sound from its
absence, not speech from music: a slammed door counts. All thresholds are our choice, made on synthetic voices in
noise at 5 to 30 dB.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from speechwright.audio.channels import power
from speechwright.dsp.stream import Gathering, Sound

Span = tuple[int, int]  # first sample, and the one after the last

FRAME_S = 0.01
HIGH_PASS_HZ = 100.0  # rumble and hum are no speech
SILENCE_DBFS = -80.0  # below this nothing counts as sound, whatever the floor
FLOOR_SHARE, LOUD_SHARE = 0.1, 0.95  # quantiles of the frames' levels
LOUD_FRAMES = 20  # but no more of the loudest are left out than these: one word in a long pause is still a word
ENTER_SHARE, LEAVE_SHARE = 0.35, 0.2  # of the way from the floor to the loud frames, in dB
ENTER_DB, LEAVE_DB = (4.0, 15.0), (2.5, 9.0)  # least and most above the floor
STEADY_DB = 6.0  # where floor and loud frames lie closer than this there is nothing to tell apart
SHORTEST_SOUND_S, SHORTEST_PAUSE_S = 0.03, 0.1


@dataclass(frozen=True)
class Segments:
    """Spans of sound in a recording, in order and apart.

    Args:
        sounds: first sample of each span of sound, and the one after its last.
        num_samples: length of the recording.
    """

    sounds: tuple[Span, ...]
    num_samples: int

    @property
    def leading(self) -> Span:
        """The silence before the first sound; all of the recording where there is none."""
        return 0, self.sounds[0][0] if self.sounds else self.num_samples

    @property
    def trailing(self) -> Span:
        """The silence after the last sound; empty where there is none."""
        return self.sounds[-1][1] if self.sounds else self.num_samples, self.num_samples

    @property
    def pauses(self) -> tuple[Span, ...]:
        """The silences between sounds."""
        return tuple((before[1], after[0]) for before, after in zip(self.sounds, self.sounds[1:], strict=False))

    @property
    def quiet(self) -> tuple[Span, ...]:
        """All silences, those at the ends too."""
        spans = dict.fromkeys((self.leading, *self.pauses, self.trailing))
        return tuple(span for span in spans if span[0] < span[1])


class Segmenter:
    """Finds sound and silence in a recording that comes in blocks; keeps one number for each 10 ms."""

    def __init__(self, rate_hz: int, num_channels: int) -> None:
        self._frame = max(1, round(FRAME_S * rate_hz))
        self._filter = signal.butter(2, min(HIGH_PASS_HZ, rate_hz / 4), "high", fs=rate_hz, output="sos")
        self._state = np.zeros((1, 2, num_channels))
        self._gathering, self._powers, self._num_samples = Gathering(), [np.zeros(0)], 0

    def push(self, block_NC: Sound) -> None:
        self._num_samples += len(block_NC)
        self._gathering.add(block_NC)
        whole = len(self._gathering) // self._frame * self._frame
        if whole:
            self._measure(self._gathering.take(whole), self._frame)

    def finish(self) -> Segments:
        """The sounds of all that was pushed."""
        rest_NC = self._gathering.take(len(self._gathering))
        if len(rest_NC):
            self._measure(rest_NC, len(rest_NC))
        powers = np.concatenate(self._powers)
        levels_db = 10 * np.log10(np.maximum(powers, 1e-20))
        spans = [(start * self._frame, min(end * self._frame, self._num_samples)) for start, end in _sounds(levels_db)]
        return Segments(tuple(spans), self._num_samples)

    def _measure(self, samples_NC: Sound, frame: int) -> None:
        passed_NC, self._state = signal.sosfilt(self._filter, samples_NC, axis=0, zi=self._state)
        self._powers.append(power(passed_NC).reshape(-1, frame).mean(axis=1))


def _sounds(levels_db: Sound) -> list[Span]:
    """First frame of each sound, and the one after its last."""
    if not len(levels_db) or levels_db.max() <= SILENCE_DBFS:
        return []
    enter_db, leave_db = _thresholds(np.maximum(levels_db, SILENCE_DBFS))
    spans = [span for span in _runs(levels_db > leave_db) if levels_db[slice(*span)].max() > enter_db]
    joined = _joined(spans, round(SHORTEST_PAUSE_S / FRAME_S))
    return [span for span in joined if span[1] - span[0] >= round(SHORTEST_SOUND_S / FRAME_S)]


def _thresholds(levels_db: Sound) -> tuple[float, float]:
    """Levels above which a sound begins, and below which it ends."""
    loud_share = max(LOUD_SHARE, 1 - LOUD_FRAMES / len(levels_db))
    floor_db, loud_db = (float(level) for level in np.quantile(levels_db, [FLOOR_SHARE, loud_share]))
    if loud_db - floor_db < STEADY_DB:
        return SILENCE_DBFS, SILENCE_DBFS
    enter_db = floor_db + float(np.clip(ENTER_SHARE * (loud_db - floor_db), *ENTER_DB))
    return enter_db, floor_db + float(np.clip(LEAVE_SHARE * (loud_db - floor_db), *LEAVE_DB))


def _runs(holds_T: NDArray[np.bool_]) -> list[Span]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], holds_T, [False]]).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def _joined(spans: list[Span], shortest_gap: int) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start - joined[-1][1] < shortest_gap:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
