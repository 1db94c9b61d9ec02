"""What a row of a data set of edits is."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Literal

from speechwright.corpus.edits.asking import Asked
from speechwright.corpus.edits.side import Side
from speechwright.rows import Provenance
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.transcript import Transcript
from speechwright.types import Row

TASK = "edit"
Direction = Literal["there", "back"]


@dataclass(frozen=True)
class EditExample:
    """One direction of a pair.

    Args:
        kind: of the edit that is asked for, see `corpus.edits.kinds`.
        direction: "there" for what was done, "back" for what undoes it.
        before, after: input and output.
        asked: the instruction.
        done: how the one was made of the other.
        proxy: see `Pair`.
        record: the record that it was made of.
        voice: who speaks.
    """

    kind: str
    direction: Direction
    before: Side
    after: Side
    asked: Asked
    done: tuple[Operation, ...]
    proxy: bool
    record: str
    voice: str


def example_to_row(example: EditExample, item_id: str, provenance: Provenance) -> Row:
    """A row of EDIT_SCHEMA; the sounds as FLAC."""
    before, after = example.before, example.after
    return {
        "id": item_id,
        "pair": _pair(before, after),
        "task": TASK,
        "kind": example.kind,
        "direction": example.direction,
        "instruction": example.asked.text,
        "plan": json.dumps(example.asked.plan.to_row(), ensure_ascii=False, sort_keys=True),
        "amount": example.asked.amount,
        "proxy": example.proxy,
        "real": _real(before, after),
        "input": {"bytes": before.flac, "path": f"{item_id}-input.flac"},
        "output": {"bytes": after.flac, "path": f"{item_id}-output.flac"},
        "text_before": before.transcript.text,
        "text_after": after.transcript.text,
        "words_before": _spans(before.transcript),
        "words_after": _spans(after.transcript),
        "done": json.dumps([asdict(operation) for operation in example.done], ensure_ascii=False, sort_keys=True),
        "record": example.record,
        "voice": example.voice,
        "source": provenance.source,
        "licence": provenance.licence,
        "seed": provenance.seed,
    }


def _pair(before: Side, after: Side) -> str:
    """The same for both directions, and for no other pair."""
    digests = sorted(hashlib.sha256(side.flac).hexdigest() for side in (before, after))
    return hashlib.sha256("".join(digests).encode()).hexdigest()[:16]


def _real(before: Side, after: Side) -> str:
    """Which sides nobody edited."""
    names = {(True, True): "both", (True, False): "input", (False, True): "output", (False, False): "neither"}
    return names[before.is_real, after.is_real]


def _spans(transcript: Transcript) -> list[Row]:
    rate_hz = transcript.rate_hz
    return [
        {"label": word.text, "start_s": word.begin / rate_hz, "end_s": word.end / rate_hz} for word in transcript.words
    ]
