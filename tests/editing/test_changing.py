"""Stretches that are changed, and all around them that is not."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechwright.audio.pcm import Coding, PcmFile, PcmWriter
from speechwright.dsp.level import gain_on_span
from speechwright.dsp.psola import change_tempo
from speechwright.editing import changing
from speechwright.editing.changing import FADE_S, change, stream
from speechwright.editing.timeline import Timeline

CODING = Coding(16_000, 2, "PCM_16")
LENGTH = 3 * CODING.rate_hz
SPANS = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(sorted).filter(lambda span: span[0] < span[1])


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("changing") / "in.wav"
    rng = np.random.default_rng(1)
    hum = 0.2 * np.sin(np.arange(LENGTH) / 20)[:, None] + 0.01 * rng.normal(size=(LENGTH, 2))
    edges = np.minimum(1, np.minimum(np.arange(LENGTH), np.arange(LENGTH)[::-1]) / 800)  # recordings end in silence
    with PcmWriter(place, CODING) as out:
        out.write(CODING.raw(hum * edges[:, None]))
    return place


def output(timeline: Timeline) -> np.ndarray:
    return np.concatenate(list(timeline.raw()))


@given(span=SPANS)
def test_an_effect_that_changes_nothing_changes_nothing(path: Path, span: tuple[int, int]) -> None:
    with PcmFile(path) as file:
        timeline = Timeline(file)
        change(timeline, *span, lambda sound, first, last: sound[first:last])
        assert np.array_equal(output(timeline), file.read(0, LENGTH))
        assert timeline.kept_samples == LENGTH - (span[1] - span[0])


@given(span=SPANS, gain_db=st.sampled_from([-6.0, 3.0]))
def test_a_stream_changes_the_inside_alone(path: Path, span: tuple[int, int], gain_db: float) -> None:
    begin, end = span
    with PcmFile(path) as file:
        timeline = Timeline(file)
        stream(timeline, begin, end, lambda size: gain_on_span(CODING.rate_hz, gain_db, ramp_s=0.0))
        found, raw = output(timeline), file.read(0, LENGTH)
        assert np.array_equal(found[:begin], raw[:begin]) and np.array_equal(found[end:], raw[end:])
        fade = round(FADE_S * CODING.rate_hz)
        middle = slice(begin + fade, max(begin + fade, end - fade))
        wanted = 10 ** (gain_db / 20) * CODING.floats(raw[middle])
        assert np.allclose(CODING.floats(found[middle]), wanted, atol=2**-15)


@pytest.mark.parametrize("factor", [0.5, 1.6])
@pytest.mark.parametrize("span", [(0, LENGTH), (8000, 20_000), (0, 9000), (30_000, LENGTH)])
def test_what_changes_its_length_moves_the_rest(path: Path, span: tuple[int, int], factor: float) -> None:
    begin, end = span
    with PcmFile(path) as file:
        timeline = Timeline(file)
        size = round((end - begin) / factor)
        change(timeline, begin, end, lambda sound, first, last: change_tempo(sound[first:last], CODING.rate_hz, size))
        found, raw = output(timeline), file.read(0, LENGTH)
        assert len(found) == LENGTH - (end - begin) + size
        assert np.array_equal(found[:begin], raw[:begin])
        assert np.array_equal(found[len(found) - (LENGTH - end) :], raw[end:])
        steps = np.abs(np.diff(CODING.floats(found).mean(axis=1)))
        assert steps.max() < 3 * np.abs(np.diff(CODING.floats(raw).mean(axis=1))).max()  # no click at either end


def test_changes_go_on_from_each_other(path: Path) -> None:
    with PcmFile(path) as file:
        timeline = Timeline(file)
        stream(timeline, 0, LENGTH, lambda size: gain_on_span(CODING.rate_hz, 6.0, ramp_s=0.0))
        stream(timeline, 8000, 16_000, lambda size: gain_on_span(CODING.rate_hz, -6.0, ramp_s=0.0))
        inside = slice(9000, 15_000)
        assert np.abs(output(timeline)[inside] - file.read(0, LENGTH)[inside].astype(float)).max() <= 2**17


def test_long_stretches_are_changed_in_pieces(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changing, "PIECE_S", 0.4)
    lengths: list[int] = []
    with PcmFile(path) as file:
        timeline = Timeline(file)
        change(timeline, 0, LENGTH, lambda sound, first, last: (lengths.append(last - first), sound)[1])
        assert len(lengths) > 5 and max(lengths) <= 0.4 * CODING.rate_hz and sum(lengths) == LENGTH
        assert np.array_equal(output(timeline), file.read(0, LENGTH))


def test_effects_see_what_is_around(path: Path) -> None:
    with PcmFile(path) as file:
        timeline, seen = Timeline(file), []
        change(timeline, 16_000, 20_000, lambda sound, first, last: (seen.append((sound, first)), sound[first:last])[1])
        ((sound, first),) = seen
        assert np.allclose(sound, file.floats(16_000 - first, 16_000 - first + len(sound))) and first > 1000


def test_what_was_cut_stays_cut_and_says_what_it_said(path: Path) -> None:
    """A change of a stretch with a hole leaves the pieces on either side of the hole apart."""
    with PcmFile(path) as file:
        timeline = Timeline(file)
        timeline.replace(20_000, 24_000, [timeline.made(20_000, 24_000, [np.zeros((100, 2))], "")])
        change(timeline, 16_000, 32_000, lambda sound, first, last: np.repeat(sound[first:last], 2, axis=0))
        inside = timeline.inside(16_000, 32_000)
        assert [(piece.begin, piece.end, piece.text) for piece in inside] == [
            (16_000, 20_000, None),
            (20_000, 24_000, ""),
            (24_000, 32_000, None),
        ]
        assert [piece.num_samples for piece in inside] == [8000, 200, 16_000]
