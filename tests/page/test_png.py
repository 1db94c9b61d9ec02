"""A PNG holds the pixels that it was made of."""

import io

import numpy as np
import pytest

from speechwright.page.png import png


@pytest.mark.parametrize("shape", [(1, 1, 3), (5, 7, 3), (64, 640, 3)])
def test_pixels_come_back(shape: tuple[int, ...]) -> None:
    image = pytest.importorskip("PIL.Image")
    pixels = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    assert np.array_equal(np.asarray(image.open(io.BytesIO(png(pixels)))), pixels)


def test_the_same_pixels_give_the_same_bytes() -> None:
    pixels = np.zeros((3, 2, 3), np.uint8)
    assert png(pixels) == png(pixels.copy())
