"""The laws of a decoder, on small untrained nets: they don't hang on training."""

from pathlib import Path

import numpy as np
import pytest

from speechwright.audio.features import MelSpec
from speechwright.errors import BadAudio, BadModel, UnitMismatch
from speechwright.types import Audio, Units, UnitSpec
from speechwright.vocoder import DECODERS
from speechwright.vocoder.acoustic import AcousticSettings
from speechwright.vocoder.mini import SETTINGS, VOICES, WEIGHTS, DecoderNets, DecoderShape, MiniDecoder
from speechwright.vocoder.speaker import SpeakerSettings
from speechwright.vocoder.wave import WaveSettings
from tests.vocoder.makers import FRAME, SPEC, some_units, tiny_decoder, vowel


@pytest.mark.parametrize("seed", [0, 1])
def test_a_sound_is_as_long_as_its_units(seed: int) -> None:
    units, decoder = some_units(seed=seed), tiny_decoder()
    assert units.frames is not None
    audio = decoder.decode(units, decoder.voices()["ada"])
    assert len(audio.samples) == units.frames.sum() * FRAME and audio.rate_hz == decoder.rate_hz == 16_000
    assert np.abs(audio.samples).max() > 0


def test_without_counts_every_unit_gets_a_frame_or_more() -> None:
    decoder = tiny_decoder()
    audio = decoder.decode(some_units(counted=False), decoder.voices()["ada"])
    assert len(audio.samples) % FRAME == 0 and len(audio.samples) >= 12 * FRAME


def test_units_that_are_not_collapsed_last_one_frame() -> None:
    decoder = tiny_decoder(dedup=False)
    units = Units(np.array([0, 0, 2, 1], np.int32), decoder.spec)
    assert len(decoder.decode(units, decoder.voices()["bob"]).samples) == 4 * FRAME


def test_no_units_make_no_sound() -> None:
    decoder = tiny_decoder()
    assert not len(decoder.decode(Units(np.zeros(0, np.int32), SPEC), decoder.voices()["ada"]).samples)


def test_same_units_same_voice_same_samples() -> None:
    decoder = tiny_decoder()
    ada, bob = decoder.voices().values()
    assert decoder.decode(some_units(), ada) == decoder.decode(some_units(), ada)
    assert decoder.decode(some_units(), ada) != decoder.decode(some_units(), bob)
    assert decoder.decode(some_units(), ada) != decoder.decode(some_units(seed=1), ada)


def test_saved_is_reloaded(tmp_path: Path) -> None:
    decoder = tiny_decoder()
    decoder.save(tmp_path / "vocoder")
    again = MiniDecoder.load(tmp_path / "vocoder")
    assert again.spec == decoder.spec and list(again.voices()) == ["ada", "bob"]
    for name, voice in decoder.voices().items():
        np.testing.assert_array_equal(again.voices()[name], voice)
        for counted in (True, False):
            units = some_units(counted=counted)
            assert again.decode(units, voice) == decoder.decode(units, again.voices()[name])
    np.testing.assert_array_equal(again.speaker(vowel("low")), decoder.speaker(vowel("low")))


def test_other_units_are_refused() -> None:
    decoder = tiny_decoder()
    other = UnitSpec(**{**SPEC.to_row(), "sha256": "1" * 64})
    with pytest.raises(UnitMismatch, match="toy/3@25Hz#11111111"):
        decoder.decode(Units(some_units().ids, other), decoder.voices()["ada"])


def test_a_voice_of_another_shape_is_refused() -> None:
    with pytest.raises(AssertionError, match="voice"):
        tiny_decoder().decode(some_units(), np.zeros(5, np.float32))


def test_a_voice_is_taken_at_any_rate_and_level() -> None:
    decoder = tiny_decoder()
    vector = decoder.speaker(vowel("low"))
    assert vector.shape == (64,) and vector.dtype == np.float32
    quiet = Audio(vowel("low").samples * np.float32(0.05), 16_000)
    np.testing.assert_allclose(decoder.speaker(quiet), vector, atol=0.02)
    assert abs(decoder.speaker(Audio(vowel("low").samples, 32_000))[0] - vector[0] - np.log(2)) < 0.02


@pytest.mark.parametrize("num", [0, 4_000])
def test_silence_has_no_voice(num: int) -> None:
    with pytest.raises(BadAudio):
        tiny_decoder().speaker(Audio(np.zeros(num, np.float32), 16_000))


@pytest.mark.parametrize("name", [WEIGHTS, SETTINGS, VOICES])
@pytest.mark.parametrize("damage", ["gone", "cut", "noise"])
def test_a_broken_folder_is_refused(tmp_path: Path, name: str, damage: str) -> None:
    tiny_decoder().save(tmp_path)
    path = tmp_path / name
    data = path.read_bytes()
    path.unlink() if damage == "gone" else path.write_bytes(data[: len(data) // 2] if damage == "cut" else b"\x93noise")
    with pytest.raises(BadModel):
        MiniDecoder.load(tmp_path)


def test_weights_of_the_usual_shape_fit_in_12_megabytes() -> None:
    shape = DecoderShape(AcousticSettings(128), SpeakerSettings(), WaveSettings(MelSpec()))
    assert 2 * sum(weight.numel() for weight in DecoderNets(shape).state_dict().values()) <= 12_000_000


def test_the_table_leads_here() -> None:
    assert DECODERS["mini"] is MiniDecoder
