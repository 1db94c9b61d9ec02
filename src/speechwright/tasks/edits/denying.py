"""What an instruction says is not wanted, beside what is: "don't make it louder, make it slower", "not the first
sentence but the last one", "remove the um, but leave the uh in".

An edit never changes what it isn't asked for, so such a piece asks for nothing; left in, its words would be taken for a
request. It is left out only where that loses no part: not where "it" in what follows is a part that the piece named,
and not where all of the recording is to be changed but for what it keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.numbers import ORDINAL
from speechwright.tasks.edits.phrase import Phrase, Token
from speechwright.tasks.edits.refusing import DOING, FORBIDDING
from speechwright.tasks.edits.said import GLUE

_LEAD = r"(?:(?:please|and|but|so|well|no|oh|ok|okay|while|also) )*"
_MORE = (
    r"(?:any )?(?:louder|quieter|softer|slower|faster|quicker|higher|lower|deeper|longer|shorter|flatter|livelier|"
    r"removed|deleted|cut|erased|changed|muted|silenced|moved|replaced|repeated|gone)"
)
_DENIES = re.compile(
    rf"{_LEAD}(?:{FORBIDDING}|there(?:'s| is) no need to|you needn't|no need for you to|i'm not asking you to|"
    rf"you don't need to) (?:{DOING})(?: (?!(?:so|too|that|as|any ?more|just|only|until|unless|such|quite)(?!\S))\S+)*|"
    rf"{_LEAD}(?:i|we) (?:don't|do not|didn't|wouldn't)(?: really| necessarily)? (?:want|need|like|mean|wish) "
    rf"(?:it|this|that|everything|the (?:recording|audio|clip|file|voice)) (?:to (?:be|sound|get|become) )?{_MORE}"
    rf"(?: (?:or|nor|and) {_MORE})*|"
    rf"{_LEAD}(?:i|we) (?:don't|do not) want (?:the |my )?\S+(?: \S+)? (?:to be )?(?:removed|deleted|cut|erased|"
    rf"muted|moved)|"
    rf"{_LEAD}(?:but )?not the (?:volume|pitch|speed|tempo|loudness|voice|pauses?)|"
    rf"{_LEAD}without (?:making|getting|having) (?:it|this|that|everything) {_MORE}|"
    rf"{_LEAD}{FORBIDDING} (?:touch|change|alter|affect) \S.*"
)
_KEPT = (
    r"(?:the |my |all |both |every |those |these )*(?:other |remaining |first |second |third |last )*"
    r"(?:‹[^›]*›|ums?|uhs?|ers?|fillers?|others?|ones?|words?|sentences?|questions?|rest|hesitations?|[a-z]+(?=$|"
    r" stays?))"
)
_THERE = r"(?: (?:in|there|alone|put|where (?:it|they) (?:is|are)|as (?:it|they) (?:is|are)|untouched|please))*"
_KEEPS = re.compile(
    rf"{_LEAD}(?:leave|leaving|keep|keeping|spare|sparing) {_KEPT}{_THERE}|"
    rf"{_LEAD}(?:they|it|that|those) (?:sounds?|is|are) (?:all )?(?:natural|fine|good|ok|okay|great|perfect|nice|right)"
    rf"{_THERE}|"
    rf"{_LEAD}{_KEPT} (?:(?:can|may|should|must|shall|has to|have to) )?(?:stays?|remains?|be kept){_THERE}"
)
_NOT_THERE = re.compile(rf"{_LEAD}not (?:(?:in|on|at|before|after|between) \S|(?:the |my |‹)\S).*")
_LEFT_ALONE = re.compile(rf"{_LEAD}(?:leave|leaving|keep) \S.* (?:alone|as (?:it|they) (?:is|are)|untouched)")
_ALL = whole(r"everything|all|whole|entire|fillers?|recording|audio|clip|file|any|it|throughout|everywhere")
_END = re.compile(r"[,;.:]|but|although|though")
_ARTICLE = rf"(?:the|my|his|her|our|your|‹|{ORDINAL}|last)"
_NOT_BUT = re.compile(
    rf"(?<!\S)not (?P<not>{_ARTICLE}(?:(?! but )[^,.;:])*?) (?:, )?but (?:rather |instead |only )?(?={_ARTICLE})"
)
_IT = whole("it|its|them|that|this|these|those|there")
_NOUN = whole(r"(?:word|sentence|question|line|half|part)s?")
_NTH = whole(rf"{ORDINAL}|last|first|middle")
_A_NTH = whole(rf"(?:not )?(?:the )?(?:{ORDINAL}|last) \S+")
_ONE = ("one", "ones")


def without_denials(phrase: Phrase, said: frozenset[str]) -> Phrase:
    """An instruction without what it says is not wanted.

    Args:
        said: the words of the recording, in lower case.
    """
    if match := _NOT_BUT.search(phrase.low):
        left_out = phrase.cut(match.start(), match.start("not") + len(match["not"]))
        rest = phrase.cut(match.end(), len(phrase.low))
        phrase = phrase.cut(0, match.start()).joined(_with_noun(rest, left_out))
    pieces = list(_pieces(phrase))
    for at, piece in enumerate(pieces):
        before, after = _joined(phrase, pieces[:at]), _joined(phrase, pieces[at + 1 :])
        if _is_no_request(piece, before, after, said):
            return without_denials(before.joined(_with_noun(after, piece)), said)
    return phrase


def _is_no_request(piece: Phrase, before: Phrase, after: Phrase, said: frozenset[str]) -> bool:
    low = piece.stripped().low
    asks = any(token.low.isalpha() for token in (*before.tokens, *after.tokens))
    if not asks:
        return False
    if _KEEPS.fullmatch(low) or _LEFT_ALONE.fullmatch(low) or _is_elsewhere(piece, before, said):
        return _ALL.search(before.low) is None and (bool(before.tokens) or _is_free(piece, after, said))
    if _DENIES.fullmatch(low) is None or low.split()[-1] in before.low.split():
        return False
    spares = _ALL.search(before.low) is not None and names_part(piece, said)
    return not spares and (_is_free(piece, after, said) if after.stripped().tokens else bool(before.tokens))


def _is_elsewhere(piece: Phrase, before: Phrase, said: frozenset[str]) -> bool:
    """Whether it only says where else nothing is to be done: "before Tom, not before Ann"; not "say this, not that"."""
    quoted = [word for token in before.tokens if token.quoted is not None for word in token.low.strip("‹›").split("_")]
    is_text = any(word.strip(",.;:!?") not in said for word in quoted)
    is_not = _NOT_THERE.fullmatch(piece.stripped().low) is not None
    return is_not and not is_text and names_part(piece, said) and names_part(before, said)


def _is_free(piece: Phrase, after: Phrase, said: frozenset[str]) -> bool:
    """Whether what follows needs nothing that a piece names."""
    return (
        not names_part(piece, said)
        or not after.stripped().tokens
        or (names_part(after, said) and not _IT.search(after.low))
    )


def names_part(piece: Phrase, said: frozenset[str]) -> bool:
    """Whether it may name a part of the recording."""
    words = {token.low for token in piece.tokens}
    return bool("‹" in piece.low or _NOUN.search(piece.low) or _NTH.search(piece.low) or words & (said - GLUE))


def _pieces(phrase: Phrase) -> Iterator[Phrase]:
    """The instruction, cut before each mark and each "but"."""
    begin = 0
    for at, token in enumerate(phrase.tokens):
        if at > begin and _END.fullmatch(token.low):
            yield phrase[begin:at]
            begin = at
    yield phrase[begin:]


def _joined(phrase: Phrase, pieces: list[Phrase]) -> Phrase:
    return Phrase(phrase.source, tuple(token for piece in pieces for token in piece.tokens))


def _with_noun(rest: Phrase, left_out: Phrase) -> Phrase:
    """ "The last one", after "the first sentence" was left out, is the last sentence."""
    nouns = [token for token in left_out.tokens if _NOUN.fullmatch(token.low)]
    if not nouns and _A_NTH.fullmatch(left_out.stripped().low):
        nouns = [left_out.stripped().tokens[-1]]
    if not nouns:
        return rest
    return Phrase(rest.source, tuple(_named(token, at, rest, nouns[-1]) for at, token in enumerate(rest.tokens)))


def _named(token: Token, at: int, rest: Phrase, noun: Token) -> Token:
    is_one = token.low in _ONE and at and (_NTH.fullmatch(rest.tokens[at - 1].low) or rest.tokens[at - 1].low == "the")
    low = noun.low.rstrip("s") if _NOUN.fullmatch(noun.low) else noun.low
    return replace(token, low=low, quoted=noun.quoted) if is_one else token
