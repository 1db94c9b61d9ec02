"""A recognizer made of a judge: its letters become words, and words get their times, without a pronouncing dictionary.

It hears what synthetic voices say better than PocketSphinx, and in a fraction of the time; people it hears worse.

Legend: S output frames, A letters of the alphabet, L letters of a text, K = 2 L + 1 states: a blank around each letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speechwright.alphabet import SPACE, letters_of
from speechwright.alphabet.paths import BLANK, LOG_ZERO, Scores
from speechwright.asr.judge import MEL, STRIDE, Judge
from speechwright.asr.recognizer import NOTHING, Heard, spoken_words
from speechwright.audio.pauses import split_at_pauses
from speechwright.errors import BadAudio, BadText
from speechwright.types import Audio, Span

FRAME_S = STRIDE / MEL.frame_rate_hz
LEAD_S = 0.05  # a letter shows so long after its sound has begun, measured on words whose times eSpeak NG told
TAIL_S = 0.1  # so much of a word's last letter is still to come when it shows
LEAST_FIT = -3.0  # nats a letter, our choice: a text that is not in the sound lies far below
MOST_BYTES = 2**31  # of the search for a text's times, a byte a frame and state: about ten minutes of speech


@dataclass(frozen=True)
class _Letters:
    """Of a sound: log-probabilities (S, A), when each frame begins and the last ends, in seconds (S + 1,)."""

    log_probs_SA: NDArray[np.float32]
    times_s: NDArray[np.float64]


class CtcRecognizer:
    """The recognizer.

    Args:
        folder: of a judge; the packaged model's if None.

    Raises:
        BadModel: there is no judge in it.
    """

    name = "judge"

    def __init__(self, folder: Path | None = None) -> None:
        self._judge = Judge.load(folder or Path(str(files("speechwright") / "pretrained" / "mini" / "judge")))

    def recognize(self, audio: Audio) -> Heard:
        """The words of a sound of any rate and length (see `Recognizer.recognize`). The confidence is the geometric
        mean of what their letters got where they lie."""
        placed = [self._read(piece) for piece in self._pieces(audio)]
        spans = tuple(span for spans, _ in placed for span in spans)
        if not spans:
            return NOTHING
        fits = np.concatenate([fits for _, fits in placed])
        return Heard(" ".join(span.label for span in spans), spans, float(np.exp(fits.mean())))

    def expecting(self, text: str) -> CtcRecognizer:
        """Itself: it reads letters, and has no language model that could be narrowed."""
        return self

    def missing_words(self, words: Iterable[str]) -> tuple[str, ...]:
        """None: it reads letters."""
        return ()

    def knowing(self, pronunciations: Mapping[str, str]) -> CtcRecognizer:
        """Itself: words are what their letters say."""
        return self

    def align(self, audio: Audio, text: str) -> tuple[Span, ...]:
        """Where each word lies (see `Recognizer.align`)."""
        said, pieces = spoken_words(text), self._pieces(audio)
        if not said or not all(letters_of(word).size for word in said):
            raise BadText(f"{text[:60]!r}", "words in the letters a to z", "write numbers out, as they were said")
        spans, fits = _placed(_joined(pieces), said)
        if not spans or fits.mean() < LEAST_FIT:
            raise BadAudio("a sound in which the text was not found", "the text's own recording", "mend the text")
        return spans

    def _pieces(self, audio: Audio) -> list[_Letters]:
        pieces, start_s = [], 0.0
        for piece in split_at_pauses(audio):
            log_probs_SA = self._judge.letters(piece)
            end_s = start_s + piece.length_s
            times_s = np.append(start_s + FRAME_S * np.arange(len(log_probs_SA)), end_s)
            pieces.append(_Letters(log_probs_SA, np.minimum(times_s, end_s)))
            start_s = end_s
        return pieces

    def _read(self, piece: _Letters) -> tuple[tuple[Span, ...], Scores]:
        return _placed(piece, spoken_words(self._judge.read(piece.log_probs_SA)))


def _joined(pieces: Sequence[_Letters]) -> _Letters:
    times = [*(piece.times_s[:-1] for piece in pieces), pieces[-1].times_s[-1:]]
    return _Letters(np.concatenate([piece.log_probs_SA for piece in pieces]), np.concatenate(times))


def _placed(letters: _Letters, words: Sequence[str]) -> tuple[tuple[Span, ...], Scores]:
    """Times of the words, and what each letter got where it begins; nothing of both where there is no room for them."""
    text_L = letters_of(" ".join(words))
    frames_L = _first_frames(letters.log_probs_SA, text_L)
    if not len(frames_L):
        return (), np.zeros(0)
    ends = np.flatnonzero(np.append(text_L, SPACE) == SPACE)
    begins = np.append(0, ends[:-1] + 1)
    starts_s = np.maximum(letters.times_s[frames_L[begins]] - LEAD_S, letters.times_s[0])
    next_s = np.append(starts_s[1:], letters.times_s[-1])
    ends_s = np.minimum(letters.times_s[frames_L[ends - 1]] + TAIL_S, next_s)
    spans = tuple(Span(*each) for each in zip(words, starts_s.tolist(), ends_s.tolist(), strict=True))
    return spans, letters.log_probs_SA[frames_L, text_L].astype(np.float64)


def _first_frames(log_probs_SA: NDArray[np.float32], text_L: NDArray[np.int64]) -> NDArray[np.int64]:
    """The frame in which each letter begins on the likeliest path of CTC (L,); none where there are too few frames.

    Raises:
        BadAudio: the search would not fit into memory.
    """
    states_K = np.full(2 * len(text_L) + 1, BLANK)
    states_K[1::2] = text_L
    if len(log_probs_SA) * len(states_K) > MOST_BYTES:
        found = f"{len(log_probs_SA) * FRAME_S / 60:.0f} minutes of sound to align at once"
        raise BadAudio(found, "about ten", "align it in parts, or with PocketSphinx")
    path_S = _likeliest_path(log_probs_SA, states_K) if len(text_L) and len(log_probs_SA) else np.zeros(0, np.int64)
    return np.searchsorted(path_S, np.arange(1, len(states_K), 2)) if len(path_S) else path_S


def _likeliest_path(log_probs_SA: NDArray[np.float32], states_K: NDArray[np.int64]) -> NDArray[np.int64]:
    """The state in each frame (S,); nothing where there are too few frames."""
    skips_K = (states_K != BLANK) & (states_K != np.roll(states_K, 2))
    score_K = np.full(len(states_K), LOG_ZERO)
    score_K[:2] = log_probs_SA[0, states_K[:2]]
    steps_SK = np.zeros((len(log_probs_SA), len(states_K)), np.int8)
    for frame in range(1, len(log_probs_SA)):
        came_3K = np.full((3, len(states_K)), LOG_ZERO)
        came_3K[0], came_3K[1, 1:] = score_K, score_K[:-1]
        came_3K[2, 2:] = np.where(skips_K[2:], score_K[:-2], LOG_ZERO)
        steps_SK[frame] = came_3K.argmax(0)
        score_K = came_3K.max(0) + log_probs_SA[frame, states_K]
    last = len(states_K) - 2 + int(score_K[-1] >= score_K[-2])
    return _walked_back(steps_SK, last) if score_K[last] > LOG_ZERO / 2 else np.zeros(0, np.int64)


def _walked_back(steps_SK: NDArray[np.int8], last: int) -> NDArray[np.int64]:
    path = [last]
    for steps_K in steps_SK[:0:-1]:
        path.append(path[-1] - int(steps_K[path[-1]]))
    return np.array(path[::-1], np.int64)
