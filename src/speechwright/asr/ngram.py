"""A language model of a domain, for a recognizer: n-gram probabilities from sentences, written as an ARPA file.

Interpolated Witten-Bell smoothing (Witten & Bell 1991, method C; Chen & Goodman 1998, §2.6). The domain's sentences are
often made from patterns, where few n-grams occur just once; Kneser-Ney's discounts rest on counting those.
"""

from __future__ import annotations

import math
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path

from speechwright.asr.recognizer import spoken_words
from speechwright.errors import BadModel, BadText

START, END = "<s>", "</s>"
MAX_ORDER = 3
_NEVER = -99.0  # what ARPA files write for the logarithm of zero

Gram = tuple[str, ...]


class NGrams:
    """An n-gram model: the probability of a word, or of the end (`</s>`), after the words before it.

    Args:
        sentences: texts, one sentence each; cut into words by `spoken_words`.
        order: how many words an n-gram has, 1 to 3.

    Raises:
        BadText: no sentences, or one without words.
    """

    def __init__(self, sentences: Iterable[str], order: int = MAX_ORDER) -> None:
        assert 1 <= order <= MAX_ORDER, f"order {order} is outside 1 to {MAX_ORDER}"
        self.order = order
        self._followers: defaultdict[Gram, Counter[str]] = defaultdict(Counter)
        for position, sentence in enumerate(sentences):
            self._count(_bounded(sentence, position))
        if not self._followers:
            raise BadText("no sentences", "at least one", "give the sentences of the domain")
        self._totals = {history: sum(counts.values()) for history, counts in self._followers.items()}
        self.vocabulary: tuple[str, ...] = tuple(sorted(set(self._followers[()]) - {END}))

    def probability(self, word: str, history: Iterable[str] = ()) -> float:
        """The probability of a word, or of `</s>`, after `history`, of which the last `order` - 1 words count.

        A history may begin with `<s>`. Over the vocabulary and `</s>` the probabilities of any history sum to 1; a word
        outside them has none.
        """
        context = tuple(history)[-(self.order - 1) :] if self.order > 1 else ()
        return self._smoothed(word, context)

    def write(self, path: Path) -> None:
        """Write the model as an ARPA file, under a temporary name until it is whole."""
        tables = [sorted(self._grams(length)) for length in range(1, self.order + 1)]
        temporary = path.with_name(f"{path.name}.part")
        with temporary.open("w", encoding="utf-8") as file:
            file.write("\\data\\\n")
            file.writelines(f"ngram {length}={len(grams)}\n" for length, grams in enumerate(tables, start=1))
            for length, grams in enumerate(tables, start=1):
                file.write(f"\n\\{length}-grams:\n")
                file.writelines(self._line(gram) for gram in grams)
            file.write("\n\\end\\\n")
        os.replace(temporary, path)

    def _count(self, words: Gram) -> None:
        """Count each word after each of its histories; the start is a history, never a word that follows."""
        for i in range(1, len(words)):
            for length in range(min(self.order, i + 1)):
                self._followers[words[i - length : i]][words[i]] += 1

    def _smoothed(self, word: str, history: Gram) -> float:
        lower = self._smoothed(word, history[1:]) if history else self._uniform(word)
        counts = self._followers.get(history)
        if counts is None:
            return lower
        return (counts[word] + len(counts) * lower) / (self._totals[history] + len(counts))

    def _uniform(self, word: str) -> float:
        known = self._followers[()]
        return 1 / len(known) if word in known else 0.0

    def _backoff(self, history: Gram) -> float:
        """What a history leaves to words it has never been followed by; those take it at the shorter history's odds."""
        kinds = len(self._followers[history])
        return kinds / (self._totals[history] + kinds)

    def _grams(self, length: int) -> Iterator[Gram]:
        if length == 1:
            yield (START,)
        for history, counts in self._followers.items():
            if len(history) == length - 1:
                yield from ((*history, word) for word in counts)

    def _line(self, gram: Gram) -> str:
        log = _NEVER if gram == (START,) else math.log10(self._smoothed(gram[-1], gram[:-1]))
        leaves = f"\t{math.log10(self._backoff(gram)):.6f}" if gram in self._totals else ""
        return f"{log:.6f}\t{' '.join(gram)}{leaves}\n"


def arpa_words(path: Path) -> tuple[str, ...]:
    """The words of an ARPA file, in its order, without the marks of start, end and unknown word.

    Raises:
        BadModel: there is no such file, or it has no unigrams.
    """
    if not path.is_file():
        raise _not_arpa(f"no language model at {path}")
    lines = iter([line.strip() for line in path.read_text(encoding="utf-8", errors="replace").splitlines()])
    if "\\1-grams:" not in lines:
        raise _not_arpa(f"{path}, which has no unigrams")
    unigrams = [line.split() for line in takewhile(lambda line: not line.startswith("\\"), lines) if line]
    if any(len(fields) < 2 for fields in unigrams):
        raise _not_arpa(f"{path}, which has a unigram without a word")
    return tuple(fields[1] for fields in unigrams if not fields[1].startswith("<"))


def _not_arpa(found: str) -> BadModel:
    return BadModel(found, "an ARPA file", "write it with `NGrams(sentences).write(path)`")


def _bounded(sentence: str, position: int) -> Gram:
    words = spoken_words(sentence)
    if not words:
        raise BadText(f"sentence {position}, {sentence[:40]!r}", "at least one word", "leave it out")
    return (START, *words, END)
