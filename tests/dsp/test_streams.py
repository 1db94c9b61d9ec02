"""What holds for every stream: cut as you like, as long as before, input untouched, silence stays, channels alike."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speechwright.dsp.average_speech import LongTerm
from speechwright.dsp.bandwidth import unmuffle, widen
from speechwright.dsp.channel import Clip, muffle, telephone
from speechwright.dsp.declip import ClipMeter, Clipping, declip
from speechwright.dsp.level import fade_in, fade_out, gain_on_span
from speechwright.dsp.loudness import Loudness, Peak
from speechwright.dsp.noise import reduce_noise
from speechwright.dsp.noise_profile import NoiseProfiler, profile_of
from speechwright.dsp.reverberation import Reverberation, RoomMeter, dereverberate
from speechwright.dsp.room import add_room, room_response
from speechwright.dsp.silence import Segmenter
from speechwright.dsp.spectra import Respectral
from speechwright.dsp.stream import Unchanged
from tests.dsp.sounds import RATE_HZ, cut, hiss, metered, through, voice

PROFILE = profile_of(hiss(), RATE_HZ)
MUFFLED = through(muffle(RATE_HZ, 1_000), voice())
LONG_TERM = metered(LongTerm(RATE_HZ), MUFFLED)
NARROW = metered(LongTerm(RATE_HZ), through(telephone(RATE_HZ), voice()))
RESPONSE = room_response(RATE_HZ, 0.3, 1.0, np.random.default_rng(0))
ROOM = Reverberation(
    RATE_HZ, 0.5, metered(RoomMeter(RATE_HZ), through(add_room(RATE_HZ, RESPONSE), voice())).predictor_FK
)

STREAMS = {
    "unchanged": Unchanged,
    "spectra as they are": lambda: Respectral(RATE_HZ, lambda spectra: spectra),
    "gain": lambda: gain_on_span(RATE_HZ, 6.0, 500, 9_000),
    "fade in": lambda: fade_in(100, 5_000),
    "fade out": lambda: fade_out(100, 5_000, "linear"),
    "noise": lambda: reduce_noise(PROFILE, 12.0),
    "room": lambda: add_room(RATE_HZ, RESPONSE),
    "less room": lambda: dereverberate(ROOM),
    "telephone": lambda: telephone(RATE_HZ),
    "muffle": lambda: muffle(RATE_HZ),
    "clip": lambda: Clip(0.1),
    "declip": lambda: declip(RATE_HZ, Clipping(0.2, 0.2, 0.1)),
    "unmuffle": lambda: unmuffle(PROFILE, LONG_TERM),
    "widen": lambda: widen(PROFILE, NARROW),
}
IDENTITIES = ("unchanged", "spectra as they are")
SOUND = voice(num_syllables=5, num_channels=2) * [1.0, 0.5] + hiss(
    length_s=len(voice(num_syllables=5)) / RATE_HZ, rms=1e-3
)

every_stream = pytest.mark.parametrize("make", STREAMS.values(), ids=STREAMS.keys())


@pytest.mark.parametrize("name", STREAMS)
def test_each_of_them_does_something(name):
    same = np.allclose(through(STREAMS[name](), SOUND), SOUND, atol=1e-12)
    assert same == (name in IDENTITIES)


@every_stream
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.integers(0, 24_000), max_size=6), end=st.integers(0, len(SOUND)))
def test_however_it_is_cut_the_same_samples_come_out(make, places, end):
    assert np.array_equal(through(make(), *cut(SOUND[:end], places)), through(make(), SOUND[:end]))


@every_stream
def test_sample_by_sample(make):
    short = SOUND[8_000:8_300]
    assert np.array_equal(through(make(), *cut(short, list(range(300)))), through(make(), short))


@every_stream
@pytest.mark.parametrize("num_samples", [0, 1, 2, 127, 128, 129, 8_191])
@pytest.mark.parametrize("num_channels", [1, 3])
def test_as_long_as_before(make, num_samples, num_channels):
    sound = hiss(length_s=1.0, num_channels=num_channels)[:num_samples]
    made = through(make(), sound)
    assert made.shape == sound.shape and made.dtype == np.float64 and np.isfinite(made).all()


@every_stream
def test_the_input_is_not_changed(make):
    given_sound = SOUND[:9_000].copy()
    stream = make()
    stream.push(given_sound)[:] = 7.0
    stream.finish()[:] = 7.0
    assert np.array_equal(given_sound, SOUND[:9_000])


@every_stream
def test_silence_stays_silence(make):
    assert not through(make(), np.zeros((20_000, 2))).any()


@every_stream
def test_like_channels_stay_alike(make):
    made = through(make(), np.repeat(SOUND[:, :1], 2, axis=1))
    assert np.array_equal(made[:, 0], made[:, 1])
    np.testing.assert_allclose(made[:, :1], through(make(), SOUND[:, :1]), atol=1e-9)


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 44_100, 192_000])
def test_at_any_rate(rate_hz):
    """From the first pass to the last sample, with a voice and background in three channels."""
    sound = hiss(rate_hz, 0.7, 0.01, 3) + voice(rate_hz, 4)[-round(0.7 * rate_hz) :]
    profile, power = metered(NoiseProfiler(rate_hz, 3), sound), metered(LongTerm(rate_hz), sound)
    room = Reverberation(rate_hz, 0.4, metered(RoomMeter(rate_hz), sound).predictor_FK)
    streams = [reduce_noise(profile), unmuffle(profile, power), widen(profile, power), dereverberate(room)]
    streams += [telephone(rate_hz), muffle(rate_hz), declip(rate_hz, Clipping(0.1, 0.1, 0.1))]
    streams += [add_room(rate_hz, room_response(rate_hz, 0.2, 1.0, np.random.default_rng(0)))]
    for stream in streams:
        made = through(stream, sound)
        assert made.shape == sound.shape and np.isfinite(made).all() and 0 < np.abs(made).max() < 20


METERS = {
    "loudness": lambda: Loudness(RATE_HZ, 2),
    "peak": lambda: Peak(RATE_HZ),
    "profile": lambda: NoiseProfiler(RATE_HZ, 2),
    "room": lambda: RoomMeter(RATE_HZ),
    "clipping": lambda: ClipMeter(RATE_HZ),
    "segments": lambda: Segmenter(RATE_HZ, 2),
    "long term": lambda: LongTerm(RATE_HZ),
}


def _found(meter, blocks):
    for block in blocks:
        meter.push(block)
    if isinstance(meter, Loudness):
        return [meter.lufs()]
    if isinstance(meter, Peak):
        meter.finish()
        return [meter.true_peak]
    found = meter.finish()
    return list(vars(found).values()) if hasattr(found, "__dict__") else [found]


@pytest.mark.parametrize("make", METERS.values(), ids=METERS.keys())
@settings(max_examples=5, deadline=None)
@given(places=st.lists(st.integers(0, 24_000), max_size=6))
def test_a_first_pass_finds_the_same_however_it_is_cut(make, places):
    for one, other in zip(_found(make(), cut(SOUND, places)), _found(make(), [SOUND]), strict=True):
        np.testing.assert_allclose(np.asarray(one), np.asarray(other), rtol=1e-9)


@pytest.mark.parametrize(
    "stream",
    [
        gain_on_span(RATE_HZ, 0.0),
        reduce_noise(PROFILE, 0.0),
        dereverberate(ROOM, 0.0),
        dereverberate(Reverberation(RATE_HZ, 0.0, ROOM.predictor_FK)),
        declip(RATE_HZ, Clipping(np.inf, np.inf, 0.0)),
        unmuffle(PROFILE, LONG_TERM, 0.0),
        unmuffle(PROFILE, metered(LongTerm(RATE_HZ), voice())),
        widen(PROFILE, metered(LongTerm(RATE_HZ), voice())),
    ],
)
def test_where_nothing_is_asked_nothing_is_done(stream):
    assert np.array_equal(through(stream, SOUND), SOUND)
