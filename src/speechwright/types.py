"""The waist: the few kinds of data that every room shares.

All are frozen and check themselves when made. Each goes to a row (`to_row`: a dict of plain Python values and bytes
that Arrow and JSON both hold) and comes back (`from_row`) equal to what it was. numpy only.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from speechwright.errors import BadAudio, BadData, UnitMismatch

Row = dict[str, Any]
Role = Literal["system", "user", "assistant"]
TextKind = Literal["plain", "heard", "answer"]
ROLES: tuple[Role, ...] = ("system", "user", "assistant")
TEXT_KINDS: tuple[TextKind, ...] = ("plain", "heard", "answer")


def _require(holds: bool, found: str, wanted: str) -> None:
    if not holds:
        raise BadData(found, wanted, "mend the record or make it again")


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    array.setflags(write=False)
    return array


def _whole_numbers(values: Any) -> NDArray[Any]:
    array = np.asarray(values)
    _require(array.ndim == 1, f"numbers of shape {array.shape}", "one row")
    _require(not array.size or array.dtype.kind in "iu", f"numbers of type {array.dtype}", "whole numbers")
    return array


@dataclass(frozen=True, eq=False)
class Audio:
    """One channel of sound: `samples` float32 of shape (num_samples,), finite, nominally in [-1, 1], at `rate_hz`."""

    samples: NDArray[np.float32]
    rate_hz: int

    def __post_init__(self) -> None:
        given = np.asarray(self.samples)
        if given.size and given.dtype.kind != "f":
            raise BadAudio(f"samples of type {given.dtype}", "floating-point samples in [-1, 1]", "scale them first")
        samples = np.array(given, dtype=np.float32)
        if samples.ndim != 1:
            raise BadAudio(f"samples of shape {samples.shape}", "one channel", "mix the channels down first")
        if not np.isfinite(samples).all():
            raise BadAudio("samples that are not finite numbers", "finite samples", "check what wrote this sound")
        if not self.rate_hz > 0 or self.rate_hz != int(self.rate_hz):
            raise BadAudio(f"a rate of {self.rate_hz} Hz", "a positive whole number", "give the true sample rate")
        object.__setattr__(self, "rate_hz", int(self.rate_hz))
        object.__setattr__(self, "samples", _frozen(samples))

    @property
    def length_s(self) -> float:
        return len(self.samples) / self.rate_hz

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Audio):
            return NotImplemented
        return self.rate_hz == other.rate_hz and np.array_equal(self.samples, other.samples)

    def __hash__(self) -> int:
        return hash((self.rate_hz, (self.samples + 0.0).tobytes()))  # + 0.0: minus zero equals zero

    def to_row(self) -> Row:
        data = base64.b64encode(self.samples.astype("<f4").tobytes()).decode("ascii")
        return {"samples_f32": data, "rate_hz": self.rate_hz}

    @staticmethod
    def from_row(row: Row) -> Audio:
        samples = np.frombuffer(base64.b64decode(row["samples_f32"]), dtype="<f4")
        return Audio(samples.astype(np.float32), row["rate_hz"])


@dataclass(frozen=True)
class Span:
    """A word or phoneme (`label`) and where it lies in a sound, in seconds."""

    label: str
    start_s: float
    end_s: float

    def __post_init__(self) -> None:
        _require(0 <= self.start_s <= self.end_s, f"a span {self.start_s}–{self.end_s} s", "0 ≤ start ≤ end")

    def to_row(self) -> Row:
        return asdict(self)

    @staticmethod
    def from_row(row: Row) -> Span:
        return Span(**row)


@dataclass(frozen=True)
class UnitSpec:
    """Which units these are. Travels with every shard, checkpoint and decoder.

    Args:
        tokenizer: name of the tokenizer in the TOKENIZERS table.
        rate_hz: frames a second before repeats are collapsed.
        size: number of distinct units of a codebook.
        codebooks: number of parallel codebooks.
        dedup: whether runs of the same unit are collapsed into one.
        sample_rate_hz: rate of the sound that is encoded.
        sha256: hash of all that determines the units (weights, layer, centroids).
    """

    tokenizer: str
    rate_hz: float
    size: int
    codebooks: int
    dedup: bool
    sample_rate_hz: int
    sha256: str

    def __post_init__(self) -> None:
        _require(self.rate_hz > 0 and self.sample_rate_hz > 0, f"rates {self.rate_hz}, {self.sample_rate_hz}", "> 0")
        _require(self.size > 0 and self.codebooks > 0, f"size {self.size} × {self.codebooks}", "at least 1 × 1")
        # 25 and 25.0 are one rate: they must have one fingerprint.
        object.__setattr__(self, "rate_hz", float(self.rate_hz))
        for name in ("size", "codebooks", "sample_rate_hz"):
            object.__setattr__(self, name, int(getattr(self, name)))

    @property
    def fingerprint(self) -> str:
        """SHA-256 over all fields: equal fingerprints mean interchangeable units."""
        return hashlib.sha256(json.dumps(self.to_row(), sort_keys=True).encode()).hexdigest()

    def require(self, other: UnitSpec, holder: str) -> None:
        """Refuse to go on with other units.

        Args:
            other: the spec that was met.
            holder: what carries `other`, for the message ("shard x.parquet").
        """
        if self.fingerprint != other.fingerprint:
            raise UnitMismatch(
                f"{holder} with units {other.label}", f"units {self.label}", "encode it again with this tokenizer"
            )

    @property
    def label(self) -> str:
        """A short name for messages: tokenizer, size, rate, start of the hash."""
        return f"{self.tokenizer}/{self.size}@{self.rate_hz:g}Hz#{self.sha256[:8]}"

    def to_row(self) -> Row:
        return asdict(self)

    @staticmethod
    def from_row(row: Row) -> UnitSpec:
        return UnitSpec(**row)


@dataclass(frozen=True, eq=False)
class Units:
    """Discrete speech: `ids` int32 of shape (num_units,) in [0, spec.size), and how many frames each lasts.

    `frames` is int32 of the same shape, all ≥ 1. Without de-duplication every count is 1. A language model makes units
    without counts; then `frames` is None and the decoder predicts them.
    """

    ids: NDArray[np.int32]
    spec: UnitSpec
    frames: NDArray[np.int32] | None = None

    def __post_init__(self) -> None:
        ids = _whole_numbers(self.ids)
        _require(
            not len(ids) or (0 <= ids.min() and ids.max() < self.spec.size), "a unit out of range", self.spec.label
        )
        object.__setattr__(self, "ids", _frozen(ids.astype(np.int32)))
        if self.frames is not None:
            frames = _whole_numbers(self.frames)
            _require(frames.shape == ids.shape and bool((frames >= 1).all()), "wrong frame counts", "one ≥ 1 a unit")
            object.__setattr__(self, "frames", _frozen(frames.astype(np.int32)))

    def __len__(self) -> int:
        return len(self.ids)

    def __eq__(self, other: object) -> bool:
        return self.to_row() == other.to_row() if isinstance(other, Units) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.ids.tobytes(), self.spec.fingerprint))

    def to_row(self) -> Row:
        frames = None if self.frames is None else self.frames.tolist()
        return {"ids": self.ids.tolist(), "frames": frames, "spec": self.spec.to_row()}

    @staticmethod
    def from_row(row: Row) -> Units:
        frames = None if row["frames"] is None else np.array(row["frames"], np.int32)
        return Units(np.array(row["ids"], np.int32), UnitSpec.from_row(row["spec"]), frames)


@dataclass(frozen=True)
class Text:
    """Words in a turn. `kind` says what they are in a chain of modality: what was heard, or what is answered."""

    text: str
    kind: TextKind = "plain"

    def __post_init__(self) -> None:
        _require(self.kind in TEXT_KINDS, f"text kind {self.kind!r}", " or ".join(TEXT_KINDS))


@dataclass(frozen=True)
class Speech:
    """Sound in a turn: as units, as a waveform, or as both."""

    units: Units | None = None
    audio: Audio | None = None

    def __post_init__(self) -> None:
        _require(self.units is not None or self.audio is not None, "speech without content", "units or audio")


Part = Text | Speech


def part_to_row(part: Part) -> Row:
    """One row shape for both kinds of part, so that Arrow can hold a mixed list."""
    if isinstance(part, Text):
        return {"text": part.text, "kind": part.kind, "units": None, "audio": None}
    units = None if part.units is None else part.units.to_row()
    audio = None if part.audio is None else part.audio.to_row()
    return {"text": None, "kind": None, "units": units, "audio": audio}


def part_from_row(row: Row) -> Part:
    if row["text"] is not None:
        return Text(row["text"], row["kind"])
    units = None if row["units"] is None else Units.from_row(row["units"])
    audio = None if row["audio"] is None else Audio.from_row(row["audio"])
    return Speech(units, audio)


@dataclass(frozen=True)
class Turn:
    """What one side says: parts in order."""

    role: Role
    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        _require(self.role in ROLES, f"role {self.role!r}", " or ".join(ROLES))
        _require(len(self.parts) > 0, f"an empty {self.role} turn", "at least one part")
        object.__setattr__(self, "parts", tuple(self.parts))

    def to_row(self) -> Row:
        return {"role": self.role, "parts": [part_to_row(part) for part in self.parts]}

    @staticmethod
    def from_row(row: Row) -> Turn:
        return Turn(row["role"], tuple(part_from_row(part) for part in row["parts"]))


@dataclass(frozen=True)
class Conversation:
    """Turns in order: at most one system turn, first; then user and assistant in alternation, the user beginning.

    A conversation without a user (`turns` = one assistant turn) is plain running text or speech, as in pre-training.
    """

    turns: tuple[Turn, ...]
    task: str = ""
    meta: dict[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "turns", tuple(self.turns))
        roles = [turn.role for turn in self.turns]
        spoken = roles[1:] if roles[:1] == ["system"] else roles
        _require(len(spoken) > 0, "a conversation without turns", "at least one user or assistant turn")
        alternating = all(role == ("user", "assistant")[i % 2] for i, role in enumerate(spoken))
        _require(alternating or spoken == ["assistant"], f"roles {roles}", "user and assistant in alternation")

    def to_row(self) -> Row:
        meta = [{"key": key, "value": value} for key, value in sorted(self.meta.items())]
        return {"turns": [turn.to_row() for turn in self.turns], "task": self.task, "meta": meta}

    @staticmethod
    def from_row(row: Row) -> Conversation:
        meta = {entry["key"]: entry["value"] for entry in row["meta"]}
        return Conversation(tuple(Turn.from_row(turn) for turn in row["turns"]), row["task"], meta)


@dataclass(frozen=True)
class EditPair:
    """An instruction with the speech before and after it was followed."""

    instruction: str
    before: Speech
    after: Speech

    def __post_init__(self) -> None:
        _require(bool(self.instruction.strip()), "an empty instruction", "words that say what to change")

    def to_row(self) -> Row:
        return {
            "instruction": self.instruction,
            "before": part_to_row(self.before),
            "after": part_to_row(self.after),
        }

    @staticmethod
    def from_row(row: Row) -> EditPair:
        before, after = part_from_row(row["before"]), part_from_row(row["after"])
        assert isinstance(before, Speech) and isinstance(after, Speech), "an edit pair holds speech on both sides"
        return EditPair(row["instruction"], before, after)


@dataclass(frozen=True)
class PreferencePair:
    """A prompt with a better and a worse reply; both replies are assistant turns."""

    prompt: Conversation
    chosen: Turn
    rejected: Turn

    def __post_init__(self) -> None:
        _require(self.prompt.turns[-1].role == "user", "a prompt that does not end with the user", "a user turn last")
        replies = {self.chosen.role, self.rejected.role}
        _require(replies == {"assistant"}, f"replies by {sorted(replies)}", "replies by the assistant")

    def to_row(self) -> Row:
        return {
            "prompt": self.prompt.to_row(),
            "chosen": self.chosen.to_row(),
            "rejected": self.rejected.to_row(),
        }

    @staticmethod
    def from_row(row: Row) -> PreferencePair:
        return PreferencePair(
            Conversation.from_row(row["prompt"]), Turn.from_row(row["chosen"]), Turn.from_row(row["rejected"])
        )
