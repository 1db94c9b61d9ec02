"""The long-term spectrum of speech: the average over languages, and that of a recording.

D. Byrne and others, "An international comparison of long-term average speech spectra", Journal of the Acoustical
Society of America 96 (1994), table II, men and women together: levels in third-octave bands at 70 dB SPL.

Shapes: N samples, C channels, T frames, F bins.
"""

from __future__ import annotations

import numpy as np

from speechwright.dsp.spectra import Frames, Spectra, bin_hz
from speechwright.dsp.stream import Sound

# fmt: off
BAND_HZ = (63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150, 4000, 5000,
           6300, 8000, 10000, 12500, 16000)
BAND_DB = (38.6, 43.5, 54.4, 57.7, 56.8, 60.2, 60.3, 59.0, 62.1, 62.1, 60.5, 56.8, 53.7, 53.0, 52.0, 48.7, 48.1, 46.8,
           45.6, 44.5, 44.3, 43.7, 43.4, 41.3, 40.7)
# fmt: on
HEARD_DB = 30.0  # frames this far below the loudest so far count as pauses


def speech_density_db(hz: Sound) -> Sound:
    """Power a hertz of average speech at these frequencies, in dB with an arbitrary zero; level beyond the table."""
    centres_hz = np.array(BAND_HZ, np.float64)
    density_db = np.array(BAND_DB) - 10 * np.log10(centres_hz * (2 ** (1 / 6) - 2 ** (-1 / 6)))
    return np.asarray(np.interp(np.log(np.maximum(hz, 1.0)), np.log(centres_hz), density_db))


class LongTerm:
    """The mean power spectrum of a recording that comes in blocks, over its frames that are not pauses.

    A frame counts if it lies within 30 dB of the loudest frame until then (our choice).
    """

    def __init__(self, rate_hz: int) -> None:
        self.hz = bin_hz(rate_hz)
        self._frames = Frames(rate_hz)
        self._sum_F, self._count, self._loudest = np.zeros(len(self.hz)), 0, 0.0

    def push(self, block_NC: Sound) -> None:
        for spectra_TCF in self._frames.push(block_NC):
            self._take(spectra_TCF)

    def finish(self) -> Sound:
        """Mean power in each bin (F,), scaled as in `spectra`; zeros for silence."""
        for spectra_TCF in self._frames.finish():
            self._take(spectra_TCF)
        return self._sum_F / max(self._count, 1)

    def _take(self, spectra_TCF: Spectra) -> None:
        power_TF = np.mean(np.square(spectra_TCF.real) + np.square(spectra_TCF.imag), axis=1)
        level_T = power_TF.sum(axis=1)
        loudest_T = np.maximum.accumulate(np.maximum(level_T, self._loudest))
        heard_T = (level_T > loudest_T * 10 ** (-HEARD_DB / 10)) & (level_T > 0)
        self._sum_F += power_TF[heard_T].sum(axis=0)
        self._count += int(heard_T.sum())
        self._loudest = float(loudest_T[-1])
