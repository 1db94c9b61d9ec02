"""A recording and what was made of it, one above the other: waveform and spectrogram, with the plan's spans marked.

Both have one scale of time and one of level, so that what was cut, slowed or turned up is seen. It is an SVG that holds
all it shows, drawn by blocks: an hour takes no more memory than a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.pcm import BLOCK_SAMPLES, PcmFile
from speechwright.page.html import data_url
from speechwright.page.png import png
from speechwright.tasks.edits.plan import Operation, Plan

WIDTH, WAVE_HEIGHT, SPECTRUM_HEIGHT, AXIS_HEIGHT = 640, 56, 96, 16
FRAME_S, HIGHEST_HZ, LOWEST_HZ, RANGE_DB = 0.032, 8_000.0, 60.0, 70.0
NUM_TICKS = 6
INK, WAVE, SPAN, SEAM = "#7d7d7d", "#3f86d6", "#e0a020", "#c0392b"
# From silence to loud; can be read on a white page and on a black one.
COLOURS = np.array([(8, 8, 24), (70, 25, 110), (180, 55, 100), (245, 135, 60), (250, 245, 190)], np.float64)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Look:
    """A sound as it is drawn: lowest and highest sample of each column (P, 2), and its level by frequency, the highest
    first, in dB (H, P). P is the share of the width that its length takes."""

    wave_P2: Floats
    level_HP: Floats


def before_and_after(before: PcmFile, after: PcmFile, plan: Plan, seams: Sequence[int] = ()) -> str:
    """Both as one SVG.

    Args:
        before, after: the sounds.
        plan: what was done; its spans are marked in the first.
        seams: samples of the second at which stretches were joined; they are marked there.
    """
    longest_s = max(file.num_samples / file.coding.rate_hz for file in (before, after))
    looks = [_look(file, longest_s) for file in (before, after)]
    peak = max(1e-3, *(float(np.abs(look.wave_P2).max()) for look in looks))
    loudest = max(float(look.level_HP.max()) for look in looks)
    marks = [
        "".join(_span(step, before.coding.rate_hz, longest_s) for step in plan.operations),
        "".join(_seam(seam / after.coding.rate_hz, longest_s) for seam in seams),
    ]
    height = WAVE_HEIGHT + SPECTRUM_HEIGHT + AXIS_HEIGHT
    parts = [
        f'<g transform="translate(0 {place * height})">{_drawn(look, peak, loudest)}{own}{_axis(longest_s)}</g>'
        for place, (look, own) in enumerate(zip(looks, marks, strict=True))
    ]
    said = escape("; ".join(_said(step) for step in plan.operations))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {2 * height}" role="img" '
        f'aria-label="Before and after: {said}">{"".join(parts)}</svg>\n'
    )


def _look(file: PcmFile, longest_s: float) -> Look:
    columns = max(1, round(WIDTH * file.num_samples / file.coding.rate_hz / longest_s))
    edges = np.linspace(0, file.num_samples, columns + 1).astype(np.int64)
    wave = np.array([_extremes(file, int(first), int(last)) for first, last in pairwise(edges)])
    middles = (edges[:-1] + edges[1:]) // 2
    return Look(wave, np.stack([_levels(file, int(at)) for at in middles], axis=1))


def _extremes(file: PcmFile, first: int, last: int) -> tuple[float, float]:
    """Over all channels."""
    last = min(file.num_samples, max(last, first + 1))
    low = high = 0.0
    for block in _blocks(file, first, last):
        low, high = min(low, float(block.min())), max(high, float(block.max()))
    return max(-1.0, low), min(1.0, high)


def _blocks(file: PcmFile, first: int, last: int) -> Iterator[Floats]:
    for at in range(first, last, BLOCK_SAMPLES):
        yield file.floats(at, min(at + BLOCK_SAMPLES, last))


def _levels(file: PcmFile, middle: int) -> Floats:
    """Levels in dB around a moment, at frequencies spaced as mels, the highest first (H,)."""
    rate_hz, half = file.coding.rate_hz, round(FRAME_S * file.coding.rate_hz / 2)
    first, last = max(0, middle - half), min(file.num_samples, middle + half)
    frame = np.zeros(2 * half)
    frame[first - middle + half : last - middle + half] = file.floats(first, last).mean(axis=1)
    power = np.square(np.abs(np.fft.rfft(frame * np.hanning(2 * half)))) / half**2
    low, high = (np.log1p(hz / 700) for hz in (LOWEST_HZ, min(HIGHEST_HZ, rate_hz / 2)))
    hz = 700 * np.expm1(np.linspace(high, low, SPECTRUM_HEIGHT))
    wanted = np.interp(hz, np.arange(len(power)) * rate_hz / (2 * half), power)
    return np.asarray(10 * np.log10(np.maximum(wanted, 1e-12)))


def _drawn(look: Look, peak: float, loudest_db: float) -> str:
    middle, columns = WAVE_HEIGHT / 2, len(look.wave_P2)
    wave_P2 = look.wave_P2 / peak
    up = [f"{place},{middle * (1 - high):.1f}" for place, (_, high) in enumerate(wave_P2)]
    down = [f"{place},{middle * (1 - low):.1f}" for place, (low, _) in reversed(list(enumerate(wave_P2)))]
    share = np.clip(1 + (look.level_HP - loudest_db) / RANGE_DB, 0, 1) * (len(COLOURS) - 1)
    pixels = np.stack([np.interp(share, np.arange(len(COLOURS)), colour) for colour in COLOURS.T], axis=-1)
    url = data_url("image/png", png(pixels.astype(np.uint8)))
    return (
        f'<polygon points="{" ".join([*up, *down])}" fill="{WAVE}" stroke="{WAVE}" stroke-width="0.6"/>'
        f'<image x="0" y="{WAVE_HEIGHT}" width="{columns}" height="{SPECTRUM_HEIGHT}" href="{url}" '
        'preserveAspectRatio="none"/>'
    )


def _span(step: Operation, rate_hz: int, longest_s: float) -> str:
    """A step's span, or a line where it is a point; its words are shown where the mouse rests."""
    first, last = (WIDTH * at / rate_hz / longest_s for at in (step.begin, step.end))
    box = f'x="{first:.1f}" y="0" width="{max(1.5, last - first):.1f}" height="{WAVE_HEIGHT + SPECTRUM_HEIGHT}"'
    return (
        f'<rect {box} fill="{SPAN}" fill-opacity="0.22" stroke="{SPAN}" stroke-width="1">'
        f"<title>{escape(_said(step))}</title></rect>"
    )


