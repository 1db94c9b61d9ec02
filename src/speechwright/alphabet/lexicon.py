"""The words that a model has read: what is none of them was probably misheard.

Letters that were read in sound (`alphabet.paths`) make words that nobody says, and a small language model believes
them. A word list holds against it without being a language model of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from speechwright.alphabet import SPACE, Letters, letters_of, spelled
from speechwright.errors import BadModel


class Lexicon:
    """Known words.

    Args:
        texts: whose words they are; what `alphabet.letters_of` drops is dropped here too.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.words = sorted({word for text in texts for word in spelled(letters_of(text).tolist()).split()})
        self._is_strange = lru_cache(maxsize=100_000)(self._look_up)
        self._strange_words = lru_cache(maxsize=1_000)(self._count)

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """From a file with a word a line. `BadModel` if it is no text."""
        try:
            return cls(path.read_text("utf-8").splitlines())
        except (OSError, UnicodeDecodeError) as error:
            raise BadModel(f"{path} unreadable ({error})", "a word a line, in UTF-8", "copy the model again") from error

    def save(self, path: Path) -> None:
        """Write a word a line, in alphabetical order."""
        path.write_text("".join(f"{word}\n" for word in self.words), "utf-8")

    def count_strange(self, letters: Letters, is_whole: bool) -> int:
        """How many words of a text are unknown.

        Args:
            letters: classes of `ALPHABET`, as from `letters_of`.
            is_whole: False for the beginning of a text, whose last word may go on: it counts where no word begins so.
        """
        begin = len(letters)
        while begin and letters[begin - 1] != SPACE:
            begin -= 1
        return self._strange_words(letters[:begin]) + self._is_strange(spelled(letters[begin:]), is_whole)

    def _count(self, letters: Letters) -> int:
        """Of whole words. Texts that a search goes on with share their beginnings, so that these are remembered."""
        return sum(self._is_strange(word, True) for word in spelled(letters).split())

    def _look_up(self, word: str, is_whole: bool) -> bool:
        place = bisect_left(self.words, word)
        nearest = self.words[place] if place < len(self.words) else ""
        return bool(word) and word != (nearest if is_whole else nearest[: len(word)])
