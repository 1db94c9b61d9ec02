"""Requests that only say again what was asked for before them: "it's too quiet, make it louder", "there is noise in it,
please fix that", "very should be followed by nice, please add that"."""

from __future__ import annotations

from speechwright.tasks.edits.doing import REMOVE
from speechwright.tasks.edits.edit import Reading
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.phrase import Phrase, phrase_of
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.small_words import variants

_COMPLAINT = whole(
    r"too|so|not|don't|doesn't|isn't|i'm|i am|i keep|i|barely|hardly|can't|cannot|drags|dragging|there's|there is|"
    r"there are|"
    r"i hear|i can hear|sounds?|has|i don't like|hear|wrong|bad|loads of|is|are|was|were|"
    r"because|since"
)
_MENDS_IT = whole(
    rf"(?:{REMOVE})(?: (?:of )?(?:it|that|this|them|all of it|all of them|all of that|those))?(?: (?:out|away|off|up))?"
)


def answers(last: Reading | None, reading: Reading | None, segment: Phrase) -> bool:
    """Whether a request only says again what the complaint before it asks for: "it's too quiet, make it louder"."""
    if last is None or not last.operations:
        return False
    if reading is None and last.edit in _ADDED and _ADDED[last.edit].fullmatch(variants(segment)[0][0].low):
        return True
    if reading is None and last.edit == "delete" and _KEPT.search(last.operations[0].reason.lower()):
        return _REST_GOES.fullmatch(variants(segment)[0][0].low) is not None
    if reading is not None and _takes_back(reading, last):
        return True
    if reading is not None and (asks_the_same(reading, last) or _goes_on_fading(reading, last)):
        return True
    if not _COMPLAINT.search(last.operations[0].reason.lower()):
        return False
    if reading is None:
        plain = variants(segment)[0][0].low
        is_removal = last.operations[0].amounts.get("do") == "remove" or last.edit in (
            "trim",
            "remove_pauses",
            "fillers",
            "shorten_pauses",
        )
        removes = is_removal and (_MENDS_IT.fullmatch(plain) or _TRIMS_IT.fullmatch(plain))
        weakens = _is_weaker(last.operations[0]) and _TONES_DOWN.fullmatch(plain)
        return bool(removes or weakens or _MENDS_ANY.fullmatch(plain))
    same_place = bool(reading.operations) and {place_of(one) for one in reading.operations} == {
        place_of(one) for one in last.operations
    }
    turns = [way_of(one) for one in reading.operations] != [way_of(one) for one in last.operations]
    is_other = turns and _WISH.search(last.operations[0].reason.lower()) is not None  # "I want it slower and faster"
    return reading.edit == last.edit and same_place and reading.edit != "delete" and not is_other


def may_be_said_again(before: Reading, reading: Reading) -> bool:
    """Whether a later request for the same part is the one that is meant: the first only says what is wrong, or is an
    effect. The very same effect twice is left as it is: a plan does it once."""
    places = [{place_of(step) for step in one.operations} for one in (reading, before)]
    if reading.edit != before.edit or places[0] != places[1] or not places[0] or asks_the_same(reading, before):
        return False
    said = variants(phrase_of(before.operations[0].reason))[0][0].low
    complains = _STATEMENT.match(said) is not None and not _WISH.search(said) and _COMPLAINT.search(said) is not None
    return complains or any("do" in step.amounts for step in before.operations)


_KEPT = whole("only|just|nothing but|solely|keep|leave|retain")
_REST_GOES = whole(
    r"(?:(?:delete|remove|cut|cut out|drop|lose|ditch|throw away|throw out|get rid of) )?(?:all (?:of )?)?"
    r"(?:everything else|all else|the rest|the others?)(?: (?:can|should|must|may|has to|have to|needs? to) "
    r"(?:go|be (?:deleted|removed|cut|cut out|dropped))| goes| go)?"
)  # "keep only the second sentence, everything else can go"
_MENDS_ANY = whole(
    r"(?:fix|mend|repair|correct|change|improve|sort|sort out|solve|handle|address|remedy|rectify|help|heal|cure|clean|"
    r"clean up|tidy|tidy up|take care of|deal with|do something about|see to|work on|put right|rescue|save|restore)"
    r"(?: (?:it|that|this|them|these|those|all that|what you can))?(?: (?:out|up|right|for me|there|somehow))*|"
    r"(?:do|make) (?:it|that|this)(?: for me)?|help(?: me)?(?: out)?|see what you can do(?: about it)?"
)
_TRIMS_IT = whole(r"(?:trim|cut|shorten|tighten|close|reduce|clip)(?: (?:it|that|this|them))(?: (?:down|up|off|back))?")
_TONES_DOWN = whole(
    r"(?:tone|play|dial|turn|bring|take|pull|ease|knock|wind|cut|scale|ease off|let up|calm|soften|lessen|reduce|lower)"
    r"(?: (?:it|that|this|them|those))?(?: (?:down|back|off|up|in|there|somewhat|a bit|a little|a lot|a notch|please))*"
)


