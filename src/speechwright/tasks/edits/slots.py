"""What the slots of wordings are filled with: texts, and what these texts mean.

| slot | such as | meaning |
|---|---|---|
| `{place}` | the last sentence, the word very, the first 2 seconds | a place |
| `{words}` | the word very, the second very, the last word | a place of words |
| `{other}` | as `{words}`, another place that doesn't touch it | a place of words |
| `{left}`, `{right}` | two neighbouring words | places of words |
| `{text}` | really, salt and pepper | new text |
| `{percent}` | 20 percent, 20%, twenty percent | 20 |
| `{factor}` | 1.5 times, two times | 1.5 |
| `{semitones}`, `{db}`, `{hz}`, `{lufs}` | three semitones, 6 dB, 150 Hz, -16 LUFS | the number |
| `{seconds}`, `{short}` | 3 seconds; half a second, 300 ms | seconds |
| `{times}` | twice, three times | 2 to 4 |
| `{grade}` | a bit, slightly, a lot | "slightly" or "much" |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

import numpy as np

from speechwright.errors import BadText
from speechwright.tasks.edits.edit import Amounts, Filled, Sense, operations
from speechwright.tasks.edits.forms import whole as whole_words
from speechwright.tasks.edits.place import Ground, Place, whole
from speechwright.tasks.edits.places import ground_of
from speechwright.tasks.edits.transcript import Run, Transcript
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.intent import between, pick
from speechwright.tasks.world.numbers import number_words

_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NEW_TEXTS = (
    "really",
    "wonderful",
    "quite so",
    "Mr. Jones",
    "bread and butter",
    "good morning",
    "forty two",
    "O'Brien",
    "oh dear",
)
_RISKY = frozenset(
    "a an the and or but then it this that i you he she we they me him them to of in at "
    "on by for with from as is was are be so "
    "not no do did well my our your his her its their some any has have had up down out "
    "off over after before between until all every each both first second third last one "
    "two "
    "three four five six seven eight nine ten also now just please word words sentence "
    "more less very really much like can will would only even too again once still yet".split()
)


@dataclass(frozen=True)
class Slot:
    """A text and what it means."""

    text: str
    value: Any


BEFORE = whole_words(
    r"before|in front of|ahead of|preced\w*|prefix\w*|prior to|leading (?:in|up) ?to|in advance of|earlier than"
)
AT_START = whole_words(
    r"begin\w*|start\w*|front|open\w*|first|prepend\w*|top|outset|kick\w* off|leads? off|before|ahead"
)
"""What wordings say where something goes: before a part that they name; at the start, where they name none."""

TEMPLATE = "template"  # no slot: what a wording says by itself may be an amount, as "a cathedral" is

Drawn = dict[str, Slot]
Draw = Callable[[np.random.Generator, Transcript, Drawn], Slot]
Settle = Callable[[Mapping[str, Any]], Amounts]


def sense(edit: str, name: str, train: str, test: str, amounts: Settle = lambda drawn: {}) -> Sense:
    """A sense whose wordings are the lines of two texts, and whose operations are one a place of `{place}` or
    `{words}`.

    Args:
        amounts: of the operation, from the values of the slots that a wording has, and the wording itself as TEMPLATE.
    """

    def fill(template: str, rng: np.random.Generator, transcript: Transcript) -> Filled:
        text, values = filled(template, rng, transcript)
        named = values.get("place", values.get("words"))
        places = (named,) if named else (whole(transcript),)
        settled = amounts({**values, TEMPLATE: template})
        return Filled(text, operations(edit, places, settled, ground_of(transcript), text))

    return Sense(name, Wordings(lines(train), lines(test)), fill)


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that are not blank."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def filled(template: str, rng: np.random.Generator, transcript: Transcript) -> tuple[str, dict[str, Any]]:
    """A template with random slots, and the value of each slot."""
    drawn: Drawn = {}
    for _, name, _, _ in Formatter().parse(template):
        if name and name not in drawn:
            drawn[name] = SLOTS[name](rng, transcript, drawn)
    texts = {name: slot.text for name, slot in drawn.items()}
    return template.format(**texts), {name: slot.value for name, slot in drawn.items()}


def _number(rng: np.random.Generator, value: float) -> str:
    """In digits or words."""
    if value != int(value):
        whole_part, _, decimals = f"{value:g}".partition(".")
        spoken = f"{number_words(int(whole_part))} point {' '.join(number_words(int(digit)) for digit in decimals)}"
        return pick(rng, (f"{value:g}", spoken))
    return pick(rng, (f"{value:g}", number_words(int(value))))


def _quantity(values: tuple[float, ...], *units: str) -> Draw:
    def draw(rng: np.random.Generator, transcript: Transcript, drawn: Drawn) -> Slot:
        value = pick(rng, values)
        unit = pick(rng, units)
        said = _number(rng, value) if unit.startswith(" ") and unit != " s" and value >= 0 else f"{value:g}"
        text = said + unit
        return Slot(text[:-1] if value == 1 and text.endswith("s") and len(unit) > 3 else text, value)

    return draw


def _percent(rng: np.random.Generator, transcript: Transcript, drawn: Drawn) -> Slot:
    value = 5 * between(rng, 1, 10)
    return Slot(
        pick(rng, (f"{value} percent", f"{value}%", f"{number_words(value)} percent", f"{value} per cent")),
        float(value),
    )


def _place(rng: np.random.Generator, transcript: Transcript, drawn: Drawn) -> Slot:
    if rng.random() < 0.3:
        return pick(rng, (_seconds_place, _sentence))(rng, transcript)
    return _words(rng, transcript, drawn)


def _words(rng: np.random.Generator, transcript: Transcript, drawn: Drawn) -> Slot:
    kinds = (_one_word, _one_word, _one_word, _some_words, _word_by_place, _sentence)
    kind = pick(rng, kinds if len(transcript.sentences) > 1 else kinds[:-1])
    return kind(rng, transcript)


def _other(rng: np.random.Generator, transcript: Transcript, drawn: Drawn) -> Slot:
    taken = drawn["words"].value.words
    apart = [at for at in range(len(transcript.words)) if at + 1 < taken.first or at > taken.last]
    if not apart:
        found = f"{len(transcript.words)} words, of which {taken.last - taken.first} are taken"
        raise BadText(found, "another place apart from them", "use a longer text")
    return _named_word(rng, transcript, apart[between(rng, 0, len(apart) - 1)])


def _left(rng: np.random.Generator, transcript: Transcript, drawn: Drawn) -> Slot:
    at = between(rng, 0, len(transcript.words) - 2)
    return _named_word(rng, transcript, at)


def _right(rng: np.random.Generator, transcript: Transcript, drawn: Drawn) -> Slot:
    return _named_word(rng, transcript, drawn["left"].value.words.first + 1)


def _one_word(rng: np.random.Generator, transcript: Transcript) -> Slot:
    return _named_word(rng, transcript, between(rng, 0, len(transcript.words) - 1))


def _named_word(rng: np.random.Generator, transcript: Transcript, at: int) -> Slot:
    ground = ground_of(transcript)
    text = transcript.words[at].text.strip('.,;:!?"')
    runs = [run.first for run in transcript.find(text)]
    nth = "" if len(runs) < 2 else "last " if at == runs[-1] and rng.random() < 0.3 else f"{_nth(runs.index(at))} "
    forms = [f'the {nth}word "{text}"', f'the {nth}"{text}"'] if nth else [f'the word "{text}"', f'"{text}"']
    if text.lower() not in _RISKY:
        forms += (
            [f"the {nth}{text}", f"the {nth}{text.lower()}"]
            if nth
            else [f"the word {text}", text, f"the word {text.lower()}"]
        )
    return Slot(pick(rng, forms), ground.place(Run(at, at + 1)))


def _nth(place: int) -> str:
    return _NTH[place] if place < len(_NTH) else f"{place + 1}th"


def _some_words(rng: np.random.Generator, transcript: Transcript) -> Slot:
    """Two or three words of one sentence that are said together only there; one word where there are none such."""
    runs = [
        Run(first, first + size)
        for size in (2, 3)
        for first in range(len(transcript.words) - size + 1)
        if _is_one_phrase(transcript, Run(first, first + size))
    ]
    if not runs:
        return _one_word(rng, transcript)
    run = runs[between(rng, 0, len(runs) - 1)]
    text = transcript.said(run).strip(".,;:!?")
    said = pick(rng, (f'"{text}"', f'the words "{text}"', f"the phrase '{text}'"))
    return Slot(said, ground_of(transcript).place(run))


def _is_one_phrase(transcript: Transcript, run: Run) -> bool:
    text = transcript.said(run).strip(".,;:!?")
    return not set(text) & set(".,;:!?") and len(transcript.find(text)) == 1


def _word_by_place(rng: np.random.Generator, transcript: Transcript) -> Slot:
    count, size = between(rng, 1, 3), len(transcript.words)
    nth = between(rng, 0, min(4, size - 1))
    some = "word" if count == 1 else f"{number_words(count)} words"
    options = (
        (f"the first {some}", Run(0, count)),
        (f"the last {some}", Run(size - count, size)),
        (f"the {_NTH[nth]} word", Run(nth, nth + 1)),
        (f"word {nth + 1}", Run(nth, nth + 1)),
    )
    return _run_slot(pick(rng, options), ground_of(transcript))


def _sentence(rng: np.random.Generator, transcript: Transcript) -> Slot:
    sentences = transcript.sentences
    nth = between(rng, 0, min(4, len(sentences) - 1))
    options = ((f"the {_NTH[nth]} sentence", sentences[nth]), ("the last sentence", sentences[-1]))
    return _run_slot(pick(rng, options), ground_of(transcript))


def _run_slot(option: tuple[str, Run], ground: Ground) -> Slot:
    return Slot(option[0], ground.place(option[1]))


def _seconds_place(rng: np.random.Generator, transcript: Transcript) -> Slot:
    end = transcript.num_samples
    rate_hz, length = transcript.rate_hz, end / transcript.rate_hz
    count = between(rng, 1, max(1, min(4, int(length) - 1)))
    some = f"{_number(rng, count)} second{'s' if count > 1 else ''}" if count > 1 else "second"
    options = (
        (f"the first {some}", Place(0, count * rate_hz)),
        (f"the last {some}", Place(end - count * rate_hz, end)),
        (f"the part from 0.5 to {count} seconds", Place(rate_hz // 2, count * rate_hz)),
    )
    return Slot(*pick(rng, options))


def _text(rng: np.random.Generator, transcript: Transcript, drawn: Drawn) -> Slot:
    text = pick(rng, _NEW_TEXTS)
    return Slot(pick(rng, (text, f'"{text}"', f"“{text}”")), text)


def _choice(*options: tuple[str, Any]) -> Draw:
    return lambda rng, transcript, drawn: Slot(*pick(rng, options))


SLOTS: Mapping[str, Draw] = {
    "place": _place,
    "words": _words,
    "other": _other,
    "left": _left,
    "right": _right,
    "text": _text,
    "percent": _percent,
    "factor": _quantity((1.5, 2, 1.2, 3), " times", "x"),
    "semitones": _quantity((1, 2, 3, 4, 5, 1.5), " semitones", " half steps"),
    "db": _quantity((2, 3, 4, 6, 10, 4.5), " dB", " decibels", "dB"),
    "hz": _quantity((100, 120, 150, 180, 210), " Hz", " hertz", "Hz"),
    "lufs": _quantity((-14, -16, -18, -20, -23), " LUFS", "LUFS"),
    "seconds": _quantity((2, 3, 4, 5, 2.5), " seconds", " s"),
    "short": _choice(
        ("half a second", 0.5), ("300 ms", 0.3), ("one second", 1.0), ("0.7 seconds", 0.7), ("a second", 1.0)
    ),
    "times": _choice(("twice", 2), ("three times", 3), ("two times", 2), ("4 times", 4)),
    "grade": _choice(
        ("a bit", "slightly"),
        ("slightly", "slightly"),
        ("a little", "slightly"),
        ("a lot", "much"),
        ("considerably", "much"),
    ),
}
