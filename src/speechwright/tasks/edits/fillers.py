"""Filler words go: "remove the ums", "clean up the filler words", "remove all uhs and you knows in the first sentence".

One operation over the recording or the place. `words` are the fillers, joined by commas: those that are named,
otherwise um, uh, er, erm, ah, hm, hmm, mm and uhm. One that is named alone and in the singular ("delete the um") is a
deletion; so is what can be an ordinary word ("all the likes"), unless a filler is named beside it.
"""

from __future__ import annotations

from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.edit import Amounts, Edit, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.slots import sense

PLAIN = "um,uh,er,erm,ah,hm,hmm,mm,uhm"
_SOUNDS = ("uhm", "um", "uh", "erm", "er", "ah", "eh", "hmm", "hm", "mm", "mhm", "oh")
_PHRASES = ("you know", "i mean", "sort of", "kind of", "you see")
_ORDINARY = ("like", "so", "well", "basically", "actually", "right", "okay", "literally", "anyway")
_PLURAL = r"(?:'s|s|es|mms)"
_PLURALS = "|".join(f"{word}{_PLURAL}" for word in (*_SOUNDS, *_PHRASES, "umm", "uhh", "err", "ahh", "ehm"))
_GENERIC = (
    r"(?:vocal|verbal|speech|spoken|meaningless|useless) (?:fillers?|tics?|crutch(?:es)?|pauses?|junk)|fillers?(?: "
    r"words?| sounds?| phrases?)?|hesitations?(?: (?:sounds?|words?|"
    r"noises?))?|disfluenc(?:y|ies)|verbal tics?|speech fillers|vocal fillers|verbal "
    r"fillers|hesitation (?:words|sounds|noises)|hesitation|crutch words?|filled pauses|(?:de|un) ?um(?:med|s)?|"
    r"umming and (?:ahing|ahhing|erring|aahing|uhing)|ums and ahs|ums and ers|stammer(?:s|"
    r"ing)?"
)
_SOUND = "(?:u+h*m+|u+h+|e+r+m*|a+h+|h+m+|e+h+|m+m+)"
_PAIR = (
    rf"(?:(?:every|each|all|any|the|no|my)(?: single| of the| those| these)? )?{_SOUND} (?:and|or|,)(?: "
    rf"(?:every|each|the|all))? {_SOUND}|(?:every|each|any|all) (?:single )?{_SOUND}"
)
_REMOVING = forms(
    "remove delete cut erase eliminate drop strip take get_rid_of lose clean clean_up filter omit skip "
    "edit do_away_with clear purge ditch scrap weed tidy tidy_up leave zap suppress reduce kill scrub chop snip bin "
    "axe "
    "chuck nix wipe trim pull excise throw get hate stop sort_out deal_with nuke banish dump rid"
)
_REMOVE = (
    rf"{_REMOVING}(?: "
    rf"␣)?(?: (?:out|up|away|off))?|without|no|no more|don't want|do not want|(?:has|have|"
    rf"need|needs) to go|gone|fewer|less|should go|can go|must go|"
    r"ought to go|disappear|vanish|go away|too many|so many|too much|full of|riddled with|littered with|peppered with|"
    r"out of|free of|free|a lot|all the time|constantly|keep saying|kept saying|i use|i say|i said|overuse|don't like|"
    r"can't stand|hate|sick of|loads of|lots of|tons of|over and over"
)


def _settle(heard: Heard) -> Amounts | None:
    generic, plural = whole(_GENERIC).search(heard.text), whole(f"{_PLURALS}|{_PAIR}").search(heard.text)
    if heard.amounts or not (generic or plural) or not whole(_REMOVE).search(heard.text):
        return None
    if whole("insert|add|put|louder|quieter").search(heard.text):
        return None
    spared = _SPARES.search(heard.text)
    if spared and "␣" in heard.text[spared.end() :]:
        return None
    named = _named(heard.text[: spared.start()] if spared else heard.text) or PLAIN.split(",")
    kept = _named(heard.text[spared.end() :]) if spared else []
    return {"words": ",".join(word for word in named if word not in kept)} if set(named) - {*kept} else None


SPARING = r"but (?:not|keep|keeping|leave|leaving)|except(?: for)?|apart from|other than|excluding"
"""A pattern for what stands before the fillers that are to stay."""

