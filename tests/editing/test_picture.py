"""The picture of an edit: one scale of time, the plan's spans, and the joins."""

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from speechwright.audio.pcm import Coding, PcmFile, PcmWriter
from speechwright.editing.picture import WIDTH, before_and_after
from speechwright.tasks.edits.plan import Operation, Plan

RATE, SVG = 16_000, "{http://www.w3.org/2000/svg}"


def written(path: Path, seconds: float, coding: Coding) -> Path:
    times = np.arange(round(seconds * coding.rate_hz)) / coding.rate_hz
    tone = 0.4 * np.sin(2 * np.pi * 300 * times)[:, None].repeat(coding.num_channels, axis=1)
    with PcmWriter(path, coding) as out:
        out.write(coding.raw(tone))
    return path


@pytest.mark.parametrize("coding", [Coding(RATE, 1, "PCM_16"), Coding(48_000, 2, "FLOAT")])
def test_spans_and_joins_lie_where_they_are(tmp_path: Path, coding: Coding) -> None:
    rate = coding.rate_hz
    steps = (
        Operation("delete", rate, 2 * rate, {}, ("<very>",)),
        Operation("pause", rate // 2, rate // 2, {"seconds": 0.5}),
    )
    with (
        PcmFile(written(tmp_path / "a.wav", 4.0, coding)) as before,
        PcmFile(written(tmp_path / "b.wav", 2.0, coding)) as after,
    ):
        svg = before_and_after(before, after, Plan(steps, rate, 4 * rate), [rate])
    tree = ElementTree.fromstring(svg)
    cut, point = tree.iter(f"{SVG}rect")
    assert (float(cut.get("x", 0)), float(cut.get("width", 0))) == (WIDTH / 4, WIDTH / 4)
    assert float(point.get("x", 0)) == WIDTH / 8
    assert [float(line.get("x1", 0)) for line in tree.iter(f"{SVG}line")] == [WIDTH / 4]
    assert [int(image.get("width", 0)) for image in tree.iter(f"{SVG}image")] == [WIDTH, WIDTH // 2]
    assert "<very>" in str(tree.get("aria-label")), "texts are escaped and come back"


def test_silence_and_a_single_sample_can_be_drawn(tmp_path: Path) -> None:
    coding = Coding(RATE, 1, "PCM_16")
    for name, size in (("a.wav", 1), ("b.wav", RATE)):
        with PcmWriter(tmp_path / name, coding) as out:
            out.write(coding.raw(np.zeros((size, 1))))
    with PcmFile(tmp_path / "a.wav") as before, PcmFile(tmp_path / "b.wav") as after:
        assert before_and_after(before, after, Plan((), RATE, 1)).startswith("<svg")
