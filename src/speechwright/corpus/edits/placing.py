"""Where the words of a text lie in its sound: from what a voice tells of it.

Engines name words as they like: a part of one ("isn" for "isn't"), the parts of one ("forty", "two"), or two at once
("that" for "that the").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from speechwright.corpus.rejected import Rejected
from speechwright.tasks.edits.transcript import Word
from speechwright.types import Span

SENTENCE_ENDS = (".", "?", "!", "…")
_BEHIND_MARKS = "\"'”’)»"
_NOT_LETTERS = re.compile(r"[\W_]+")
MOST_SKIPPED = 2  # words of a text in a row that an engine may leave unnamed


@dataclass
class _Group:
    """Words of the text, and the spans that the engine has for them together."""

    tokens: list[str]
    spans: list[Span]


def placed_words(text: str, words: Sequence[Span], phonemes: Sequence[Span], rate_hz: int) -> tuple[Word, ...]:
    """The words of a text as they are written, each with its sound, in samples; pauses after them left out.

    Raises:
        Rejected: the engine's words are not those of the text.
    """
    tokens = [token for token in text.split() if _letters(token)]
    placed = [span for group in _grouped(tokens, words) for span in _parted(group, phonemes)]
    return tuple(_word(span, rate_hz) for span in placed)


def without_overlaps(words: Sequence[Word], num_samples: int) -> tuple[Word, ...]:
    """The same words, each beginning no earlier than the one before it ends, inside the sound."""
    held, latest = [], 0
    for word in words:
        begin = min(max(latest, word.begin), num_samples)
        latest = min(max(begin, word.end), num_samples)
        held.append(replace(word, begin=begin, end=latest))
    return tuple(held)


def _word(span: Span, rate_hz: int) -> Word:
    ends_sentence = span.label.rstrip(_BEHIND_MARKS).endswith(SENTENCE_ENDS)
    return Word(span.label, round(span.start_s * rate_hz), round(span.end_s * rate_hz), ends_sentence)


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text.lower())


def _grouped(tokens: Sequence[str], words: Sequence[Span]) -> list[_Group]:
    groups: list[_Group] = []
    done, rest = 0, ""
    for span in words:
        label = _letters(span.label)
        if groups and rest.startswith(label):  # what has no letters belongs to the word before it
            groups[-1].spans.append(span)
        else:
            skipped = _skipped(tokens, done, label, bool(groups))
            if skipped:
                groups[-1].tokens += tokens[done : done + skipped]
            done += skipped + 1
            groups.append(_Group([tokens[done - 1]], [span]))
            rest = _letters(tokens[done - 1])
        rest = rest.removeprefix(label)
    if not groups or len(tokens) - done > MOST_SKIPPED:
        raise Rejected("words not placed", found=" ".join(tokens[done:])[:40])
    groups[-1].tokens += tokens[done:]
    return groups


def _skipped(tokens: Sequence[str], done: int, label: str, may_skip: bool) -> int:
    """How many words were left out before the one that a label begins."""
    for skipped in range(1 + MOST_SKIPPED * may_skip):
        if done + skipped < len(tokens) and label and _letters(tokens[done + skipped]).startswith(label):
            return skipped
    raise Rejected("words not placed", found=label)


def _parted(group: _Group, phonemes: Sequence[Span]) -> list[Span]:
    """A span a word. Words that the engine has as one are parted where two phonemes meet, as near as can be to where
    their letters do."""
    begin_s, end_s = group.spans[0].start_s, group.spans[-1].end_s
    inside = [one for one in phonemes if one.start_s >= begin_s - 1e-6 and one.end_s <= end_s + 1e-6]
    sounds = [one for one in inside if one.label != "pau"]
    end_s = min(end_s, sounds[-1].end_s) if sounds else end_s
    sizes = [len(token) for token in group.tokens]
    shares = [sum(sizes[:count]) / sum(sizes) for count in range(1, len(sizes))]
    bounds = [one.start_s for one in sounds[1:]] or [(begin_s + end_s) / 2]
    inner = sorted(min(bounds, key=lambda at: abs(at - (begin_s + share * (end_s - begin_s)))) for share in shares)
    edges = [begin_s, *inner, end_s]
    return [Span(token, *edges[at : at + 2]) for at, token in enumerate(group.tokens)]
