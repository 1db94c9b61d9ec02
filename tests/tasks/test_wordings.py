import numpy as np
import pytest

from speechwright.errors import BadData
from speechwright.tasks import TASKS
from speechwright.tasks.spoken_form import spoken_form
from speechwright.tasks.wordings import SPLITS, Wordings


def test_a_draw_stays_in_its_split_and_reaches_all_of_it() -> None:
    wordings = Wordings(train=("one.", "two.", "three."), test=("four.", "five."))
    rng = np.random.default_rng(0)
    assert {wordings.draw(rng, "train") for _ in range(100)} == set(wordings.train)
    assert {wordings.draw(rng, "test") for _ in range(100)} == set(wordings.test)


def test_the_same_seed_draws_the_same() -> None:
    wordings = TASKS["asr"].wordings
    draws = [[wordings.draw(rng, split) for split in SPLITS * 20] for rng in map(np.random.default_rng, (7, 7, 8))]
    assert draws[0] == draws[1] != draws[2]


@pytest.mark.parametrize(
    ("train", "test"),
    [((), ("a.",)), (("a.",), ()), (("a.",), ("a.",)), (("a.", "a."), ("b.",)), (("a.", " "), ("b.",))],
)
def test_empty_blank_and_shared_wordings_are_refused(train: tuple[str, ...], test: tuple[str, ...]) -> None:
    with pytest.raises(BadData, match="wording"):
        Wordings(train, test)


def test_an_unknown_split_is_no_silent_test() -> None:
    with pytest.raises(AssertionError, match="dev"):
        Wordings(("a.",), ("b.",)).draw(np.random.default_rng(0), "dev")  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "number"), [("asr", 100), ("tts", 100), ("chat", 30)])
def test_each_task_has_enough_short_wordings_of_its_own(name: str, number: int) -> None:
    wordings = TASKS[name].wordings
    others = {wording for other in TASKS if other != name for wording in _all(TASKS[other].wordings)}
    assert len(_all(wordings)) >= number and len(wordings.test) >= number / 5
    for wording in _all(wordings):
        assert len(wording.split()) <= 10 and wording not in others
        assert spoken_form(wording) == wording


def _all(wordings: Wordings) -> tuple[str, ...]:
    return wordings.train + wordings.test
