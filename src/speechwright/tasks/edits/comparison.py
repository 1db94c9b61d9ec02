"""What is left over of a clause and may be skipped: the picture in a comparison ("muffled, as though spoken through a
blanket") and what is said of a part that is named ("the first sentence is gloriously overdriven").

A word is skipped only where it can't be a part of the recording, an amount or another request.
"""

from __future__ import annotations

import re

from speechwright.tasks.edits.forms import whole

_MOST_SKIPPED = 4
_LIKE = whole(r"like|as if|as though|as when|such as|in the manner of")
_JUDGED = whole(
    r"(?:is|are|was|were|sounds?|seems?|feels?|gets?|got|being|so|too|very|really|~|becomes?) (?P<word>[a-z-]+)"
)
_JOINS = whole("and|or|but|if|when|unless|until|while|because")
MATTERS = whole(
    r"not|no|never|nor|neither|none|without|except|but|unless|until|if|or|only|first|last|second|third|next|"
    r"previous|words?|sentences?|phrases?|before|after|between|from|than|half|twice|left|right|stereo|mono|channels?|"
    r"pan|panned|export|save|mp3|wav|bass|treble|eq|music|song|reverse|reversed|backwards?|translate|translated|"
    r"‹[^›]*›|#|\d+|faster|slower|louder|quieter|higher|lower|longer|shorter|softer|deeper|loud|quiet|slow|fast|"
    r"delete|remove|insert|replace|move|swap|repeat|mute|add|cut|echo|reverb|noise|pitch|volume|speed|pause|pauses|"
    r"fade|emphasis|stress|woman|man|telephone|phone|radio|angry|sad|happy|whisper|"
    r"[a-z]+(?:ily|ier|iest)"
)


_SOMEBODY = whole(
    r"(?:like|as if|as though|with)(?: (?:an?|the|my|our|some|his|her))? (?:\S+ ){1,4}?(?=in |on |at |from |through )"
)


def _before_cue(text: str, cue: re.Pattern[str]) -> set[str]:
    """The words of "like our pastor speaking" in "like our pastor speaking in a church"."""
    found = _SOMEBODY.search(text)
    return set(found.group().split()) if found and cue.search(text, found.end()) else set()


def without_comparison(left: str, text: str, cue: re.Pattern[str] | None, is_named: bool) -> tuple[str, int]:
    """What stays of what is left over, and how many words are skipped.

    Args:
        left: the words that nothing explains, with blanks between them.
        text: the clause with holes, in which they stand.
        cue: what the comparison has to come after; none where comparisons aren't skipped.
        is_named: a part is named.
    """
    words = left.split()
    if not words or len(words) > _MOST_SKIPPED or any(MATTERS.fullmatch(word) for word in words):
        return left, 0
    pictures = [match for match in _LIKE.finditer(text) if cue and cue.search(text, 0, match.start() - 1)]
    compared = {word for match in pictures for word in text[match.end() :].split()}
    compared |= _before_cue(text, cue) if cue else set()
    judged = {match["word"] for match in _JUDGED.finditer(text)} if is_named else set()
    if _JOINS.search(text.split("like")[0]):
        judged = set()
    kept = [word for word in words if word not in compared | judged]
    return " ".join(kept), len(words) - len(kept)
