import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.dsp.silence import Segmenter
from tests.dsp.sounds import RATE_HZ, hiss, metered, rest, sine, voice

FRAME = RATE_HZ // 100


def segments(sound, rate_hz=RATE_HZ):
    return metered(Segmenter(rate_hz, sound.shape[1]), sound)


def beeps(lengths_s, gaps_s, rate_hz=RATE_HZ):
    """Gap, beep, gap, beep, …, gap: and where the beeps lie, in samples."""
    parts, spans = [rest(gaps_s[0], rate_hz)], []
    for length_s, gap_s in zip(lengths_s, gaps_s[1:], strict=True):
        start = sum(map(len, parts))
        parts += [sine(400, rate_hz, length_s, 0.1), rest(gap_s, rate_hz)]
        spans.append((start, start + len(parts[-2])))
    return np.concatenate(parts), spans


LENGTHS = st.lists(st.floats(0.1, 0.6), min_size=1, max_size=4)


@settings(max_examples=25, deadline=None)
@given(LENGTHS, st.lists(st.floats(0.2, 0.6), min_size=5, max_size=5), st.sampled_from([0.0, 1e-4, 0.005]))
def test_sounds_are_found_where_they_are(lengths_s, gaps_s, floor):
    sound, spans = beeps(lengths_s, gaps_s[: len(lengths_s) + 1])
    found = segments(sound + hiss(length_s=len(sound) / RATE_HZ + 1, rms=floor)[: len(sound)])
    assert len(found.sounds) == len(spans)
    for one, other in zip(found.sounds, spans, strict=True):
        assert abs(one[0] - other[0]) <= 2 * FRAME and abs(one[1] - other[1]) <= 3 * FRAME


@settings(max_examples=25, deadline=None)
@given(LENGTHS, st.lists(st.floats(0, 0.6), min_size=5, max_size=5))
def test_sounds_and_silences_together_are_the_recording(lengths_s, gaps_s):
    sound, _ = beeps(lengths_s, gaps_s[: len(lengths_s) + 1])
    found = segments(sound)
    spans = sorted([*found.sounds, *found.quiet])
    assert [span[0] for span in spans] == [0, *(span[1] for span in spans[:-1])] and spans[-1][1] == len(sound)


def test_silence_is_all_silence_and_steady_sound_is_all_sound():
    for nothing in (rest(), hiss(rms=1e-5), np.zeros((0, 1))):
        found = segments(nothing)
        assert not found.sounds and found.leading == (0, len(nothing)) and not found.pauses
    assert segments(hiss(rms=0.01)).sounds == ((0, RATE_HZ),), "noise alone is not trimmed to nothing"


def test_rumble_does_not_count():
    sound, _ = beeps([0.3], [0.5, 0.5])
    assert len(segments(sound + sine(20, length_s=len(sound) / RATE_HZ, amplitude=0.05)[: len(sound)]).sounds) == 1


@pytest.mark.parametrize("snr_db", [5, 10, 20, 30])
def test_pauses_of_a_voice_in_noise(snr_db):
    clean = voice(num_syllables=16)
    found = segments(clean + hiss(length_s=len(clean) / RATE_HZ, rms=0.1 * 10 ** (-snr_db / 20)))
    truth = segments(clean)
    marks = [np.zeros(len(clean), bool) for _ in range(2)]
    for mark, spans in zip(marks, (found.sounds, truth.sounds), strict=True):
        for start, end in spans:
            mark[start:end] = True
    assert np.mean(marks[0] == marks[1]) > 0.9


def test_one_word_in_a_long_pause_is_found():
    sound, spans = beeps([0.3], [20.0, 20.0])
    found = segments(sound + hiss(length_s=len(sound) / RATE_HZ, rms=0.003))
    assert len(found.sounds) == 1 and abs(found.sounds[0][0] - spans[0][0]) <= 2 * FRAME
