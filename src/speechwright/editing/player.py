"""A recording that can be heard on a page."""

from __future__ import annotations

from html import escape
from pathlib import Path

import numpy as np

from speechwright.audio.channels import mono
from speechwright.audio.pcm import PcmFile
from speechwright.audio.resample import resample
from speechwright.audio.write import encode_flac
from speechwright.page.html import data_url
from speechwright.types import Audio

PLAYED_HZ = 24_000
LONGEST_S = 300.0  # of what a page holds; longer sounds are named by their files


def player(title: str, path: Path) -> str:
    """The mean of the channels, at a rate that keeps the page small; the file's name for a long one."""
    with PcmFile(path) as file:
        length_s = file.num_samples / file.coding.rate_hz
        if length_s > LONGEST_S:
            return f"<figcaption>{escape(title)}: {escape(path.name)}, {length_s:.0f} s</figcaption>\n"
        mean = mono(file.floats(0, file.num_samples)).astype(np.float32)
        flac = encode_flac(resample(Audio(mean, file.coding.rate_hz), PLAYED_HZ))
    url = data_url("audio/flac", flac)
    return f'<figcaption>{escape(title)}</figcaption><audio controls preload="none" src="{url}"></audio>\n'
