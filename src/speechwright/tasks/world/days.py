"""Weekdays, months, seasons and dates."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import numpy as np

from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.closed import closed_fact
from speechwright.tasks.world.intent import Intent, Slots, between, pick
from speechwright.tasks.world.judging import settles_on
from speechwright.tasks.world.numbers import amount, find_numbers, ordinal_words

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple("january february march april may june july august september october november december".split())
_ORDINALS = tuple(ordinal_words(number) for number in range(1, 32))
_SEASONS = ("winter", "winter", *["spring"] * 3, *["summer"] * 3, *["autumn"] * 3, "winter")
_SIDES = ("after", "before")
_COMMON_YEAR = 2001  # the dates of a year without a leap day


def _moved(ring: Sequence[str], start: str, side: str, steps: int = 1) -> str:
    return ring[(ring.index(start) + (steps if side == "after" else -steps)) % len(ring)]


def _other(slots: Slots) -> str:
    """The side that was not asked for."""
    return _SIDES[1 - _SIDES.index(slots["side"])]


def _draw_day_next(rng: np.random.Generator) -> Slots:
    return {"side": pick(rng, _SIDES), "day": pick(rng, DAYS)}


def _day_next(slots: Slots) -> str:
    return _moved(DAYS, slots["day"], slots["side"])


def _draw_day_shift(rng: np.random.Generator) -> Slots:
    return {"count": amount(between(rng, 2, 6), "day"), **_draw_day_next(rng)}


def _day_shift(slots: Slots) -> str:
    return _moved(DAYS, slots["day"], slots["side"], find_numbers(slots["count"].split())[0])


def _draw_month_next(rng: np.random.Generator) -> Slots:
    return {"side": pick(rng, _SIDES), "month": pick(rng, MONTHS)}


def _month_next(slots: Slots) -> str:
    return _moved(MONTHS, slots["month"], slots["side"])


def _in_words(date: datetime.date) -> str:
    return f"the {_ORDINALS[date.day - 1]} of {MONTHS[date.month - 1]}"


def _draw_date(rng: np.random.Generator) -> Slots:
    date = datetime.date(_COMMON_YEAR, 1, 1) + datetime.timedelta(days=between(rng, 0, 364))
    return {"side": pick(rng, _SIDES), "date": _in_words(date)}


def _date_next(slots: Slots) -> str:
    ordinal, month = slots["date"].removeprefix("the ").split(" of ")
    date = datetime.date(_COMMON_YEAR, MONTHS.index(month) + 1, _ORDINALS.index(ordinal) + 1)
    return _in_words(date + datetime.timedelta(days=1 if slots["side"] == "after" else -1))


DAY_NEXT = Intent(
    "day_next",
    Wordings(
        train=(
            "what day comes {side} {day}?",
            "which day comes {side} {day}?",
            "what day is {side} {day}?",
            "which day is right {side} {day}?",
            "what is the day {side} {day}?",
            "tell me the day {side} {day}.",
            "name the day {side} {day}.",
            "which weekday comes {side} {day}?",
            "do you know the day {side} {day}?",
            "the day {side} {day} is what?",
        ),
        test=("which day is {side} {day}?", "please tell me the day {side} {day}.", "what weekday is {side} {day}?"),
    ),
    _draw_day_next,
    answer=lambda slots: f"{_day_next(slots)} comes {slots['side']} {slots['day']}.",
    check=lambda slots, answer: settles_on(answer, _day_next(slots), (*DAYS, _other(slots)), (slots["day"],)),
    combinations=14,
    core=_day_next,
)
DAY_SHIFT = Intent(
    "day_shift",
    Wordings(
        train=(
            "what day is {count} {side} {day}?",
            "which day is {count} {side} {day}?",
            "what day comes {count} {side} {day}?",
            "tell me the day {count} {side} {day}.",
            "what weekday is {count} {side} {day}?",
            "{count} {side} {day}, what day is that?",
            "name the day {count} {side} {day}.",
            "what is the day {count} {side} {day}?",
            "i need the day {count} {side} {day}.",
        ),
        test=(
            "which day comes {count} {side} {day}?",
            "please tell me the day {count} {side} {day}.",
            "{count} {side} {day} is what day?",
        ),
    ),
    _draw_day_shift,
    answer=lambda slots: f"that is {_day_shift(slots)}.",
    check=lambda slots, answer: settles_on(answer, _day_shift(slots), DAYS, (slots["day"],)),
    combinations=5 * 14,
    core=_day_shift,
)
MONTH_NEXT = Intent(
    "month_next",
    Wordings(
        train=(
            "what month comes {side} {month}?",
            "which month comes {side} {month}?",
            "what month is {side} {month}?",
            "which month is right {side} {month}?",
            "what is the month {side} {month}?",
            "tell me the month {side} {month}.",
            "name the month {side} {month}.",
            "do you know the month {side} {month}?",
            "the month {side} {month} is what?",
        ),
        test=(
            "which month is {side} {month}?",
            "please tell me the month {side} {month}.",
            "can you name the month {side} {month}?",
        ),
    ),
    _draw_month_next,
    answer=lambda slots: f"{_month_next(slots)} comes {slots['side']} {slots['month']}.",
    check=lambda slots, answer: settles_on(answer, _month_next(slots), (*MONTHS, _other(slots)), (slots["month"],)),
    combinations=24,
    core=_month_next,
)
SEASON = closed_fact(
    "season",
    Wordings(
        train=(
            "what season is {month} in?",
            "which season is {month} in?",
            "in which season is {month}?",
            "{month} is in which season?",
            "tell me the season of {month}.",
            "what is the season in {month}?",
            "what season is it in {month}?",
            "name the season of {month}.",
        ),
        test=("which season is it in {month}?", "{month} is in what season?", "please tell me the season of {month}."),
    ),
    "month",
    dict(zip(MONTHS, _SEASONS, strict=True)),
    "{month} is in {value}.",
)
DATE_NEXT = Intent(
    "date_next",
    Wordings(
        train=(
            "what date comes {side} {date}?",
            "which date comes {side} {date}?",
            "what date is {side} {date}?",
            "which date is right {side} {date}?",
            "what is the date {side} {date}?",
            "tell me the date {side} {date}.",
            "name the date {side} {date}.",
            "do you know the date {side} {date}?",
            "the date {side} {date} is what?",
        ),
        test=(
            "which date is {side} {date}?",
            "please tell me the date {side} {date}.",
            "can you name the date {side} {date}?",
        ),
    ),
    _draw_date,
    answer=lambda slots: f"it is {_date_next(slots)}.",
    check=lambda slots, answer: settles_on(
        answer, _date_next(slots).removeprefix("the "), _ORDINALS + MONTHS, (slots["date"],)
    ),
    combinations=2 * 365,
    core=_date_next,
)
