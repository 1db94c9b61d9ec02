"""The parts of a page: HTML with sounds and pictures inside it. No script, no network; all texts are escaped."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

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
    """A sound on the page: what it is, its bytes as a file of `kind`, its picture as PNG."""

    caption: str
    file: bytes
    png: bytes
    kind: str = "audio/wav"


def document(title: str, facts: Sequence[tuple[str, str]], sections: Sequence[str]) -> str:
    """The whole page.

    Args:
        facts: pairs of a name and what it is, under the title.
        sections: HTML, as `section` makes it.
    """
    head = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    )
    header = f"<header>\n<h1>{escape(title)}</h1>\n{words(facts)}</header>\n<main>\n"
    return f"{head}{header}{''.join(sections)}</main>\n</body>\n</html>\n"


def section(title: str, *parts: str) -> str:
    """A card of the page with a title; the parts are HTML."""
    return f"<section>\n<h2>{escape(title)}</h2>\n{''.join(parts)}</section>\n"


def words(pairs: Sequence[tuple[str, str]]) -> str:
    """Names, each with a text."""
    entries = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>\n" for name, text in pairs)
    return f"<dl>\n{entries}</dl>\n"


def sound(shown: Shown) -> str:
    """A player under its picture."""
    caption = escape(shown.caption)
    return (
        f"<figure>\n<figcaption>{caption}</figcaption>\n"
        f'<audio controls preload="metadata" src="{data_url(shown.kind, shown.file)}"></audio>\n'
        f'<img src="{data_url("image/png", shown.png)}" alt="Waveform and spectrogram: {caption}">\n</figure>\n'
    )


def data_url(kind: str, content: bytes) -> str:
    """The content itself as an address."""
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def picture(png: bytes, caption: str) -> str:
    """A picture with its caption, which is also what it is called for those who don't see it."""
    said = escape(caption)
    url = data_url("image/png", png)
    return f'<figure>\n<figcaption>{said}</figcaption>\n<img src="{url}" alt="{said}">\n</figure>\n'


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; the first column is text, the others are numbers."""
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return f'<div class="wide"><table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>\n'
