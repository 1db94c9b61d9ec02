"""Hears how long a room rings, and takes out some of the ringing.

Two means, one after the other. Linear prediction from frames 24 to 176 ms back takes out what these tell: T. Nakatani
and others, "Speech dereverberation based on variance-normalized delayed linear prediction", IEEE Trans. Audio, Speech
and Language Processing 18 (2010). Then what is still too much for the room's decay is lowered: K. Lebart, J. M. Boucher
and P. N. Denbigh, "A new method based on spectral subtraction for speech dereverberation", Acta Acustica 87 (2001).
Ours: one predictor for a whole recording and for all its channels, weighted by the recording's own power in one round
(three rounds gained nothing); only half of Lebart's late power, as the prediction has had its part; the gains of
`noise`.

The time of decay comes from the decays that speech leaves free: stretches of 150 ms in which an octave band falls
evenly. The steep tenth of them is the room, or near enough; a table, made with rooms of `room` and three voices, turns
its slope into the room's time.

Shapes: T frames, C channels, F bins, B bands, K taps of the predictor, W frames of a stretch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import signal

from speechwright.dsp.noise import Suppressor
from speechwright.dsp.spectra import HOP_S, Frames, Respectral, Spectra, bin_hz
from speechwright.dsp.stream import Sound, Stream, Unchanged

BANDS_HZ = (250.0, 500.0, 1000.0, 2000.0, 4000.0)  # lower edges
STRETCH_FRAMES, EVEN_DB = 19, 2.0
SLOWEST_DB_PER_S, SLOPE_STEP = 20.0, 2.0
STEEP_SHARE = 0.9
HEARD_S, ROOM_S = (0.25, 0.27, 0.31, 0.44, 0.565, 0.74, 1.0), (0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5)
DRY_SHARE = 0.2  # of falling stretches that fall evenly: fewer, and no room is heard
FEWEST_STRETCHES = 50
TINY = 1e-9

NUM_TAPS, DELAY_FRAMES = 20, 3
HIGHEST_HZ = 8_000.0  # little rings above
LOADING, LEAST_WEIGHT = 1e-6, 1e-4
LATE_FRAMES, LATE_SHARE, SMOOTH_PAST = 4, 0.5, 0.5


@dataclass(frozen=True, eq=False)
class Reverberation:
    """What is known of a recording's room.

    Args:
        rate_hz: the recording's rate.
        rt60_s: the time in which sound dies away by 60 dB; 0 where no room is heard.
        predictor_FK: weights of earlier frames for the bins up to 8 kHz.
    """

    rate_hz: int
    rt60_s: float
    predictor_FK: Spectra


class RoomMeter:
    """Listens to the room in a recording that comes in blocks."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._frames = Frames(rate_hz)
        self._decays, self._prediction = _Decays(rate_hz), _Prediction(rate_hz)

    def push(self, block_NC: Sound) -> None:
        self._take(self._frames.push(block_NC))

    def finish(self) -> Reverberation:
        """What was heard in all that was pushed."""
        self._take(self._frames.finish())
        return Reverberation(self._rate_hz, self._decays.rt60_s(), self._prediction.solved())

    def _take(self, batches: list[Spectra]) -> None:
        for spectra_TCF in batches:
            self._decays.add(np.mean(np.square(spectra_TCF.real) + np.square(spectra_TCF.imag), axis=1))
            self._prediction.add(spectra_TCF)


class _Decays:
    """Counts how fast bands fall where they fall evenly."""

    def __init__(self, rate_hz: int) -> None:
        hz = bin_hz(rate_hz)
        self._edges = [np.searchsorted(hz, [low, 2 * low]) for low in BANDS_HZ if 2 * low <= rate_hz / 2]
        self._past_TB = np.zeros((0, len(self._edges)))
        self._even, self._falling = np.zeros(1_000, np.int64), 0

    def add(self, power_TF: Sound) -> None:
        power_TB = np.stack([power_TF[:, low:high].sum(axis=1) for low, high in self._edges], axis=1)
        levels_TB = np.concatenate([self._past_TB, 10 * np.log10(power_TB + TINY)])
        self._past_TB = levels_TB[-STRETCH_FRAMES + 1 :]
        if len(levels_TB) < STRETCH_FRAMES:
            return
        stretches_TBW = np.lib.stride_tricks.sliding_window_view(levels_TB, STRETCH_FRAMES, axis=0)
        times_W = (np.arange(STRETCH_FRAMES) - (STRETCH_FRAMES - 1) / 2) * HOP_S
        fall_TB = -(stretches_TBW @ times_W) / (times_W @ times_W)
        spread_TB = stretches_TBW.var(axis=2) - fall_TB**2 * np.mean(times_W**2)
        falling_TB = fall_TB > SLOWEST_DB_PER_S
        even_TB = falling_TB & (spread_TB < EVEN_DB**2)
        self._falling += int(falling_TB.sum())
        steps = np.minimum(fall_TB[even_TB] / SLOPE_STEP, len(self._even) - 1).astype(np.int64)
        self._even += np.bincount(steps, minlength=len(self._even))

    def rt60_s(self) -> float:
        number = int(self._even.sum())
        if number < FEWEST_STRETCHES or number < DRY_SHARE * self._falling:
            return 0.0
        steep = np.searchsorted(np.cumsum(self._even), STEEP_SHARE * number)
        heard_s = 60 / (SLOPE_STEP * (steep + 0.5))
        return float(np.interp(heard_s, HEARD_S, ROOM_S))


