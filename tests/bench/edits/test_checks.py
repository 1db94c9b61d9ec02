"""What was asked for is told from what was not, on sounds that were changed by a known amount."""

from pathlib import Path

import numpy as np
import pytest

from speechwright.bench.edits.checks import Check, check, wanted_pause_s
from speechwright.bench.edits.item import Goal
from speechwright.bench.edits.places import Whereabouts
from speechwright.dsp.background import add_noise
from speechwright.dsp.psola import change_intonation, change_pitch, change_tempo, stress
from tests.bench.edits.recordings import CODING, item, scene, sound, span_of, unmoved

RATE = CODING.rate_hz
RNG = np.random.default_rng(1)


def came(folder: Path, goal: Goal, made: np.ndarray, where: Whereabouts | None = None, target: str = "") -> Check:
    one = item(folder, "", goal, target=target)
    return check(scene(one, made, where), goal)


def silent(seconds: float) -> np.ndarray:
    return RNG.normal(scale=1e-4, size=(round(seconds * RATE), 2))


def pause_at(at_s: float, seconds: float) -> tuple[np.ndarray, Whereabouts]:
    at, extra = round(at_s * RATE), silent(seconds)
    made = np.concatenate([sound()[:at], extra, sound()[at:]])
    return made, Whereabouts([(0, at, at), (at, at, len(extra)), (at, len(sound()), len(sound()) - at)])


@pytest.mark.parametrize(
    "goal",
    [
        Goal("speed", {"factor": 1.5}),
        Goal("pitch", {"semitones": 2.0}),
        Goal("pitch", {"direction": -1.0}),
        Goal("intonation", {"factor": 0.5}),
        Goal("stress", {"strength": 1.0}, *span_of("bottle")),
        Goal("volume", {"gain_db": -6.0}),
        Goal("volume", {"level": "high"}),
        Goal("pause", {"seconds": 0.5}, span_of("bottle")[1], span_of("bottle")[1]),
        Goal("trim", {"ends": "both"}),
        Goal("delete", {}, words="very"),
        Goal("noise", {"do": "remove"}),
        Goal("loudness", {"lufs": -16.0}),
        Goal("fade", {"kind": "in", "seconds": 1.0}),
    ],
)
def test_doing_nothing_does_nothing(tmp_path: Path, goal: Goal) -> None:
    target = "the green bottle stands on the old wooden table in our kitchen" if goal.edit == "delete" else ""
    assert came(tmp_path, goal, sound(), unmoved(), target).passed is False


def test_tempo(tmp_path: Path) -> None:
    made = change_tempo(sound(), RATE, round(len(sound()) / 1.5))
    where = Whereabouts([(0, len(sound()), len(made))])
    found = came(tmp_path, Goal("speed", {"factor": 1.5}), made, where)
    assert found.passed and found.error == pytest.approx(0, abs=0.1)
    wrong = came(tmp_path, Goal("speed", {"factor": 0.7}), made, where)
    assert not wrong.passed and wrong.error == pytest.approx(100 * (1.5 / 0.7 - 1), abs=0.5)


def test_pitch_by_amount_by_direction_and_by_target(tmp_path: Path) -> None:
    made = change_pitch(sound(), RATE, 3.0)
    found = came(tmp_path, Goal("pitch", {"semitones": 3.0}), made, unmoved())
    assert found.passed and found.error == pytest.approx(0, abs=0.2)
    assert came(tmp_path, Goal("pitch", {"direction": 1.0}), made, unmoved()).passed
    assert not came(tmp_path, Goal("pitch", {"direction": -1.0}), made, unmoved()).passed
    assert came(tmp_path, Goal("pitch", {"to_hz": 40.0}), made, unmoved()).error > 3


def test_intonation_and_stress(tmp_path: Path) -> None:
    flat = change_intonation(sound(), RATE, 0.3)
    assert came(tmp_path, Goal("intonation", {"factor": 0.3}), flat, unmoved()).passed
    first, last = (round(at * RATE) for at in span_of("bottle"))
    loud = stress(sound(), RATE, first, last, 5.0, 2.0, 1.0)
    assert came(tmp_path, Goal("stress", {"strength": 1.0}, *span_of("bottle")), loud, unmoved()).passed


def test_level_of_a_part(tmp_path: Path) -> None:
    first, last = (round(at * RATE) for at in span_of("wooden"))
    made = sound().copy()
    made[first:last] *= 10 ** (6 / 20)
    found = came(tmp_path, Goal("volume", {"gain_db": 6.0}, *span_of("wooden")), made, unmoved())
    assert found.passed and found.error == pytest.approx(0, abs=0.01)
    assert not came(tmp_path, Goal("volume", {"gain_db": 6.0}, *span_of("kitchen")), made, unmoved()).passed


def test_pauses(tmp_path: Path) -> None:
    at_s = span_of("bottle")[1]
    made, where = pause_at(at_s, 0.5)
    goal = Goal("pause", {"seconds": 0.5}, at_s, at_s)
    found = came(tmp_path, goal, made, where)
    assert found.passed and found.error == pytest.approx(0, abs=0.01)
    assert came(tmp_path, goal, made, None).passed, "found by its neighbours"
    assert not came(tmp_path, Goal("pause", {"seconds": 3.0}, at_s, at_s), made, where).passed
    assert came(tmp_path, Goal("remove_pauses", {"longer_than_s": 0.2}), sound(), unmoved()).passed is None


def test_wanted_pauses() -> None:
    assert wanted_pause_s(0.8, {"longer_than_s": 0.5}) == 0
    assert wanted_pause_s(0.4, {"longer_than_s": 0.5}) == 0.4
    assert wanted_pause_s(0.4, {"factor": 0.5}) == 0.2
    assert wanted_pause_s(0.4, {"to_seconds": 1.0}) == 1.0
    assert wanted_pause_s(0.4, {"by_seconds": -1.0}) == 0.0


def test_trimmed_ends(tmp_path: Path) -> None:
    lead = round(0.25 * RATE)
    goal = Goal("trim", {"ends": "start"})
    assert came(tmp_path, goal, sound()[lead:]).passed
    assert not came(tmp_path, goal, sound()[lead:-lead]).passed, "the other end was to stay"


def test_words_that_go(tmp_path: Path) -> None:
    first, last = (round(at * RATE) for at in span_of("very"))
    made = np.concatenate([sound()[:first], sound()[last:]])
    target = "the green bottle stands on the old wooden table in our kitchen"
    assert came(tmp_path, Goal("delete", {}, words="very"), made, None, target).passed
    target = "the bottle stands on the very old wooden table in our kitchen"
    assert not came(tmp_path, Goal("delete", {}, words="green"), made, None, target).passed


def test_repair(tmp_path: Path) -> None:
    noisy = add_noise(sound(), RATE, 10.0, "pink", RNG)
    assert not came(tmp_path, Goal("noise", {"do": "remove"}), noisy).passed
    assert came(tmp_path, Goal("noise", {"do": "add"}), noisy).passed
    assert came(tmp_path, Goal("room", {"do": "remove"}), sound()).passed is None, "there is no room to remove"


def test_what_is_lost_has_not_been_changed(tmp_path: Path) -> None:
    """Somebody else's speech, in which the word is not found."""
    found = came(tmp_path, Goal("volume", {"gain_db": 6.0}, *span_of("wooden")), np.zeros_like(sound()))
    assert found.passed is False and "not found" in found.why
