"""Timers, alarms, reminders and the hours of the clock."""

from __future__ import annotations

import numpy as np

from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.intent import Intent, Slots, between, pick
from speechwright.tasks.world.judging import copies, settles_on_number
from speechwright.tasks.world.numbers import amount, find_numbers, number_words

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PARTS = ("", "in the morning", "in the evening", "tomorrow", *(f"on {day}" for day in _DAYS))
_MINUTES = tuple(number_words(minute) for minute in range(10, 60, 5))
_CHORES = (
    "feed the cat",
    "water the plants",
    "call my mother",
    "wash the car",
    "take the bus",
    "buy some milk",
    "clean the kitchen",
    "walk the dog",
    "bake a cake",
    "pay the bill",
    "empty the bin",
    "cook dinner",
    "pack my bag",
    "read a book",
    "take my medicine",
    "visit the dentist",
    "charge my phone",
    "go to bed",
    "drink some water",
    "lock the door",
    "iron my shirts",
    "do my homework",
    "tidy my bedroom",
    "post the letter",
    "mend the fence",
)


def _draw_duration(rng: np.random.Generator) -> Slots:
    kind = pick(rng, ("minutes", "minutes", "minutes", "seconds", "hours", "both", "both"))
    if kind == "both":
        return {"time": f"{amount(between(rng, 1, 9), 'hour')} and {amount(between(rng, 1, 59), 'minute')}"}
    if kind == "seconds":
        return {"time": amount(5 * between(rng, 1, 18), "second")}
    return {"time": amount(between(rng, 1, 60), "minute") if kind == "minutes" else amount(between(rng, 1, 12), "hour")}


def _clock_time(rng: np.random.Generator) -> str:
    hour = number_words(between(rng, 1, 12))
    forms = (f"{hour} o'clock", f"half past {hour}", f"quarter past {hour}", f"quarter to {hour}")
    return pick(rng, forms + tuple(f"{hour} {minutes}" for minutes in _MINUTES))


def _draw_alarm(rng: np.random.Generator) -> Slots:
    return {"time": f"{_clock_time(rng)} {pick(rng, _PARTS)}".strip()}


def _draw_reminder(rng: np.random.Generator) -> Slots:
    return {"chore": pick(rng, _CHORES), "time": _clock_time(rng)}


def _draw_shift(rng: np.random.Generator) -> Slots:
    hour = number_words(between(rng, 1, 12))
    count, side = amount(between(rng, 1, 6), "hour"), pick(rng, ("after", "before"))
    return {"count": count, "side": side, "time": f"{hour} o'clock"}


def _shifted_hour(slots: Slots) -> int:
    count, hour = find_numbers(slots["count"].split() + slots["time"].split())
    return (hour + (count if slots["side"] == "after" else -count) - 1) % 12 + 1


def _shifted_time(slots: Slots) -> str:
    return f"{number_words(_shifted_hour(slots))} o'clock"


TIMER = Intent(
    "timer",
    Wordings(
        train=(
            "set a timer for {time}.",
            "start a timer for {time}.",
            "please set a timer for {time}.",
            "timer for {time}.",
            "timer, {time}.",
            "set the timer to {time}.",
            "i need a timer for {time}.",
            "give me a timer for {time}.",
            "can you set a timer for {time}?",
            "could you start a timer for {time}?",
            "put {time} on the timer.",
        ),
        test=("please start a timer for {time}.", "i want a timer for {time}.", "can you put {time} on the timer?"),
    ),
    _draw_duration,
    answer=lambda slots: f"timer set for {slots['time']}.",
    check=lambda slots, answer: copies(answer, slots["time"]),
    combinations=60 + 18 + 12 + 9 * 59,
)
ALARM = Intent(
    "alarm",
    Wordings(
        train=(
            "set an alarm for {time}.",
            "wake me up at {time}.",
            "please wake me at {time}.",
            "alarm at {time}.",
            "alarm, {time}.",
            "set the alarm to {time}.",
            "i need an alarm at {time}.",
            "i want to get up at {time}.",
            "can you wake me at {time}?",
            "could you set an alarm for {time}?",
            "i have to wake up at {time}.",
        ),
        test=("please set an alarm for {time}.", "can you wake me up at {time}?", "i want an alarm at {time}."),
    ),
    _draw_alarm,
    answer=lambda slots: f"alarm set for {slots['time']}.",
    check=lambda slots, answer: copies(answer, slots["time"], _PARTS[1:] + _DAYS),
    combinations=12 * 14 * len(_PARTS),
)
REMINDER = Intent(
    "reminder",
    Wordings(
        train=(
            "remind me to {chore} at {time}.",
            "please remind me to {chore} at {time}.",
            "can you remind me to {chore} at {time}?",
            "set a reminder to {chore} at {time}.",
            "i have to {chore} at {time}, remind me.",
            "at {time}, remind me to {chore}.",
            "do not let me forget to {chore} at {time}.",
            "i must {chore} at {time}, please remind me.",
            "make a reminder to {chore} at {time}.",
        ),
        test=(
            "could you remind me to {chore} at {time}?",
            "please set a reminder to {chore} at {time}.",
            "at {time}, please remind me to {chore}.",
        ),
    ),
    _draw_reminder,
    answer=lambda slots: f"i will remind you to {slots['chore']} at {slots['time']}.",
    check=lambda slots, answer: (
        copies(answer, slots["time"]) and copies(answer.replace(slots["time"], ""), slots["chore"], _CHORES)
    ),
    combinations=len(_CHORES) * 12 * 14,
)
CLOCK_SHIFT = Intent(
    "clock_shift",
    Wordings(
        train=(
            "what time is it {count} {side} {time}?",
            "what time comes {count} {side} {time}?",
            "tell me the time {count} {side} {time}.",
            "which time is {count} {side} {time}?",
            "what is the time {count} {side} {time}?",
            "{count} {side} {time}, what time is that?",
            "what does the clock say {count} {side} {time}?",
            "i need the time {count} {side} {time}.",
            "give me the time {count} {side} {time}.",
        ),
        test=(
            "what time will it be {count} {side} {time}?",
            "please tell me the time {count} {side} {time}.",
            "{count} {side} {time} is what time?",
        ),
    ),
    _draw_shift,
    answer=lambda slots: f"that is {_shifted_time(slots)}.",
    check=lambda slots, answer: settles_on_number(
        answer, _shifted_hour(slots), find_numbers(slots["count"].split() + slots["time"].split())
    ),
    combinations=6 * 2 * 12,
    core=_shifted_time,
)
