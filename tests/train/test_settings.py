"""Settings check themselves when they are made."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from speechwright.errors import BadRecipe
from speechwright.train.settings import LanguageSettings
from tests.train.makers import tiny_settings


@pytest.mark.parametrize(
    "changes",
    [
        {"steps": 0},
        {"lr": 0.0},
        {"warmup_steps": 14},
        {"precision": "fp16"},
        {"weights": "some"},
        {"mask": "none"},
        {"learning_rate": 1.0},
        {"device": "tpu"},
    ],
    ids=str,
)
def test_what_can_not_be_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        tiny_settings(**changes)


def test_an_adapter_checks_itself() -> None:
    with pytest.raises(BadRecipe):
        tiny_settings(lora={"rank": 0})


def test_they_go_to_json_and_back() -> None:
    chosen = tiny_settings(weights="lora", lora={"rank": 4}, betas=(0.8, 0.9), piece_tokens=7)
    assert LanguageSettings.model_validate_json(chosen.model_dump_json()) == chosen
