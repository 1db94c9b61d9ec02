"""What would be lost by a guess keeps it from being one; what only says why does not."""

from __future__ import annotations

import pytest

from speechwright.tasks.edits.likeness import likeness
from speechwright.tasks.edits.losing import may_lose

_SAID = frozenset("boil some water".split())


def _loses(text: str, key: str = "volume/louder") -> bool:
    return may_lose(text, text, key, _SAID, likeness())


@pytest.mark.parametrize(
    "text",
    [
        "make ␣ louder if it is too quiet",
        "make everything louder except ␣",
        "make the ␣ louder",
        "make it louder and frobnicate it",
        "make the boil louder",
        "don't make ␣ louder",
        "make foo louder",
        "make ␣ and foo louder",
        "make that word louder",
        "make ␣ louder and remove the echo",
        "make the bass louder",
    ],
)
def test_nothing_that_may_matter_is_lost(text: str) -> None:
    assert _loses(text)


@pytest.mark.parametrize(
    "text",
    [
        "make ␣ louder",
        "the quarrelsome zookeeper was miles away , please make ␣ louder",
        "make ␣ louder ; my frobnicated grandmother came along",
        "make ␣ as loud as a zookeeper",
    ],
)
def test_what_only_says_why_may_be_anything(text: str) -> None:
    assert not _loses(text)
