"""Transcripts for the tests of this room, and plans in short."""

from speechwright.tasks.edits.compounds import sample_transcripts, transcript_of
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.transcript import Transcript

SEASIDE = transcript_of(
    "So I think the old lighthouse was very very bright, um, and the sailors could see it for miles. "
    "We walked along the harbour until the sun went down. Did you like the lighthouse?"
)
TRANSCRIPTS = (SEASIDE, *sample_transcripts())


def in_short(operation: Operation, transcript: Transcript) -> tuple:
    """The edit, where (None, words [first, last), a gap as one number, or seconds), and the amounts, rounded."""
    amounts = {key: round(value, 3) if isinstance(value, float) else value for key, value in operation.amounts.items()}
    return operation.edit, _where(operation, transcript), amounts


def _where(operation: Operation, transcript: Transcript):
    begin, end = operation.begin, operation.end
    if (begin, end) == (0, transcript.num_samples):
        return None
    words = transcript.words
    if begin == end and operation.words:
        return sum(word.begin < begin for word in words)
    inside = [place for place, word in enumerate(words) if begin <= word.begin and word.end <= end]
    if inside and (words[inside[0]].begin, words[inside[-1]].end) == (begin, end):
        return inside[0], inside[-1] + 1
    return f"{begin / transcript.rate_hz:g}-{end / transcript.rate_hz:g} s"


def plan_in_short(instruction: str, transcript: Transcript = SEASIDE) -> list[tuple]:
    return [in_short(operation, transcript) for operation in make_plan(instruction, transcript).operations]
