"""An instruction → a plan.

An instruction is cut into clauses in every way that its connectives allow ("and", "then", commas, …). Each clause is
read by each edit, and the cheapest row of readings is taken: the one in which all is understood and found, with the
fewest clauses and the least far-fetched readings. Nothing is ignored: what can't be read is refused.

- "it" means what the clause before named ("find the word very and make it louder"), otherwise the recording.
- A clause without a verb goes on with the verb before it and, where it names no part, with that part: "make the last
  word louder and higher", "raise the pitch by two semitones and the volume by 6 dB".
- "in the last sentence, …" and "find the word very" name a part for what follows.
"""

from __future__ import annotations

from contextlib import suppress

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.asked import asks_for_nothing, in_one_line, plain
from speechwright.tasks.edits.clauses import readings_of
from speechwright.tasks.edits.contradicting import refuse_contradictions
from speechwright.tasks.edits.denying import without_denials
from speechwright.tasks.edits.language import refuse_other_language
from speechwright.tasks.edits.naming import with_names
from speechwright.tasks.edits.phrase import Phrase, phrase_of
from speechwright.tasks.edits.place import ABSENT
from speechwright.tasks.edits.places import ground_of
from speechwright.tasks.edits.plan import Operation, Plan
from speechwright.tasks.edits.questions import as_statements
from speechwright.tasks.edits.reasons import without_reason
from speechwright.tasks.edits.refusing import refuse_what_is_no_edit
from speechwright.tasks.edits.shorthand import written_out
from speechwright.tasks.edits.spelling import respelled
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tasks.edits.typed import as_written

_IDLE = {
    ("fade", "seconds"): 0,
    ("formants", "ratio"): 1,
    ("intonation", "factor"): 1,
    ("pause", "seconds"): 0,
    ("pitch", "by_hz"): 0,
    ("pitch", "semitones"): 0,
    ("shorten_pauses", "by_seconds"): 0,
    ("shorten_pauses", "factor"): 1,
    ("speed", "factor"): 1,
    ("volume", "gain_db"): 0,
}  # amounts that change nothing


def make_plan(instruction: str, transcript: Transcript) -> Plan:
    """What an instruction asks for.

    Args:
        instruction: English, written or dictated.
        transcript: what is said in the recording.

    Raises:
        BadInstruction: it is empty, in another language, not understood as a whole, ambiguous, or asks for what is not
            there or not possible. `candidates` are what it may have meant.
    """
    instruction = plain(instruction)
    try:
        return _plan(_operations(instruction, transcript), transcript, instruction)
    except BadInstruction as error:
        raise in_one_line(error) from None


def _operations(instruction: str, transcript: Transcript) -> tuple[Operation, ...]:
    phrase = phrase_of(instruction)
    try:
        return _operations_of(phrase, transcript)
    except BadInstruction as error:
        for other in filter(None, (respelled(phrase, transcript.forms), without_reason(phrase))):
            with suppress(BadInstruction):
                return _operations_of(other, transcript)
        raise error from None


def _operations_of(phrase: Phrase, transcript: Transcript) -> tuple[Operation, ...]:
    said, instruction = transcript.forms, phrase.source
    phrase = written_out(with_names(as_statements(as_written(phrase, said)), said), said)
    if not any(token.low.strip(".,;:!?") for token in phrase.tokens):
        raise BadInstruction("an empty instruction", "what is to be done", "say for example “delete the word very”")
    if asks_for_nothing(phrase.low):
        raise _no_change(instruction)
    refuse_what_is_no_edit(phrase, ground_of(transcript))
    chain = readings_of(without_denials(phrase, said), transcript)
    if chain is None or chain.cost >= ABSENT:
        refuse_other_language(instruction)
    if chain is None:
        raise _not_understood(instruction)
    if chain.problem:
        raise chain.problem if isinstance(chain.problem, BadInstruction) else chain.problem()
    refuse_contradictions(chain.operations)
    return tuple(one for at, one in enumerate(chain.operations) if not _is_done(one, chain.operations[:at]))


def _is_done(operation: Operation, before: tuple[Operation, ...]) -> bool:
    """Whether it is an effect that was asked for already, in the same place."""
    same = (operation.edit, operation.begin, operation.end, operation.amounts)
    return "do" in operation.amounts and any((one.edit, one.begin, one.end, one.amounts) == same for one in before)


def _plan(operations: tuple[Operation, ...], transcript: Transcript, instruction: str) -> Plan:
    idle = [
        one.reason for one in operations if any(_IDLE.get((one.edit, key)) == one.amounts[key] for key in one.amounts)
    ]
    if idle or not operations:
        raise _no_change(idle[0] if idle else instruction)
    return Plan(operations, transcript.rate_hz, transcript.num_samples, transcript.text, instruction)


def _no_change(said: str) -> BadInstruction:
    return BadInstruction(f"“{said.strip()}”, which asks for no change", "what is to be done", "say what to change")


def _not_understood(instruction: str) -> BadInstruction:
    wanted = "an edit of words, speed, volume, pitch, pauses or sound"
    remedy = "say for example “delete the word very”, “slow the last sentence down” or “remove the noise”"
    return BadInstruction(f"“{instruction.strip()}”, which is not understood", wanted, remedy)
