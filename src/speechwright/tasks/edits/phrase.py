"""An instruction as a row of tokens in one form, each of which knows where it stands in what the user wrote.

Quotes, capitals, marks and the many ways to write a number with its unit are settled here, so that the grammar sees the
same tokens whether somebody typed or dictated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_MARKS = ",;.:!?"
_QUOTED = (
    r"[\"“„«‘][ ]?[\"“„«‘'](?P<q7>[^\"“”„«»‘\n]+?)['’\"”»“][ ]?[\"”»“’](?!\w)"  # quotes in quotes
    r"|\"(?P<q1>[^\"\n]+)\"|[“„](?P<q2>[^“”\n]+)[“”]|«(?P<q3>[^»\n]+)»|‘(?P<q4>[^‘\n]+?)’(?!\w)"
    r"|(?<!\w)'(?P<q5>(?:[^'\n]|'(?=\w))+?)'(?!\w)|`(?P<q6>[^`\n]+)`"
)
_TOKEN = re.compile(
    rf"(?P<quoted>{_QUOTED})"
    r"|(?P<bullet>(?:(?<=\n)|(?<=^))[ \t]*(?:[-*•]|\d+[.)])(?=\s))"
    r"|(?P<time>\d+:\d\d(?:\.\d+)?)"
    r"|(?P<ordinal>\d+(?:st|nd|rd|th)\b)"
    r"|(?P<sign>(?<![\w)])(?:[+−–-]|\+/-)(?=\s?\.?\d))"
    r"|(?P<minus>(?<![\w)])[+−–-](?=(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty)\b))"
    r"|(?P<range>(?<=\d)\s*[–-]\s*(?=\.?\d))"
    r"|(?P<number>(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?:/\d+|e[+-]?\d+(?!\w))?)"
    r"|(?P<by>(?<!\w)[x×](?=\d))"
    r"|(?P<word>[^\W\d_]\w*(?:['’]\w+)*(?:(?<=s)['’](?!\w))?)"
    r"|(?P<part>[½¼¾⅓⅔%×&])"
    r"|(?P<dash>\s[–—-]+\s|—)"
    r"|(?P<mark>[,;.:!?…()\[\]/\n]|→|->|(?<=\s)\+(?=\s+[^\W\d]))",
    re.IGNORECASE,
)
_SAME = {
    "−": "-",
    "–": "-",
    "&": "and",
    "×": "x",
    "…": ",",
    "(": ",",
    ")": ",",
    "[": ",",
    "]": ",",
    "/": ",",
    "\n": ";",
}
_ITEM = re.compile(r"(?<!\S)(?<!by )(?<!to )(?<!at )\(?(?P<number>\d)[.)](?=\s)")  # of a list on one line


@dataclass(frozen=True)
class Token:
    """A token in lower case and where it stands in the source; quoted text is one token, ‹with_lines_for_blanks›."""

    low: str
    begin: int
    end: int
    quoted: str | None = None

    @property
    def is_mark(self) -> bool:
        return self.low in _MARKS


@dataclass(frozen=True)
class Phrase:
    """Some tokens in a row."""

    source: str
    tokens: tuple[Token, ...]

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, part: slice) -> Phrase:
        return Phrase(self.source, self.tokens[part])

    @cached_property
    def low(self) -> str:
        """All tokens in lower case with one space between them."""
        return " ".join(token.low for token in self.tokens)

    @cached_property
    def is_quoted(self) -> bool:
        return len(self.tokens) == 1 and self.tokens[0].quoted is not None

    @property
    def text(self) -> str:
        """What the user wrote there, without quotes around the whole of it."""
        if not self.tokens:
            return ""
        if self.is_quoted:
            return str(self.tokens[0].quoted).strip()
        return self.source[self.tokens[0].begin : self.tokens[-1].end].strip()

    def cut(self, begin: int, end: int) -> Phrase:
        """The tokens that `low[begin:end]` covers."""
        if begin >= min(end, len(self.low)):
            return self[:0]
        first = self.low.count(" ", 0, begin) + (self.low[begin : begin + 1] == " ")
        last = self.low.count(" ", 0, end) + (end > 0 and self.low[end - 1] != " ")
        return self[first : max(first, last)]

    def stripped(self) -> Phrase:
        """Without marks at its ends, but for one that the text of an insertion may need."""
        first, last = 0, len(self.tokens)
        while first < last and self.tokens[first].is_mark:
            first += 1
        while last > first and self.tokens[last - 1].is_mark:
            last -= 1
        return self if (first, last) == (0, len(self.tokens)) else self[first:last]

    def joined(self, other: Phrase) -> Phrase:
        """These tokens and then those of another phrase of the same source, wherever they stand in it."""
        return Phrase(self.source, self.tokens + other.tokens)


def phrase_of(instruction: str) -> Phrase:
    """The tokens of an instruction."""
    return Phrase(instruction, tuple(_tokens(instruction)))


def _tokens(text: str) -> Iterator[Token]:
    items = _items(text)
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "bullet":
            continue
        if match.start() in items:
            if items[match.start()] and match.start():
                yield Token(";", match.start(), match.end())
        elif kind == "quoted":
            quoted = next(match[f"q{place}"] for place in range(1, 8) if match[f"q{place}"])
            yield Token(f"‹{'_'.join(_plain(quoted).split())}›", match.start(), match.end(), quoted)
        elif kind == "mark" and match.group() == "." and text[match.end() : match.end() + 1].isalnum():
            continue  # "e.g", "p.m": no end of a sentence
        else:
            yield Token(_low(kind, match.group()), match.start(), match.end())


def _items(text: str) -> dict[int, bool]:
    """Where "1. … 2. …" counts, at each sign of it: whether a new item begins there."""
    found = list(_ITEM.finditer(text))
    if len(found) < 2 or [match["number"] for match in found] != [str(at + 1) for at in range(len(found))]:
        return {}
    return {at: at == match.start() for match in found for at in range(match.start(), match.end())}


def _low(kind: str, text: str) -> str:
    if kind in ("range", "dash"):
        return "–" if kind == "range" else ","
    if kind == "mark" and text in ("→", "->", "+"):
        return "and" if text == "+" else "→"
    low = _plain(text)
    return _SAME.get(low, low)


def _plain(text: str) -> str:
    """In lower case with plain apostrophes."""
    return text.lower().replace("’", "'")
