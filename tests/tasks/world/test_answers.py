"""Answers that a person knows, since a rule shares its arithmetic with the answer that it judges."""

import pytest

from speechwright.tasks.world import WORLD

_KNOWN = """
timer | time=two hours and five minutes | timer set for two hours and five minutes.
alarm | time=half past six on monday | alarm set for half past six on monday.
clock_shift | count=three hours, side=after, time=eleven o'clock | that is two o'clock.
clock_shift | count=one hour, side=before, time=one o'clock | that is twelve o'clock.
day_next | side=after, day=sunday | monday comes after sunday.
day_next | side=before, day=monday | sunday comes before monday.
day_shift | count=three days, side=after, day=friday | that is monday.
day_shift | count=two days, side=before, day=tuesday | that is sunday.
month_next | side=after, month=december | january comes after december.
month_next | side=before, month=may | april comes before may.
season | month=january | january is in winter.
date_next | side=after, date=the thirtieth of april | it is the first of may.
date_next | side=before, date=the first of march | it is the twenty eighth of february.
date_next | side=before, date=the first of january | it is the thirty first of december.
add | a=forty seven, b=twenty six | that is seventy three.
subtract | a=fifty two, b=nine | that is forty three.
times | a=seven, b=eight | that is fifty six.
divide | a=sixty three, b=seven | that is nine.
scale | kind=double, n=sixteen | that is thirty two.
scale | kind=twice, n=five | that is ten.
scale | kind=half of, n=thirty | that is fifteen.
convert | amount=three hours, unit=minutes | that is one hundred and eighty minutes.
convert | amount=two thousand metres, unit=kilometres | that is two kilometres.
convert | amount=one dozen, unit=eggs | that is twelve eggs.
convert | amount=three hundred years, unit=centuries | that is three centuries.
convert | amount=sixty seconds, unit=minutes | that is one minute.
count_up | first=nineteen, last=twenty two | nineteen, twenty, twenty one, twenty two.
count_down | first=three, last=zero | three, two, one, zero.
count_by | step=fives, first=ten, last=twenty five | ten, fifteen, twenty, twenty five.
number_next | side=before, n=forty | it is thirty nine.
number_next | side=after, n=ninety nine | it is one hundred.
bigger_number | kind=bigger, a=nineteen, b=ninety | ninety is bigger.
bigger_number | kind=smaller, a=nineteen, b=ninety | nineteen is smaller.
odd_even | n=seven, kind=even | no, seven is odd.
odd_even | n=zero, kind=even | yes, zero is even.
compare_things | kind=slower, a=a rocket, b=a snail | the snail is slower.
compare_things | kind=heavier, a=a book, b=a car | the car is heavier.
spell | word=lemon | l, e, m, o, n.
end_letter | which=last, word=lemon | it is n.
letter_next | side=before, letter=b | it is a.
letter_next | side=after, letter=l | it is m.
capital_of | country=peru | the capital of peru is lima.
country_of | city=new delhi | new delhi is in india.
continent_of | country=brazil | brazil is in south america.
language_of | country=austria | people in austria speak german.
animal_can | animal=a penguin, ability=fly | no, a penguin can not fly.
animal_can | animal=a penguin, ability=swim | yes, a penguin can swim.
opposite | word=cold | the opposite is hot.
plural | word=goose | the plural is geese.
past_tense | verb=catch | the past tense is caught.
rhyme | word=house | mouse rhymes with house.
how_many | part=sides, whole=a hexagon | a hexagon has six sides.
member | thing=a carrot, category=a fruit | a carrot is a vegetable, so no.
member | thing=milk, category=a drink | milk is a drink, so yes.
name_some | count=two, plural=metals | iron, copper.
repeat | phrase=the lemon is young | the lemon is young.
add_to_list | items=milk and honey | i added milk and honey to your list.
lights | state=off, room=garden | the garden light is off.
opening | action=shut, room=office, thing=door | the office door is shut.
reminder | chore=bake a cake, time=six ten | i will remind you to bake a cake at six ten.
"""


@pytest.mark.parametrize("line", _KNOWN.strip().splitlines())
def test_known_answers(line: str) -> None:
    name, slots, answer = line.split(" | ")
    assert WORLD[name].answer(dict(pair.split("=") for pair in slots.split(", "))) == answer


def test_known_answers_with_lists_in_their_slots() -> None:
    assert WORLD["reverse"].answer({"words": "lemon, quick, jump"}) == "jump, quick, lemon."
    assert WORLD["nth_word"].answer({"place": "last", "words": "lemon, quick, jump"}) == "the last word is jump."
    assert WORLD["nth_word"].answer({"place": "second", "words": "lemon, quick, jump"}) == "the second word is quick."
    assert WORLD["order_numbers"].answer({"numbers": "nine, forty and two"}) == "two, nine, forty."
    assert WORLD["odd_one_out"].answer({"things": "apple, tin or plum"}) == "tin does not belong."


@pytest.mark.parametrize(
    ("name", "slots", "right", "wrong"),
    [
        ("add", {"a": "two", "b": "three"}, "Two plus three is five!", "it is five or six"),
        ("capital_of", {"country": "france"}, "paris", "paris or rome"),
        ("name_some", {"count": "two", "plural": "fruits"}, "a plum and a mango", "a plum and a plum"),
        ("name_some", {"count": "two", "plural": "fruits"}, "lemon, melon", "lemon, carrot"),
        ("name_some", {"count": "two", "plural": "fruits"}, "lemon, melon", "lemon, melon, plum"),
        ("member", {"thing": "a carrot", "category": "a fruit"}, "no.", "no, a carrot is a bird."),
        ("compare_things", {"kind": "bigger", "a": "a bee", "b": "a whale"}, "a whale", "the bee, not the whale"),
        ("rhyme", {"word": "cat"}, "how about rat?", "cat"),
        ("repeat", {"phrase": "my shy fox"}, "My shy fox", "my shy fox fox"),
        ("spell", {"word": "fox"}, "f o x", "f, o, x, x."),
        ("add_to_list", {"items": "milk"}, "added milk", "i took milk off your list."),
        ("lights", {"state": "on", "room": "attic"}, "attic light on", "the attic light is off."),
        ("refuse_news", {"topic": "sport"}, "sorry, i can't read news", "sorry, i can not play music."),
        ("thanks", {}, "my pleasure", "what?"),
    ],
)
def test_rules_look_at_the_content(name: str, slots: dict[str, str], right: str, wrong: str) -> None:
    assert WORLD[name].check(slots, right) and not WORLD[name].check(slots, wrong)
