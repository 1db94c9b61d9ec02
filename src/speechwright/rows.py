"""What a row of a data set is: recordings with their texts, and conversations in words and units.

`audio` has the fields of `datasets.Audio`, and the schemas say so in the way of that library, so that
`load_dataset("parquet", …)` plays it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from speechwright.errors import BadData
from speechwright.types import Conversation, Part, Row, Speech, Text, Turn, Units, UnitSpec

SPEC_KEY = "speechwright.unit_spec"
FEATURES_KEY = "huggingface"

_SOUND = pa.struct({"bytes": pa.binary(), "path": pa.string()})
_SPANS = pa.list_(pa.struct({"label": pa.string(), "start_s": pa.float64(), "end_s": pa.float64()}))
_PARTS = pa.list_(pa.struct({"text": pa.string(), "kind": pa.string(), "units": pa.list_(pa.int32())}))


def _played(schema: pa.Schema) -> pa.Schema:
    """The schema with what `datasets` wants to know of it."""
    features = {field.name: _feature(field.type) for field in schema}
    return schema.with_metadata({FEATURES_KEY: json.dumps({"info": {"features": features}})})


def _feature(kind: pa.DataType) -> Any:
    if kind == _SOUND:
        return {"_type": "Audio"}
    if pa.types.is_list(kind):
        return {"feature": _feature(kind.value_type), "_type": "List"}
    if pa.types.is_struct(kind):
        return {field.name: _feature(field.type) for field in kind}
    return {"dtype": "float64" if kind == pa.float64() else str(kind), "_type": "Value"}


# `words` and `phonemes` hold `Span` rows, null where times are not known.
SPEECH_SCHEMA = _played(
    pa.schema(
        {
            "id": pa.string(),
            "text": pa.string(),
            "voice": pa.string(),
            "seed": pa.int64(),
            "source": pa.string(),
            "licence": pa.string(),
            "audio": _SOUND,
            "words": _SPANS,
            "phonemes": _SPANS,
        }
    )
)
# `voices` and `audio` have an entry for each sound, in the order in which they stand in the turns (a woven recording is
# one sound in many parts); `audio` is null where it was not kept.
CONVERSATION_SCHEMA = _played(
    pa.schema(
        {
            "id": pa.string(),
            "task": pa.string(),
            "turns": pa.list_(pa.struct({"role": pa.string(), "parts": _PARTS})),
            "meta": pa.list_(pa.struct({"key": pa.string(), "value": pa.string()})),
            "source": pa.string(),
            "licence": pa.string(),
            "seed": pa.int64(),
            "voices": pa.list_(pa.string()),
            "audio": pa.list_(_SOUND),
        }
    )
)
# A recording before and after an edit. `plan` is what the instruction means, for `input`; `done` what was done to make
# the one sound of the other, both JSON. Two rows that lead there and back have the same `pair`.
EDIT_SCHEMA = _played(
    pa.schema(
        {
            "id": pa.string(),
            "pair": pa.string(),
            "task": pa.string(),
            "kind": pa.string(),
            "direction": pa.string(),
            "instruction": pa.string(),
            "plan": pa.string(),
            "amount": pa.string(),
            "proxy": pa.bool_(),
            "real": pa.string(),
            "input": _SOUND,
            "output": _SOUND,
            "text_before": pa.string(),
            "text_after": pa.string(),
            "words_before": _SPANS,
            "words_after": _SPANS,
            "done": pa.string(),
            "record": pa.string(),
            "voice": pa.string(),
            "source": pa.string(),
            "licence": pa.string(),
            "seed": pa.int64(),
        }
    )
)


@dataclass(frozen=True)
class Provenance:
    """Where a row comes from.

    Args:
        source, licence: of its texts or recordings.
        seed: of the build.
        voices: of its sounds, in their order.
    """

    source: str = ""
    licence: str = ""
    seed: int = 0
    voices: tuple[str, ...] = ()


def spec_metadata(spec: UnitSpec) -> dict[str, str]:
    """Metadata for the shards of a data set with units of this spec."""
    return {SPEC_KEY: json.dumps(spec.to_row(), sort_keys=True)}


def conversation_to_row(
    conversation: Conversation,
    spec: UnitSpec | None,
    item_id: str,
    provenance: Provenance = Provenance(),
    sounds: Sequence[bytes] | None = None,
) -> Row:
    """A row of CONVERSATION_SCHEMA. It holds words and units; waveforms and frame counts stay behind.

    Args:
        conversation: its speech must carry units.
        spec: what the shards' metadata say; None for conversations in text alone.
        item_id: what the row is called.
        provenance: where it comes from.
        sounds: FLAC of each, to keep beside the units.

    Raises:
        BadData: speech without units, or units where no spec was given.
        UnitMismatch: units of another spec.
    """
    turns = [{"role": turn.role, "parts": [_part_to_row(p, spec) for p in turn.parts]} for turn in conversation.turns]
    meta = [{"key": key, "value": value} for key, value in sorted(conversation.meta.items())]
    kept = None if sounds is None else [{"bytes": b, "path": f"{item_id}-{i}.flac"} for i, b in enumerate(sounds)]
    return {
        "id": item_id,
        "task": conversation.task,
        "turns": turns,
        "meta": meta,
        "source": provenance.source,
        "licence": provenance.licence,
        "seed": provenance.seed,
        "voices": list(provenance.voices),
        "audio": kept,
    }


def conversation_from_row(row: Row, spec: UnitSpec | None) -> Conversation:
    """The conversation of a row; `spec` is that of its shards."""
    turns = tuple(Turn(turn["role"], tuple(_part_from_row(p, spec) for p in turn["parts"])) for turn in row["turns"])
    return Conversation(turns, row["task"], {entry["key"]: entry["value"] for entry in row["meta"]})


def _part_to_row(part: Part, spec: UnitSpec | None) -> Row:
    if isinstance(part, Text):
        return {"text": part.text, "kind": part.kind, "units": None}
    if part.units is None or spec is None:
        found = "speech without units" if part.units is None else "units for shards without a UnitSpec"
        raise BadData(found, "speech as units of the shards' spec", "encode it first and give the spec")
    spec.require(part.units.spec, "a conversation")
    return {"text": None, "kind": None, "units": part.units.ids.tolist()}


def _part_from_row(row: Row, spec: UnitSpec | None) -> Part:
    if row["text"] is not None:
        return Text(row["text"], row["kind"])
    if spec is None:
        raise BadData("units in shards without a UnitSpec", f"the key {SPEC_KEY} in their metadata", "build them again")
    return Speech(Units(np.array(row["units"], np.int32), spec))
