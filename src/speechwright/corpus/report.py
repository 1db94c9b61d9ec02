"""One HTML page about a data set: how much there is, by whom, how long, what was rejected, and some of it to hear."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from speechwright.audio.write import decode_flac
from speechwright.corpus.show import row_section
from speechwright.page.html import document, picture, section, table
from speechwright.shards import Shards, open_shards
from speechwright.tables import missing_extra
from speechwright.types import Row

SAMPLES = 6
MOST_VOICES = 16  # in the table; the others are counted together
BAR = "#3f86d6"


@dataclass
class _Tally:
    """What is counted over all rows."""

    tasks: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)
    sounds: Counter[str] = field(default_factory=Counter)  # by voice
    hours: dict[str, float] = field(default_factory=lambda: defaultdict(float))  # by voice, of sounds that were kept
    words: list[int] = field(default_factory=list)  # a row
    units: list[int] = field(default_factory=list)  # a sound
    lengths_s: list[float] = field(default_factory=list)  # a sound that was kept
    edits: Counter[tuple[str, str]] = field(default_factory=Counter)  # by kind and direction


def write_report(folder: Path, path: Path) -> None:
    """Write the page.

    Raises:
        BadData: the data set can't be opened.
        MissingExtra: matplotlib is not installed.
    """
    path.write_text(report(open_shards(folder)), encoding="utf-8")


def report(shards: Shards) -> str:
    """The page as HTML."""
    tally = _Tally()
    for row in shards:
        _count(row, tally)
    chosen = sorted({int(at) for at in np.linspace(0, max(0, len(shards) - 1), min(SAMPLES, len(shards)))})
    sections = [
        section("Length", *_plots(tally)),
        section("Voices", _voices(shards, tally)),
        section("Rejected", _rejects(shards)),
        *([section("Edits", _edits(tally))] if tally.edits else []),
        *(row_section(shards[index], shards) for index in chosen),
    ]
    return document(f"The data set {shards.folder.name}", _facts(shards, tally), sections)


def _facts(shards: Shards, tally: _Tally) -> list[tuple[str, str]]:
    card = shards.card
    hours = card["totals"].get("hours", 0.0)
    items = len(shards) + sum(card["rejects"].values())
    facts = [
        ("rows", f"{len(shards):,} of {items:,} items, in {card['shards']} shards"),
        ("speech", f"{hours:.2f} hours, {sum(tally.units):,} units in {sum(tally.sounds.values()):,} sounds"),
        ("words", f"{sum(tally.words):,}"),
        ("tasks", _listed(tally.tasks)),
        ("sources", _listed(tally.sources)),
        ("licences", _listed(tally.licences)),
        ("units", shards.spec.label if shards.spec else "none"),
        ("builder and seed", f"{card.get('builder', '–')}, {card.get('seed', '–')}"),
    ]
    return [(name, text) for name, text in facts if text]


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name or 'unnamed'} {count:,}" for name, count in counts.most_common())


def _count(row: Row, tally: _Tally) -> None:
    tally.tasks[row.get("task") or "speech"] += 1
    tally.sources[row["source"]] += 1
    tally.licences[row["licence"]] += 1
    voices = row["voices"] if "voices" in row else [row["voice"]]
    tally.sounds.update(voices)
    tally.words.append(sum(len(text.split()) for text in _texts(row)))
    tally.units += [len(part["units"]) for turn in row.get("turns", ()) for part in turn["parts"] if part["units"]]
    if "instruction" in row:
        tally.edits[row["kind"], row["direction"]] += 1
    lengths_s = _lengths_s(row)
    tally.lengths_s += lengths_s
    if len(lengths_s) == len(voices):  # a unit voice makes no sound
        for voice, length_s in zip(voices, lengths_s, strict=True):
            tally.hours[voice] += length_s / 3600


def _lengths_s(row: Row) -> list[float]:
    """Of the sounds of a row that were kept; of an edit, of what goes in."""
    kept = [row["input"]] if "instruction" in row else row.get("audio") or []
    return [decode_flac(each["bytes"]).length_s for each in (kept if isinstance(kept, list) else [kept])]


def _texts(row: Row) -> Iterator[str]:
    yield from (row[name] for name in ("text", "text_before") if name in row)
    yield from (part["text"] for turn in row.get("turns", ()) for part in turn["parts"] if part["text"])


def _plots(tally: _Tally) -> list[str]:
    wanted: list[tuple[str, Sequence[float]]] = [
        ("words a row", tally.words),
        ("units a sound", tally.units),
        ("seconds a sound that was kept", tally.lengths_s),
    ]
    return [picture(_histogram(values, title), title) for title, values in wanted if any(values)]


def _histogram(values: Sequence[float], title: str) -> bytes:
    try:
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        raise missing_extra("matplotlib", "bench") from error
    figure = Figure(figsize=(6.4, 1.8), dpi=110, layout="constrained")
    axes = figure.subplots()
    axes.hist(np.asarray(values, float), bins=40, color=BAR)
    axes.set_xlabel(title, fontsize=8)
    axes.tick_params(labelsize=8)
    axes.spines[["top", "right"]].set_visible(False)
    data = io.BytesIO()
    figure.savefig(data, format="png")
    return data.getvalue()


def _voices(shards: Shards, tally: _Tally) -> str:
    rejected = Counter(str(one.get("voice", "")) for one in shards.rejected())
    names = [name for name, _ in (tally.sounds + rejected).most_common() if name]
    groups = [(name, [name]) for name in names[:MOST_VOICES]]
    if rest := names[MOST_VOICES:]:
        groups.append((f"{len(rest)} others", rest))
    rows = [(title, *_voice_row(group, tally, rejected)) for title, group in groups]
    return table(("voice", "sounds", "hours kept", "rejected"), rows)


def _voice_row(names: list[str], tally: _Tally, rejected: Counter[str]) -> tuple[str, str, str]:
    sounds, hours, failed = (sum(counted[name] for name in names) for counted in (tally.sounds, tally.hours, rejected))
    return f"{sounds:,}", f"{hours:.3f}" if hours else "–", f"{failed:,}"


def _edits(tally: _Tally) -> str:
    """How many rows ask for what, as it was done and to undo what was done."""
    kinds = sorted({kind for kind, _ in tally.edits})
    rows = [(kind, *(f"{tally.edits[kind, way]:,}" for way in ("there", "back"))) for kind in kinds]
    return table(("edit", "there", "back"), rows)


def _rejects(shards: Shards) -> str:
    reasons: dict[str, int] = shards.card["rejects"]
    rows = [(reason, f"{count:,}", _example(shards, reason)) for reason, count in sorted(reasons.items())]
    return table(("reason", "items", "for example"), rows) if rows else "<p>Nothing.</p>\n"


def _example(shards: Shards, reason: str) -> str:
    return next((str(one.get("found", ""))[:60] for one in shards.rejected() if one["reason"] == reason), "")
