"""Words that go: the rest stays to the bit, and nobody hears where they were."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from speechwright.audio.pcm import Coding, PcmFile, PcmWriter
from speechwright.audio.resample import resample
from speechwright.editing.cuts import FADE_S, Gap
from speechwright.editing.removing import remove
from speechwright.editing.timeline import Timeline
from speechwright.metrics.joins import JoinMeter, Jump, bounds, is_within
from speechwright.types import Audio, Span
from tests.asr.say import spoken
from tests.editing.test_cuts import TEXTS

CODING = Coding(44_100, 2, "PCM_24")


def recording(path: Path, text: str) -> tuple[Path, tuple[Span, ...]]:
    said = spoken(text)
    sound = resample(said.audio, CODING.rate_hz).samples.astype(np.float64)
    with PcmWriter(path, CODING) as out:
        out.write(CODING.raw(sound[:, None] * [[0.6, 0.3]]))
    return path, said.words


def gaps(words: tuple[Span, ...], length_s: float) -> list[Gap]:
    ends = [0.0, *(word.end_s for word in words)]
    return [Gap(end, begin) for end, begin in zip(ends, [*(word.start_s for word in words), length_s], strict=True)]


@pytest.fixture(scope="module")
def natural() -> Jump:
    jumps = []
    for text in TEXTS:
        said = spoken(text)
        meter = JoinMeter(said.audio)
        jumps += [meter.jump((one.end_s + two.start_s) / 2) for one, two in pairwise(said.words)]
    return bounds(jumps)


@pytest.mark.parametrize("text", TEXTS)
def test_a_word_goes_and_the_rest_stays(tmp_path: Path, text: str, natural: Jump) -> None:
    path, words = recording(tmp_path / "a.wav", text)
    within = []
    with PcmFile(path) as file:
        raw, rate_hz = file.read(0, file.num_samples), CODING.rate_hz
        around = gaps(words, file.num_samples / rate_hz)
        for place, word in enumerate(words):
            timeline = Timeline(file)
            seam = remove(timeline, around[place], around[place + 1], natural)
            output = np.concatenate(list(timeline.raw()))
            behind = len(raw) - seam.end
            assert np.array_equal(output[: seam.begin], raw[: seam.begin])
            assert np.array_equal(output[len(output) - behind :], raw[seam.end :])
            assert timeline.kept_samples == seam.begin + behind
            assert len(output) - timeline.kept_samples <= FADE_S * rate_hz + 2
            gone_s = (len(raw) - len(output)) / rate_hz
            assert abs(gone_s - (word.end_s - word.start_s)) < 0.15
            sound = Audio(CODING.floats(output).mean(axis=1).astype(np.float32), rate_hz)
            if 0 < place < len(words) - 1:
                middle = seam.begin + (len(output) - timeline.kept_samples) / 2
                within.append(is_within(JoinMeter(sound).jump(middle / rate_hz), natural))
    assert np.mean(within) >= 0.85


def test_what_was_changed_before_stays_changed(tmp_path: Path, natural: Jump) -> None:
    path, words = recording(tmp_path / "a.wav", TEXTS[0])
    with PcmFile(path) as file:
        timeline = Timeline(file)
        silent = np.zeros((file.num_samples, 2))
        timeline.replace(0, file.num_samples, [timeline.made(0, file.num_samples, [silent])])
        around = gaps(words, file.num_samples / CODING.rate_hz)
        remove(timeline, around[4], around[5], natural)
        output = np.concatenate(list(timeline.raw()))
        assert not output.any() and len(output) < file.num_samples


def test_far_from_each_other_only_the_ends_are_listened_to(tmp_path: Path, natural: Jump) -> None:
    path, words = recording(tmp_path / "a.wav", TEXTS[1])
    with PcmFile(path) as file:
        around = gaps(words, file.num_samples / CODING.rate_hz)
        near, far = Timeline(file), Timeline(file)
        seam = remove(far, around[2], around[-3], natural)
        assert far.num_samples < 0.6 * file.num_samples and seam.worst < 2
        assert remove(near, around[2], around[3], natural).begin == pytest.approx(seam.begin, abs=0.2 * CODING.rate_hz)
