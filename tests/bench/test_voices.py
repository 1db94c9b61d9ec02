"""The voices of the tests are not those of training, and the packaged sentences can be spoken."""

import numpy as np

from speechwright.bench.settings import OPEN_SENTENCES
from speechwright.bench.voices import LISTENING
from speechwright.corpus.bank import VoiceBank
from speechwright.tasks.spoken_form import spoken_form, words_of


def test_no_test_voice_is_a_training_voice() -> None:
    bank, rng = VoiceBank(LISTENING), np.random.default_rng(0)
    drawn = {split: {bank.draw(rng, split).label for _ in range(400)} for split in ("train", "test")}
    assert not drawn["train"] & drawn["test"]
    assert len(drawn["test"]) > 30
    assert not any("whisper" in label or "robosoft" in label for label in drawn["train"] | drawn["test"])


def test_the_packaged_sentences_are_many_long_enough_and_speakable() -> None:
    lines = OPEN_SENTENCES.read_text("utf-8").splitlines()
    assert len(set(lines)) == len(lines) == 150
    for line in lines:
        assert words_of(spoken_form(line)) == words_of(line) and 8 <= len(words_of(line)) <= 22, line
