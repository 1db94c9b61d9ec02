"""Style and emotion, as far as signal processing goes: proxies, and their rows say so.

What acted speech has beside pitch, tempo and level (a smile, a sob) is not here. The amounts follow the directions that
studies of acted emotion agree on (K. R. Scherer, "Vocal communication of emotion", Speech Communication 40, 2003, table
3); their sizes are our choice. The planner refuses style and emotion, which come with the learned editor: here, that
it does is what proves an instruction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from speechwright.audio.write import encode_flac
from speechwright.corpus.edits.asking import Asked
from speechwright.corpus.edits.pair import Draw, Pair, Way, edited
from speechwright.corpus.edits.side import Side
from speechwright.dsp.stream import pass_through
from speechwright.dsp.whisper import whisper
from speechwright.errors import BadInstruction
from speechwright.tasks.edits.plan import Operation, Plan
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.intent import pick
from speechwright.types import Audio

LEARNED = "learned editor"  # what the planner's refusal of such a request says
OWN_SHARE = 0.7  # of the wordings of a style that has some of its own
HEADROOM = 0.4  # a peak to which a recording is lowered first, so that what is louder does not clip
_FEELINGS = Wordings(
    train=(
        "make it sound {adjective}",
        "make the recording sound {adjective}",
        "make the speaker sound {adjective}",
        "change the emotion to {adjective}",
        "set the emotion to {adjective}",
        "I want it to sound {adjective}",
        "I'd like it to sound {adjective}",
        "could you make it sound {adjective}?",
        "say it in a {adjective} voice",
        "please make it sound {adjective}",
        "make him sound {adjective}",
        "make her sound {adjective}",
        "let it sound {adjective}",
        "give it a {adjective} feeling",
    ),
    test=(
        "turn the mood into a {adjective} one",
        "have the speaker sound {adjective}",
        "it should sound {adjective}",
        "would you make the audio sound {adjective}?",
        "switch the emotion to {adjective}",
    ),
)
_STYLES = Wordings(
    train=(
        "change the style to {noun}",
        "change the speaking style to {noun}",
        "set the style to {noun}",
        "I want the style to be {noun}",
        "the style should be {noun}",
        "make the speaking style {noun}",
        "could you change the style to {noun}?",
        "please set the speaking style to {noun}",
        "use a {noun} style",
    ),
    test=("switch the style to {noun}", "let the speaking style be {noun}", "turn the style into {noun}"),
)
_OWN: Mapping[str, Wordings] = {
    "whisper": Wordings(
        train=(
            "whisper it",
            "make it a whisper",
            "make it sound whispered",
            "say it in a whisper",
            "I'd like it whispered",
        ),
        test=("turn it into a whisper", "have it whispered", "please whisper the recording"),
    ),
    "shout": Wordings(
        train=("shout it", "make the speaker shout", "could you shout it?", "I want it shouted", "yell it"),
        test=("have it yelled", "please shout the recording", "let the speaker shout"),
    ),
    "robot": Wordings(
        train=(
            "make it sound like a robot",
            "speak like a robot",
            "say it like a robot",
            "I want it to sound like a robot",
        ),
        test=("let it sound like a robot", "would you make it sound like a robot?", "read it as a robot would"),
    ),
}


@dataclass(frozen=True)
class Look:
    """A style or an emotion.

    Args:
        words: the ways to name it; none where its own wordings alone are understood.
        amounts: edits of the whole recording that stand for it.
        is_whispered: the voice goes too.
    """

    words: tuple[str, ...]
    amounts: tuple[tuple[str, str, float], ...] = ()
    is_whispered: bool = False


EMOTIONS: Mapping[str, Look] = {
    "happy": Look(
        ("happy", "cheerful", "joyful"),
        (
            ("pitch", "semitones", 1.5),
            ("intonation", "factor", 1.4),
            ("speed", "factor", 1.08),
            ("volume", "gain_db", 2.0),
        ),
    ),
    "sad": Look(
        ("sad", "gloomy", "sorrowful"),
        (
            ("pitch", "semitones", -1.5),
            ("intonation", "factor", 0.55),
            ("speed", "factor", 0.82),
            ("volume", "gain_db", -4.0),
        ),
    ),
    "angry": Look(
        ("angry", "furious"),
        (
            ("pitch", "semitones", 1.0),
            ("intonation", "factor", 1.25),
            ("speed", "factor", 1.12),
            ("volume", "gain_db", 6.0),
        ),
    ),
    "surprised": Look(
        ("surprised",), (("pitch", "semitones", 3.0), ("intonation", "factor", 1.7), ("volume", "gain_db", 2.0))
    ),
}
STYLES: Mapping[str, Look] = {
    "whisper": Look(("whispered",), is_whispered=True),
    "shout": Look(
        ("shouting",), (("pitch", "semitones", 3.0), ("intonation", "factor", 1.2), ("volume", "gain_db", 7.0))
    ),
    "robot": Look((), (("intonation", "factor", 0.0),)),
}
PLAIN_EMOTION, PLAIN_STYLE = ("neutral",), ("normal", "conversational")


def emotion(draw: Draw) -> Pair:
    """To a feeling, and back to none."""
    name = pick(draw.rng, tuple(EMOTIONS))
    return _both(draw, "emotion", name, EMOTIONS[name], "neutral", PLAIN_EMOTION)


def style(draw: Draw) -> Pair:
    """To a way of speaking, and back to the plain one."""
    name = pick(draw.rng, tuple(STYLES))
    return _both(draw, "style", name, STYLES[name], "normal", PLAIN_STYLE)


def _both(draw: Draw, edit: str, name: str, look: Look, plain: str, plain_words: tuple[str, ...]) -> Pair:
    real = lowered(draw.real)
    after, done = _changed(real, look, draw.rng)
    there = _asked(edit, name, look.words, real.transcript, draw)
    back = _asked(edit, plain, plain_words, after.transcript, draw)
    return Pair(Way(real, after, there), Way(after, real, back), done, proxy=True, is_damaged=look.is_whispered)


def _changed(side: Side, look: Look, rng: np.random.Generator) -> tuple[Side, tuple[Operation, ...]]:
    whole = 0, side.transcript.num_samples
    if look.is_whispered:
        sound_NC = pass_through(whisper(side.rate_hz, rng), [side.sound_NC])
        audio = Audio(sound_NC[:, 0].astype(np.float32), side.rate_hz)
        return Side(encode_flac(audio), side.transcript), (Operation("style", *whole, {"to": "whisper"}),)
    operations = tuple(Operation(edit, *whole, {key: value}) for edit, key, value in look.amounts)
    return edited(side, operations, rng).after, operations


def lowered(side: Side) -> Side:
    """The same recording with room for what is louder."""
    highest = float(np.abs(side.audio.samples).max(initial=0.0))
    if highest <= HEADROOM:
        return side
    return replace(side, flac=encode_flac(Audio(side.audio.samples * (HEADROOM / highest), side.rate_hz)))


def _asked(edit: str, name: str, words: tuple[str, ...], transcript: Transcript, draw: Draw) -> Asked | None:
    text = _wording(edit, name, words, draw)
    named = Operation(edit, 0, transcript.num_samples, {"to": name}, reason=text)
    plan = Plan((named,), transcript.rate_hz, transcript.num_samples, transcript.text, text)
    return Asked(text, plan, "exact", edit) if _is_refused(text, transcript) else None


def _is_refused(text: str, transcript: Transcript) -> bool:
    try:
        make_plan(text, transcript)
    except BadInstruction as refusal:
        return LEARNED in refusal.remedy
    return False


def _wording(edit: str, name: str, words: tuple[str, ...], draw: Draw) -> str:
    if name in _OWN and (not words or draw.rng.random() < OWN_SHARE):
        return _OWN[name].draw(draw.rng, draw.split)
    wording = (_FEELINGS if edit == "emotion" else _STYLES).draw(draw.rng, draw.split)
    named = pick(draw.rng, words)
    return wording.format(adjective=named, noun=named)
