"""What changes at a moment of speech."""

import numpy as np
import pytest

from speechwright.metrics.joins import FLOOR_DB, JoinMeter, Jump, bounds, is_within
from speechwright.types import Audio

RATE_HZ = 16_000


def pulses(f0_hz: float, length_s: float = 0.5, gain: float = 0.2) -> np.ndarray:
    """A buzz of that pitch."""
    phase = np.arange(round(length_s * RATE_HZ)) * f0_hz / RATE_HZ
    return gain * sum(np.cos(2 * np.pi * k * phase) for k in range(1, 20)) / 5


def meter(*parts: np.ndarray) -> JoinMeter:
    return JoinMeter(Audio(np.concatenate(parts).astype(np.float32), RATE_HZ))


def test_nothing_changes_within_a_steady_sound() -> None:
    jump = meter(pulses(120, 1.0)).jump(0.5)
    assert jump.level_db < 0.5 and jump.f0_semitones < 0.05 and jump.mel_db < 1


@pytest.mark.parametrize("gain_db", [-18.0, -6.0, 6.0])
def test_a_step_in_level(gain_db: float) -> None:
    jump = meter(pulses(120), 10 ** (gain_db / 20) * pulses(120)).jump(0.5)
    assert jump.level_db == pytest.approx(abs(gain_db), abs=0.7) and jump.f0_semitones < 0.2


@pytest.mark.parametrize("semitones", [-4.0, 2.0, 7.0])
def test_a_step_in_pitch(semitones: float) -> None:
    jump = meter(pulses(120), pulses(120 * 2 ** (semitones / 12))).jump(0.5)
    assert jump.f0_semitones == pytest.approx(abs(semitones), abs=0.4)


def test_noise_has_no_pitch_but_another_spectrum() -> None:
    noise = np.random.default_rng(1).normal(scale=0.1, size=RATE_HZ // 2)
    jump = meter(pulses(120), noise).jump(0.5)
    assert jump.f0_semitones == 0 and jump.mel_db > 5


def test_beyond_the_ends_there_is_silence() -> None:
    sound = meter(pulses(120))
    assert sound.before(0.0).level_dbfs == sound.after(0.5).level_dbfs == sound.after(9.0).level_dbfs == FLOOR_DB
    assert meter(np.zeros(RATE_HZ)).jump(0.5) == Jump(0, 0, 0)


def test_most_are_within_what_most_are_within() -> None:
    rng = np.random.default_rng(2)
    jumps = [Jump(*rng.exponential(size=3)) for _ in range(400)]
    within = np.mean([is_within(each, bounds(jumps)) for each in jumps])
    assert 0.83 < within < 0.9  # 0.95³, as the three are drawn apart
    assert not is_within(Jump(1, 2, 1), Jump(2, 1, 2)) and is_within(Jump(1, 1, 1), Jump(1, 1, 1))
