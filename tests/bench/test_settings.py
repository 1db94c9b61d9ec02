"""What can't be measured is refused before any work is done."""

from pathlib import Path
from typing import Any

import pytest

from speechwright.bench.settings import EvaluateSettings
from speechwright.errors import BadRecipe


@pytest.mark.parametrize(
    "wrong", [{"items": 0}, {"workers": 0}, {"seed": -1}, {"people": Path("no/such")}, {"texts": Path("no/such.txt")}]
)
def test_what_is_wrong_is_named(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadRecipe) as caught:
        EvaluateSettings(**wrong)
    assert next(iter(wrong)) in str(caught.value)


def test_the_row_is_plain(tmp_path: Path) -> None:
    row = EvaluateSettings(suites=("speed",), people=tmp_path).to_row()
    assert row["people"] == str(tmp_path) and row["suites"] == ["speed"] and row["texts"] is None
