import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.dsp.reverberation import RoomMeter, dereverberate
from speechwright.dsp.room import add_room, room_response
from tests.dsp.sounds import RATE_HZ, hiss, level_db, metered, si_sdr, through, voice

CLEAN = voice(num_syllables=24)


def response(rt60_s, distance_m=1.5, rate_hz=RATE_HZ, seed=3):
    return room_response(rate_hz, rt60_s, distance_m, np.random.default_rng(seed))


def in_room(rt60_s, distance_m=1.5, sound=CLEAN):
    return through(add_room(RATE_HZ, response(rt60_s, distance_m)), sound)


@settings(max_examples=20, deadline=None)
@given(st.floats(0.1, 2.0), st.floats(0.1, 10), st.sampled_from([8_000, 16_000, 44_100]), st.integers(0, 9))
def test_the_direct_sound_comes_first_with_gain_one_and_chance_is_drawn_from_the_generator(
    rt60_s, metres, rate_hz, seed
):
    made = response(rt60_s, metres, rate_hz, seed)
    assert made[0] == 1 and not made[1 : int(0.002 * rate_hz)].any()
    assert np.array_equal(made, response(rt60_s, metres, rate_hz, seed))
    assert not np.array_equal(made, response(rt60_s, metres, rate_hz, seed + 1))


@pytest.mark.parametrize("rt60_s", [0.3, 0.6, 1.2])
def test_the_tail_dies_away_in_the_asked_time(rt60_s):
    """Schroeder's backward integral, between 5 and 25 dB down, in the octave around 1 kHz."""
    spectrum = np.fft.rfft(response(rt60_s, 5.0), 4 * RATE_HZ)
    hz = np.fft.rfftfreq(4 * RATE_HZ, 1 / RATE_HZ)
    band = np.fft.irfft(spectrum * ((hz > 707) & (hz < 1_414)))[: int(rt60_s * RATE_HZ)]
    decay_db = 10 * np.log10(np.cumsum(band[::-1] ** 2)[::-1])
    decay_db -= decay_db[int(0.03 * RATE_HZ)]
    from_5, to_25 = (int(np.argmax(decay_db < level)) for level in (-5, -25))
    assert 3 * (to_25 - from_5) / RATE_HZ == pytest.approx(rt60_s, rel=0.25)


def test_farther_away_there_is_more_room():
    ratios = [np.sum(response(0.5, metres)[1:] ** 2) for metres in (0.3, 1.0, 3.0)]
    assert ratios[0] < ratios[1] < ratios[2]


@pytest.mark.parametrize("rt60_s", [0.3, 0.8])
def test_the_room_keeps_the_level_and_the_place(rt60_s):
    made = in_room(rt60_s)
    assert level_db(made) == pytest.approx(level_db(CLEAN), abs=2)
    likeness = np.correlate(made[:, 0], CLEAN[100:-100, 0], "valid")
    assert np.argmax(np.abs(likeness)) == 100


@pytest.mark.parametrize("rt60_s", [0.3, 0.5, 0.7, 1.0])
def test_the_room_is_heard(rt60_s):
    found = metered(RoomMeter(RATE_HZ), in_room(rt60_s) + hiss(length_s=len(CLEAN) / RATE_HZ, rms=1e-4)).rt60_s
    assert found == pytest.approx(rt60_s, rel=0.5)


def test_longer_decays_are_heard_as_longer():
    found = [metered(RoomMeter(RATE_HZ), in_room(rt60_s)).rt60_s for rt60_s in (0.2, 0.5, 1.0)]
    assert found[0] < found[1] < found[2]


@pytest.mark.parametrize("sound", [CLEAN, CLEAN + 1e-3 * hiss(length_s=len(CLEAN) / RATE_HZ), 0 * CLEAN])
def test_where_no_room_is_heard_nothing_is_done(sound):
    room = metered(RoomMeter(RATE_HZ), sound)
    assert room.rt60_s == 0 and np.array_equal(through(dereverberate(room), sound), sound)


@pytest.mark.parametrize("rt60_s", [0.3, 0.6, 1.0])
def test_less_room_is_nearer_to_the_dry_voice(rt60_s):
    sound = in_room(rt60_s)
    made = through(dereverberate(metered(RoomMeter(RATE_HZ), sound)), sound)
    assert si_sdr(CLEAN, made) > si_sdr(CLEAN, sound) + 0.1
    gaps = np.convolve(np.abs(CLEAN[:, 0]), np.ones(800), "same") == 0
    assert level_db(made[gaps]) < level_db(sound[gaps]) - 2, "the pauses ring less"