def _is_weaker(operation: Operation) -> bool:
    """Whether it takes something back, so that "tone that down" says the same."""
    amounts = operation.amounts
    below = {"strength": 0.0, "gain_db": 0.0, "semitones": 0.0, "factor": 1.0}
    numbers = [float(amounts[key]) < least for key, least in below.items() if key in amounts]
    return any(numbers) or amounts.get("do") == "remove" or amounts.get("level") == "low"


_ADDED = {
    "insert": whole(
        r"(?:add|insert|put|include|say|slip|drop|work)(?: (?:it|that|this|them))(?: (?:in|there|for me))*"
    ),
    "pause": whole(r"(?:add|insert|put|include|make|leave)(?: (?:it|that|this|one))?(?: (?:in|there|for me))*"),
    "move": whole(
        r"(?:move|put|swap|switch|exchange|shift|take) (?:it|that|this|them)(?: (?:there|around|over|round))*"
    ),
    "replace": whole(
        r"(?:replace|swap|switch|exchange|change|correct|fix) (?:it|that|this|them)(?: (?:out|there|over|round))*"
    ),
}


def only_explains(last: Reading | None, reading: Reading, segment: Phrase) -> bool:
    """Whether it is the complaint after a request for the same: "make it much quieter, it hurts my ears"."""
    if last is None or reading.edit != last.edit or not reading.operations or not last.operations:
        return False
    said = segment.stripped().low
    if _PICTURE.match(said) and [place_of(one) for one in reading.operations] == [
        place_of(one) for one in last.operations
    ]:
        return reading.edit != "delete"
    is_statement = _STATEMENT.match(said) is not None and not _WISH.search(said)
    same_place = [place_of(one) for one in reading.operations] == [place_of(one) for one in last.operations]
    same_way = [way_of(one) for one in reading.operations] == [way_of(one) for one in last.operations]
    return is_statement and same_place and same_way and reading.edit != "delete"


def way_of(operation: Operation) -> dict[str, object]:
    """Its amounts, of numbers only whether they are more or less than nothing."""
    neutral = {"factor": 1.0, "ratio": 1.0}
    return {
        key: value if isinstance(value, str) else value > neutral.get(key, 0.0)
        for key, value in operation.amounts.items()
    }


_PICTURE = whole("as if|as though|just like|like")
_STATEMENT = whole(
    r"(?:(?:because|since|as|cause|'cause) )?(?:it|it's|its|that|that's|this|i|i'm|they|they're|you|you're|he|she|he's|"
    r"she's|we|we're|there|there's|nobody|people|everyone|my ears?|the (?:voice|speaker|sound|audio|recording))(?: .+)?"
)
_WISH = whole(r"should|must|want|wants|like|need|needs|make|please|let|could|would|#|\d+|wish|prefer|instead|rather")


def _takes_back(reading: Reading, last: Reading) -> bool:
    """ "It's dull, like under a blanket. Clear that up": what the complaint paints is to go."""
    one, other = reading.operations[:1], last.operations[:1]
    if not one or not other or reading.edit != last.edit or place_of(one[0]) != place_of(other[0]):
        return False
    said = variants(phrase_of(other[0].reason))[0][0].low
    is_complaint = _STATEMENT.match(said) is not None and not _WISH.search(said)
    return is_complaint and (other[0].amounts.get("do"), one[0].amounts.get("do")) == ("add", "remove")


def asks_the_same(reading: Reading, last: Reading) -> bool:
    """ "Really hit very, stress it": the same a second time is one request."""
    pairs = zip(reading.operations, last.operations, strict=False)
    same = [
        (one.edit, place_of(one), one.amounts) == (other.edit, place_of(other), other.amounts) for one, other in pairs
    ]
    return reading.edit == last.edit and len(reading.operations) == len(last.operations) and bool(same) and all(same)


def _goes_on_fading(reading: Reading, last: Reading) -> bool:
    """ "Start quietly and get louder over 3 seconds" is one fade."""
    both = (*reading.operations, *last.operations)
    return reading.edit == "fade" and len({str(one.amounts.get("kind")) + str(place_of(one)) for one in both}) == 1


def place_of(operation: Operation) -> tuple[int, int]:
    return operation.begin, operation.end
