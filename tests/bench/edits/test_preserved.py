"""What should have stayed is told from what did not."""

from pathlib import Path

import numpy as np
import pytest

from speechwright.audio.pcm import PcmFile
from speechwright.bench.edits.item import Goal
from speechwright.bench.edits.places import Whereabouts
from speechwright.bench.edits.preserved import (
    duration_drift,
    f0_drift,
    is_preserved,
    jumps_at,
    natural_jumps,
    samples_kept,
    words_kept,
)
from speechwright.dsp.psola import change_pitch, change_tempo
from speechwright.metrics.joins import bounds, is_within
from tests.bench.edits.recordings import CODING, item, scene, sound, span_of, unmoved

RATE = CODING.rate_hz
VOLUME = Goal("volume", {"gain_db": 3.0}, *span_of("very"))


def test_the_same_sound_is_preserved_in_every_way(tmp_path: Path) -> None:
    same = scene(item(tmp_path, "", VOLUME), sound(), unmoved())
    assert is_preserved(same) and words_kept(same).heard_after == words_kept(same).heard_before == 13
    assert duration_drift(same) == 0 and f0_drift(same) == 0


def test_a_slower_and_a_higher_sound_drift(tmp_path: Path) -> None:
    slow = change_tempo(sound(), RATE, round(len(sound()) * 1.2))
    drifted = scene(item(tmp_path, "", VOLUME), slow, Whereabouts([(0, len(sound()), len(slow))]))
    assert duration_drift(drifted) == pytest.approx(20, abs=5)
    higher = scene(item(tmp_path, "", VOLUME), change_pitch(sound(), RATE, 2.0), unmoved())
    assert f0_drift(higher) == pytest.approx(2, abs=0.3)
    asked = scene(item(tmp_path, "", Goal("pitch", {"semitones": 2.0})), change_pitch(sound(), RATE, 2.0), unmoved())
    assert f0_drift(asked) is None, "no word is away from what was asked"


def test_a_lost_word_is_counted(tmp_path: Path) -> None:
    first, last = (round(at * RATE) for at in (span_of("old")[0], span_of("table")[1]))
    cut = np.concatenate([sound()[:first], sound()[last:]])
    lost = scene(item(tmp_path, "", VOLUME), cut, None)
    assert not is_preserved(lost) and words_kept(lost).heard_after <= words_kept(lost).heard_before - 3


def test_samples_are_counted_in_all_and_outside(tmp_path: Path) -> None:
    one = item(tmp_path, "", VOLUME)
    first, last = (round(at * RATE) for at in span_of("very"))
    made = sound().copy()
    made[first:last] *= 1.4
    path = tmp_path / "out.wav"
    seen = scene(one, made, unmoved())
    with PcmFile(one.sound) as before, PcmFile(path) as after:
        share, outside = samples_kept(seen, before, after)
        assert share == pytest.approx(1 - (last - first) / len(made), abs=1e-2) and outside == 1
        whole = scene(item(tmp_path, "", Goal("volume", {"gain_db": 3.0})), made, unmoved())
        assert samples_kept(whole, before, after)[1] is None


def test_what_comes_in_may_come_in_anywhere_in_its_gap(tmp_path: Path) -> None:
    """Behind the last word there is a pause: what is put in at its end leaves all that counts as outside alone."""
    at = len(sound()) - 10
    goal = Goal("pause", {"seconds": 0.5}, span_of("kitchen")[1], span_of("kitchen")[1])
    made = np.concatenate([sound()[:at], np.full((RATE // 2, 2), 1e-3), sound()[at:]])
    where = Whereabouts([(0, at - 2, at - 2), (at - 2, at + 2, RATE // 2 + 4), (at + 2, len(sound()), 8)])
    seen = scene(item(tmp_path, "", goal), made, where)
    with PcmFile(seen.item.sound) as before, PcmFile(tmp_path / "out.wav") as after:
        assert samples_kept(seen, before, after)[1] == 1.0


def test_a_click_is_no_natural_join(tmp_path: Path) -> None:
    at = round(span_of("wooden")[0] * RATE)
    made = np.concatenate([sound()[:at], np.zeros_like(sound()[: RATE // 5])])
    seen = scene(item(tmp_path, "", VOLUME), made, None)
    natural = natural_jumps(seen.before)
    assert natural and not is_within(jumps_at(seen.after, [at])[0], bounds(natural))
    assert jumps_at(seen.after, []) == []
