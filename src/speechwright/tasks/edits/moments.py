"""Times in a recording: "from 1.2 s to 3 s", "the first two seconds", "the last 500 ms", "at 0:05", "until 2 s"."""

from __future__ import annotations

import re
from collections.abc import Callable

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.numbers import NUMBER, number
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import MANY, Ground, Place, Target, at_s

_UNIT = r"(?:ms|msecs?|milli ?seconds?|millis|s|secs?|seconds?|min|mins|minutes?)"
_COUNT = rf"(?:an? (?=half|quarter))?{NUMBER}"
_LENGTH = rf"(?:{_COUNT}(?: of)?(?: an?)? {_UNIT}(?: (?:and )?{_COUNT} {_UNIT})?)"
_CLOCK = r"(?:\d+:\d\d(?:\.\d+)?)"
_MARK = r"(?: (?:mark|point|in|into it|into the (?:recording|audio|clip|file)))?"
TIME = (
    rf"(?:(?:the )?(?:time |timestamp |position |around )?(?:{_LENGTH}|{_CLOCK}){_MARK}|"
    rf"(?:the )?(?:second|time|minute)s? {_COUNT}|(?:the )?{_COUNT} second (?:mark|point))"
)
_BARE = rf"(?:{TIME}|{_COUNT})"
_PART = (
    r"(?:(?:everything|all|anything|whatever|what|(?:the )?(?:part|bit|section|segment|"
    r"stretch|piece|audio|recording|sound|words?|span|region|range|stuff|speech|rest))(?: "
    r"(?:that )?(?:is|comes|i say|is said))? )?"
)
_TO = r"(?: ?(?:to|→|until|till|through|up to|and|–|thru|ending at) ?)"
_REST = r"(?: on(?:wards?)?| (?:to|until|till) the (?:very )?end(?: of the \w+)?| and (?:on|after)| forwards?)"
_START = r"(?:(?:the )?(?:very )?(?:start|beginning|top)|zero)"
_END = r"(?:the )?(?:very )?end"

Span = tuple[float, float]


def seconds(text: str) -> float:
    """What `TIME` says: "1.5 s", "one minute five seconds", "0:05", "second 3", "2"."""
    if clock := re.search(_CLOCK, text):
        minutes, _, rest = clock.group().partition(":")
        return 60 * float(minutes) + float(rest)
    parts = re.findall(rf"({_COUNT})(?: of)?(?: an?)? ({_UNIT})(?!\w)", text)
    if parts:
        return sum(_length(count, unit) for count, unit in parts)
    return _length(re.findall(_COUNT, re.sub(r"^(?:the )?(?:second|time)s? ", "", text))[0], "s")


def _length(count: str, unit: str) -> float:
    scale = 0.001 if unit.startswith(("ms", "mil")) else 60 if unit.startswith("min") else 1
    return scale * number(re.sub(r"^an? (?=half|quarter|third)", "", count))


def _is_timed(text: str) -> bool:
    return re.fullmatch(TIME, text) is not None


def _from_to(match: re.Match[str], length_s: float) -> Span | None:
    first, last = match["first"], match["last"]
    if not (_is_timed(last) or _is_timed(first) or ("." in first and "." in last)):
        return None
    scale = 0.001 if re.search(r"\b(?:ms|milli\w*)$", last) and not _is_timed(first) else 1
    return scale * seconds(first), seconds(last)


_SHAPES: tuple[tuple[str, Callable[[re.Match[str], float], Span | None]], ...] = (
    (
        rf"{_PART}(?:(?:from|between|in between|starting at|starting from) )?(?P<first>{_BARE}){_TO}(?P<last>{_BARE})",
        _from_to,
    ),
    (
        rf"(?:seconds|second) (?P<first>{_COUNT}){_TO}(?:second )?(?P<last>{_COUNT})",
        lambda m, _: (seconds(m["first"]), seconds(m["last"])),
    ),
    (rf"(?:the )?(?:very )?(?:first|opening|initial) (?P<first>{_LENGTH})", lambda m, _: (0.0, seconds(m["first"]))),
    (rf"(?:the )?(?:very )?(?:last|final|closing) (?P<first>{_LENGTH})", lambda m, s: (s - seconds(m["first"]), s)),
    (r"(?:the )?(?:very )?first (?:second|sec)", lambda _, __: (0.0, 1.0)),
    (r"(?:the )?(?:very )?(?:last|final) (?:second|sec)", lambda _, s: (s - 1.0, s)),
    (r"(?:the )?(?:very )?(?:first|opening) (?:half|1/2) (?:a )?(?:second|sec)", lambda _, __: (0.0, 0.5)),
    (r"(?:the )?(?:very )?(?:last|final) (?:half|1/2) (?:a )?(?:second|sec)", lambda _, s: (s - 0.5, s)),
    (
        rf"{_PART}(?:after|past|following|beyond|from|starting (?:at|from)|as of|since) (?P<first>{TIME}){_REST}?",
        lambda m, s: (seconds(m["first"]), s),
    ),
    (
        rf"{_PART}(?:before|until|till|up to|up until|prior to) (?P<first>{TIME})",
        lambda m, _: (0.0, seconds(m["first"])),
    ),
    (rf"{_PART}from {_START}(?: of the \w+)?{_TO}(?P<first>{TIME})", lambda m, _: (0.0, seconds(m["first"]))),
    (rf"{_PART}from (?P<first>{TIME}){_TO}{_END}", lambda m, s: (seconds(m["first"]), s)),
)
_PATTERNS = tuple(
    (re.compile(pattern + r"(?: of (?:the|this) (?:recording|audio|clip|file))?"), read) for pattern, read in _SHAPES
)
_AT = re.compile(rf"(?:the )?(?:word|one) (?:said |spoken )?(?:at|around|near) (?P<first>{TIME})")


def read_moment(phrase: Phrase, ground: Ground) -> list[Target]:
    """Readings of a phrase as a stretch of time, or as the word at a time."""
    if match := _AT.fullmatch(phrase.low):
        return _word_at(match, ground)
    transcript = ground.transcript
    length_s = transcript.num_samples / transcript.rate_hz
    for pattern, read in _PATTERNS:
        match = pattern.fullmatch(phrase.low)
        span = read(match, length_s) if match else None
        if match and span:
            return [_target(match.group(), span, ground)]
    return []


def sample_at(text: str, ground: Ground) -> int | BadInstruction:
    """The sample at a time, or what is wrong with that time."""
    at = round(seconds(text) * ground.transcript.rate_hz)
    return at if at <= ground.transcript.num_samples else _outside(text, ground)


def _target(said: str, span: Span, ground: Ground) -> Target:
    rate_hz, num_samples = ground.transcript.rate_hz, ground.transcript.num_samples
    begin, end = (round(second * rate_hz) for second in span)
    if 0 <= begin < end <= num_samples:
        return Target((Place(begin, end),))
    return Target((), MANY, _outside(said, ground))


def _outside(said: str, ground: Ground) -> BadInstruction:
    length = at_s(ground.transcript, ground.transcript.num_samples)
    return BadInstruction(f"“{said}”", f"a time in the recording, which lasts {length}", "choose a time inside it")


def _word_at(match: re.Match[str], ground: Ground) -> list[Target]:
    at = sample_at(match["first"], ground)
    if isinstance(at, BadInstruction):
        return [Target((), MANY, at)]
    found = [run for run in ground.words for place in [ground.place(run)] if place.begin <= at < place.end]
    if found:
        return [Target((ground.place(found[0]),))]
    return [Target((), MANY, BadInstruction(f"“{match.group()}”", "a time at which a word is said", "choose another"))]
