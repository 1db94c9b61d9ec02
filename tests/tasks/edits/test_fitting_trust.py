"""Trust is fitted so that what is like what was right is trusted."""

from __future__ import annotations

from speechwright.tasks.edits.accepting import SIGNS, signs_of
from speechwright.tasks.edits.fitting_trust import fit_trust
from speechwright.tasks.edits.likeness import likeness

_WORDINGS = {
    "volume/louder": ["make {place} louder", "raise the volume of {place}", "turn it up please"],
    "noise/remove": ["remove the hum", "get the hiss out of {place}", "clean the background noise"],
    "speed/slower": ["slow {place} down", "speak slower in {place}"],
}
_IMPOSSIBLE = [
    "make {place} louder and put music under it",
    "remove the hum and the echo and then translate it",
    "turn it up and slow it down and sing it",
]


def test_what_was_right_is_trusted() -> None:
    known = likeness()
    weights_S = fit_trust(known, _WORDINGS, _IMPOSSIBLE * 5)
    assert weights_S.shape == (len(SIGNS) + 1,)

    def trust(text: str) -> float:
        key = next(iter(known.probable(text)))
        return float(signs_of(text, text, key, known) @ weights_S[:-1] + weights_S[-1])

    assert trust("make ␣ louder") > 0
