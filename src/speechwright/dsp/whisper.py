"""A whisper of what was said: the spectral envelope of a voice, filled with noise in place of its periods.

The envelope is that of short spectra, smoothed by keeping the low end of their cepstra, below the shortest period of a
voice (A. V. Oppenheim and R. W. Schafer, "Homomorphic analysis of speech", IEEE Trans. Audio and Electroacoustics 16,
1968). A whisper lacks the strong low end that the voice's source has: I. Eklund and H. Traunmüller, "Comparative study
of male and female whispered and phonated versions of the long vowels of Swedish", Phonetica 54 (1997). How much of it
goes is our choice. It is a proxy: who whispers moves the formants too.

Shapes: T frames, C channels, F bins.
"""

from __future__ import annotations

import numpy as np
from scipy import fft

from speechwright.dsp.spectra import Respectral, Spectra, bin_hz
from speechwright.dsp.stream import Sound

SHORTEST_PERIOD_S = 1 / 450
LOW_HZ, LOW_CUT_DB = 1_200.0, 18.0  # below this the level falls, by so much at 0 Hz
TINY = 1e-12


def whisper(rate_hz: int, rng: np.random.Generator) -> Respectral:
    """A stream that whispers a recording, of the same length.

    Args:
        rate_hz: the recording's rate.
        rng: what the noise is drawn from.
    """
    tilt_F = 10 ** (-LOW_CUT_DB / 20 * np.maximum(0, 1 - bin_hz(rate_hz) / LOW_HZ))

    def change(spectra_TCF: Spectra) -> Spectra:
        noise_TCF = rng.standard_normal(spectra_TCF.shape) + 1j * rng.standard_normal(spectra_TCF.shape)
        return np.asarray(_envelope(np.abs(spectra_TCF), rate_hz) * tilt_F * noise_TCF / np.sqrt(2))

    return Respectral(rate_hz, change)


def _envelope(levels_TCF: Sound, rate_hz: int) -> Sound:
    """Without what repeats from period to period; each frame keeps its power."""
    cepstra = fft.irfft(np.log(levels_TCF + TINY), axis=-1)
    size = cepstra.shape[-1]
    kept = int(SHORTEST_PERIOD_S * rate_hz)
    cepstra[..., kept : size - kept + 1] = 0
    smooth_TCF = np.exp(fft.rfft(cepstra, axis=-1).real)
    power, was = (np.sum(np.square(each), axis=-1, keepdims=True) for each in (smooth_TCF, levels_TCF))
    return np.asarray(smooth_TCF * np.sqrt(was / np.maximum(power, TINY)))
