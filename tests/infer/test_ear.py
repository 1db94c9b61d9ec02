"""The ear for requests: PocketSphinx that knows what one may ask."""

import numpy as np
import pytest

from speechwright.asr import RECOGNIZERS
from speechwright.asr.recognizer import spoken_words
from speechwright.errors import UnknownName
from speechwright.infer.ear import PRONUNCIATIONS, request_ear
from speechwright.tasks.wordings import Split
from speechwright.tasks.world.request import draw_request


@pytest.mark.parametrize("split", ["train", "test"])
def test_every_word_of_the_requests_can_be_heard(split: Split):
    rng = np.random.default_rng(7)
    words = {word for _ in range(5000) for word in spoken_words(draw_request(rng, split).text)}
    known = RECOGNIZERS["pocketsphinx"](phrases=["one"], pronunciations=PRONUNCIATIONS)
    assert known.missing_words(words) == ()


def test_a_name_that_is_no_recognizer_is_refused():
    with pytest.raises(UnknownName):
        request_ear("cupboard")
