import json
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from speechwright.errors import BadAudio, BadData, UnitMismatch
from speechwright.types import (
    TEXT_KINDS,
    Audio,
    Conversation,
    EditPair,
    PreferencePair,
    Span,
    Speech,
    Text,
    Turn,
    Units,
    UnitSpec,
    part_from_row,
    part_to_row,
)

SPEC = UnitSpec("tiny", 25.0, 125, 1, True, 16_000, "0123456789abcdef")
HELLO = Text("hello")
SOUND = Audio(np.array([0.0, 0.5, -0.5], np.float32), 16_000)
UNITS = Units(np.array([3, 1, 2]), SPEC, np.array([1, 4, 2]))

times = st.floats(0, 1e6)
rates = st.integers(1, 768_000)
words = st.text(max_size=12)
samples = arrays(np.float32, st.integers(0, 20), elements=st.floats(-2, 2, width=32))
audios = st.builds(Audio, samples, rates)
spans = st.tuples(words, times, times).map(lambda drawn: Span(drawn[0], *sorted(drawn[1:])))
specs = st.builds(
    UnitSpec, words, st.floats(0.1, 500), st.integers(1, 2**16), st.integers(1, 8), st.booleans(), rates, words
)


@st.composite
def unit_rows(draw):
    spec = draw(specs)
    ids = draw(arrays(np.int32, st.integers(0, 10), elements=st.integers(0, spec.size - 1)))
    frames = draw(st.none() | arrays(np.int32, len(ids), elements=st.integers(1, 2**31 - 1)))
    return Units(ids, spec, frames)


texts = st.builds(Text, words, st.sampled_from(TEXT_KINDS))
speeches = st.builds(Speech, unit_rows(), st.none() | audios) | st.builds(Speech, st.none(), audios)
part_lists = st.lists(texts | speeches, min_size=1, max_size=3).map(tuple)


def turns(role):
    return st.builds(Turn, st.just(role), part_lists)


@st.composite
def conversations(draw, counts):
    opening = [draw(turns("system"))] if draw(st.booleans()) else []
    count = draw(counts)
    alone = count == 1 and draw(st.booleans())
    roles = ["assistant"] if alone else ["user", "assistant", "user", "assistant"][:count]
    meta = draw(st.dictionaries(words, words, max_size=3))
    return Conversation(tuple(opening + [draw(turns(role)) for role in roles]), draw(words), meta)


prompts = conversations(st.just(3))
preferences = st.builds(PreferencePair, prompts, turns("assistant"), turns("assistant"))
edits = st.builds(EditPair, words.filter(str.strip), speeches, speeches)

KINDS = {
    "Audio": (audios, Audio.to_row, Audio.from_row),
    "Span": (spans, Span.to_row, Span.from_row),
    "UnitSpec": (specs, UnitSpec.to_row, UnitSpec.from_row),
    "Units": (unit_rows(), Units.to_row, Units.from_row),
    "Part": (texts | speeches, part_to_row, part_from_row),
    "Turn": (turns("user"), Turn.to_row, Turn.from_row),
    "Conversation": (conversations(st.integers(1, 4)), Conversation.to_row, Conversation.from_row),
    "EditPair": (edits, EditPair.to_row, EditPair.from_row),
    "PreferencePair": (preferences, PreferencePair.to_row, PreferencePair.from_row),
}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25)
@given(st.data())
def test_a_row_comes_back_equal_directly_by_json_and_by_arrow(kind, data):
    strategy, to_row, from_row = KINDS[kind]
    things = data.draw(st.lists(strategy, min_size=1, max_size=3))
    rows = [to_row(thing) for thing in things]
    by_arrow = pa.Table.from_pylist([{"row": row} for row in rows]).to_pylist()
    assert [from_row(row) for row in rows] == things
    assert [from_row(json.loads(json.dumps(row))) for row in rows] == things
    assert [from_row(line["row"]) for line in by_arrow] == things


def test_audio_keeps_every_bit_of_its_samples():
    odd = Audio(np.array([1e-45, 1 + 2**-23, -1 / 3, 3e38], np.float32), 16_000)
    back = Audio.from_row(json.loads(json.dumps(odd.to_row())))
    assert back.samples.tobytes() == odd.samples.tobytes() and back.samples.dtype == np.float32


def test_equal_things_have_equal_hashes_and_others_differ():
    for thing, other in [
        (SOUND, Audio(SOUND.samples, 8_000)),
        (UNITS, Units(UNITS.ids, SPEC)),
        (Speech(UNITS, SOUND), Speech(UNITS)),
        (Turn("user", (HELLO,)), Turn("user", (Text("hello", "heard"),))),
    ]:
        twin = type(thing).from_row(thing.to_row()) if not isinstance(thing, Speech) else Speech(UNITS, SOUND)
        assert twin == thing and hash(twin) == hash(thing) and other != thing
    assert SOUND != UNITS and UNITS != "units"


def test_length_of_a_sound_is_in_seconds():
    assert Audio(np.zeros(8_000), 16_000).length_s == 0.5


