import numpy as np
import pytest

from speechwright.corpus.bank import VoiceBank, VoicesSettings
from speechwright.errors import BadRecipe, MissingExtra
from speechwright.tts import flite

FEMALE = VoicesSettings(engine="espeak", share=1, names=("en-us+f*",), held_out_percent=30)


def test_train_and_test_voices_are_apart() -> None:
    bank, rng = VoiceBank((FEMALE,)), np.random.default_rng(0)
    train, test = ({bank.draw(rng, split).name for _ in range(300)} for split in ("train", "test"))
    assert train and test and not train & test


def test_patterns_choose_and_leave_out() -> None:
    settings = VoicesSettings(engine="espeak", share=1, names=("en-us", "en-us+*"), without=("*+m*", "*+f*"))
    bank, rng = VoiceBank((settings,)), np.random.default_rng(0)
    names = {bank.draw(rng, "train").name for _ in range(300)}
    assert len(names) > 20 and all(name.startswith("en-us") and "+f" not in name and "+m" not in name for name in names)


def test_named_voices_are_held_out() -> None:
    bank = VoiceBank((VoicesSettings(engine="espeak", share=1, names=("en-us+f*",), held_out=("en-us+f3",)),))
    rng = np.random.default_rng(0)
    assert {bank.draw(rng, "test").name for _ in range(20)} == {"en-us+f3"}
    assert "en-us+f3" not in {bank.draw(rng, "train").name for _ in range(200)}


def test_no_voice_for_a_split_is_refused() -> None:
    bank = VoiceBank((VoicesSettings(engine="espeak", share=1, names=("en-us",)),))
    with pytest.raises(BadRecipe, match="test voice"):
        bank.draw(np.random.default_rng(0), "test")


def test_no_matching_voice_is_refused() -> None:
    with pytest.raises(BadRecipe):
        VoiceBank((VoicesSettings(engine="espeak", share=1, names=("nobody*",)),))


def test_an_engine_that_is_not_installed_is_named_or_allowed_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flite, "_library", lambda name: "libnothere.so")
    flite._open_library.cache_clear()
    missing = VoicesSettings(engine="flite", share=1)
    with pytest.raises(MissingExtra, match="flite"):
        VoiceBank((FEMALE, missing))
    bank = VoiceBank((FEMALE, missing.model_copy(update={"where_installed": True})))
    assert bank.missing == ("flite",)
    assert bank.draw(np.random.default_rng(0), "train").engine == "espeak"
    flite._open_library.cache_clear()
