"""What is heard around a place of a recording."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from speechwright.audio.pcm import Coding, PcmFile, PcmWriter
from speechwright.dsp.marks import median_f0_hz
from speechwright.editing.surroundings import Surroundings, surroundings
from speechwright.errors import BadAudio
from speechwright.tasks.edits.transcript import Transcript, Word
from tests.editing.rooms import Floats, recording, spoken, transcript, written

RATE_HZ = 16_000
SAID = spoken("espeak", "en-us+f3")
WORDS = transcript(SAID, RATE_HZ)


def around(folder: Path, sound_NC: Floats, words: Transcript, begin: int, end: int | None = None) -> Surroundings:
    with PcmFile(written(folder / "a.wav", sound_NC, words.rate_hz)) as file:
        return surroundings(file, words, begin, begin if end is None else end)


def test_words_that_run_into_the_place_are_known(tmp_path: Path) -> None:
    sound_NC, words = recording(SAID, RATE_HZ), WORDS.words
    inside = around(tmp_path, sound_NC, WORDS, words[8].begin)
    assert inside.lead.endswith("around") and inside.follow.startswith("green islands") and not inside.ends_sentence
    replaced = around(tmp_path, sound_NC, WORDS, words[8].begin, words[9].end)
    assert replaced.lead.endswith("around") and replaced.follow.startswith("every")
    after_pause = around(tmp_path, sound_NC, WORDS, words[12].begin)
    assert after_pause.lead == "" and after_pause.follow.startswith("Nobody else")
    pause = around(tmp_path, sound_NC, WORDS, words[11].end, words[12].begin)
    assert pause.lead == pause.follow == "" and pause.begin == (words[11].end + words[12].begin) // 2
    at_end = around(tmp_path, sound_NC, WORDS, words[-1].end)
    assert at_end.follow == "" and at_end.lead.endswith("along.") and at_end.ends_sentence


@pytest.mark.parametrize("balance", [(1.0,), (0.0, 1.0), (0.8, -0.6)])
def test_voice_is_measured_without_the_background(tmp_path: Path, balance: tuple[float, ...]) -> None:
    clean, noisy = (
        around(tmp_path, recording(SAID, RATE_HZ, balance, dbfs), WORDS, WORDS.words[8].begin) for dbfs in (None, -40.0)
    )
    assert clean.balance_C == pytest.approx(np.array(balance), abs=1e-3)
    assert noisy.balance_C == pytest.approx(np.array(balance), abs=0.06)
    assert 10 * np.log10(noisy.power / clean.power) == pytest.approx(0, abs=0.7)
    assert noisy.noise.rms_dbfs == pytest.approx(-40, abs=1.5) and not clean.noise.power_CF.any()
    assert noisy.f0_hz == pytest.approx(clean.f0_hz, rel=0.03)


def test_pitch_near_the_place_counts_most(tmp_path: Path) -> None:
    low, high = spoken("espeak", "en-us"), SAID
    sounds = [recording(said, RATE_HZ) for said in (low, high)]
    first = transcript(low, RATE_HZ)
    later = [Word(w.text, w.begin + len(sounds[0]), w.end + len(sounds[0]), w.ends_sentence) for w in WORDS.words]
    both = Transcript((*first.words, *later), RATE_HZ, len(sounds[0]) + len(sounds[1]))
    places = [both.words[4].begin, later[-4].begin]
    found = [around(tmp_path, np.concatenate(sounds), both, place) for place in places]
    wanted = [median_f0_hz(sound, RATE_HZ) for sound in sounds]
    assert [each.f0_hz for each in found] == pytest.approx(wanted, rel=0.06)
    assert found[0].usual_f0_hz == found[1].usual_f0_hz, "the voice is chosen by the whole recording"


def test_a_place_far_from_all_words_is_like_the_nearest_ones(tmp_path: Path) -> None:
    sound_NC = np.pad(recording(SAID, RATE_HZ), ((0, 30 * RATE_HZ), (0, 0)))
    words = Transcript(WORDS.words, RATE_HZ, len(sound_NC))
    far = around(tmp_path, sound_NC, words, len(sound_NC) - 100)
    assert far.f0_hz == pytest.approx(around(tmp_path, sound_NC, words, WORDS.words[-1].end).f0_hz, rel=0.05)
    assert far.lead == "" and far.said.endswith("along.")


def test_one_short_word_is_enough(tmp_path: Path) -> None:
    word = WORDS.words[3]
    sound_NC = recording(SAID, RATE_HZ)[word.begin : word.end]
    only = Transcript((Word("small", 0, len(sound_NC)),), RATE_HZ, len(sound_NC))
    found = around(tmp_path, sound_NC, only, 0, len(sound_NC))
    assert found.said == "small" and found.f0_hz > 0 and found.noise.rms_dbfs[0] < 10 * np.log10(found.power) - 35


def test_without_words_nothing_can_be_fitted(tmp_path: Path) -> None:
    with pytest.raises(BadAudio, match="without words"):
        around(tmp_path, recording(SAID, RATE_HZ), Transcript((), RATE_HZ, WORDS.num_samples), 0)
    with pytest.raises(BadAudio, match="silent"):
        around(tmp_path, np.zeros((WORDS.num_samples, 1)), WORDS, 0)


def test_a_long_recording_takes_no_more_memory(tmp_path: Path) -> None:
    rate_hz, minutes = 48_000, 4
    coding, said = Coding(rate_hz, 2, "PCM_16"), recording(SAID, rate_hz, (1.0, 0.5))
    with PcmWriter(tmp_path / "long.wav", coding) as out:
        for _ in range(minutes * 60 * rate_hz // len(said)):
            out.write(coding.raw(said))
        length = len(said) * (minutes * 60 * rate_hz // len(said))
    words = transcript(SAID, rate_hz).words
    each = [
        Word(w.text, w.begin + at, w.end + at, w.ends_sentence) for at in range(0, length, len(said)) for w in words
    ]
    with PcmFile(tmp_path / "long.wav") as file:
        tracemalloc.start()
        surroundings(file, Transcript(tuple(each), rate_hz, length), length // 2, length // 2)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 120e6 < length * 16
