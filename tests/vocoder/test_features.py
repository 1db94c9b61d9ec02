"""What is taken from a sound for the nets."""

import numpy as np
import pytest

from speechwright.audio.features import MelSpec
from speechwright.errors import BadAudio
from speechwright.types import Audio
from speechwright.vocoder.features import REFERENCE_HZ, features, levelled
from tests.vocoder.makers import VOICES, sentence, vowel

MEL = MelSpec()


def test_frames_agree() -> None:
    heard = features(vowel("low"), MEL)
    assert len(heard) == len(heard.log_f0_T) == len(heard.voiced_T) == MEL.num_frames(len(vowel("low").samples))
    assert heard.mel_TM.dtype == heard.log_f0_T.dtype == heard.voiced_T.dtype == np.float32


@pytest.mark.parametrize("voice", list(VOICES))
def test_pitch_is_that_of_the_voice(voice: str) -> None:
    heard = features(levelled(Audio(sentence(voice, 3)[1], 16_000), MEL), MEL)
    assert 0.2 < heard.voiced_T.mean() < 0.9, "the sentence has both"
    assert abs(heard.pitch - np.log(VOICES[voice][0] / REFERENCE_HZ)) < 0.1, "it glides by a tenth"
    assert np.ptp(heard.log_f0_T) < 0.5, "F0 is drawn through what is unvoiced"


def test_loudness_and_rate_make_no_difference() -> None:
    loud, quiet = vowel("high"), Audio(vowel("high").samples * np.float32(0.1), 16_000)
    one, other = (features(levelled(audio, MEL), MEL).mel_TM for audio in (loud, quiet))
    np.testing.assert_allclose(one, other, atol=1e-3)
    assert levelled(Audio(loud.samples, 8_000), MEL).rate_hz == MEL.rate_hz


def test_what_has_no_pitch_counts_as_the_reference() -> None:
    hiss = Audio(np.random.default_rng(0).normal(0, 0.1, 8_000).astype(np.float32), 16_000)
    assert features(hiss, MEL).pitch == 0


@pytest.mark.parametrize("num", [0, 8_000])
def test_silence_is_refused(num: int) -> None:
    with pytest.raises(BadAudio):
        levelled(Audio(np.zeros(num, np.float32), 16_000), MEL)
