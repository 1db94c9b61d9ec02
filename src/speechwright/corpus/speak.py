"""Texts spoken by a bank of voices: the recordings that tokenizer, judge and decoder are trained on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SerializeAsAny
from tqdm import tqdm

from speechwright.audio.resample import resample
from speechwright.audio.write import encode_flac
from speechwright.corpus.bank import VoiceBank, VoicesSettings
from speechwright.corpus.engine import Engine
from speechwright.corpus.sources.source import Source, draw, opened
from speechwright.corpus.split import Split, choose
from speechwright.rows import SPEECH_SCHEMA
from speechwright.shards import ShardWriter
from speechwright.tasks.spoken_form import spoken_form
from speechwright.tts.voice import Spoken
from speechwright.types import Audio, Row, Span

SourceSettings = Annotated[SerializeAsAny[Source], BeforeValidator(opened)]
ROWS_PER_SHARD = 1024
RATE_HZ = 16_000


class SpeakSettings(BaseModel):
    """What is spoken by whom, and how much of it.

    Args:
        items: number of recordings.
        split: whose texts and voices.
        texts: sources with their shares.
        voices: the bank.
        margin_s: silence of up to this length is put before and after each text.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    items: int = Field(gt=0)
    split: Split = "train"
    texts: tuple[SourceSettings, ...]
    voices: tuple[VoicesSettings, ...]
    margin_s: float = Field(default=0.25, ge=0, le=2)


def build_speech(folder: Path, settings: SpeakSettings, seed: int, workers: int) -> None:
    """Write speech shards. Item i depends on the seed and i alone: bytes don't hang on workers or interruptions."""
    writer = ShardWriter(folder, SPEECH_SCHEMA, ROWS_PER_SHARD)
    if writer.complete:
        return
    items = range(writer.items_done, settings.items)
    for row in watched(Engine(workers=workers).run(partial(_item, settings, seed), items), len(items), folder.name):
        hours = row.pop("hours")
        writer.add("hours", hours)
        writer.write(row)
    missing = list(VoiceBank(settings.voices).missing)
    writer.finish({"seed": seed, "settings": settings.model_dump(mode="json"), "missing_engines": missing})


def watched(made: Iterator[Row], num_items: int, title: str) -> Iterator[Row]:
    """The same, with a progress bar where it takes more than two seconds."""
    return iter(tqdm(made, total=num_items, desc=title, delay=2, unit="item", smoothing=0))


def _item(settings: SpeakSettings, seed: int, index: int) -> Row:
    rng = np.random.default_rng([seed, index])
    source = choose(rng, settings.texts, tuple(source.share for source in settings.texts))
    text = spoken_form(draw(source, settings.split, rng).text)
    bank = open_bank(settings.voices)
    voice = bank.draw(rng, settings.split)
    spoken = bank.say(text, voice)
    audio, start_s = with_margins(spoken, rng, settings.margin_s)
    return {
        "id": f"{settings.split}-{seed}-{index}",
        "text": text,
        "voice": voice.label,
        "seed": seed,
        "source": source.kind,
        "licence": source.licence,
        "audio": {"bytes": encode_flac(audio), "path": f"{index}.flac"},
        "words": _shifted(spoken.words, start_s),
        "phonemes": _shifted(spoken.phonemes, start_s),
        "hours": audio.length_s / 3600,
    }


@cache
def open_bank(settings: tuple[VoicesSettings, ...]) -> VoiceBank:
    """The bank of these settings, opened once a process."""
    return VoiceBank(settings)


def with_margins(spoken: Spoken, rng: np.random.Generator, margin_s: float) -> tuple[Audio, float]:
    """The sound at 16 kHz between stretches of silence, and how long the first is in seconds."""
    before, after = (round(RATE_HZ * share) for share in rng.uniform(0, margin_s, 2))
    samples: NDArray[np.float32] = resample(spoken.audio, RATE_HZ).samples
    return Audio(np.pad(samples, (before, after)), RATE_HZ), before / RATE_HZ


def _shifted(spans: tuple[Span, ...], by_s: float) -> list[Row]:
    return [Span(span.label, span.start_s + by_s, span.end_s + by_s).to_row() for span in spans]
