"""One HTML page with everything inside it: sounds, pictures, words, times. No script, no network."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from speechwright.infer.stopwatch import STAGES

STAGE_TITLES = {
    "load": "load",
    "read": "read",
    "units": "sound → units",
    "hear": "hear",
    "answer": "answer",
    "units_out": "speech units",
    "sound": "units → sound",
}

STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --page: #fdfdfb; --card: #f1f1ec; --line: #d5d5cd; --soft: #5c5c57; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9e9e4; --page: #151517; --card: #202024; --line: #3a3a40; --soft: #a3a39d; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1.2rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: 0.4rem 0; }
h2 { font-size: 1.15rem; margin: 0 0 0.6rem; }
header p, figcaption, dt { color: var(--soft); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; padding: 1rem;
  margin: 1.2rem 0; }
figure { margin: 0.9rem 0; }
figcaption, dt, th, td { font-size: 0.87rem; }
audio { display: block; width: 100%; margin: 0.3rem 0; }
img { display: block; width: 100%; height: auto; }
dl { margin: 0; }
dd { margin: 0 0 0.6rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: 0.25rem 0.6rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; }
td { font-variant-numeric: tabular-nums; }
"""


@dataclass(frozen=True)
class Shown:
    """A sound on the page: what it is, its bytes as WAV, its picture as PNG."""

    caption: str
    wav: bytes
    png: bytes


@dataclass(frozen=True)
class Scene:
    """One exchange: its sounds, its words by what they are, and the timings of the calls that made it."""

    title: str
    sounds: Sequence[Shown]
    words: Sequence[tuple[str, str]]
    timings: Sequence[tuple[str, dict[str, float]]]


def page(title: str, facts: Sequence[tuple[str, str]], scenes: Sequence[Scene]) -> str:
    """The page as HTML. All texts are escaped."""
    head = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    )
    header = f"<header>\n<h1>{escape(title)}</h1>\n{_words(facts)}</header>\n<main>\n"
    body = "".join(_scene(scene) for scene in scenes)
    return f"{head}{header}{body}{_timing_table(scenes)}</main>\n</body>\n</html>\n"


def _scene(scene: Scene) -> str:
    sounds = "".join(_sound(sound) for sound in scene.sounds)
    return f"<section>\n<h2>{escape(scene.title)}</h2>\n{_words(scene.words)}{sounds}</section>\n"


def _words(words: Sequence[tuple[str, str]]) -> str:
    entries = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>\n" for name, text in words)
    return f"<dl>\n{entries}</dl>\n"


def _sound(sound: Shown) -> str:
    caption = escape(sound.caption)
    return (
        f"<figure>\n<figcaption>{caption}</figcaption>\n"
        f'<audio controls preload="metadata" src="{_data("audio/wav", sound.wav)}"></audio>\n'
        f'<img src="{_data("image/png", sound.png)}" alt="Waveform and spectrogram: {caption}">\n</figure>\n'
    )


def _data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _timing_table(scenes: Sequence[Scene]) -> str:
    titles = [
        "",
        "sound in",
        "sound out",
        *(STAGE_TITLES[stage] for stage in STAGES),
        "total",
        "hearing ×",
        "speaking ×",
    ]
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    rows = "".join(
        _timing_row(f"{scene.title}: {call}", timings) for scene in scenes for call, timings in scene.timings
    )
    return (
        "<section>\n<h2>Where the time went</h2>\n"
        "<p>Seconds. “×” is the time for hearing or speaking over the length of the sound: below 1, the model is "
        "faster than the sound lasts. “total” leaves out “load”, which is paid once.</p>\n"
        f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n'
        "</section>\n"
    )


def _timing_row(name: str, timings: dict[str, float]) -> str:
    sound_in, sound_out = timings["audio_in"], timings["audio_out"]
    seconds = [sound_in, sound_out, *(timings[stage] for stage in STAGES), timings["total"]]
    factors = [
        _ratio(timings["units"] + timings["hear"], sound_in),
        _ratio(timings["units_out"] + timings["sound"], sound_out),
    ]
    cells = "".join(f"<td>{cell}</td>" for cell in [*(f"{value:.2f}" for value in seconds), *factors])
    return f"<tr><td>{escape(name)}</td>{cells}</tr>\n"


def _ratio(spent_s: float, sound_s: float) -> str:
    return f"{spent_s / sound_s:.2f}" if sound_s else "–"
