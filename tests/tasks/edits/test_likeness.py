"""What a clause is like: saved as reloaded, sums of one, and senses that tell."""

from __future__ import annotations

import numpy as np
import pytest

from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.compounds import sample_transcripts
from speechwright.tasks.edits.cores import without_tail
from speechwright.tasks.edits.edit import Clause
from speechwright.tasks.edits.likeness import NOTHING, Likeness, features, likeness, stem
from speechwright.tasks.edits.outline import outline_of
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.places import ground_of


def test_saved_is_reloaded() -> None:
    model = likeness()
    again = Likeness.from_bytes(model.to_bytes())
    assert again.keys == model.keys and again.vocabulary == model.vocabulary and again.plain == model.plain
    assert again.trust_S.tolist() == model.trust_S.tolist()
    for text in ("make ␣ louder", "could you get rid of the hum in ␣"):
        ours, theirs = model.probable(text), again.probable(text)
        assert ours.keys() == theirs.keys()
        assert all(abs(ours[key] - theirs[key]) < 1e-3 for key in ours)
        assert abs(model.is_single(text) - again.is_single(text)) < 1e-3


def test_probabilities_add_up_to_one_and_come_in_order() -> None:
    shares = list(likeness().probable("make ␣ louder").values())
    assert abs(sum(shares) - 1) < 1e-6
    assert shares == sorted(shares, reverse=True)


def test_each_sense_has_a_key_and_plain_wordings() -> None:
    keys = [key for key in likeness().keys if key != NOTHING]
    assert {"/".join(key.split("/")[:2]) for key in keys} == {
        f"{name}/{sense.name}" for name in EDITS for sense in EDITS[name].senses
    }
    assert all(likeness().plain[key] for key in keys)


@pytest.mark.parametrize("text", ["translate ␣ into french", "put some music under ␣", "reverse ␣"])
def test_what_no_edit_does_is_like_nothing(text: str) -> None:
    assert next(iter(likeness().probable(text))) == NOTHING


def test_held_out_wordings_are_mostly_known_by_their_words_alone() -> None:
    transcript, right, count = sample_transcripts()[1], 0, 0
    for name in EDITS:
        for sense in EDITS[name].senses:
            for at, wording in enumerate(sense.wordings.test):
                filled = sense.fill(wording, np.random.default_rng(at), transcript)
                text = outline_of(Clause(phrase_of(filled.text), ground_of(transcript))).text
                best = next(iter(likeness().probable(without_tail(text))))
                right += best.startswith(f"{name}/{sense.name}")
                count += 1
    assert right / count > 0.85


@pytest.mark.parametrize(("one", "other"), [("slowed", "slowly"), ("louder", "loud"), ("pauses", "pause")])
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_two_requests_are_not_one() -> None:
    assert likeness().is_single("make ␣ louder") > 0.5
    assert likeness().is_single("make ␣ louder and then remove the noise from ␣") < 0.5


def test_order_of_neighbours_matters() -> None:
    assert features("not loud but soft") != features("not soft but loud")
