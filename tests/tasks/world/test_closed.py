import numpy as np

from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.closed import closed_fact, fixed_reply

_WORDINGS = Wordings(("what colour is {thing}?",), ("which colour is {thing}?",))
_FACTS = {"snow": "white", "grass": "green", "a leaf": "green"}
_COLOURS = closed_fact("colours", _WORDINGS, "thing", _FACTS, "{thing} is {value}.")


def test_every_fact_is_asked_and_answered() -> None:
    rng = np.random.default_rng(0)
    asked = [_COLOURS.draw(rng) for _ in range(100)]
    assert {slots["thing"] for slots in asked} == set(_FACTS) and _COLOURS.combinations == 3
    assert _COLOURS.answer({"thing": "a leaf"}) == "a leaf is green."
    assert _COLOURS.core is not None and _COLOURS.core({"thing": "snow"}) == "white"


def test_the_rule_wants_the_value_and_nothing_else_of_the_table() -> None:
    asked = {"thing": "grass"}
    assert all(_COLOURS.check(asked, answer) for answer in ("Green!", "grass is green.", "i think that it is green"))
    assert not any(
        _COLOURS.check(asked, answer) for answer in ("white", "green or white", "a leaf is green.", "grass", "")
    )


def test_a_fixed_reply_accepts_its_phrases() -> None:
    thanks = fixed_reply(
        "thanks", Wordings(("thanks.",), ("thank you.",)), "you are welcome.", ("welcome", "no problem")
    )
    assert thanks.check({}, thanks.answer({})) and thanks.check({}, "no problem at all")
    assert not thanks.check({}, "problem") and thanks.core is None
