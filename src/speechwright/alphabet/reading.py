"""Letters of connectionist temporal classification (CTC), read as words that are known, by beam search.

Taking the likeliest letter of each frame spells as it sounds ("wekday"). Whoever hears the words themselves, and not
the sound of the letters, must know some.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from speechwright.alphabet import ALPHABET, SPACE, Letters, spelled
from speechwright.alphabet.lexicon import Lexicon
from speechwright.alphabet.paths import LetterScores, Scores

BEAM = 8
STRANGE_COST = 4.0  # nats a word; as in `lm.search`, where it was measured
_AUDIBLE = -7.0  # nats: a letter that is never likelier in any frame is not looked at


def read_words(log_probs_SA: NDArray[np.floating], lexicon: Lexicon) -> str:
    """The likeliest text, where each word that the lexicon lacks costs `STRANGE_COST`.

    Args:
        log_probs_SA: natural-log probabilities of `ALPHABET`'s letters in each of S frames.
    """
    if not len(log_probs_SA):
        return ""
    paths = LetterScores(log_probs_SA)
    audible = [letter for letter in range(1, len(ALPHABET)) if log_probs_SA[:, letter].max() > _AUDIBLE]
    live: list[Letters] = [()]
    best = (float(paths.whole(live)[0]), live[0])
    for _ in range(len(log_probs_SA)):
        live, scores = _likeliest(live, audible, paths, lexicon)
        if not live or scores[0] <= best[0]:  # what goes on only becomes less likely
            break
        if ended := [text for text in live if text[-1] != SPACE]:
            wholes = paths.whole(ended) - _cost(ended, lexicon, is_whole=True)
            best = max(best, *zip(wholes.tolist(), ended, strict=True))
    return spelled(best[1])


def _likeliest(
    texts: list[Letters], audible: list[int], paths: LetterScores, lexicon: Lexicon
) -> tuple[list[Letters], Scores]:
    """The best of what goes on by a letter, best first, and their scores."""
    begun_NA = paths.begun_next(texts)
    paths.keep(texts)
    pairs = [(place, letter) for place, text in enumerate(texts) for letter in audible if _may_follow(text, letter)]
    if not pairs:
        return [], np.zeros(0)
    live = [(*texts[place], letter) for place, letter in pairs]
    scores = begun_NA[tuple(np.array(pairs).T)] - _cost(live, lexicon, is_whole=False)
    order = np.argsort(-scores, kind="stable")[:BEAM]
    return [live[place] for place in order], scores[order]


def _may_follow(text: Letters, letter: int) -> bool:
    """No spaces at the beginning, nor two of them."""
    return letter != SPACE or text[-1:] not in ((), (SPACE,))


def _cost(texts: list[Letters], lexicon: Lexicon, is_whole: bool) -> Scores:
    return STRANGE_COST * np.array([lexicon.count_strange(text, is_whole) for text in texts])
