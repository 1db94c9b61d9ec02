from pathlib import Path

import numpy as np
import pytest

from speechwright.audio.write import write_audio
from speechwright.errors import BadAudio, BadModel, UnknownName
from speechwright.infer.folder import ModelFolder
from speechwright.infer.voices import pick_voice
from speechwright.vocoder.mini import MiniDecoder
from tests.audio.sounds import pause
from tests.modelbox import VOICES, babble, model_box


@pytest.fixture(scope="module")
def decoder() -> MiniDecoder:
    found = ModelFolder(model_box()).decoder
    assert isinstance(found, MiniDecoder)
    return found


def test_a_name_is_a_stored_voice_and_none_the_first_of_them(decoder: MiniDecoder):
    for name in VOICES:
        found, vector = pick_voice(decoder, name)
        assert found == name and vector is decoder.voices()[name]
    assert pick_voice(decoder, None)[0] == min(VOICES)


def test_a_recording_is_its_own_voice(decoder: MiniDecoder, tmp_path: Path):
    write_audio(tmp_path / "me.flac", babble())
    for path in (tmp_path / "me.flac", str(tmp_path / "me.flac")):
        name, vector = pick_voice(decoder, path)
        assert name == str(path) and np.isfinite(vector).all() and vector.shape == decoder.voices()["ada"].shape


def test_an_unknown_voice_is_told_its_neighbours(decoder: MiniDecoder):
    with pytest.raises(UnknownName, match="did you mean ada"):
        pick_voice(decoder, "adda")
    with pytest.raises(UnknownName, match="choose one of ada, ben"):
        pick_voice(decoder, "xyz")


def test_recordings_that_can_not_be_used_are_refused(decoder: MiniDecoder, tmp_path: Path):
    write_audio(tmp_path / "silent.wav", pause())
    (tmp_path / "words.wav").write_text("no sound")
    for name in ("gone.wav", "silent.wav", "words.wav"):
        with pytest.raises(BadAudio):
            pick_voice(decoder, str(tmp_path / name))


def test_a_decoder_without_voices_needs_a_recording(decoder: MiniDecoder, tmp_path: Path):
    mute = MiniDecoder(decoder.nets, decoder.spec, {})
    with pytest.raises(BadModel, match="give a recording"):
        pick_voice(mute, None)
    write_audio(tmp_path / "me.wav", babble())
    assert pick_voice(mute, tmp_path / "me.wav")[1].shape == (8,)
