"""What a row is, for people: who says what, in words and in units, and what a model learns of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from speechwright.audio.write import decode_flac
from speechwright.masks import MASKS, Mask, learned_parts
from speechwright.page.html import Shown, document, section, sound, words
from speechwright.page.pictures import picture
from speechwright.rows import conversation_from_row
from speechwright.shards import Shards
from speechwright.types import Part, Row, Speech

LEARNED, UNITS_SHOWN = "learned", 8


def lines(row: Row, shards: Shards) -> list[str]:
    """A row as text: a heading, then a line a part. `*` marks what is learned."""
    head = f"{row['id']} · {row.get('task') or 'speech'} · {row['source']} · {row['licence']}"
    return [head, *(f"  {'*' if learned else ' '} {role:<9} {said}" for role, said, learned in parts(row, shards))]


def parts(row: Row, shards: Shards) -> list[tuple[str, str, bool]]:
    """Who says what in a row, and whether it is learned; a recording is one part, and nobody learns it."""
    if "instruction" in row:
        return _edit(row)
    if "turns" not in row:
        return [("sound", f"{row['text']!r} by {row['voice']}, {_length_s(row['audio']):.1f} s", False)]
    conversation = conversation_from_row(row, shards.spec)
    said = [(turn.role, _said(part)) for turn in conversation.turns for part in turn.parts]
    learned = [each for turn in learned_parts(conversation, _mask(conversation.meta)) for each in turn]
    return [(role, text, is_learned) for (role, text), is_learned in zip(said, learned, strict=True)]


def _edit(row: Row) -> list[tuple[str, str, bool]]:
    """What goes in, what is asked of it, what that means, and what comes out."""
    sides = [(name, row[name], row[f"text_{when}"]) for name, when in (("input", "before"), ("output", "after"))]
    sounds = [(name, f"{text!r} by {row['voice']}, {_length_s(audio):.1f} s") for name, audio, text in sides]
    steps = json.loads(row["plan"])["operations"]
    plan = "; ".join(f"{step['edit']} {step['begin']}–{step['end']} {step['amounts'] or ''}".strip() for step in steps)
    about = f"{row['kind']}, {row['direction']}, {row['amount']}{', proxy' if row['proxy'] else ''}"
    asked = [("asked", repr(row["instruction"])), ("plan", f"{plan or 'nothing'} ({about})")]
    return [(name, text, name in ("plan", "output")) for name, text in [sounds[0], *asked, sounds[1]]]


def as_page(shards: Shards, rows: Sequence[Row]) -> str:
    """The same as an HTML page, with the sounds that were kept."""
    facts = [("rows", f"{len(rows)} of {len(shards)}"), ("units", shards.spec.label if shards.spec else "none")]
    return document(f"Rows of {shards.folder.name}", facts, [row_section(row, shards) for row in rows])


def write_page(path: Path, shards: Shards, rows: Sequence[Row]) -> None:
    path.write_text(as_page(shards, rows), encoding="utf-8")


def sounds_of(row: Row) -> list[Shown]:
    """The sounds that a row keeps, with pictures."""
    if "instruction" in row:
        return [_shown(row[name]["bytes"], f"{name} by {row['voice']}") for name in ("input", "output")]
    kept = row.get("audio") or []
    kept, voices = (kept, row["voices"]) if isinstance(kept, list) else ([kept], [row["voice"]])
    return [_shown(each["bytes"], voice) for each, voice in zip(kept, voices, strict=False)]


def row_section(row: Row, shards: Shards) -> str:
    """A section of a page about a row, with the sounds that it keeps."""
    said = [(f"{role}{', ' + LEARNED if learned else ''}", text) for role, text, learned in parts(row, shards)]
    return section(f"{row['id']} · {row.get('task') or 'speech'}", words(said), *map(sound, sounds_of(row)))


def _shown(data: bytes, voice: str) -> Shown:
    audio = decode_flac(data)
    return Shown(f"{voice}, {audio.length_s:.1f} s", data, picture(audio), "audio/flac")


def _length_s(audio: Row) -> float:
    return decode_flac(audio["bytes"]).length_s


def _said(part: Part) -> str:
    if not isinstance(part, Speech):
        kind = "" if part.kind == "plain" else f"{part.kind}: "
        return f"{kind}{part.text!r}"
    assert part.units is not None, "shards hold units"
    first = " ".join(str(unit) for unit in part.units.ids[:UNITS_SHOWN])
    return f"{len(part.units)} units: {first}{' …' if len(part.units) > UNITS_SHOWN else ''}"


def _mask(meta: dict[str, str]) -> Mask:
    return next((mask for mask in MASKS if mask == meta.get("mask")), "assistant")