_SPARES = whole(SPARING)


def _named(text: str) -> list[str]:
    places, text = {}, _ANY_KIND.sub(" ", text)
    for word in (*_SOUNDS, *_PHRASES, *_ORDINARY):
        long = rf"{word}{word[-1]}?" if word in ("um", "uh", "er", "ah") else word
        found = whole(rf"{long}{_PLURAL}?").search(text)
        if found and not (
            word in _ORDINARY
            and found.group() == word
            and word in ("so", "well", "right", "okay", "actually", "basically", "like")
            and "‹" not in text
            and f"and {word}" not in text
        ):
            places[word] = found.start()
    return sorted(places, key=lambda word: places[word])


_ANY_KIND = whole(r"(?:every|any|all|each|this|that|some|what|other) kinds? of")


_CUES = Cues(
    "fillers",
    rf"{_GENERIC}|{_PLURALS}|{_PAIR}",
    _settle,
    vocabulary=(
        rf"{_REMOVE}|{SPARING}|or|such as|hesitant|hesitating|by|cutting|wherever|occur|they|driving me crazy|sound|"
        rf"make me|s|"
        rf"my|all|any|every|of|{'|'.join((*_SOUNDS, *_PHRASES, *_ORDINARY))}|"
        rf"(?:{'|'.join(_ORDINARY)}){_PLURAL}|such as|like|speech|those|annoying|unnecessary|"
        rf"each|hear|want|speaker's|out of|crop(?:s|ping)? up|pop(?:s|ping)? up|turn up|show up|creep in|sneak in|"
        rf"instances?|occurrences?"
    ),
    cost=-0.5,
    joins=True,
)
_SENSES = (
    sense(
        "fillers",
        "all",
        """
        remove the filler words
        remove all filler words
        remove the fillers from {place}
        remove filler words from {place}
        delete the filler words
        delete all fillers in {place}
        cut the fillers
        cut out all filler words
        take out the filler words
        take the fillers out
        get rid of the filler words
        get rid of all fillers in {place}
        clean up the filler words
        clean up the hesitations
        strip the fillers
        edit out the filler words
        eliminate the disfluencies
        no filler words, please
        can you remove the filler words?
        could you take out all the fillers?
        would you please clean up the fillers?
        I'd like the filler words removed
        I don't want any filler words
        clean up my speech: no filler words
        remove every filler word in {place}
        scrub the fillers from {place}
        I use too many fillers, take them out
        get the filler words out of {place}
        {place} is full of filler words, cut them
        tidy up the hesitations in {place}
        I don't want to hear any fillers in {place}
        edit out all my verbal tics
        zap all hesitation noises
        cut out the hesitation sounds please
        weed out the fillers in {place}
        make {place} filler-free
        any filler words in {place} should go
        """,
        """
        do away with the filler words
        filter out the fillers in {place}
        please have the hesitations cut
        lose the filler words
        I want the fillers gone
        would you mind taking the filler words out?
        """,
        lambda drawn: {"words": PLAIN},
    ),
    sense(
        "fillers",
        "ums and uhs",
        """
        remove the ums and uhs
        remove all ums and uhs
        delete the ums and uhs from {place}
        cut the ums and uhs
        take out all the ums and uhs
        get rid of the ums and uhs
        clean up the ums and uhs in {place}
        edit out ums and uhs
        could you remove the ums and uhs, please?
        get rid of my ums and uhs
        I say um and uh a lot, remove them
        ditch the ums and uhs in {place}
        all the ums and uhs have to go
        strip {place} of ums and uhs
        I hate all those ums and uhs, cut them out
        take every um and every uh out of {place}
        make the ums and uhs in {place} disappear
        can we lose the ums and uhs?
        filter um and uh out of {place}
        {place} has too many ums and uhs
        there are too many ums and uhs in {place}
        no ums or uhs, please
        take my ums and uhs out
        """,
        """
        strip out the ums and uhs
        please drop the ums and uhs
        I'd like all ums and uhs gone
        would you cut the ums and the uhs?
        """,
        lambda drawn: {"words": "um,uh"},
    ),
)
EDIT = Edit("fillers", _SENSES, lambda clause: cover(clause, _CUES), {"words": None}, keys("words"))
