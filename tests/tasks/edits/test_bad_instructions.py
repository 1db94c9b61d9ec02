"""Instructions that nobody can follow: each is one clear line of one kind, whatever is in it."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.asked import MOST_CHARACTERS
from speechwright.tasks.edits.check import check_plan
from speechwright.tasks.edits.planner import make_plan
from tests.tasks.edits.plans import SEASIDE, plan_in_short

OTHER_LANGUAGES = {
    "German": ("lösche das Wort sehr", "Lösche um", "lauter", "füge nach bright eine Pause ein"),
    "French": ("supprime le mot bright", "augmente le volume", "remplace harbour par port", "plus fort"),
    "Spanish": ("elimina la palabra bright", "baja el volumen", "más alto"),
    "Italian": ("cancella la parola bright", "rimuovi il rumore", "più forte"),
    "Portuguese": ("apague a palavra bright", "troque harbour por porto"),
    "Dutch": ("verwijder het woord bright", "haal de ruis weg"),
    "another language": (
        "删除最后一个词",
        "删除 bright",
        "brightを削除",
        "もっと大きく",
        "удали bright",
        "громче",
        "احذف الكلمة الأخيرة",
        "usuń słowo bright",
        "마지막 단어를 삭제해",
        "आखिरी शब्द हटाओ",
    ),
}
MIXED = ("make it lauter", "please supprime bright", "删除 the last word", "delete the last слово", "mute Zoë")
NOTHING_TO_SEE = (
    "",
    " ",
    "\n\t",
    "\u200b\ufeff",
    "\u3000",
    "...",
    "?!",
    "---",
    "“”",
    '""',
    "()",
    "👍",
    "\x00\x07",
    "'",
)
NO_CHANGE = (
    "do nothing",
    "Don't do anything!",
    "nothing",
    "no changes",
    "leave it as it is",
    "never mind",
    "make it 0 dB louder",
    "speed up by 0 percent",
    "insert a pause of 0 seconds after bright",
    "shift the pitch up by 0 semitones",
)
AMOUNTS = (
    "speed up by 900 percent",
    "slow down by 100 percent",
    "slow down by 150 percent",
    "make it 0 times faster",
    "slow down by 1/0",
    "speed up by 1/0 percent",
    "speed up by -20 percent",
    "make it -5 percent faster",
    "make it -2 times the volume",
    "make it louder by -6 dB",
    "lower the volume by +6 dB",
    "raise the pitch by -2 semitones",
    "raise the formants by -10 percent",
    "a 100 percent smaller throat",
    "raise the pitch by 1000 semitones",
    "raise the pitch to 1e9 Hz",
    "make it " + "9" * 400 + " dB louder",
    "delete the first " + "9" * 400 + " seconds",
    "repeat bright " + "9" * 400 + " times",
    "delete the " + "9" * 400 + "th word",
    "make it 1e400 percent faster",
    "make it NaN percent faster",
    "raise the pitch by inf semitones",
    "make it louder by infinity dB",
    "insert a pause of NaN seconds after bright",
    "insert a pause of 1e9 seconds after bright",
    "insert a pause of -1 seconds after bright",
    "repeat bright -1 times",
    "repeat bright 0 times",
    "fade out over -2 seconds",
    "normalise to +5 LUFS",
    "make it 1.2.3 dB louder",
)
SPANS = (
    "delete from 50 s to 60 s",
    "delete from 3 s to 1 s",
    "delete from -1 s to 2 s",
    "delete between 1e10 and 2e10 seconds",
    "mute the last 100 seconds",
    "delete from nan to inf seconds",
)
READ_ALL_THE_SAME = {
    "delete\x00 um": "delete um",
    "delete \udcff um": "delete um",
    "d\u200belete um 👍\r\n": "delete um",
    "🔊 louder": "louder",
    "make it ３ dB louder": "make it 3 dB louder",
    "make it ⅓ slower": "make it a third slower",
    "slow it down by 1/2": "slow it down by half",
    "replace bright with cafe\u0301": "replace bright with café",
    "slow it down by -20%": "slow it down by 20%",
    "+20 percent longer": "20 percent longer",
    "make it 5e-1 times as fast": "make it half as fast",
}


def refusal(instruction: str) -> BadInstruction:
    """Of any instruction: one short printable line with all its parts."""
    with pytest.raises(BadInstruction) as caught:
        make_plan(instruction, SEASIDE)
    error = caught.value
    assert error.found and error.wanted and error.remedy
    assert str(error).isprintable() and len(str(error)) < 700
    return error


@pytest.mark.parametrize(
    ("language", "instruction"), [(language, one) for language, all_ in OTHER_LANGUAGES.items() for one in all_]
)
def test_another_language_is_named(language: str, instruction: str) -> None:
    assert refusal(instruction).found == f"an instruction in {language}"


@pytest.mark.parametrize("instruction", [*MIXED, *SPANS])
def test_what_is_not_english_or_not_there_is_refused(instruction: str) -> None:
    assert "in another language" not in refusal(instruction).found


@pytest.mark.parametrize("instruction", NOTHING_TO_SEE)
def test_nothing_to_see_is_empty(instruction: str) -> None:
    assert refusal(instruction).found == "an empty instruction"


@pytest.mark.parametrize("instruction", NO_CHANGE)
def test_what_changes_nothing_is_no_plan(instruction: str) -> None:
    assert "asks for no change" in refusal(instruction).found


@pytest.mark.parametrize("instruction", AMOUNTS)
def test_an_amount_that_is_none_is_refused(instruction: str) -> None:
    refusal(instruction)


@pytest.mark.parametrize(("odd", "plain"), READ_ALL_THE_SAME.items())
def test_odd_signs_change_no_meaning(odd: str, plain: str) -> None:
    assert plan_in_short(odd) == plan_in_short(plain)


@pytest.mark.parametrize(
    "unit", ["delete um and ", "a", "9", "\n", "“", "and ", "insert a pause after bright then ", "é", "删", "not "]
)
def test_a_long_one_is_refused_with_what_is_the_most(unit: str) -> None:
    long = (unit * 100_000)[:100_000]
    assert refusal(long).wanted == f"at most {MOST_CHARACTERS}"
    refusal((unit * MOST_CHARACTERS)[:MOST_CHARACTERS])


def test_words_that_are_not_said_or_said_twice_have_candidates() -> None:
    assert refusal("delete harber").candidates == ("harbour",)
    assert refusal("make brigt louder").candidates[0] == "bright"
    many = refusal("delete very").candidates
    assert len(many) == 2 and all(" s)" in candidate for candidate in many)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=60), st.text("delete um -+1e9/%½,.;'\"“ \n\x00\u200b", max_size=40)))
def test_any_text_is_a_plan_or_one_clear_line(instruction: str) -> None:
    try:
        plan = make_plan(instruction, SEASIDE)
    except BadInstruction as error:
        assert error.found and error.wanted and error.remedy and "\n" not in str(error)
    else:
        numbers = [value for step in plan.operations for value in step.amounts.values() if isinstance(value, float)]
        assert check_plan(plan, SEASIDE) is plan and all(map(math.isfinite, numbers))
