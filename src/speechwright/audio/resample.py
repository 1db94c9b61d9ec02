"""Changes the sample rate."""

import numpy as np
import soxr

from speechwright.errors import BadAudio
from speechwright.types import Audio


def resample(audio: Audio, rate_hz: int) -> Audio:
    """The same sound at another rate; the very same object if it has that rate already.

    Band-limited, linear phase (soxr, quality HQ). The length is that of the input times the ratio of the rates, give or
    take one sample. Peaks may rise a little above those of the input, as with any band limit.

    Raises:
        BadAudio: the rate is not positive, or the sound is shorter than one sample at that rate.
    """
    if rate_hz == audio.rate_hz:
        return audio
    if rate_hz <= 0:
        raise BadAudio(f"a rate of {rate_hz} Hz", "a positive rate", "give the rate that the sound should have")
    samples = np.asarray(soxr.resample(audio.samples, audio.rate_hz, rate_hz, quality="HQ"))
    if len(audio.samples) and not len(samples):
        raise BadAudio(f"a sound of {audio.length_s:g} s", f"one sample at {rate_hz} Hz or more", "give a longer sound")
    return Audio(samples, rate_hz)
