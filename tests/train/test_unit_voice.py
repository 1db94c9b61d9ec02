"""A unit voice learns what a voice says, and says it again after it was saved."""

from pathlib import Path

import numpy as np
import pytest

from speechwright.errors import BadData, BadModel, BadText
from speechwright.train.loop import LoopSettings
from speechwright.train.unit_voice import Pair, UnitVoiceTraining, train_unit_voice
from speechwright.types import UnitSpec
from speechwright.units.from_text import SETTINGS, UnitVoice, signs_of
from speechwright.units.tokenizer import collapse

SPEC = UnitSpec("mini", 25.0, 12, 1, True, 16_000, "0" * 64)
TRAINING = LoopSettings(steps=250, batch_frames=200, lr=3e-3, warmup_steps=10, precision="fp32", optimiser="muon")
SETTINGS_OF_IT = UnitVoiceTraining(width=32, sign_blocks=1, frame_blocks=1, training=TRAINING)


def spoken(text: str) -> np.ndarray:
    """A made-up voice: each letter two units, or one before a space; runs joined."""
    ids = [unit for sign, after in zip(text, text[1:] + " ", strict=True) for unit in _units(sign, after)]
    return collapse(np.array(ids, np.int32))[0]


def _units(sign: str, after: str) -> list[int]:
    first = "abcde ".index(sign) * 2
    return [first] if after == " " else [first, first + 1]


def pairs(num: int, seed: int) -> list[Pair]:
    rng = np.random.default_rng(seed)
    texts = ["".join(rng.choice(list("abcde "), int(rng.integers(2, 12)))) for _ in range(num)]
    return [(signs_of(text), spoken(text)) for text in texts]


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> UnitVoice:
    return train_unit_voice(pairs(200, 0), pairs(10, 1), SPEC, SETTINGS_OF_IT, tmp_path_factory.mktemp("run"))


def test_it_says_what_it_never_read_as_the_voice_would(voice: UnitVoice) -> None:
    texts = ["".join(np.random.default_rng(seed).choice(list("abcde "), 9)) for seed in range(100, 120)]
    right = [voice.say(text).ids.tolist() == spoken(text).tolist() for text in texts]
    assert np.mean(right) >= 0.9
    for text in texts:
        ids = voice.say(text).ids
        assert (ids[1:] != ids[:-1]).all() and voice.say(text).frames is None


def test_saved_is_reloaded(voice: UnitVoice, tmp_path: Path) -> None:
    voice.save(tmp_path)
    again = UnitVoice.load(tmp_path)
    assert again.spec == voice.spec and again.say("abc de") == voice.say("abc de")
    (tmp_path / SETTINGS).write_text("{}")
    with pytest.raises(BadModel, match="unit voice"):
        UnitVoice.load(tmp_path)


@pytest.mark.parametrize("text", ["", "Abc", "7 days", "naïve"])
def test_signs_that_it_does_not_know_are_refused(voice: UnitVoice, text: str) -> None:
    with pytest.raises(BadText):
        voice.say(text)


def test_units_that_repeat_are_refused(tmp_path: Path) -> None:
    repeated = UnitSpec("mini", 25.0, 12, 1, False, 16_000, "0" * 64)
    with pytest.raises(BadData, match="repeat"):
        train_unit_voice(pairs(3, 0), [], repeated, SETTINGS_OF_IT, tmp_path)
