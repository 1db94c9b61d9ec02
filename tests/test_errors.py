import inspect
import json

import pytest

from speechwright import errors
from speechwright.errors import SpeechwrightError

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_says_found_wanted_and_remedy_in_one_line(kind):
    error = kind("a file x.wav of 0 bytes", "a sound", "record it again")
    assert str(error) == "found a file x.wav of 0 bytes; wanted a sound; record it again"
    assert (error.found, error.wanted, error.remedy) == ("a file x.wav of 0 bytes", "a sound", "record it again")


@pytest.mark.parametrize("kind", KINDS)
def test_the_row_of_an_error_goes_through_json(kind):
    row = kind("f", "w", "r").to_row()
    own = {"candidates": []} if kind is errors.BadInstruction else {}
    assert json.loads(json.dumps(row)) == {"error": kind.__name__, "found": "f", "wanted": "w", "remedy": "r", **own}


@pytest.mark.parametrize("kind", KINDS)
def test_one_clause_catches_all_that_a_user_can_mend(kind):
    assert issubclass(kind, SpeechwrightError) and kind.__doc__
    assert kind is SpeechwrightError or kind.__bases__ == (SpeechwrightError,), "one level of inheritance"
