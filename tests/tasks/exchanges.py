"""Speech and items for the tests of this room."""

import numpy as np

from speechwright.tasks.chat import ChatItem, Form
from speechwright.tasks.items import ReadItem
from speechwright.tasks.world.request import draw_request
from speechwright.types import Audio, Speech


def speech(seed: int) -> Speech:
    """Speech that differs from seed to seed."""
    noise = np.random.default_rng(seed).normal(size=50).astype(np.float32)
    return Speech(audio=Audio(noise, 16_000))


def read_item(text: str = "the brave robin can whistle.") -> ReadItem:
    return ReadItem(text, speech(1))


def chat_item(form: Form, seed: int = 0) -> ChatItem:
    request = draw_request(np.random.default_rng(seed), "train")
    return ChatItem(form, request, request.answer, speech(2), speech(3))