@pytest.mark.parametrize("array", [SOUND.samples, UNITS.ids, UNITS.frames])
def test_arrays_can_not_be_written(array):
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1


def test_arrays_are_copies_of_what_was_given():
    samples, ids, frames = np.zeros(3, np.float32), np.zeros(3, np.int32), np.ones(3, np.int32)
    audio, units = Audio(samples, 16_000), Units(ids, SPEC, frames)
    samples[0], ids[0], frames[0] = 1, 1, 2
    assert audio.samples[0] == 0 and units.ids[0] == 0 and units.frames[0] == 1


@pytest.mark.parametrize("thing, field", [(SOUND, "rate_hz"), (UNITS, "spec"), (SPEC, "size"), (HELLO, "text")])
def test_fields_can_not_be_set(thing, field):
    with pytest.raises(FrozenInstanceError):
        setattr(thing, field, None)


@pytest.mark.parametrize(
    "samples, rate_hz",
    [
        (np.zeros((2, 100)), 16_000),
        (np.float32(0.5), 16_000),
        ([0.0, np.nan], 16_000),
        ([np.inf], 16_000),
        ([0.0], 0),
        ([0.0], -8_000),
    ],
)
def test_what_is_no_sound_is_refused(samples, rate_hz):
    with pytest.raises(BadAudio):
        Audio(samples, rate_hz)


REFUSED = {
    "a span that ends before it starts": lambda: Span("a", 2.0, 1.0),
    "a span before the sound": lambda: Span("a", -0.1, 1.0),
    "a span that is no number": lambda: Span("a", float("nan"), 1.0),
    "no rate": lambda: replace(SPEC, rate_hz=0.0),
    "a rate that is no number": lambda: replace(SPEC, rate_hz=float("nan")),
    "no sample rate": lambda: replace(SPEC, sample_rate_hz=0),
    "no units to choose from": lambda: replace(SPEC, size=0),
    "no codebook": lambda: replace(SPEC, codebooks=0),
    "a unit one too high": lambda: Units([SPEC.size], SPEC),
    "a unit below zero": lambda: Units([-1], SPEC),
    "units in two rows": lambda: Units([[1, 2], [3, 4]], SPEC),
    "fewer counts than units": lambda: Units([1, 2], SPEC, [1]),
    "a unit that lasts no frame": lambda: Units([1, 2], SPEC, [1, 0]),
    "an unknown kind of text": lambda: Text("a", "sung"),
    "speech of nothing": lambda: Speech(),
    "an unknown role": lambda: Turn("narrator", (HELLO,)),
    "a turn of nothing": lambda: Turn("user", ()),
    "a blank instruction": lambda: EditPair(" \n", Speech(UNITS), Speech(UNITS)),
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_what_breaks_a_contract_is_refused(make):
    with pytest.raises(BadData):
        make()


def spoken_by(roles: str) -> tuple[Turn, ...]:
    names = {"s": "system", "u": "user", "a": "assistant"}
    return tuple(Turn(names[letter], (HELLO,)) for letter in roles)


@pytest.mark.parametrize("roles", ["u", "a", "sa", "ua", "sua", "uau", "suaua"])
def test_turns_in_order_are_accepted(roles):
    assert len(Conversation(spoken_by(roles)).turns) == len(roles)


@pytest.mark.parametrize("roles", ["", "s", "ss", "us", "sus", "uu", "aa", "au", "uaa", "ssua", "uasa", "aua"])
def test_turns_out_of_order_are_refused(roles):
    with pytest.raises(BadData):
        Conversation(spoken_by(roles))


@pytest.mark.parametrize("prompt, chosen, rejected", [("ua", "a", "a"), ("u", "u", "a"), ("u", "a", "u")])
def test_preferences_are_between_replies_to_a_user(prompt, chosen, rejected):
    with pytest.raises(BadData):
        PreferencePair(Conversation(spoken_by(prompt)), *spoken_by(chosen), *spoken_by(rejected))


CHANGED = {
    "tokenizer": "other",
    "rate_hz": 50.0,
    "size": 126,
    "codebooks": 2,
    "dedup": False,
    "sample_rate_hz": 24_000,
    "sha256": "f" * 16,
}


@pytest.mark.parametrize("field", SPEC.to_row())
def test_every_field_of_a_spec_counts(field):
    other = replace(SPEC, **{field: CHANGED[field]})
    assert other.fingerprint != SPEC.fingerprint
    with pytest.raises(UnitMismatch):
        SPEC.require(other, "shard 3")


def test_a_mismatch_names_both_sides_and_their_holder():
    other = replace(SPEC, tokenizer="hubert", size=500)
    with pytest.raises(UnitMismatch) as caught:
        SPEC.require(other, "shard 3")
    assert caught.value.found == f"shard 3 with units {other.label}" and SPEC.label in caught.value.wanted
    assert other.label != SPEC.label


def test_equal_units_pass():
    twin = UnitSpec.from_row(json.loads(json.dumps(SPEC.to_row())))
    SPEC.require(twin, "a twin")
    assert twin.fingerprint == SPEC.fingerprint
