"""Pixels as a PNG file (W3C PNG specification, third edition), without a drawing library."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

SIGNATURE, TRUECOLOUR = b"\x89PNG\r\n\x1a\n", 2


def png(pixels_HW3: NDArray[np.uint8]) -> bytes:
    """Red, green and blue, from the top row down, as the bytes of a file. The same pixels give the same bytes."""
    height, width, _ = pixels_HW3.shape
    assert pixels_HW3.dtype == np.uint8 and height and width, f"pixels {pixels_HW3.dtype} {pixels_HW3.shape}"
    rows = np.concatenate([np.zeros((height, 1), np.uint8), pixels_HW3.reshape(height, -1)], axis=1)
    head = struct.pack(">IIBBBBB", width, height, 8, TRUECOLOUR, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