def _seam(at_s: float, longest_s: float) -> str:
    x = f"{WIDTH * at_s / longest_s:.1f}"
    return (
        f'<line x1="{x}" x2="{x}" y1="0" y2="{WAVE_HEIGHT + SPECTRUM_HEIGHT}" stroke="{SEAM}" stroke-dasharray="3 2">'
        f"<title>joined at {at_s:.2f} s</title></line>"
    )


def _axis(longest_s: float) -> str:
    """Times at round steps."""
    step = _step(longest_s)
    y = WAVE_HEIGHT + SPECTRUM_HEIGHT + AXIS_HEIGHT - 4
    return "".join(
        f'<text x="{WIDTH * at / longest_s:.1f}" y="{y}" fill="{INK}" font-size="10">{at:g} s</text>'
        for at in np.arange(0, longest_s, step)
    )


def _step(length_s: float) -> float:
    """1, 2 or 5 times a power of ten."""
    rough = length_s / NUM_TICKS
    power = 10.0 ** np.floor(np.log10(rough))
    return float(power * next(factor for factor in (1, 2, 5, 10) if factor * power >= rough))


def _said(step: Operation) -> str:
    told = {key: value if isinstance(value, str) else f"{value:g}" for key, value in step.amounts.items()}
    amounts = ", ".join(f"{key} {value}" for key, value in told.items())
    return " ".join(filter(None, [step.edit, amounts, " ".join(step.words)]))
