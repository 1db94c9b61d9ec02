"""Conversations: each kind is what it says, and the bytes depend on the seed alone."""

from functools import partial
from pathlib import Path

import pytest

from speechwright.corpus.bank import VoicesSettings
from speechwright.corpus.converse import ConverseRun, ConverseSettings, build_conversations
from speechwright.corpus.sources.world import Requests, Words
from speechwright.corpus.speak import SpeakSettings, build_speech
from speechwright.errors import BadRecipe
from speechwright.road.data import encode
from speechwright.rows import conversation_from_row
from speechwright.shards import open_shards
from speechwright.tasks.spoken_form import spoken_form
from speechwright.types import Conversation, Speech, Text
from speechwright.units.mini import MiniTokenizer
from tests.modelbox import model_box

VOICES = (VoicesSettings(engine="espeak", share=1, names=("en-us", "en-gb")),)
SHAPES = {  # what the user gives, and what the reply holds
    "asr": ("ts", "t"),
    "asr-clips": ("ts", "t"),
    "tts": ("tt", "s"),
    "speech-speech": ("s", "tts"),
    "speech-text": ("s", "tt"),
    "text-speech": ("t", "ts"),
    "text-text": ("t", "t"),
    "direct": ("s", "s"),
}


def settings(kinds: dict[str, float], items: int = 6) -> ConverseSettings:
    texts = (Requests(share=1), Words(share=1))
    return ConverseSettings(items=items, kinds=kinds, texts=texts, listening=VOICES, speaking=VOICES)


def build(folder: Path, kinds: dict[str, float], run: ConverseRun, items: int = 6) -> list[Conversation]:
    units = model_box() / "units"
    spec = MiniTokenizer.load(units).spec
    build_conversations(folder, settings(kinds, items), partial(encode, units), spec, run)
    return [conversation_from_row(row, spec) for row in open_shards(folder)]


def letters(parts: tuple[object, ...]) -> str:
    return "".join("s" if isinstance(part, Speech) else "t" for part in parts)


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recordings") / "speech"
    build_speech(folder, SpeakSettings(items=3, texts=(Words(share=1),), voices=VOICES), 5, 1)
    return folder


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_each_kind_is_what_it_says(tmp_path: Path, kind: str, recordings: Path):
    for conversation in build(tmp_path / "c", {kind: 1.0}, ConverseRun(1, 1, ((recordings, 1.0),)), 3):
        user = [turn for turn in conversation.turns if turn.role == "user"]
        assert len(user) == 1 and conversation.turns[-1].role == "assistant"
        given = "".join(letters(turn.parts) for turn in conversation.turns[:-1])
        assert given[-1] == SHAPES[kind][0][-1] and letters(conversation.turns[-1].parts) == SHAPES[kind][1]


@pytest.mark.parametrize("kind", ["text", "units"])
def test_running_text_and_units_have_no_user(tmp_path: Path, kind: str):
    for conversation in build(tmp_path / "c", {kind: 1.0}, ConverseRun(1, 1), 2):
        assert letters(conversation.turns[0].parts) == {"text": "t", "units": "s"}[kind]
        assert [turn.role for turn in conversation.turns] == ["assistant"]


def test_recordings_that_are_there_are_written_down(tmp_path: Path, recordings: Path):
    texts = {row["text"] for row in open_shards(recordings)}
    for conversation in build(tmp_path / "c", {"asr-clips": 1.0}, ConverseRun(1, 1, ((recordings, 1.0),))):
        part = conversation.turns[-1].parts[0]
        assert isinstance(part, Text) and part.text in texts


@pytest.mark.parametrize("kind", ["asr-clips", "interleaved"])
def test_what_needs_recordings_is_refused_without_them(tmp_path: Path, kind: str):
    with pytest.raises(BadRecipe, match=f"{kind} without clips"):
        build(tmp_path / "d", {kind: 9.0, "text-text": 1}, ConverseRun(1, 1))
    assert not (tmp_path / "d").exists()


def test_sound_and_writing_by_turns(tmp_path: Path, recordings: Path):
    texts = {spoken_form(row["text"]) for row in open_shards(recordings)}
    for conversation in build(tmp_path / "c", {"interleaved": 1.0}, ConverseRun(1, 1, ((recordings, 1.0),))):
        parts = conversation.turns[0].parts
        assert " ".join(part.text for part in parts if isinstance(part, Text)) in texts
        assert isinstance(parts[0], Speech)


def test_bytes_do_not_depend_on_the_workers(tmp_path: Path):
    kinds = {"asr": 1.0, "tts": 1.0, "text-text": 1.0}
    one, two = build(tmp_path / "one", kinds, ConverseRun(1, 1)), build(tmp_path / "two", kinds, ConverseRun(1, 2))
    assert [conversation.to_row() for conversation in one] == [conversation.to_row() for conversation in two]
    assert build(tmp_path / "other", kinds, ConverseRun(2, 1)) != one


def test_text_alone_needs_no_tokenizer(tmp_path: Path):
    build_conversations(tmp_path / "c", settings({"text": 1.0, "text-text": 1.0}), None, None, ConverseRun(1, 1))
    shards = open_shards(tmp_path / "c")
    assert shards.spec is None and len(shards) == 6
    with pytest.raises(BadRecipe, match="asr without tokenizer"):
        build_conversations(tmp_path / "d", settings({"text": 1.0, "asr": 1.0}), None, None, ConverseRun(1, 1))
    assert not (tmp_path / "d").exists()


def test_an_intent_can_be_practised(tmp_path: Path):
    chosen = settings({"text-text": 1.0}, 40).model_copy(update={"practice": {"spell": 1.0}})
    build_conversations(tmp_path / "c", chosen, None, None, ConverseRun(1, 1))
    for row in open_shards(tmp_path / "c"):
        assert "spell" in row["turns"][1]["parts"][0]["text"] or "letter" in row["turns"][1]["parts"][0]["text"]
    with pytest.raises(ValueError, match="no intent 'juggle'"):
        ConverseSettings.model_validate({**chosen.model_dump(), "practice": {"juggle": 0.1}})
