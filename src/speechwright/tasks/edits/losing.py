"""What might be lost by a guess: a condition, an exception, a second request, a part that is not there.

What only says why, in a piece of its own, may hold any words; the pieces that the guess was made from may not.
"""

from __future__ import annotations

import re
from collections.abc import Set

from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.likeness import NOTHING, Likeness, share_of, words_of
from speechwright.tasks.edits.refusing import FORBIDDING
from speechwright.tasks.edits.said import GLUE
from speechwright.tasks.edits.verbs import VERBS

_CONDITIONAL = re.compile(r"(?:(?<!as )(?<!like )\bif|\bunless|\bexcept|\bwhenever)\b")
_CONDITIONS = ("remove_pauses/longer than", "fillers/", "gender/other")  # "if I'm quiet for over a second, cut it"
_SPARES = whole(
    r"but (?:not|keep|keeping|leave|leaving) (?:the |my |every )?(?:um|uh|er)s?|apart from|other than|excluding"
)
_BOTH_WAYS = whole(
    r"(?:faster|quicker) and slower|slower and (?:faster|quicker)|louder and (?:quieter|softer)|(?:quieter|softer) and "
    r"louder|higher and lower|lower and higher"
)
_HALF_A_PART = re.compile(r"(?<!\S)(?:the|a|an|my|his|her|this|that) ␣")  # "delete the ␣": more than that was named
_NOT_THERE = re.compile(
    r"(?<!\S)(?:not|except|without|but|never|leave|spare|until|or) (?:(?:in|for|on|the|of|touch|with) )*␣"
)
_NO_EDIT = whole(
    r"bass|eq|equali[sz]\w*|pan|panned|stereo|mono|music|songs?|sing|singing|reversed?|backwards?|translat\w+|mp3|wav|"
    r"export|save|saved|crossfade|auto ?tune|chorus|vibrato|subtitles?|transcribe|summari[sz]e|upload|email"
)
_FORBIDS = whole(rf"{FORBIDDING} (?:{VERBS})")
_VERB = re.compile(VERBS)
_UNNAMED = re.compile(
    r"(?<!\S)(?:(?:that|this|these|those|which) (?:words?|sentences?|phrases?|parts?|bits?|lines?|passages?|ones?)|"
    r"the (?:words?|names?|numbers?|phrases?|nouns?|verbs?|figures?))(?!\S)"
)
_SIGN = whole("[+-]")  # of a number that no slot has
_AND_DO = re.compile(r"(?:and|then|also|plus|[,;.]) (?P<word>[a-z]{3,}) (?:it|this|that|them|the|my|all|␣)(?!\S)")
_PIECES = re.compile(r" (?:[,.;:?!]|because|since|so that|as if|as though|while|when|otherwise|in case)(?!\S)")
_CUT = whole(r"and|then|also|plus|as well as|along with|with|but|while|[.,;:]")
_STATES = re.compile(
    r"(?:(?:and|but|so|because|since|as|while|when|where|for|to|given|hence|that|which) )*(?:i|i'm|i've|we|we're|you|"
    r"he|she|they|it|it's|its|there|there's|that|that's|this|who|what|nobody|no one|everyone|everybody|people|somebody|"
    r"someone|(?:my|our|his|her|the|a|an|some|this|that) (?:\S+ ){1,5}?(?:is|are|was|were|has|have|had|sounds?|"
    r"keeps?|comes?|goes|gets?|makes?|needs?|says?|said|\w+ed|can't|doesn't|don't|isn't))(?!\S)"
)
WISHES = whole("should|must|want|wants|like|need|needs|please|let|could|would|wish|prefer|ought|has to|have to|make")
_LIKELY_TWO = 0.7  # how probable both of two requests are from which they are two; our choice, on compounds by others
_LIKE = whole("like|as if|as though|as in|as when|such as")
_OF_IT = 0.3  # the probability of the edit in a piece from which it is one that the guess was made from
_MAY_BE_MORE = frozenset("^ and or make of by to seconds db hz percent semitones times".split())
MAY_BE_A_PART = frozenset("let have get the a an my in on at from for".split())
_NEGATES = frozenset("not no never don't doesn't won't shouldn't none".split())
_SURELY = 0.9  # how probable a sense has to be where one word is unknown and no part is named


