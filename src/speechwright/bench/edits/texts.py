"""What is said after a plan, as text."""

from __future__ import annotations

from collections.abc import Sequence

from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.transcript import Transcript, Word
from speechwright.tasks.spoken_form import words_of

GONE = ("delete", "replace")


def text_after(transcript: Transcript, operations: Sequence[Operation]) -> str:
    """The words that are said once words were deleted, inserted and replaced, and fillers removed; marks stay with
    their words. What moves or repeats words is not followed."""
    stays = [word for word in transcript.words if not any(_takes(step, word) for step in operations)]
    new = [(step.begin, 0, str(step.amounts["text"])) for step in operations if step.edit in ("insert", "replace")]
    # What comes in where a word begins comes in before it.
    return " ".join(text for _, _, text in sorted([*new, *((word.begin, 1, word.text) for word in stays)]))


def _takes(step: Operation, word: Word) -> bool:
    """Whether a word goes by a step."""
    if not step.begin <= (word.begin + word.end) / 2 < step.end:
        return False
    return step.edit in GONE or (step.edit == "fillers" and _is_filler(word, step))


def _is_filler(word: Word, step: Operation) -> bool:
    return words_of(word.text) in [words_of(filler) for filler in str(step.amounts["words"]).split(",")]
