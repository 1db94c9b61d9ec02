"""Lowers a steady background, and leaves the voice.

The gain of each frame and bin is that of Y. Ephraim and D. Malah, "Speech enhancement using a minimum mean-square error
log-spectral amplitude estimator", IEEE Trans. Acoustics, Speech and Signal Processing 33 (1985), with their
decision-directed estimate of the ratio of speech to noise; between words it gives way to one fixed gain by the
probability that somebody speaks, after I. Cohen and B. Berdugo, "Speech enhancement for non-stationary noise
environments", Signal Processing 81 (2001), which leaves an even background in place of scattered tones. Ours: the noise
is that of a profile and does not change with time; the weight of the past (0.96 at 8 ms a frame) and the limits below,
chosen on synthetic voices in white, pink and babbling noise. A tracker of changing noise was tried and hurt: it took
long vowels for noise.

Shapes: T frames, C channels, F bins.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage, signal, special

from speechwright.dsp.noise_profile import TINY, NoiseProfile
from speechwright.dsp.spectra import Respectral, Spectra
from speechwright.dsp.stream import Sound, Stream, Unchanged

PAST = 0.96
LEAST_RATIO, MOST_RATIO = 10**-2.5, 1e4
SMOOTH_PAST = 0.7  # Cohen and Berdugo, section 4
ABSENT_DB, PRESENT_DB = -10.0, -5.0  # smoothed ratios below which nobody speaks, and above which somebody does
NEAR_BINS, WIDE_BINS = 3, 31  # about 100 Hz and 1 kHz
MOST_ABSENT = 0.95
# exp(E1(v) / 2) times the root of v, which is smooth down to v = 0.
LEAST_V, MOST_V, STEPS_OF_1 = 1e-6, 20.0, 128
_V = np.maximum(np.arange(MOST_V * STEPS_OF_1 + 2) / STEPS_OF_1, LEAST_V)
TABLE = np.sqrt(_V) * np.exp(special.exp1(_V) / 2)


def reduce_noise(profile: NoiseProfile, reduction_db: float = 15.0) -> Stream:
    """A stream that lowers the background of a recording.

    All channels get the same gains, so that what is heard left stays left. What is not speech is lowered by
    `reduction_db` and never by more, so that the background stays there, only softer.

    Args:
        profile: the background.
        reduction_db: at least 0; 0 gives the stream that does nothing.
    """
    assert reduction_db >= 0, f"a reduction by {reduction_db} dB"
    power_F = profile.power_CF.mean(axis=0)
    if reduction_db == 0 or not power_F.any():
        return Unchanged()
    suppressor = Suppressor(reduction_db)

    def change(spectra_TCF: Spectra) -> Spectra:
        power_TF = np.mean(np.square(spectra_TCF.real) + np.square(spectra_TCF.imag), axis=1)
        return spectra_TCF * suppressor.gains(power_TF, np.broadcast_to(power_F, power_TF.shape))[:, None]

    return Respectral(profile.rate_hz, change)


class Suppressor:
    """Gains for successive frames of which the unwanted power is known; it remembers the frames before."""

    def __init__(self, reduction_db: float) -> None:
        self._least = 10 ** (-reduction_db / 20)
        self._clean_F: Sound | None = None  # the last frame's speech, as a ratio to its noise
        self._smooth_F: Sound | None = None

    def gains(self, power_TF: Sound, unwanted_TF: Sound) -> Sound:
        """Gains (T, F) in [least, 1]; `unwanted_TF` is the mean power of what should go."""
        seen_TF = np.minimum(power_TF / np.maximum(unwanted_TF, TINY), MOST_RATIO)
        prior_TF, gain_TF = self._decision_directed(seen_TF)
        present_TF = self._presence(prior_TF, seen_TF)
        mixed_TF = np.exp(present_TF * np.log(gain_TF) + (1 - present_TF) * np.log(self._least))
        return np.asarray(np.clip(mixed_TF, self._least, 1.0))

    def _decision_directed(self, seen_TF: Sound) -> tuple[Sound, Sound]:
        """Ratios of speech to noise before looking, and the log-spectral gains, both (T, F)."""
        prior_TF, gain_TF = np.empty_like(seen_TF), np.empty_like(seen_TF)
        fresh_TF = (1 - PAST) * np.maximum(seen_TF - 1, 0)
        clean_F = np.zeros(seen_TF.shape[1]) if self._clean_F is None else self._clean_F
        for seen_F, fresh_F, prior_F, gain_F in zip(seen_TF, fresh_TF, prior_TF, gain_TF, strict=True):
            np.maximum(PAST * clean_F + fresh_F, LEAST_RATIO, out=prior_F)
            wiener_F = prior_F / (1 + prior_F)
            np.minimum(wiener_F * _factor(wiener_F * seen_F), 1.0, out=gain_F)
            clean_F = gain_F * gain_F * seen_F
        self._clean_F = clean_F
        return prior_TF, gain_TF

    def _presence(self, prior_TF: Sound, seen_TF: Sound) -> Sound:
        """The probability that somebody speaks, (T, F)."""
        start_F = prior_TF[0] if self._smooth_F is None else self._smooth_F
        smooth_TF, _ = signal.lfilter(
            [1 - SMOOTH_PAST], [1, -SMOOTH_PAST], prior_TF, axis=0, zi=SMOOTH_PAST * start_F[None]
        )
        self._smooth_F = smooth_TF[-1]
        absent_TF = np.minimum(1 - _likely(smooth_TF, NEAR_BINS) * _likely(smooth_TF, WIDE_BINS), MOST_ABSENT)
        odds_TF = absent_TF / (1 - absent_TF) * (1 + prior_TF)
        evidence_TF = np.minimum(seen_TF * prior_TF / (1 + prior_TF), 200.0)
        return np.asarray(1 / (1 + odds_TF * np.exp(-evidence_TF)))


def _factor(v_F: Sound) -> Sound:
    """exp(E1(v) / 2), from the table: `np.interp` would search in it, bin by bin."""
    v_F = np.minimum(np.maximum(v_F, LEAST_V), MOST_V)
    place_F = v_F * STEPS_OF_1
    low_F = place_F.astype(np.intp)
    below_F = TABLE[low_F]
    return np.asarray((below_F + (place_F - low_F) * (TABLE[low_F + 1] - below_F)) / np.sqrt(v_F))


def _likely(ratio_TF: Sound, num_bins: int) -> Sound:
    """How far a mean over neighbouring bins has risen from "nobody speaks" (0) to "somebody does" (1)."""
    weights = signal.windows.hann(num_bins + 2)[1:-1]
    mean_TF = ndimage.convolve1d(ratio_TF, weights / weights.sum(), axis=1, mode="nearest")
    level_db = 10 * np.log10(np.maximum(mean_TF, TINY))
    return np.asarray(np.clip((level_db - ABSENT_DB) / (PRESENT_DB - ABSENT_DB), 0, 1))
