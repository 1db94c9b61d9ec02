"""Words go: "delete the word very", "I don't want the last sentence in there".

The operation has no amounts; it stands over the words of each place that is named. A stretch of time may be deleted
too. "it" after a deletion is the recording: what was deleted can't be changed any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.edit import Amounts, Clause, Edit, Reading, operations
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.places import without
from speechwright.tasks.edits.slots import sense
from speechwright.tasks.edits.small_words import variants

_VERBS = forms(
    "delete remove erase cut omit excise eliminate discard scrap lose skip axe strike "
    "scrub nix ditch kill zap bin exclude expunge snip "
    "chop strip drop get_rid_of do_away_with dispose_of clear_out clear_away purge redact crop banish "
    "trash bin leave_off take_away do_without cut_out throw_away throw_out weed_out pluck_out carve_out  obliterate "
    "dump delete_out "
    "suppress wipe chuck nuke yank junk prune trim blot lift scratch edit_out rub_out cross_out pull"
)
_OUT = forms(
    "chuck yank take leave cut edit throw lift rip pull strike snip chop trim crop clip "
    "weed filter keep pluck rub scratch cross wipe get lose"
)
_GONE = (
    r"(?:is|are|was|were)(?: not|n't) (?:necessary|needed|required|wanted|wanted here)|"
    r"(?:isn't|aren't) (?:necessary|needed|required|wanted)|(?:don't|do not|doesn't|does "
    r"not|didn't|never|no longer|shouldn't|should not|"
    r"needn't|can't|must not|mustn't|dont|doesnt)(?: (?:really|actually|even))? "
    r"(?:want|wanna|need|like|have to|belong|be|hear|have|want to|say|appear)(?: to)?(?: "
    r"(?:hear|have|keep|be|say|appear))?(?: (?:there|here|in there|anymore|any more|in "
    r"it))?"
    r"|(?:would )?rather not(?: (?:have|hear|keep|see))?|prefer not to(?: (?:have|hear|"
    r"keep|see))?|(?:be |is |it's |are )?(?:gone|unnecessary|redundant|superfluous|"
    r"unwanted|not needed|unneeded)|without|(?:has to|have to|needs? to|got to|ought to|"
    r"can|could|should|may|might|must|will) go(?: away)?|make ~? ?disappear|disappear|go "
    r"away|vanish|no more|no need (?:for|of|to hear|to keep)|(?:no ?body|no one) (?:needs?|wants?|asked for)|"
    r"(?:is|was|are|were) (?:never|not) (?:said|there)|never (?:said|spoken|heard)|was never said|"
    r"(?:better|happier|nicer|fine|okay|ok|good|well) without|on the cutting room floor|(?:can|could) do without|"
    r"surplus(?: to requirements)?|uncalled for|out of place|(?:a |by )mistake|slip of the tongue|"
    r"(?:has|have|had) no (?:place|business)(?: being)?(?: in)?(?: here| there)?|not supposed to be(?: in)?(?: here|"
    r" there)?|"
    r"make ␣ vanish|out of (?:it|there|here|the (?:recording|audio|clip|file|track))"
)
_WANTED_OUT = whole("want|need|like|get|keep|have|take|leave|out of")


_SOUND_OFF = whole(
    r"(?:sound|audio|volume|recording) (?:\S+ )*(?:disappear|vanish|go away)|"
    r"(?:cut|kill|turn|switch|shut|drop|lose)(?: off)? (?:the |all )?(?:sound|audio)(?: off| out)? "
    r"(?:during|in|on|for|while|throughout|at|of)"
)


def _settle(heard: Heard) -> Amounts | None:
    """ "Out" alone is a deletion only in "I want it out"."""
    bare = not whole(f"{_CUE}").search(heard.text)
    if heard.amounts or _SOUND_OFF.search(heard.text) or (bare and not _WANTED_OUT.search(heard.clause.phrase.low)):
        return None
    return {}


_CUE = rf"(?:{_VERBS})(?: (?:out|away|off|completely|entirely|altogether))*|(?:{_OUT})(?: ␣)? (?:out|away)|{_GONE}"
_CUES = Cues(
    "delete",
    f"{_CUE}|out",
    _settle,
    vocabulary=(
        r"any ?more|from it|in it|entirely|completely|altogether|away|out|off|instance|"
        r"occurrence|spoken|existence|transcript|text|hear|keep|wants?|needed|necessary|"
        r"anyway|unwanted|that word|fully|whatsoever|for good|left|leave|as if|was|never|said|by mistake|wrong|"
        r"redundant|superfluous|from here|in here|of here|be better|leaving|sounds?|be happier|live without|want"
    ),
    needs_place="which words are to go",
)


_KEEP = re.compile(
    rf"(?:{forms('keep leave retain preserve')})(?: (?:only|just|nothing but|solely))+ "
    rf"(?=\S)|only (?:keep|leave|retain) (?=\S)"
)


_OUT_OF = re.compile(rf"(?:{_OUT}) (?P<part>.+) out (?P<of>of .+)")


def _read(clause: Clause) -> Iterator[Reading]:
    for reading in cover(clause, _CUES):
        yield replace(reading, places=())
    for phrase, cost in variants(clause.phrase):
        if match := _KEEP.match(phrase.low):
            yield from _kept(phrase.cut(match.end(), len(phrase.low)), cost, clause)
        if match := _OUT_OF.fullmatch(phrase.low):
            part = phrase.cut(match.start("part"), match.end("part")).joined(
                phrase.cut(match.start("of"), len(phrase.low))
            )
            yield from _taken(part, cost, clause)


def _taken(part: Phrase, cost: float, clause: Clause) -> Iterator[Reading]:
    """ "Take the um out of the question": "the um of the question"."""
    for target in clause.ground.targets(part)[:1]:
        if target.problem is None and not target.is_whole:
            done = operations("delete", target.places, {}, clause.ground, clause.phrase.text)
            yield Reading("delete", cost + target.cost, done, ())


def _kept(named: Phrase, cost: float, clause: Clause) -> Iterator[Reading]:
    """ "Keep only the first sentence": all else goes."""
    for target in clause.ground.targets(named)[:1]:
        rest = without(target, clause.phrase.text, clause.ground)
        done = () if rest.problem else operations("delete", rest.places, {}, clause.ground, clause.phrase.text)
        yield Reading("delete", cost + rest.cost, done, (), rest.problem)


_SENSE = sense(
    "delete",
    "delete",
    """
    delete {words}
    delete {words} from the recording
    please delete {words}
    remove {words}
    remove {words}, please
    cut {words}
    cut out {words}
    cut {words} out
    take out {words}
    take {words} out
    take {words} out of the recording
    erase {words}
    drop {words}
    get rid of {words}
    leave out {words}
    leave {words} out
    omit {words}
    skip {words}
    strike {words}
    edit out {words}
    edit {words} out
    lose {words}
    scrap {words}
    can you remove {words}?
    could you please cut {words}?
    could you take {words} out for me?
    would you delete {words}?
    I'd like {words} removed
    I want {words} gone
    I don't want {words} in there
    I don't need {words}
    {words} has to go
    {words} should be deleted
    {words} needs to be cut
    please have {words} taken out
    eliminate {words} from the audio
    ditch {words}
    axe {words}
    chuck {words} out
    kill {words}
    I want {words} out
    we could do without {words}
    please have {words} removed
    bin {words}, thanks
    there's no need for {words}, cut it
    {words} shouldn't be there
    nobody needs {words}, drop it
    I'd be happier without {words}
    just lose {words} altogether
    I said {words} by mistake, delete it
    """,
    """
    do away with {words}
    chop {words}
    {words} can go
    make {words} disappear
    I would like you to remove {words}
    let's get rid of {words}
    snip out {words}
    would it be possible to delete {words}?
    we don't want to hear {words}
    {words} must be removed
    please just throw {words} out
    """,
)
EDIT = Edit("delete", (_SENSE,), _read)
