"""What is to be done to a recording, as data: it can be shown, saved, changed by hand, undone and run again.

A plan knows words, samples and amounts, and never a sound: whoever runs it says how an operation is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from speechwright.errors import BadData
from speechwright.tasks.edits.transcript import Transcript, Word
from speechwright.types import Row

Value = float | str
PLAN_VERSION = 1


@dataclass(frozen=True)
class Operation:
    """One step.

    Args:
        edit: a name of the EDITS table.
        begin, end: what it is done to, in samples [begin, end) of the recording as it was given, whatever earlier steps
            did; a point between two samples where both are the same (to insert, to pause).
        amounts: what that edit needs to know; its docstring names the keys.
        words: the words meant, each with its occurrence where it is said more than once: "very (2nd)".
        reason: the words of the instruction that asked for it.
    """

    edit: str
    begin: int
    end: int
    amounts: Mapping[str, Value] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.begin <= self.end:
            raise BadData(f"a step from sample {self.begin} to {self.end}", "0 ≤ begin ≤ end", "mend the plan")

    @staticmethod
    def from_row(row: Any) -> Operation:
        """Raises BadData where it is no step."""
        if not isinstance(row, Mapping):
            raise BadData(f"a step {str(row)[:40]!r}", "an object", "mend the plan")
        given = {"words": (), "reason": "", **row}
        wrong = [key for key, kind in _KINDS.items() if not _is(given.get(key), kind)] + [*(given.keys() - _KINDS)]
        if not wrong and all(isinstance(word, str) for word in given["words"]):
            return Operation(**{**given, "words": tuple(given["words"])})
        found = f"a step with a wrong, missing or unknown {wrong[0] if wrong else 'word'}"
        wanted = "texts (edit, reason), whole numbers (begin, end), an object (amounts), a list of texts (words)"
        raise BadData(found, wanted, "mend the plan")


_KINDS = {"edit": str, "begin": int, "end": int, "amounts": Mapping, "words": (list, tuple), "reason": str}


def _is(value: Any, kind: Any) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool)


@dataclass(frozen=True)
class Plan:
    """Steps in the order in which they are done.

    Args:
        operations: at least one.
        rate_hz, num_samples: of the recording that it was made for.
        transcript: what was said in it.
        instruction: what was asked.
        words: what was said, with its places, so that nobody has to listen again to run it.
    """

    operations: tuple[Operation, ...]
    rate_hz: int
    num_samples: int
    transcript: str = ""
    instruction: str = ""
    words: tuple[Word, ...] = ()

    def __post_init__(self) -> None:
        late = [step for step in self.operations if step.end > self.num_samples]
        if late:
            found = f"a step up to sample {late[0].end} of {self.num_samples}"
            raise BadData(found, "steps inside the recording", "make the plan for this recording")

    @property
    def said(self) -> Transcript:
        """The words of the recording that it was made for."""
        return Transcript(self.words, self.rate_hz, self.num_samples)

    def to_row(self) -> Row:
        """As JSON, words as in `Transcript.to_row`."""
        return {"version": PLAN_VERSION, **asdict(self), "words": self.said.to_row()["words"]}

    @staticmethod
    def from_row(row: Any) -> Plan:
        """Raises BadData where it is no plan of this version."""
        try:
            if row["version"] != PLAN_VERSION:
                raise BadData(f"a plan of version {row['version']}", f"version {PLAN_VERSION}", "make it anew")
            steps = tuple(Operation.from_row(step) for step in row["operations"])
            words = Transcript.from_row({"words": (), **row}).words
            rest = {key: value for key, value in row.items() if key != "version"}
            return Plan(**{**rest, "operations": steps, "words": words})
        except (KeyError, TypeError, AttributeError) as error:
            raise BadData(f"no plan: {error}", "what `speechwright edit --plan-only` prints", "mend it") from error
