"""The judge: what it spells, what it reads once it knows words, and its folder."""

from pathlib import Path

import numpy as np
import pytest
import torch

from speechwright.alphabet.lexicon import Lexicon
from speechwright.alphabet.reading import read_words
from speechwright.asr.judge import WEIGHTS, Judge, JudgeNetwork, JudgeSettings
from speechwright.errors import BadModel
from speechwright.types import Audio

SOUND = Audio(np.random.default_rng(1).normal(scale=0.1, size=8000).astype(np.float32), 16_000)


def judge(lexicon: Lexicon | None) -> Judge:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(7)
        return Judge(JudgeNetwork(JudgeSettings(width=16, layers=1, heads=2, channels=4, kernel=5)), lexicon)


def test_words_change_what_is_heard_and_not_what_is_spelled():
    plain, knowing = judge(None), judge(Lexicon(["a word"]))
    assert plain.hear(SOUND) == plain.spell(SOUND) == knowing.spell(SOUND) != ""
    assert knowing.hear(SOUND) == read_words(plain.letters(SOUND), Lexicon(["a word"])) != plain.hear(SOUND)


@pytest.mark.parametrize("samples", [0, 4000])
def test_silence_says_nothing(samples: int):
    silence = Audio(np.zeros(samples, np.float32), 16_000)
    assert judge(None).hear(silence) == judge(Lexicon(["a word"])).hear(silence) == ""


@pytest.mark.parametrize("lexicon", [None, Lexicon(["a word"])])
def test_a_saved_judge_hears_the_same(lexicon: Lexicon | None, tmp_path: Path):
    judge(lexicon).save(tmp_path)
    once = Judge.load(tmp_path)  # weights are stored with 16 bits
    once.save(tmp_path / "again")
    assert Judge.load(tmp_path / "again").hear(SOUND) == once.hear(SOUND)
    assert (once.lexicon is None) == (lexicon is None)


def test_a_broken_folder(tmp_path: Path):
    judge(None).save(tmp_path)
    (tmp_path / WEIGHTS).write_bytes(b"no weights")
    with pytest.raises(BadModel, match="judge"):
        Judge.load(tmp_path)
