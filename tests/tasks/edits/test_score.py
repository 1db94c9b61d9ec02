"""Scores: what is wanted of a measure, and what passes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.edit import Range
from speechwright.tasks.edits.score import (
    CLIPPING,
    GENDER,
    LEVELS_RMS,
    LOUDNESS,
    NOISE,
    PITCH,
    SPEED,
    TREBLE,
    UNITS,
    VOLUME,
    percent,
    semitones,
)

BEFORE = st.floats(60, 120)
SCORES = {name: EDITS[name].score for name in EDITS if EDITS[name].score is not None}
ADDED, REMOVED = {"do": "add"}, {"do": "remove"}


@given(BEFORE, st.floats(-12, 12))
def test_amounts_are_added_on_their_scales(before: float, amount: float) -> None:
    assert PITCH.wanted({"semitones": amount}, before) == before + amount
    assert VOLUME.wanted({"gain_db": amount}, before) == before + amount
    assert LOUDNESS.wanted({"lufs": amount}, before) == amount
    assert SPEED.wanted({"factor": 2 ** (amount / 12)}, before) == pytest.approx(before - percent(2 ** (amount / 12)))


@given(st.floats(50, 500), st.floats(-40, 40))
def test_hertz_are_added_as_hertz(hz: float, by_hz: float) -> None:
    wanted = PITCH.wanted({"by_hz": by_hz}, semitones(hz))
    assert wanted == pytest.approx(semitones(hz + by_hz), abs=1e-6)
    assert PITCH.wanted({"to_hz": hz}, 12.0) == pytest.approx(semitones(hz))


@pytest.mark.parametrize("name", LEVELS_RMS)
def test_classes_of_level_are_levels(name: str) -> None:
    assert VOLUME.wanted({"level": name}, -60.0) == pytest.approx(20 * math.log10(LEVELS_RMS[name]))


@given(BEFORE, st.floats(-6, 6), st.floats(-0.5, 0.5), st.sampled_from([1.0, 5.0]))
def test_what_is_near_enough_passes(before: float, amount: float, error: float, slack: float) -> None:
    passes = PITCH.passes({"semitones": amount}, before, before + amount + error, slack)
    assert passes == (abs(error) <= 0.15 * slack) or abs(abs(error) - 0.15 * slack) < 1e-6


@given(BEFORE, st.floats(-5, 5))
def test_where_only_the_way_is_known_the_other_way_and_none_fail(before: float, by: float) -> None:
    after = before + by
    assert NOISE.passes(ADDED, before, after) == (after - before >= NOISE.least)
    assert NOISE.passes(REMOVED, before, after) == (before - after >= NOISE.least)
    assert TREBLE.passes(ADDED, before, after) == (before - after >= TREBLE.least)
    assert CLIPPING.passes(ADDED, before, after) == (after > before)
    assert GENDER.passes({"to": "female"}, before, after) == (after > before)
    assert GENDER.passes({"to": "other"}, before, after)


@pytest.mark.parametrize("name", SCORES)
def test_every_score_has_a_unit_and_goes_by_the_amounts_of_its_edit(name: str) -> None:
    edit, score = EDITS[name], SCORES[name]
    assert score is not None and score.measure in UNITS
    for keys in edit.needs:
        amounts = {key: _least(edit.amounts[key]) for key in keys}
        wanted = score.wanted(amounts, -20.0)
        assert wanted is None or math.isfinite(wanted)
        assert wanted is not None or score.direction(amounts) in (-1, 0, 1)


def _least(allowed: object) -> float | str:
    if isinstance(allowed, Range):
        return max(allowed.low, 0.5)
    assert isinstance(allowed, tuple)
    return allowed[0]
