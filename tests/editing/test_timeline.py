"""Pieces of a recording, against a plain list."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechwright.audio.pcm import Coding, PcmFile, PcmWriter
from speechwright.editing.timeline import Piece, Timeline

LENGTH = 400
CODING = Coding(8000, 2, "PCM_16")
SPANS = st.lists(st.integers(0, LENGTH), min_size=2, max_size=8, unique=True).map(sorted)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("timeline") / "in.wav"
    with PcmWriter(place, CODING) as out:
        out.write(CODING.raw(np.random.default_rng(1).uniform(-1, 1, (LENGTH, 2))))
    return place


def output(timeline: Timeline) -> np.ndarray:
    return np.concatenate([*timeline.raw(), np.zeros((0, 2), np.int32)])


def sound(seed: int, length: int) -> np.ndarray:
    return CODING.floats(CODING.raw(np.random.default_rng(seed).uniform(-0.9, 0.9, (length, 2))))


def test_untouched_it_is_the_input(path: Path) -> None:
    with PcmFile(path) as file:
        timeline = Timeline(file)
        assert np.array_equal(output(timeline), file.read(0, LENGTH))
        assert timeline.kept_samples == timeline.num_samples == LENGTH


@given(bounds=SPANS, lengths=st.lists(st.integers(0, 90), min_size=4, max_size=4), order=st.permutations(range(4)))
def test_stretches_apart_are_replaced_in_any_order(
    path: Path, bounds: list[int], lengths: list[int], order: list[int]
) -> None:
    spans = list(zip(bounds[::2], bounds[1::2], strict=False))
    with PcmFile(path) as file:
        timeline, parts, at = Timeline(file), [], 0
        for place in (place for place in order if place < len(spans)):
            begin, end = spans[place]
            timeline.replace(begin, end, [timeline.made(begin, end, [sound(place, lengths[place])])])
        for place, (begin, end) in enumerate(spans):
            parts += [file.read(at, begin), CODING.raw(sound(place, lengths[place]))]
            at = end
        parts.append(file.read(at, LENGTH))
        assert np.array_equal(output(timeline), np.concatenate(parts))
        assert timeline.kept_samples == LENGTH - sum(end - begin for begin, end in spans)


@given(begin=st.integers(0, LENGTH - 2), length=st.integers(2, 100), twice=st.booleans())
def test_what_was_stretched_can_be_cut_in_its_middle(path: Path, begin: int, length: int, twice: bool) -> None:
    end = min(begin + length, LENGTH)
    middle = (begin + end) // 2
    with PcmFile(path) as file:
        timeline = Timeline(file)
        stretched = sound(1, 2 * (end - begin))
        timeline.replace(begin, end, [timeline.made(begin, end, [stretched])])
        found = np.concatenate([*timeline.floats(timeline.inside(begin, middle)), np.zeros((0, 2))])
        assert np.allclose(found, stretched[: 2 * (middle - begin)], atol=1e-6)
        if twice:
            timeline.replace(begin, middle, [])
            kept = np.concatenate(
                [file.read(0, begin), CODING.raw(stretched[2 * (middle - begin) :]), file.read(end, LENGTH)]
            )
            assert np.abs(output(timeline).astype(float) - kept).max(initial=0) <= 2**16


def test_what_is_put_in_at_a_point_is_outside_of_what_begins_or_ends_there(path: Path) -> None:
    with PcmFile(path) as file:
        timeline = Timeline(file)
        timeline.replace(100, 100, [timeline.made(100, 100, [sound(1, 30)])])
        assert [piece.num_samples for piece in timeline.inside(100, 200)] == [100]
        assert [piece.num_samples for piece in timeline.inside(50, 100)] == [50]
        assert [piece.num_samples for piece in timeline.inside(50, 200)] == [50, 30, 100]
        expected = [file.read(0, 100), CODING.raw(sound(1, 30)), file.read(100, LENGTH)]
        assert np.array_equal(output(timeline), np.concatenate(expected))


def test_what_was_moved_is_found_by_where_it_was(path: Path) -> None:
    with PcmFile(path) as file:
        timeline = Timeline(file)
        moved = timeline.inside(100, 200)
        timeline.replace(100, 200, [])
        timeline.replace(300, 300, moved)
        parts = [file.read(0, 100), file.read(200, 300), file.read(100, 200), file.read(300, LENGTH)]
        assert np.array_equal(output(timeline), np.concatenate(parts)) and timeline.kept_samples == LENGTH
        timeline.replace(200, 200, [timeline.made(200, 200, [sound(1, 9)])])
        timeline.replace(100, 200, [])
        parts = [file.read(0, 100), CODING.raw(sound(1, 9)), file.read(200, LENGTH)]
        assert np.array_equal(output(timeline), np.concatenate(parts))


@pytest.mark.parametrize("point", [0, LENGTH])
def test_at_the_ends_of_the_input_it_belongs_to_the_whole(path: Path, point: int) -> None:
    with PcmFile(path) as file:
        timeline = Timeline(file)
        timeline.replace(point, point, [timeline.made(point, point, [sound(1, 30)])])
        assert sum(piece.num_samples for piece in timeline.inside(0, LENGTH)) == LENGTH + 30


def test_a_piece_is_split_inside_only() -> None:
    assert Piece(0, 10).split(4) == (Piece(0, 4), Piece(4, 10))
    with pytest.raises(AssertionError):
        Piece(0, 10).split(10)
