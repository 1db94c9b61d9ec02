"""Measures follow what was done to a sound."""

import numpy as np
import pytest

from speechwright.corpus.edits.measures import (
    clipped_share,
    f0_range_octaves,
    floor_dbfs,
    lufs_of,
    median_f0_hz,
    pace_of,
    share_above_db,
    volume_of,
    warp_octaves,
)
from speechwright.dsp.psola import change_intonation, change_voice
from speechwright.types import Audio
from tests.corpus.edits.sides import spoken

SIDE = spoken()
SOUND = SIDE.sound_NC
RATE_HZ = SIDE.rate_hz


def audio(sound_NC: np.ndarray) -> Audio:
    return Audio(sound_NC[:, 0].astype(np.float32), RATE_HZ)


def test_levels_follow_a_gain() -> None:
    assert lufs_of(audio(SOUND / 2)) == pytest.approx(lufs_of(SIDE.audio) - 6.02, abs=0.05)
    rms = np.sqrt(np.mean(SOUND**2))
    assert [volume_of(audio(SOUND * level / rms)) for level in (0.03, 0.05, 0.085)] == ["low", "", "medium"]
    noisy = SOUND + 0.01 * np.random.default_rng(0).standard_normal(SOUND.shape)
    assert floor_dbfs(audio(noisy)) > floor_dbfs(SIDE.audio) + 20


def test_pitch_formants_and_melody_are_told_apart() -> None:
    higher = audio(change_voice(SOUND, RATE_HZ, 3.0, 1.0))
    assert 12 * np.log2(median_f0_hz(higher) / median_f0_hz(SIDE.audio)) == pytest.approx(3, abs=0.3)
    assert abs(warp_octaves(SIDE.audio, higher)) <= 0.04
    smaller = audio(change_voice(SOUND, RATE_HZ, 0.0, 1.15))
    assert warp_octaves(SIDE.audio, smaller) == pytest.approx(np.log2(1.15), abs=0.08)
    flat = audio(change_intonation(SOUND, RATE_HZ, 0.25))
    assert f0_range_octaves(flat) < 0.6 * f0_range_octaves(SIDE.audio)


def test_damage_is_measured() -> None:
    assert clipped_share(SIDE.audio) < clipped_share(audio(np.clip(SOUND, -0.1, 0.1)))
    dull = np.apply_along_axis(lambda row: np.convolve(row, np.ones(8) / 8, "same"), 0, SOUND)
    assert share_above_db(audio(dull), 3000) < share_above_db(SIDE.audio, 3000) - 3


def test_a_pace_has_its_class() -> None:
    assert pace_of(SIDE, 0, len(SOUND)) == "normal" and pace_of(SIDE, 0, 10) == ""
