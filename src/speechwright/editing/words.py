"""Which words a recording holds, and where: recognised, or known and aligned; in an hour as well as in a second.

Long recordings are worked through in pieces, cut at pauses. Where the text is known, what is recognised in a piece
tells which stretch of the text is said in it, and that stretch is aligned.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from speechwright.asr.recognizer import Recognizer
from speechwright.audio.channels import mono
from speechwright.audio.pcm import PcmFile
from speechwright.audio.resample import resample
from speechwright.editing.dividing import divided
from speechwright.editing.pronunciations import knowing
from speechwright.errors import BadAudio, BadText
from speechwright.metrics.text import edit_counts
from speechwright.tasks.edits.transcript import Transcript, Word
from speechwright.tasks.spoken_form import spoken_form, words_of
from speechwright.types import Audio, Span

RATE_HZ = 16_000
PIECE_S = 20.0
SENTENCE_PAUSE_S = 0.45  # recognised words have no marks: a pause as long as this ends a sentence
MOST_WRONG = 0.6  # of the words of a transcript: of the right one next to none are, of another one 0.75 and more
SENTENCE_MARKS = ".?!…"
_BEHIND_MARKS = "\"'”’)»"


@dataclass(frozen=True)
class Piece:
    """A stretch of a recording: the mean of its channels at 16 kHz, and where it begins."""

    begin_s: float
    audio: Audio


def pieces(file: PcmFile) -> Iterator[Piece]:
    """The whole recording in pieces of at most 20 s, cut at pauses."""
    rate_hz, begin = file.coding.rate_hz, 0
    means = (mono(file.coding.floats(raw))[:, None] for raw in file.blocks())
    for mean_N1 in divided(means, rate_hz, PIECE_S):
        yield Piece(begin / rate_hz, resample(Audio(mean_N1[:, 0].astype(np.float32), rate_hz), RATE_HZ))
        begin += len(mean_N1)


def recognized(file: PcmFile, recognizer: Recognizer) -> tuple[Transcript, float]:
    """What is said in a recording, and how sure the recognizer is of a word of it (0 to 1): the mean over all words,
    each with the geometric mean of its piece, as recognizers are sure of pieces.

    Raises:
        BadAudio: no words were heard.
    """
    spans: list[Span] = []
    sure = 0.0
    for piece in pieces(file):
        heard = recognizer.recognize(piece.audio)
        spans += _later(heard.words, piece.begin_s)
        sure += heard.confidence ** (1 / max(1, len(heard.words))) * len(heard.words)
    if not spans:
        raise BadAudio(f"{file.path}, in which no words were heard", "speech", "give its transcript, or times")
    ends = [two.start_s - one.end_s >= SENTENCE_PAUSE_S for one, two in itertools.pairwise(spans)]
    return _transcript(file, [span.label for span in spans], spans, [*ends, True]), sure / len(spans)


def aligned(file: PcmFile, recognizer: Recognizer, text: str) -> Transcript:
    """Where the words of a known text are said; they stay as they are written.

    Raises:
        BadText: no words in it, or letters that are not English ones.
        MissingExtra: a word that the recognizer lacks, and no eSpeak NG that could say how it is spoken.
        BadAudio: the text is not what is said.
    """
    written = _written(text)
    forms = [form for _, spoken in written for form in spoken]
    if not forms:
        raise BadText(f"the transcript {text[:40]!r}", "the words that are said", "give them, or leave it out")
    recognizer = knowing(recognizer, forms)
    spans: list[Span] = []
    # Read twice rather than held: an hour at 16 kHz takes 230 MB.
    for piece, (first, last) in zip(pieces(file), _stretches(pieces(file), recognizer, forms), strict=True):
        if first < last:
            spans += _later(recognizer.align(piece.audio, " ".join(forms[first:last])), piece.begin_s)
    owners = [place for place, (_, spoken) in enumerate(written) for _ in spoken]
    return _transcript(file, [word for word, _ in written], _by_owner(spans, owners), [_ends(w) for w, _ in written])


def _written(text: str) -> list[tuple[str, list[str]]]:
    """Words as they are written, each with those that are spoken for it; what nobody says goes with the word before."""
    words: list[tuple[str, list[str]]] = []
    for token in text.split():
        spoken = words_of(spoken_form(token)) if any(sign.isalnum() for sign in token) else []
        if spoken or not words:
            words.append((token, spoken))
        else:
            words[-1] = (f"{words[-1][0]} {token}", words[-1][1])
    return [(word, spoken) for word, spoken in words if spoken]


def _stretches(found: Iterable[Piece], recognizer: Recognizer, forms: list[str]) -> list[tuple[int, int]]:
    """Which words belong to each piece [first, last): a bound lies where what is heard goes over to the next one.

    Raises:
        BadAudio: something else is heard; alignment alone does not always tell, it finds a few words in any sound.
    """
    listener = recognizer.expecting(" ".join(forms))
    heard = [listener.recognize(piece.audio).text.split() for piece in found]
    _refuse_other_text(forms, [word for words in heard for word in words], listener is not recognizer)
    places = [place for place, words in enumerate(heard) for _ in words]
    matches = SequenceMatcher(None, forms, [word for words in heard for word in words], autojunk=False)
    anchors = [
        (block.a + at, places[block.b + at]) for block in matches.get_matching_blocks() for at in range(block.size)
    ]
    bounds = [0, *(_bound(anchors, place, heard, len(forms)) for place in range(1, len(heard))), len(forms)]
    return list(itertools.pairwise(bounds))


def _refuse_other_text(forms: list[str], heard: list[str], expects: bool) -> None:
    """Ears that expect a text hear it where it is said, next to without errors, and its words in disorder elsewhere;
    those that expect nothing hear a part of it."""
    counts = edit_counts(forms, heard)
    most = max(1.0, MOST_WRONG * len(forms)) if expects else math.inf
    if counts.errors > most or counts.hits < len(forms) / 4:
        found = f"a recording in which {counts.hits} of {len(forms)} words of the transcript were heard in order"
        others = f" among {len(heard)} in all" if expects else ""
        raise BadAudio(f"{found}{others}", "the transcript of this recording", "mend it, or leave it out")


def _bound(anchors: list[tuple[int, int]], place: int, heard: list[list[str]], num_forms: int) -> int:
    """The first word of a piece: between the last anchor before it and the first one in it, as far along as what was
    misheard on either side suggests."""
    before = max((word for word, piece in anchors if piece < place), default=-1) + 1
    after = min((word for word, piece in anchors if piece >= place), default=num_forms)
    if after <= before:
        return before
    left, right = (sum(1 for _, piece in anchors if piece == each) for each in (place - 1, place))
    misheard = max(0, len(heard[place - 1]) - left), max(0, len(heard[place]) - right)
    return before + round((after - before) * misheard[0] / max(1, sum(misheard)))


def _by_owner(spans: Sequence[Span], owners: Sequence[int]) -> list[Span]:
    """One span a written word, from its first spoken one to its last."""
    assert len(spans) == len(owners), f"{len(spans)} spans of {len(owners)} spoken words"
    groups: dict[int, list[Span]] = {}
    for span, owner in zip(spans, owners, strict=True):
        groups.setdefault(owner, []).append(span)
    return [Span("", group[0].start_s, group[-1].end_s) for _, group in sorted(groups.items())]


def _transcript(file: PcmFile, words: Sequence[str], spans: Sequence[Span], ends: Sequence[bool]) -> Transcript:
    rate_hz, latest = file.coding.rate_hz, 0
    placed: list[Word] = []
    for text, span, ends_sentence in zip(words, spans, ends, strict=True):
        begin = min(max(latest, round(span.start_s * rate_hz)), file.num_samples)
        latest = min(max(begin, round(span.end_s * rate_hz)), file.num_samples)
        placed.append(Word(text, begin, latest, ends_sentence))
    return Transcript(tuple(placed), rate_hz, file.num_samples)


def _ends(word: str) -> bool:
    return word.rstrip(_BEHIND_MARKS).endswith(tuple(SENTENCE_MARKS))


def _later(spans: Sequence[Span], by_s: float) -> list[Span]:
    return [Span(span.label, span.start_s + by_s, span.end_s + by_s) for span in spans]