class _Prediction:
    """Gathers the equations of the predictor: one set for each bin."""

    def __init__(self, rate_hz: int) -> None:
        self._num_bins = int(np.searchsorted(bin_hz(rate_hz), HIGHEST_HZ, side="right"))
        self._matrix_FKK = np.zeros((self._num_bins, NUM_TAPS, NUM_TAPS), np.complex128)
        self._goal_FK = np.zeros((self._num_bins, NUM_TAPS), np.complex128)
        self._past_TCF: Spectra | None = None
        self._power_F, self._count = np.zeros(self._num_bins), 0

    def add(self, spectra_TCF: Spectra) -> None:
        new_TCF = spectra_TCF[..., : self._num_bins]
        power_TF = np.mean(np.abs(new_TCF) ** 2, axis=1)
        self._power_F += power_TF.sum(axis=0)
        self._count += len(power_TF)
        weight_FT = 1 / np.maximum(power_TF, LEAST_WEIGHT * self._power_F / self._count + TINY * TINY).T
        joined_TCF = _with_past(new_TCF, self._past_TCF)
        self._past_TCF = joined_TCF[-NUM_TAPS - DELAY_FRAMES + 1 :]
        for channel in range(new_TCF.shape[1]):
            late_FKT = np.stack([part.T for part in _delayed(joined_TCF[:, channel], len(new_TCF))], axis=1)
            weighted_FKT = (late_FKT * weight_FT[:, None]).astype(np.complex64)
            self._matrix_FKK += weighted_FKT @ late_FKT.conj().transpose(0, 2, 1).astype(np.complex64)
            self._goal_FK += (weighted_FKT @ new_TCF[:, channel].T.conj()[..., None])[..., 0]

    def solved(self) -> Spectra:
        """The predictor (F, K); zeros where there was nothing."""
        trace_F = np.einsum("fkk->f", self._matrix_FKK).real / NUM_TAPS
        loading_F = LOADING * trace_F + np.where(trace_F > 0, 0.0, 1.0)
        matrix_FKK = self._matrix_FKK + loading_F[:, None, None] * np.eye(NUM_TAPS)
        return np.asarray(np.linalg.solve(matrix_FKK, self._goal_FK[..., None])[..., 0].conj())


def _with_past(new_TCF: Spectra, past_TCF: Spectra | None) -> Spectra:
    if past_TCF is None:
        past_TCF = np.zeros((NUM_TAPS + DELAY_FRAMES - 1, *new_TCF.shape[1:]), new_TCF.dtype)
    return np.concatenate([past_TCF, new_TCF])


def _delayed(joined: Spectra, num_frames: int) -> list[Spectra]:
    """The frames DELAY_FRAMES, DELAY_FRAMES + 1, … before each of the last `num_frames`: K arrays."""
    last = len(joined) - num_frames - DELAY_FRAMES
    return [joined[last - tap : last - tap + num_frames] for tap in range(NUM_TAPS)]


def dereverberate(room: Reverberation, reduction_db: float = 10.0) -> Stream:
    """A stream that makes a recording sound nearer.

    Args:
        room: what `RoomMeter` heard; where it heard no room, the stream does nothing.
        reduction_db: the most by which late sound is lowered after the prediction; 0 gives the stream that does
            nothing.
    """
    assert reduction_db >= 0, f"a reduction by {reduction_db} dB"
    if not room.rt60_s or not reduction_db:
        return Unchanged()
    return Respectral(room.rate_hz, _Dereverberation(room, reduction_db))


class _Dereverberation:
    """What is done to the spectra: prediction, then late power."""

    def __init__(self, room: Reverberation, reduction_db: float) -> None:
        self._predictor_FK = room.predictor_FK
        self._decay = LATE_SHARE * 10 ** (-6 * LATE_FRAMES * HOP_S / room.rt60_s)
        self._suppressor = Suppressor(reduction_db)
        self._past_TCF: Spectra | None = None
        self._late_TF: Sound | None = None
        self._smooth_F: Sound | None = None

    def __call__(self, spectra_TCF: Spectra) -> Spectra:
        predicted_TCF = self._predicted(spectra_TCF)
        power_TF = np.mean(np.square(predicted_TCF.real) + np.square(predicted_TCF.imag), axis=1)
        gains_TF = self._suppressor.gains(power_TF, self._late_power(power_TF))
        return np.asarray(predicted_TCF * gains_TF[:, None])

    def _predicted(self, spectra_TCF: Spectra) -> Spectra:
        """Less what earlier frames tell of these."""
        num_bins = len(self._predictor_FK)
        joined_TCF = _with_past(spectra_TCF[..., :num_bins], self._past_TCF)
        self._past_TCF = joined_TCF[-NUM_TAPS - DELAY_FRAMES + 1 :]
        left_TCF = spectra_TCF.copy()
        for late_TCF, weight_F in zip(_delayed(joined_TCF, len(spectra_TCF)), self._predictor_FK.T, strict=True):
            left_TCF[..., :num_bins] -= weight_F * late_TCF
        return left_TCF

    def _late_power(self, power_TF: Sound) -> Sound:
        """What is left of the power of 32 ms before."""
        if self._smooth_F is None or self._late_TF is None:
            self._smooth_F = np.zeros(power_TF.shape[1])
            self._late_TF = np.zeros((LATE_FRAMES, power_TF.shape[1]))
        smooth_TF, _ = signal.lfilter(
            [1 - SMOOTH_PAST], [1, -SMOOTH_PAST], power_TF, axis=0, zi=SMOOTH_PAST * self._smooth_F[None]
        )
        self._smooth_F = smooth_TF[-1]
        joined_TF = np.concatenate([self._late_TF, smooth_TF])
        self._late_TF = joined_TF[-LATE_FRAMES:]
        return np.asarray(self._decay * joined_TF[: len(power_TF)] + TINY * TINY)
