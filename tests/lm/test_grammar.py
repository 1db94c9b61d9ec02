"""The state machine of replies, driven token by token."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.errors import BadRecipe
from speechwright.lm.grammar import STATES, Guards, LoopWatch, ReplyMachine, bias_table
from tests.lm.makers import SPEC, mini

LM = mini()
LAYOUT = LM.layout
BIAS = bias_table(LAYOUT, LM.renderer.text, LAYOUT.first_unit + SPEC.size + 3)
USUAL = Guards()
WIDE = Guards(max_text_tokens=99, max_units=99)
FORMS = [
    None,
    ("plain",),
    ("speech",),
    ("heard", "answer"),
    ("answer", "speech"),
    ("plain", "speech"),
    ("heard", "answer", "speech"),
]


def spelled(text: str) -> list[int]:
    return LM.tokenizer.encode(text, add_special_tokens=False)


def written(ids: list[int]) -> str:
    return "".join(LM.tokenizer.convert_ids_to_tokens(ids))


def drive(machine: ReplyMachine, text: str) -> str:
    """What a machine makes of drawn tokens; every one must be allowed where it is drawn."""
    made = machine.start()
    for token in spelled(text):
        assert not machine.done, "a token was drawn after the end"
        assert BIAS[machine.state, token] == 0, f"{written([token])} in {STATES[machine.state]}"
        made += machine.advance(token)
    return written(made)


@pytest.mark.parametrize(
    ("sections", "drawn", "made"),
    [
        (None, "hi<|end|>", "hi<|end|>"),
        (None, "hi<|speech|><|u1|><|/speech|>", "hi<|speech|><|u1|><|/speech|><|end|>"),
        (None, "<|heard|>a<|answer|>b<|end|>", "<|heard|>a<|answer|>b<|end|>"),
        (("plain",), "hi<|speech|>", "hi<|end|>"),
        (("heard",), "a<|answer|>", "<|heard|>a<|end|>"),
        (("heard", "speech"), "a<|answer|><|u1|><|/speech|>", "<|heard|>a<|speech|><|u1|><|/speech|><|end|>"),
        (("heard", "answer"), "a<|end|>b<|end|>", "<|heard|>a<|answer|>b<|end|>"),
        (("plain", "speech"), "a<|end|><|u1|><|/speech|>", "a<|speech|><|u1|><|/speech|><|end|>"),
        (("speech",), "<|u1|><|/speech|>", "<|speech|><|u1|><|/speech|><|end|>"),
    ],
)
def test_marks_come_where_the_form_wants_them(sections, drawn: str, made: str):
    machine = ReplyMachine(LAYOUT, WIDE, sections)
    assert drive(machine, drawn) == made
    assert machine.done
    assert machine.stop == "end"


@pytest.mark.parametrize(
    ("guards", "sections", "drawn", "made", "stop"),
    [
        (Guards(max_text_tokens=2), None, "ab", "ab<|end|>", "max_text"),
        (Guards(max_text_tokens=2), ("heard", "answer"), "abcd", "<|heard|>ab<|answer|>cd<|end|>", "max_text"),
        (Guards(max_units=2), ("speech",), "<|u1|><|u2|>", "<|speech|><|u1|><|u2|><|/speech|><|end|>", "max_units"),
        (Guards(max_held=2), ("speech",), "<|u1|><|u1|>", "<|speech|><|u1|><|u1|><|/speech|><|end|>", "held"),
        (Guards(1, 1), ("answer", "speech"), "a<|u1|>", "<|answer|>a<|speech|><|u1|><|/speech|><|end|>", "max_text"),
    ],
)
def test_guards_close_what_is_open_and_the_first_is_named(guards, sections, drawn: str, made: str, stop: str):
    machine = ReplyMachine(LAYOUT, guards, sections)
    assert drive(machine, drawn) == made
    assert machine.done
    assert machine.stop == stop


@pytest.mark.parametrize("drawn", ["", "a", "a<|speech|>", "<|heard|>a", "<|speech|><|u1|>"])
def test_a_cut_closes_everything(drawn: str):
    machine = ReplyMachine(LAYOUT, WIDE, None)
    drive(machine, drawn)
    closing = written(machine.cut())
    assert closing == ("<|/speech|><|end|>" if "<|speech|>" in drawn else "<|end|>")
    assert machine.done
    assert machine.stop == "context"


@settings(max_examples=60)
@given(seed=st.integers(0, 10**6), sections=st.sampled_from(FORMS))
def test_any_allowed_draws_make_a_reply_that_parses_strictly(seed: int, sections):
    draws, machine = random.Random(seed), ReplyMachine(LAYOUT, Guards(6, 9), sections)
    ids = machine.start()
    while not machine.done:
        ids += machine.advance(int(draws.choice(np.flatnonzero(BIAS[machine.state] == 0))))
    parsed = LM.renderer.parse_reply(ids)
    assert parsed.reason == ""
    assert parsed.turn is not None
    if sections is not None:
        assert tuple(getattr(part, "kind", "speech") for part in parsed.turn.parts) == sections


def test_the_first_token_of_a_section_is_never_blank_nor_its_end():
    for state, name in enumerate(STATES):
        allowed = np.flatnonzero(BIAS[state] == 0)
        first = name == "start" or name.endswith("_first")
        assert first == (not {LAYOUT.end, LAYOUT.speech_end} & set(allowed.tolist()))
        if "speech" not in name:
            assert (spelled("a b")[1] in allowed) == (not first)
        assert allowed.max() < LAYOUT.first_unit + SPEC.size, "padded rows of the head are no tokens"


@pytest.mark.parametrize(
    "sections", [(), ("speech", "answer"), ("answer", "heard"), ("plain", "plain"), ("heard", "plain"), ("sung",)]
)
def test_forms_that_make_no_reply_are_refused(sections):
    with pytest.raises(BadRecipe, match="sections"):
        ReplyMachine(LAYOUT, WIDE, sections)


@pytest.mark.parametrize("limits", [{"max_units": 0}, {"max_text_tokens": 0}, {"max_repeat": 1}, {"max_held": 0}])
def test_guards_without_room_are_refused(limits):
    with pytest.raises(BadRecipe):
        Guards(**limits)


def told(units: list[int], guards: Guards = USUAL) -> tuple[int, str | None]:
    """After how many units the watch spoke up, and what it said."""
    watch = LoopWatch(guards)
    for index, unit in enumerate(units):
        if reason := watch.add(unit):
            return index + 1, reason
    return len(units), None


@settings(max_examples=40)
@given(seed=st.integers(0, 10**6), period=st.integers(2, 64), runs=st.integers(1, 3))
def test_a_phrase_over_and_over_is_a_loop_whatever_came_before_and_however_long_its_units_last(seed, period, runs):
    draws = random.Random(seed)
    phrase, lead = draws.sample(range(1000), period), [2000 + index for index in range(draws.randrange(20))]
    repeats = max(4, -(-32 // period))
    units = [unit for unit in lead + phrase * (repeats + 1) for _ in range(runs)]
    count, reason = told(units)
    assert reason == "loop"
    assert len(lead) + (repeats - 1) * period <= count / runs <= len(lead) + repeats * period + 1


@settings(max_examples=40)
@given(seed=st.integers(0, 10**6))
def test_speech_that_goes_on_is_no_loop(seed: int):
    draws = random.Random(seed)
    assert told([draws.randrange(50) for _ in range(600)])[1] is None


def test_a_phrase_said_three_times_is_no_loop():
    phrase = list(range(30))
    assert told(phrase * 3 + [99])[1] is None


def test_a_held_unit_is_not_taken_for_a_loop():
    assert told([1, 2] + [3] * 60 + [4], Guards(max_held=61))[1] is None
    assert told([1, 2] + [3] * 60 + [4], Guards(max_held=60)) == (62, "held")
