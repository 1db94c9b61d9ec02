"""One HTML page with everything inside it: sounds, pictures, words, times. No script, no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from speechwright.infer.stopwatch import STAGES
from speechwright.page.html import Shown, document, section, sound, table, words

STAGE_TITLES = {
    "load": "load",
    "read": "read",
    "units": "sound → units",
    "hear": "hear",
    "answer": "answer",
    "units_out": "speech units",
    "sound": "units → sound",
}


@dataclass(frozen=True)
class Scene:
    """One exchange: its sounds, its words by what they are, and the timings of the calls that made it."""

    title: str
    sounds: Sequence[Shown]
    words: Sequence[tuple[str, str]]
    timings: Sequence[tuple[str, dict[str, float]]]


def page(title: str, facts: Sequence[tuple[str, str]], scenes: Sequence[Scene]) -> str:
    """The page as HTML. All texts are escaped."""
    return document(title, facts, [*map(_scene, scenes), _timings(scenes)])


def _scene(scene: Scene) -> str:
    return section(scene.title, words(scene.words), *map(sound, scene.sounds))


def _timings(scenes: Sequence[Scene]) -> str:
    stages = (STAGE_TITLES[stage] for stage in STAGES)
    titles = ["", "sound in", "sound out", *stages, "total", "hearing ×", "speaking ×"]
    rows = [_timing_row(f"{scene.title}: {call}", timings) for scene in scenes for call, timings in scene.timings]
    said = (
        "<p>Seconds. “×” is the time for hearing or speaking over the length of the sound: below 1, the model is "
        "faster than the sound lasts. “total” leaves out “load”, which is paid once.</p>\n"
    )
    return section("Where the time went", said, table(titles, rows))


def _timing_row(name: str, timings: dict[str, float]) -> list[str]:
    sound_in, sound_out = timings["audio_in"], timings["audio_out"]
    seconds = [sound_in, sound_out, *(timings[stage] for stage in STAGES), timings["total"]]
    hearing = _ratio(timings["units"] + timings["hear"], sound_in)
    speaking = _ratio(timings["units_out"] + timings["sound"], sound_out)
    return [name, *(f"{value:.2f}" for value in seconds), hearing, speaking]


def _ratio(spent_s: float, sound_s: float) -> str:
    return f"{spent_s / sound_s:.2f}" if sound_s else "–"
