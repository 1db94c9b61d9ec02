"""A plan is carried out.

What is said is settled first, then pauses, then sound, each in the plan's order: a word that is to go goes out of the
recording as it was given, and what is left of a stretch is changed in one go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from speechwright.audio.pcm import PcmFile
from speechwright.editing.cuts import FADE_S, MARGIN_S
from speechwright.editing.operations import OPERATIONS
from speechwright.editing.recording import Recording, Speak, Synthesised
from speechwright.editing.timeline import Piece, Timeline
from speechwright.errors import BadInstruction
from speechwright.metrics.joins import Jump
from speechwright.tasks.edits.plan import Operation, Plan
from speechwright.tasks.edits.transcript import Transcript, Word

CONTENT = frozenset(("delete", "fillers", "insert", "move", "pause", "repeat", "replace"))
PAUSES = frozenset(("remove_pauses", "shorten_pauses", "trim"))


@dataclass(frozen=True, eq=False)
class Executed:
    """What a plan made of a recording.

    Args:
        timeline: its sound.
        transcript: its words, with their places in it.
        origins: the number that each word had in the input; none for those that are new.
        joins: the samples of it at which sound goes on from elsewhere.
        natural: what may change there, as where words meet by themselves; none without joins.
        synthesised: what was spoken anew.
        notes: what was not done, or done otherwise than asked.
        skipped: the edits for which there was nothing to do.
    """

    timeline: Timeline
    transcript: Transcript
    origins: tuple[int | None, ...]
    joins: tuple[int, ...]
    natural: Jump | None
    synthesised: tuple[Synthesised, ...]
    notes: tuple[str, ...]
    skipped: frozenset[str]

    @property
    def kept(self) -> float:
        """The share of the input's samples that are unchanged in the output."""
        return self.timeline.kept_samples / self.timeline.source.num_samples


def execute(
    file: PcmFile, plan: Plan, transcript: Transcript, speak: Speak, margin_s: float = MARGIN_S, seed: int = 0
) -> Executed:
    """Do to a recording what a plan says.

    Args:
        file: the input; it stays as it is.
        plan: what to do.
        transcript: the input's words.
        speak: how new words are spoken.
        margin_s: how far a cut may reach into the words beside it.
        seed: of whatever is drawn by chance.

    Raises:
        BadInstruction: a step is impossible for this sound, or nothing would be left.
    """
    recording = Recording(file, transcript, speak, margin_s, seed)
    _say(recording, [step for step in plan.operations if step.edit in CONTENT])
    for step in sorted((step for step in plan.operations if step.edit not in CONTENT), key=_rank):
        OPERATIONS[step.edit](recording, step)
    timeline = recording.timeline
    joins = _joins(timeline)
    said, origins = words_of(timeline, transcript)
    return Executed(
        timeline=timeline,
        transcript=said,
        origins=origins,
        joins=joins,
        natural=recording.natural if joins else None,
        synthesised=tuple(recording.synthesised),
        notes=tuple(recording.notes),
        skipped=frozenset(recording.skipped),
    )


def _rank(step: Operation) -> int:
    return 0 if step.edit in PAUSES else 1


def _say(recording: Recording, steps: list[Operation]) -> None:
    for step in steps:
        OPERATIONS[step.edit](recording, step)
    if not recording.parts:
        raise BadInstruction("a plan after which nothing is left", "something to keep", "keep at least a word")
    if steps:
        recording.splice()


def words_of(timeline: Timeline, transcript: Transcript) -> tuple[Transcript, tuple[int | None, ...]]:
    """The words of the output as it stands, and the number that each had in the input; none for those that are new."""
    words: list[Word] = []
    origins: list[int | None] = []
    num_samples = timeline.num_samples
    for at, piece in timeline.placed():
        for word, origin in _words(piece, transcript):
            begin = min(num_samples, max(at + word.begin, words[-1].end if words else 0))
            end = min(num_samples, max(begin, at + word.end))
            words.append(Word(word.text, begin, end, word.ends_sentence))
            origins.append(origin)
    return Transcript(tuple(words), transcript.rate_hz, num_samples), tuple(origins)


def _words(piece: Piece, transcript: Transcript) -> Iterator[tuple[Word, int | None]]:
    """The words that a piece says, with their places in it. A word belongs to the piece that has its middle."""
    if piece.text is not None:
        yield from ((word, None) for word in _spread(piece.text.split(), piece.num_samples))
        return
    scale = piece.num_samples / max(1, piece.end - piece.begin)
    for origin, word in enumerate(transcript.words):
        if piece.begin <= (word.begin + word.end) // 2 < piece.end:
            begin, end = (max(0, round((at - piece.begin) * scale)) for at in (word.begin, word.end))
            yield Word(word.text, begin, end, word.ends_sentence), origin


def _spread(words: list[str], num_samples: int) -> Iterator[Word]:
    """Words over a stretch, by their lengths."""
    total, before = sum(len(word) for word in words), 0
    for word in words:
        begin, end = (round(num_samples * share / total) for share in (before, before + len(word)))
        before += len(word)
        yield Word(word, begin, end, word.endswith((".", "?", "!")))


def _joins(timeline: Timeline) -> tuple[int, ...]:
    """Where kept sound meets sound from elsewhere, or what was spoken anew."""
    fade = round(FADE_S / 2 * timeline.coding.rate_hz)
    joins: list[int] = []
    for at, piece in timeline.placed():
        if piece.is_join:
            joins.append(at + piece.num_samples // 2)
        elif piece.text:
            joins += [at + fade, at + piece.num_samples - fade]
    return tuple(joins)
