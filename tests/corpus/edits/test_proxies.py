"""Style and emotion: the planner refuses every wording as the learned editor's, and the sound goes the right way."""

import pytest

from speechwright.corpus.edits import proxies
from speechwright.corpus.edits.measures import f0_range_octaves, level_db
from speechwright.corpus.edits.proxies import EMOTIONS, PLAIN_EMOTION, PLAIN_STYLE, STYLES
from speechwright.corpus.split import Split
from tests.corpus.edits.sides import draw

NAMES = [("emotion", name, look.words) for name, look in EMOTIONS.items()]
NAMES += [("style", name, look.words) for name, look in STYLES.items()]
NAMES += [("emotion", "neutral", PLAIN_EMOTION), ("style", "normal", PLAIN_STYLE)]


@pytest.mark.parametrize("split", ["train", "test"])
@pytest.mark.parametrize(("edit", "name", "words"), NAMES, ids=lambda value: str(value))
def test_every_wording_is_refused_as_the_learned_editors(
    edit: str, name: str, words: tuple[str, ...], split: Split
) -> None:
    for seed in range(25):
        item = draw(seed, split)
        asked = proxies._asked(edit, name, words, item.real.transcript, item)
        assert asked is not None, f"seed {seed}"
        assert asked.plan.operations[0].amounts == {"to": name}


def test_a_whisper_has_no_melody_and_a_shout_is_louder() -> None:
    side = proxies.lowered(draw().real)
    sounds = {name: proxies._changed(side, look, draw().rng)[0].audio for name, look in STYLES.items()}
    assert level_db(sounds["shout"]) > level_db(side.audio) + 5
    assert f0_range_octaves(sounds["robot"]) < 0.5 * f0_range_octaves(side.audio)
    assert len(sounds["whisper"].samples) == len(side.audio.samples)
