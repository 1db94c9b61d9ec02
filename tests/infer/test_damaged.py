"""A hundred damaged files: each is heard and answered, or refused by name; nothing else happens."""

import numpy as np
import pytest

from speechwright import Speechwright
from speechwright.errors import BadAudio
from tests.audio.sounds import CODINGS, file_bytes
from tests.audio.test_read import damaged
from tests.modelbox import babble, model_box

NUM_FILES = 104


@pytest.fixture(scope="module")
def sw() -> Speechwright:
    return Speechwright.from_pretrained(model_box())


@pytest.mark.parametrize("coding", CODINGS)
def test_a_damaged_file_is_used_or_refused(coding: str, sw: Speechwright):
    data = file_bytes(coding, [babble(0.3)])
    outcomes = []
    for seed in range(NUM_FILES // len(CODINGS)):
        hurt = damaged(data, np.random.default_rng([seed, 2]))
        outcomes.append([_outcome(sw.transcribe, hurt), _outcome(sw.chat, hurt)])
    assert all(heard == answered for heard, answered in outcomes), "what is heard by one verb is heard by the other"
    assert len({heard for heard, _ in outcomes}) == 2, "some are used, some refused"


def _outcome(verb, data: bytes) -> bool:
    try:
        row = verb(data).to_row()
    except BadAudio as error:
        assert error.found and error.wanted and error.remedy
        return False
    assert isinstance(row.get("text", row.get("answer")), str)
    return True


@pytest.mark.parametrize("loudness", [0.02, 1.0, 32768.0, 9e5, 2e6, 1e30, 3e38])
def test_a_wrong_scale_is_heard_and_an_absurd_one_refused(loudness: float, sw: Speechwright):
    sound = babble(0.3)
    samples = sound.samples / np.abs(sound.samples).max() * np.float32(loudness)
    data = file_bytes("wav-float", [type(sound)(samples, sound.rate_hz)])
    assert _outcome(sw.transcribe, data) is _outcome(sw.chat, data) is (loudness < 1e6)
