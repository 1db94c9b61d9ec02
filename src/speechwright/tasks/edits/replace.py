"""Words become others: "replace very with really", "say really instead of very", "it should be really, not very".

`text` is what the user wrote, with its case and marks and without quotes around it. The operation stands over the old
words. New words that are the old ones are refused.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.edit import Clause, Edit, Filled, Reading, Sense, keys, operations
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.frames import matches, text_of, unclear_text
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import Target
from speechwright.tasks.edits.places import ground_of, targets_of
from speechwright.tasks.edits.slots import filled, lines
from speechwright.tasks.edits.small_words import variants
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tasks.spoken_form import same_words
from speechwright.tasks.wordings import Wordings

_BE = (
    r"(?:should|must|has to|have to|needs? to|ought to|is to|is supposed to|was supposed "
    r"to|was meant to|is meant to|can|could|shall|will|to)"
)
_BECOME = forms(
    "change turn convert alter correct modify edit fix transform make switch amend "
    "revise update rewrite rename reword rephrase adjust translate redo rerecord render mend"
)
_EXCHANGE = forms(
    "replace swap substitute exchange switch trade overwrite sub change swap_out "
    "switch_out sub_out trade_out interchange replace_out"
)
_PASSIVE = r"(?:(?:should|must|has to|have to|needs? to|ought to|can|could|to) )?(?:be |get |is |being )?"
_SAY = rf"{forms('say put use insert have write read speak go_with want prefer like pick choose')}"
_WANT = (
    r"(?:have|make|let|get) (?:the (?:speaker|voice|recording|man|woman|person)|me|him|her|them|it|us)(?: to)? "
    r"(?:say|read)|"
    r"make it|let it be|(?:put|use|insert|have|say) in|the (?:right|correct|proper|actual) (?:word|wording|words|"
    r"text|term|"
    r"name|phrase) (?:is|was|should be|would be)|"
    r"(?:i|we) (?:want|would like|'d like|prefer|need) to (?:hear|have)|(?:i'd|we'd|i would) (?:like|prefer|rather|"
    r"love) to "
    r"(?:hear|have)|to hear|to have said|have said|"
    rf"(?:(?:i|we) (?:want|need|would like|'d like)(?: (?:you|it|them|him|her|me))? to "
    rf"(?:say|read|be)|(?:i|we|they|he|she|you|it) (?:meant|mean|want|wanted|said|say)(?: "
    rf"to say)?|(?:i'd|we'd|i would) (?:like|prefer|rather)(?: (?:you|it|them|him|her|"
    rf"me))?(?: to)?(?: (?:say|read|be|have))?|{_SAY}|it {_BE} (?:be|say|read)|it's|it is|"
    rf"there {_BE} be|that {_BE} (?:be|say|read)|make (?:it|that|him|her|me) say|"
    r"what (?:i|he|she|they|we|you) (?:meant|mean|wanted|should have said|intended)(?: to say)?(?: was| is)|"
    r"what (?:it|i) should (?:say|have said|read) is|(?:i|he|she|they|we|you|it) should (?:have said|say|have been|"
    r"have read)|"
    r"(?:i|we) (?:want|would like|'d like|prefer) to hear|to hear|it was (?:supposed|meant) to (?:be|say)|"
    r"(?:i|he|she|they) (?:was|were) (?:going|trying|supposed|meant) to say|it should have (?:been|said)|"
    rf"go for|choose|let's (?:say|have|hear|go with)|let it (?:say|be))"
)
_NOT = (
    r"(?:,? ?(?:and|but) not|,? ?rather than|,? ?instead of|,? ?in place of|,? ?not|,? "
    r"?in lieu of|,? ?as opposed to|,? ?where (?:i|he|she|they|it|you|we) (?:says?|said|"
    r"have|has))"
)
_INSTEAD = r"(?:,? ?instead|,? ?in its place|,? ?there|)"
_SPEAKER = r"(?:i|he|she|they|it|we|you)"
_FRAMES = (
    rf"(?:{_EXCHANGE})(?: out)? <old> (?:out |over )?(?:with|by|for|to|→) <new>",
    rf"(?:{_BECOME})(?: the wording of)? <old> (?:so that it says|so it says|to say|to read|to be|into|to|→|as) <new>",
    rf"(?:{forms('correct fix')}) <old> (?:with|by) <new>",
    rf" <old> {_PASSIVE}(?:{_EXCHANGE})(?: out)? (?:with|by|for|to) <new>",
    rf" <old> {_PASSIVE}(?:{_BECOME}) (?:to say|to read|to be|into|to) <new>",
    r"not <old> ,? ?(?:but )?<new>",
    rf"(?:{_EXCHANGE}|{_BECOME}) <old> (?::|to say|so it says) <new>",
    r" <old> → <new>",
    (
        rf"(?:{_EXCHANGE}|{forms('delete remove take_out cut drop take')})(?: out)? <old> (?:out )?(?:,? ?and|,)(?: "
        rf"then)? "
        rf"(?:put|say|insert|use|add|have|place) <new> (?:in|in there|there|instead|in its place|in its stead)"
    ),
    (
        rf" <old> (?:is|was) (?:wrong|incorrect|a mistake|not right|an error|a slip|misspoken) [;:.] ?(?:and |so |"
        rf"please )?"
        rf"(?:{_WANT}|make it|change it to|replace it with) <new>"
    ),
    rf" <old> {_BE} (?:be|become|read|say|sound like|have been|have said|have read)(?: changed to)? <new>",
    r"(?:correct|change|fix) <old> ,? ?(?:to|into|with|by|:) <new>",
    rf" <old> (?:is|was|isn't|wasn't)(?: (?:wrong|incorrect|a mistake|a slip|not right|an error|right|correct|what "
    rf"i meant))? "
    rf",? ?(?:and |so |but )?(?:{_WANT}|(?:i|he|she|we) (?:meant|mean)(?: to say)?) <new>",
    rf"(?:i|he|she|they|we|you) (?:accidentally |mistakenly |wrongly )?(?:said|say|says) <old> (?:by mistake |by "
    rf"accident |"
    rf"accidentally )?,? ?(?:and |but |so |when )?(?:{_WANT}|make it|change it to|it {_BE} be) <new>",
    r" <old> (?:becomes|turns into|to become|become|is now) <new>",
    rf" <old> (?:is|was) (?:wrong|incorrect|a mistake|not right|an error) ,? ?(?:and |so )?(?:it|that) (?:{_BE}|has to|"
    rf"needs to) (?:be|say|read) <new>",
    (
        rf"(?:instead of|in place of|rather than|where (?:i|he|she|they|it|you|we) (?:says?|"
        rf"said|have|has)|in lieu of|for)(?: saying)? <old> ,? ?(?:(?:please |just |simply "
        rf")*(?:{_WANT})(?: saying)?|,) <new>"
    ),
    r"(?:for|wherever it says|everywhere it says|where it says) <old> (?:substitute|put|use|read|say|write) <new>",
    r"(?:make|turn|let) <old> (?:into|be|become|say|read) <new>",
    r"(?:read|say|pronounce) <old> as <new>",
    (
        rf"(?:(?:it's|it is|it|that's|this is|that|(?:my|his|her|their|the) \S+) )?(?:not|shouldn't|isn't|should not|"
        rf"wasn't)(?: be| say| read)? <old> ,? ?(?:but|it's|it is|{_WANT}|rather|instead) "
        rf"<new>"
    ),
    (
        rf"{_SPEAKER} (?:said|says|say|have said) <old> (?:,? ?(?:but|and|when|although|"
        rf"instead of|,)) (?:{_SPEAKER} )?(?:actually )?(?:meant|should have said|wanted to "
        rf"say|mean|want|wanted|should say)(?: to say)? <new>"
    ),
    (
        rf" <old> (?:is|was) (?:wrong|incorrect|a mistake|not right|an error) ,? ?(?:and |so "
        rf")?(?:{_WANT}|make it|change it to|replace it with) <new>"
    ),
    rf"(?:{forms('fix correct change replace')}) <old> ,? ?(?:it|that|which|this) {_BE} (?:be|say|read) <new>",
    (
        rf"(?:{_EXCHANGE}|{forms('delete remove take_out cut drop')})(?: out)? <old> (?:,? "
        rf"?and) (?:put|say|insert|use|add)(?: in)? <new> (?:instead|in its place|in there|"
        rf"there)"
    ),
    rf"(?:{_EXCHANGE})(?: out)? <old> (?:,? ?and) (?:put|say|insert|use)(?: in)? <new>",
)
_REVERSED = (
    rf"(?:{_WANT}) <new> {_NOT} <old>",
    r"put in <new> (?:for|in place of|instead of) <old>",
    (
        rf"(?:{forms('substitute sub_in swap_in sub swap put use insert')}) <new> (?:in "
        rf")?(?:for|in place of|instead of|in the place of|where (?:i|he|she|they|it|you|we) "
        rf"(?:says?|said)|over|in for|as a replacement for|as a substitute for) <old>"
    ),
    rf"(?:{forms('replace')}) by <new> <old>",
    rf"(?:{forms('put use have insert')}) <new> (?:where|in place of) <old> (?:is|was|stands|used to be)",
    rf"(?:{forms('let have')}) <new> (?:replace|take the place of|stand in for|be said instead of) <old>",
    (
        r" <new> {be} (?:replace|take the place of|be said instead of|stand instead of|be "
        r"used instead of|go in place of|be there instead of) <old>"
    ).replace("{be}", _BE),
    r"(?:want|like|need|prefer|would like|have|put|say|hear) <new> where <old> (?:is|was|stands|comes)(?: now)?",
    (
        r"(?:(?:i|we) (?:want|need|would like|prefer)|(?:i'd|we'd|i would) (?:like|prefer|rather have|love)(?: to "
        r"have)?) "
        r"<new> (?:over|to|instead of|rather than|and not) <old>"
    ),
    r" <new> (?:instead of|in place of|rather than) <old>",
    rf"(?:the \S+|it|that) (?:{_BE}) (?:be|say|read) <new> (?:instead of|rather than|,? ?not) <old>",
    r" <new> (?:would|is|might|will) (?:be|sound|work|fit)? ?(?:better|nicer|best)(?: here| there)? ?(?:than|"
    r"instead of) <old>",
    (
        r"(?:i'd|i would|we'd|(?:i |we )?prefer|rather|much rather)(?: much)?(?: rather| prefer| have)*(?: (?:it|"
        r"that|you|he|she|i|"
        r"we|they))?(?: (?:said|say|says|read|have|had|hear|to say|to hear))? <new> (?:than|to|over|instead of) <old>"
    ),
    r"(?:it |that |they |he |she |i )?(?:said|say|says|had said|would say) <new> than <old>",
    rf"(?:{forms('dub paste record overdub lay')}) <new> over(?: the top of)? <old>",
    rf"(?:{forms('put place stick pop drop')}) <new> where (?:you hear|i say|it says|there is|there's) <old>",
)
_WITHIN = rf"(?:{_BECOME}|{_EXCHANGE})"


_STATES = frozenset(frame for frame in _FRAMES if frame.startswith(" <old>"))
_DESCRIBES = whole(
    r"(?:.* )?(?:more|less|too|much|bit|little|slightly|\w{3,}er|percent|db|%|like|not|"
    r"said|times|twice|again|heard|spoken|played)(?: .*)?"
)
_UNCLEAR = 8.0
_DOUBT, _DESCRIPTION = 0.5, 8.0  # "the last word should be louder" is no replacement


def _read(clause: Clause) -> Iterator[Reading]:
    yield from _made(clause)
    for frame in (*_FRAMES, *_REVERSED):
        for slots, cost in matches(frame, clause):
            is_state = frame in _STATES and not slots["new"].is_quoted
            describes = is_state and _DESCRIBES.fullmatch(slots["new"].low)
            doubt = _DOUBT * is_state + _DESCRIPTION * bool(describes)
            yield from _readings(slots["old"], slots["new"], cost + doubt, clause)


def _readings(old: Phrase, new: Phrase, cost: float, clause: Clause) -> Iterator[Reading]:
    text, doubts = text_of(new)
    if unclear := unclear_text(new):
        yield Reading("replace", cost + doubts + _UNCLEAR, (), (), unclear)
        return
    for target in targets_of(old, clause.ground)[:2]:
        yield _reading(target, text, cost + doubts + target.cost + 0.3, clause)


def _made(clause: Clause) -> Iterator[Reading]:
    """ "Make the last word “really”": only quotes tell what is new."""
    for phrase, cost in variants(clause.phrase):
        if phrase.low.startswith("make ") and len(phrase) > 2 and phrase[len(phrase) - 1 :].is_quoted:
            text, doubts = text_of(phrase[len(phrase) - 1 :])
            for target in targets_of(phrase[1 : len(phrase) - 1], clause.ground)[:1]:
                if target.problem is None:
                    yield _reading(target, text, cost + doubts + target.cost + 1, clause)


def _reading(target: Target, text: str, cost: float, clause: Clause) -> Reading:
    problem = target.problem or _why_not(target, text, clause)
    done = () if problem else operations("replace", target.places, {"text": text}, clause.ground, clause.phrase.text)
    return Reading("replace", cost + 5 * (problem is not None), done, target.places, problem)


def _why_not(target: Target, text: str, clause: Clause) -> BadInstruction | None:
    said = clause.ground.transcript
    if target.is_whole or not text:
        return BadInstruction(f"“{clause.phrase.text}”", "the words that are to be replaced", "name them")
    if any(place.words and same_words(said.said(place.words), text) for place in target.places):
        return BadInstruction(f"“{text}” for “{text}”", "other words than those that are said", "nothing would change")
    return None


def _fill(template: str, rng: np.random.Generator, transcript: Transcript) -> Filled:
    text, values = filled(template, rng, transcript)
    return Filled(
        text, operations("replace", (values["words"],), {"text": values["text"]}, ground_of(transcript), text)
    )


_SENSE = Sense(
    "replace",
    Wordings(
        train=lines("""
        replace {words} with {text}
        replace {words} by {text}
        please replace {words} with {text}
        can you replace {words} with {text}?
        could you replace {words} by {text}, please?
        change {words} to {text}
        change {words} into {text}
        turn {words} into {text}
        substitute {text} for {words}
        substitute {words} with {text}
        swap {words} for {text}
        swap {words} out for {text}
        exchange {words} for {text}
        switch {words} to {text}
        correct {words} to {text}
        say {text} instead of {words}
        say {text}, not {words}
        put {text} in place of {words}
        use {text} instead of {words}
        instead of {words}, say {text}
        instead of {words} put {text}
        it should be {text}, not {words}
        it should say {text} instead of {words}
        I meant {text}, not {words}
        {words} should be {text}
        {words} should be replaced with {text}
        {words} needs to be changed to {text}
        {words} becomes {text}
        I'd like {words} replaced by {text}
        I want {words} changed to {text}
        I'd like you to change {words} to {text}
        would you mind changing {words} to {text}?
        make {words} say {text}
        put {text} where {words} is
        I meant to say {text} instead of {words}
        change {words} so it says {text}
        {words} is wrong, it should be {text}
        use {text} in place of {words}
        what I meant was {text}, not {words}
        please say {text} where I said {words}
        have it say {text} rather than {words}
        rewrite {words} as {text}
        could {words} become {text}?
        it's {text}, not {words}
        let {words} be {text}
        {words} must be changed to {text}
        """),
        test=lines("""
        trade {words} for {text}
        sub in {text} for {words}
        let's replace {words} with {text}
        have {words} swapped for {text}
        rather than {words}, say {text}
        where it says {words}, put {text}
        could {words} be changed into {text}?
        {words} is supposed to be {text}
        fix {words} to {text}
        alter {words} to read {text}
        I would prefer {text} instead of {words}
        """),
    ),
    _fill,
)
EDIT = Edit("replace", (_SENSE,), _read, {"text": None}, keys("text"))
