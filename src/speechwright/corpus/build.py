"""A data set, built: records become rows on an engine, and rows become shards.

Killed anywhere and run again, with other workers or on another engine, it ends with the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from tqdm import tqdm

from speechwright.corpus.builders.builder import Builder
from speechwright.corpus.engine import Engine
from speechwright.corpus.rejected import Rejected, rejection
from speechwright.corpus.studio import Encode, Studio
from speechwright.errors import BadRecipe, SpeechwrightError
from speechwright.rows import Provenance, spec_metadata
from speechwright.shards import ShardWriter
from speechwright.types import Row, Units, UnitSpec

ROWS_PER_SHARD = 1024
REJECTED, WRITTEN = "rejected", "written instead"  # what a card counts by reason and voice
SETTINGS_KEY = "speechwright.builder"


@dataclass(frozen=True)
class Run:
    """What a build is run with, beside its settings.

    Args:
        seed: item i depends on it and on i alone.
        engine: where items are made.
        encode: sound → units of `spec`; picklable where the engine is not one process. None for data without units.
        spec: of the units.
        unit_voice: see `Studio`; picklable too.
    """

    seed: int = 0
    engine: Engine = field(default_factory=Engine)
    encode: Encode | None = None
    spec: UnitSpec | None = None
    unit_voice: Callable[[str], Units] | None = None


@dataclass(frozen=True)
class Made:
    """What became of an item: a row, or why not. `written`: why parts of a row were not spoken."""

    row: Row | Rejected
    length_s: float = 0.0
    written: tuple[Rejected, ...] = ()


def build(folder: Path, builder: Builder, run: Run) -> None:
    """Write a data set, or go on with one; a finished one stays as it is.

    Raises:
        BadRecipe: speech is to be encoded, and nothing is given to do so.
        BadData: a source lacks what its settings name; the folder holds another data set.
        SpeechwrightError: a voice or a source that fails as a whole.
    """
    if builder.has_speech and (run.encode is None or run.spec is None):
        raise BadRecipe(f"{builder.kind} without a tokenizer", "`tokenizer`", "name one")
    if builder.keep_sound and run.unit_voice is not None:
        raise BadRecipe("`keep_sound` with a unit voice, which makes none", "one of them", "leave the other out")
    for source in builder.sources:
        source.size(builder.split)  # what is wrong with a source as a whole is told before anything is made
    writer = ShardWriter(folder, builder.schema, ROWS_PER_SHARD, _metadata(builder, run))
    if writer.complete:
        return
    items = range(writer.items_done, builder.count())
    made = run.engine.run(partial(make, builder, run), items)
    for one in tqdm(made, total=len(items), desc=folder.name, delay=2, unit="item", smoothing=0):
        _put(one, writer)
    settings = builder.model_dump(mode="json")
    writer.finish({"seed": run.seed, "builder": builder.kind, "settings": settings})


def _put(made: Made, writer: ShardWriter) -> None:
    if isinstance(made.row, Rejected):
        writer.reject(made.row.reason, {"voice": made.row.voice, "found": made.row.found})
        writer.count(REJECTED, made.row.reason, made.row.voice)
        return
    for failed in made.written:
        writer.count(WRITTEN, failed.reason, failed.voice)
    writer.add("hours", made.length_s / 3600)
    writer.write(made.row)


def _metadata(builder: Builder, run: Run) -> dict[str, str]:
    """What keeps the shards of one build apart from those of another."""
    described = json.dumps([run.seed, builder.model_dump(mode="json")], sort_keys=True)
    own = {SETTINGS_KEY: hashlib.sha256(described.encode()).hexdigest()}
    return own if run.spec is None or not builder.has_speech else {**own, **spec_metadata(run.spec)}


def make(builder: Builder, run: Run, index: int) -> Made:
    """Item `index`."""
    draw, place = divmod(index, builder.rows_a_draw)
    studio = Studio(
        np.random.default_rng([run.seed, draw]),
        builder.split,
        run.encode,
        builder.form,
        builder.gate,
        builder.margin_s,
        builder.keep_sound,
        unit_voice=run.unit_voice,
        place=place,
    )
    try:
        return _row(builder, run, studio, index)
    except Rejected as rejected:
        return Made(rejected)
    except SpeechwrightError as error:
        return Made(Rejected(rejection(error), found=error.found))


def _row(builder: Builder, run: Run, studio: Studio, index: int) -> Made:
    source, record = builder.pick(index // builder.rows_a_draw, studio.rng)
    about = Provenance(source.kind, source.licence, run.seed)
    spec = run.spec if builder.has_speech else None
    row = builder.row(record, studio, about, f"{builder.split}-{run.seed}-{index}", spec)
    return Made(row, studio.length_s, tuple(studio.written))
