"""What is said: words that go, come, change, move, and are said again; and pauses that come.

These change the row of parts; it becomes sound once, when all of them are through.
"""

from __future__ import annotations

from speechwright.editing import parts
from speechwright.editing.cuts import Gap
from speechwright.editing.parts import Made
from speechwright.editing.recording import Recording
from speechwright.errors import BadInstruction
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.spoken_form import words_of


def delete(recording: Recording, operation: Operation) -> None:
    """Take words, or a stretch of time, out."""
    recording.parts = parts.without(recording.parts, *recording.edges(operation.begin, operation.end))


def fillers(recording: Recording, operation: Operation) -> None:
    """Take every filler of a list out of a stretch."""
    wanted = {tuple(words_of(filler)) for filler in str(operation.amounts["words"]).split(",")}
    found = [gaps for words in wanted for gaps in _said(recording, operation, words)]
    if not found:
        listed = f"none of {operation.amounts['words']} in the transcript"
        raise BadInstruction(listed, "filler words that were said", "name the words to delete, or give a transcript")
    for before, after in found:
        recording.parts = parts.without(recording.parts, before, after)


def _said(recording: Recording, operation: Operation, words: tuple[str, ...]) -> list[tuple[Gap, Gap]]:
    """The gaps around each place in a stretch where these words are said."""
    runs = recording.transcript.find(" ".join(words))
    spans = ((run, recording.transcript.samples(run)) for run in runs)
    inside = [run for run, (begin, end) in spans if operation.begin <= begin and end <= operation.end]
    return [(recording.gap(run.first), recording.gap(run.last)) for run in inside]


def repeat(recording: Recording, operation: Operation) -> None:
    """Say a stretch so often in all."""
    edges = recording.edges(operation.begin, operation.end)
    recording.parts = parts.repeated(recording.parts, *edges, round(float(operation.amounts["times"])))


def move(recording: Recording, operation: Operation) -> None:
    """Put a stretch somewhere else."""
    edges = recording.edges(operation.begin, operation.end)
    recording.parts = parts.moved(recording.parts, *edges, recording.point(round(float(operation.amounts["to"]))))


def insert(recording: Recording, operation: Operation) -> None:
    """Put new words at a point."""
    at = recording.point(operation.begin)
    recording.parts = parts.inserted(recording.parts, at, _spoken(recording, operation, at, at))


def replace(recording: Recording, operation: Operation) -> None:
    """Put new words in the place of others."""
    edges = recording.edges(operation.begin, operation.end)
    recording.parts = parts.replaced(recording.parts, *edges, _spoken(recording, operation, *edges))


def _spoken(recording: Recording, operation: Operation, before: Gap, after: Gap) -> Made:
    return recording.speak(recording, str(operation.amounts["text"]), before, after)


def pause(recording: Recording, operation: Operation) -> None:
    """Put room tone at a point."""
    num_samples = round(float(operation.amounts["seconds"]) * recording.rate_hz)
    # What is faded over at both ends was there before.
    tone = Made(recording.tone(operation.begin, num_samples + recording.fade_samples))
    recording.parts = parts.inserted(recording.parts, recording.point(operation.begin), tone)
