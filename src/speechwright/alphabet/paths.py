"""How likely a beginning of a text is by connectionist temporal classification (CTC, Graves et al. 2006).

`lm.search` joins it with a language model, `alphabet.reading` with a list of words.

Shape letters: S frames, A letters of the alphabet (the first is the blank), N texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from speechwright.alphabet import Letters

BLANK = 0
LOG_ZERO = -1e30  # of paths that can't be; finite, so that differences of two are numbers
FLOOR = -1e3  # of a letter in a frame, so that sums over frames keep their digits

Scores = NDArray[np.float64]


@dataclass(frozen=True)
class _Paths:
    """All ways to have read some letters after each number of frames, (S + 1,) each: ending in the last letter, or in a
    blank after it. `begun` is the probability that a text begins with these letters."""

    letter: Scores
    blank: Scores
    begun: float


class LetterScores:
    """Natural-log probabilities of texts and of their beginnings under one recording's letters.

    Each beginning is worked out from the one that is a letter shorter, and kept until `keep` drops it.

    Args:
        log_probs_SA: of the letters in each frame.
    """

    def __init__(self, log_probs_SA: NDArray[np.floating]) -> None:
        self._log_probs_AS = np.maximum(np.asarray(log_probs_SA, np.float64).T, FLOOR)
        # Of one letter in all frames so far.
        self._held_AS = np.pad(np.cumsum(self._log_probs_AS, axis=1), ((0, 0), (1, 0)))
        silence = self._held_AS[BLANK]
        self._known: dict[Letters, _Paths] = {(): _Paths(np.full_like(silence, LOG_ZERO), silence, 0.0)}

    def begun(self, texts: Sequence[Letters]) -> Scores:
        """Of each: that the recording's text begins with it (N,); the prefix probability of Watanabe et al. 2017."""
        self._read(texts)
        return np.array([self._known[text].begun for text in texts])

    def begun_next(self, texts: Sequence[Letters]) -> Scores:
        """`begun` of each text with each letter of the alphabet after it (N, A), without keeping any of them; what
        can't be has `LOG_ZERO`, and the blank too."""
        self._read(texts)
        before = [self._known[text] for text in texts]
        letter_NS, blank_NS = np.stack([each.letter for each in before]), np.stack([each.blank for each in before])
        probs_SA = np.exp(self._log_probs_AS.T)
        next_NA = _summed(np.logaddexp(blank_NS, letter_NS)[:, :-1], probs_SA)
        again_NA = _summed(blank_NS[:, :-1], probs_SA)
        for place, text in enumerate(texts):
            next_NA[place, text[-1:]] = again_NA[place, text[-1:]]
        next_NA[:, BLANK] = LOG_ZERO
        return next_NA

    def whole(self, texts: Sequence[Letters]) -> Scores:
        """Of each: that it is the recording's text (N,)."""
        self._read(texts)
        paths = [self._known[text] for text in texts]
        return np.array([np.logaddexp(each.letter[-1], each.blank[-1]) for each in paths])

    def keep(self, texts: Iterable[Letters]) -> None:
        """Forget all but these, for those that are read next begin with one of them."""
        self._known = {text: self._known[text] for text in texts}

    def _read(self, texts: Iterable[Letters]) -> None:
        missing = {begun for text in texts for begun in self._unknown(text)}
        for length in sorted({len(text) for text in missing}):
            level = [text for text in missing if len(text) == length]
            self._known.update(zip(level, self._extend(level), strict=True))

    def _unknown(self, text: Letters) -> list[Letters]:
        """Beginnings of a text down to the first that is known."""
        beginnings = (text[:end] for end in range(len(text), -1, -1))
        return list(takewhile(lambda begun: begun not in self._known, beginnings))

    def _extend(self, texts: list[Letters]) -> list[_Paths]:
        """Texts of one length, of whose beginnings all is known."""
        before = [self._known[text[:-1]] for text in texts]
        letter_NS, blank_NS = np.stack([each.letter for each in before]), np.stack([each.blank for each in before])
        last = [text[-1] for text in texts]
        # After the same letter only a blank makes it another letter and not the same one, held.
        doubled_N1 = np.array([[text[-1:] == text[-2:-1]] for text in texts])
        ready_NS = np.where(doubled_N1, blank_NS, np.logaddexp(blank_NS, letter_NS))[:, :-1]
        new_letter_NS = _held_on(ready_NS, self._held_AS[last])
        new_blank_NS = _held_on(new_letter_NS[:, :-1], self._held_AS[[BLANK]])
        begun_N = np.logaddexp.reduce(ready_NS + self._log_probs_AS[last], axis=1)
        return [_Paths(*each) for each in zip(new_letter_NS, new_blank_NS, begun_N.tolist(), strict=True)]


def _summed(ready_NS: Scores, probs_SA: Scores) -> Scores:
    """Log of the sum over frames of being ready for a letter before the frame, and the letter in it (N, A)."""
    most_N1 = ready_NS.max(axis=1, keepdims=True)
    with np.errstate(divide="ignore"):
        return np.asarray(np.maximum(most_N1 + np.log(np.exp(ready_NS - most_N1) @ probs_SA), LOG_ZERO))


def _held_on(entered_NS: Scores, held_NS: Scores) -> Scores:
    """Paths that entered a letter before each frame and have held it since, after each number of frames (N, S + 1)."""
    since_NS = held_NS[:, 1:] + np.logaddexp.accumulate(entered_NS - held_NS[:, :-1], axis=1)
    return np.pad(since_NS, ((0, 0), (1, 0)), constant_values=LOG_ZERO)