def may_lose(text: str, core: str, key: str, said: frozenset[str], known: Likeness) -> bool:
    """Whether something that may matter would be lost by a guess.

    Args:
        text: of an outline.
        core: the part of it that the guess was made from.
        key: the guess.
        said: words of the recording.
        known: the regressions.
    """
    if _is_more(text, core, key, known) or _are_two(text, known):
        return True
    is_sure = known.probable(core)[key] >= _SURELY
    return _stands_apart(core, said - GLUE, key, known) or any(
        _stands_apart(piece, _NEGATES, key, known) or _is_elsewhere(piece, "␣" in text, is_sure, known)
        for piece in _pieces(core, key, known)
    )


def _is_more(text: str, core: str, key: str, known: Likeness) -> bool:
    """Whether there is a condition, an exception, something forbidden or what no sense has, by the form of it."""
    is_bound = _SPARES.search(text) or (_CONDITIONAL.search(text) and not key.startswith(_CONDITIONS))
    is_lost = any(pattern.search(text) for pattern in (_HALF_A_PART, _NOT_THERE, _SIGN))
    is_unnamed = "␣" not in text and _UNNAMED.search(core)
    is_other = _BOTH_WAYS.search(text) or _NO_EDIT.search(core) or _FORBIDS.search(core)
    adds = any(not known.knows(match["word"]) for match in _AND_DO.finditer(text))  # "and frobnicate it"
    is_new = not any(known.knows(word) for word in words_of(core) if word.isalpha())
    return bool(is_bound or is_lost or is_unnamed or is_other or adds or is_new)


def _are_two(text: str, known: Likeness) -> bool:
    """Whether a cut leaves two different requests, none of them a statement, which may only say why."""
    for match in _CUT.finditer(text):
        left, right = text[: match.start()].rstrip(" ,"), text[match.end() :].lstrip(" ,")
        ends = right, f"{left.split(' ')[0]} {right}"  # "remove the hiss and the echo"
        if not (states(left) or states(right)) and any(_differ(left, end, known) for end in ends):
            return True
    return False


def states(text: str) -> bool:
    """Whether a text says something and asks for nothing, so that it may only say why."""
    return _STATES.match(text) is not None and not WISHES.search(text)


def _differ(left: str, right: str, known: Likeness) -> bool:
    (one, share), (other, other_share) = (next(iter(known.probable(part).items())) for part in (left, right))
    is_edit = NOTHING not in (one, other) and min(share, other_share) >= _LIKELY_TWO
    return is_edit and one != other


def _pieces(core: str, key: str, known: Likeness) -> list[str]:
    """Those that the guess was made from: the most probable one, and others that are like it."""
    edit = key.split("/")[0]
    pieces = [piece.strip() for piece in _PIECES.split(core) if piece.strip()]
    shares = [share_of(edit, known.probable(piece)) for piece in pieces]
    least = min(_OF_IT, max(shares))
    return [piece for piece, share in zip(pieces, shares, strict=True) if share >= least]


def _stands_apart(text: str, words: Set[str], key: str, known: Likeness) -> bool:
    """Whether one of the words, a negation or one that is said, stands where it doesn't speak for the sense."""
    row = ["^", *words_of(text), "$"]
    return any(
        word in words and not known.speaks_for(word, before, after, key)
        for before, word, after in zip(row, row[1:], row[2:], strict=False)
    )


def _is_elsewhere(piece: str, has_part: bool, is_sure: bool, known: Likeness) -> bool:
    """Whether an unknown word may be another part ("make foo louder") or another request. A comparison may hold any."""
    row = ["^", *words_of(without_comparison(piece)), "$"]
    unknown = [at for at in range(1, len(row) - 1) if is_unknown(row[at], known)]
    near = {row[at + shift] for at in unknown for shift in (-1, 1)}
    if not unknown or has_part:
        return bool(near & _MAY_BE_MORE)
    is_object = any(row[at + 1] == "$" or _VERB.fullmatch(row[at - 1]) for at in unknown)
    return len(unknown) > 1 or not is_sure or is_object or bool(near & (_MAY_BE_MORE | MAY_BE_A_PART))


def without_comparison(text: str) -> str:
    """Without "like …" and "as if …", which may hold any words."""
    return _LIKE.split(text, maxsplit=1)[0]


def is_unknown(word: str, known: Likeness) -> bool:
    """Whether the likeness knows nothing of a word."""
    return word.isalpha() and word not in GLUE and not known.knows(word)
