"""What is left out before it is spoken, and for which reason."""

import pytest

from speechwright.corpus.speakable import REASONS, why_not_spoken


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("see https://example.org/a for more", "address"),
        ("write to jane.doe@example.com today", "address"),
        ("<b>bold</b> words", "markup"),
        ("\\textbf{bold} words", "markup"),
        ("[a link](there)", "markup"),
        ("## A heading\nand words", "markup"),
        ("```\nprint(1)\n```", "code"),
        ("def add(a, b):\n    return a + b", "code"),
        ("for (int i = 0; i < n; i++) { sum(i); }", "code"),
        ("if a == b then", "code"),
        ("a | b | c\n1 | 2 | 3", "table"),
        ("name\tage\ttown\nann\t5\trome", "table"),
        ("Привет, мир", "other script"),
        ("你好", "other script"),
        ("--- ... !", "no words"),
        ("", "no words"),
    ],
)
def test_it_says_why(text: str, reason: str) -> None:
    assert why_not_spoken(text) == reason and reason in REASONS


@pytest.mark.parametrize(
    "text",
    [
        "Nothing is wrong with this one.",
        "It cost $5 (and 20 cents); she paid at 3:30 p.m.",
        "He let her know: the class is full!",
        "2 + 2 = 4",
        "12",
        "Crème brûlée & café au lait",
        "Either this | or that",
        "Import duties rose; from there, public opinion changed.",
        "well-known, i.e. said to be so...",
    ],
)
def test_what_people_read_aloud_is_spoken(text: str) -> None:
    assert why_not_spoken(text) is None
