"""What is said after a plan."""

from speechwright.bench.edits.texts import text_after
from speechwright.tasks.edits.compounds import transcript_of
from speechwright.tasks.edits.planner import make_plan

TEXT = "well um the old dog saw um the cat."


def after(instruction: str) -> str:
    transcript = transcript_of(TEXT)
    return text_after(transcript, make_plan(instruction, transcript).operations)


def test_words_go_come_and_change() -> None:
    assert after("delete the word well") == "um the old dog saw um the cat."
    assert after('replace "old" with "young"') == "well um the young dog saw um the cat."
    assert after('insert "really" after "well"') == "well really um the old dog saw um the cat."
    assert after("remove the filler words") == "well the old dog saw the cat."


def test_other_edits_leave_the_words() -> None:
    assert after("make it louder") == TEXT
