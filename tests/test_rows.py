"""Rows come back as what they were, and the datasets library opens and plays them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.errors import BadData, UnitMismatch
from speechwright.rows import (
    CONVERSATION_SCHEMA,
    SPEECH_SCHEMA,
    Provenance,
    conversation_from_row,
    conversation_to_row,
    spec_metadata,
)
from speechwright.shards import ShardWriter, open_shards
from speechwright.types import Audio, Conversation, Speech, Text, Turn, Units, UnitSpec

SPEC = UnitSpec("mini", 25.0, 125, 1, True, 16000, "ab" * 32)
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
texts = st.builds(Text, words, st.sampled_from(["plain", "heard", "answer"]))
speech = st.lists(st.integers(0, 124), max_size=9).map(lambda ids: Speech(Units(np.array(ids, np.int32), SPEC)))
turns = st.lists(texts | speech, min_size=1, max_size=4).map(tuple)


@st.composite
def conversations(draw: st.DrawFn) -> Conversation:
    roles = draw(st.sampled_from([["assistant"], ["user"], ["user", "assistant"], ["system", "user", "assistant"]]))
    meta = draw(st.dictionaries(words, words, max_size=2))
    return Conversation(tuple(Turn(role, draw(turns)) for role in roles), draw(words), meta)


@settings(max_examples=25)
@given(st.lists(conversations(), min_size=1, max_size=5))
def test_conversations_come_back_from_shards(
    tmp_path_factory: pytest.TempPathFactory, talks: list[Conversation]
) -> None:
    folder = tmp_path_factory.mktemp("talks")
    writer = ShardWriter(folder, CONVERSATION_SCHEMA, 3, spec_metadata(SPEC))
    for index, talk in enumerate(talks):
        writer.write(conversation_to_row(talk, SPEC, f"talk-{index}"))
    writer.finish({})
    data = open_shards(folder)
    assert [conversation_from_row(data[index], data.spec) for index in range(len(data))] == talks


def test_speech_that_the_shards_cannot_hold_is_refused() -> None:
    sound = Conversation((Turn("user", (Speech(audio=Audio(np.zeros(4, np.float32), 16000)),)),))
    with pytest.raises(BadData, match="without units"):
        conversation_to_row(sound, SPEC, "a")
    spoken = Conversation((Turn("user", (Speech(Units(np.array([1], np.int32), SPEC)),)),))
    with pytest.raises(BadData, match="without a UnitSpec"):
        conversation_to_row(spoken, None, "a")
    other = UnitSpec("mini", 25.0, 125, 1, True, 16000, "cd" * 32)
    with pytest.raises(UnitMismatch):
        conversation_to_row(spoken, other, "a")
    with pytest.raises(BadData, match="without a UnitSpec"):
        conversation_from_row(conversation_to_row(spoken, SPEC, "a"), None)


def test_the_datasets_library_opens_speech_shards(tmp_path: Path) -> None:
    import datasets

    data = io.BytesIO()
    soundfile.write(data, np.linspace(-0.5, 0.5, 800, dtype=np.float32), 16000, format="FLAC")
    writer = ShardWriter(tmp_path / "data", SPEECH_SCHEMA, 2)
    row = {"id": "a", "text": "hello", "voice": "v", "seed": 3, "source": "s", "licence": "CC0"}
    spans = [{"label": "hello", "start_s": 0.0, "end_s": 0.05}]
    for _ in range(3):
        audio = {"bytes": data.getvalue(), "path": "a.flac"}
        writer.write({**row, "audio": audio, "words": spans, "phonemes": None})
    writer.finish({})
    files = sorted(str(path) for path in (tmp_path / "data").glob("*.parquet"))
    table = datasets.load_dataset("parquet", data_files=files, split="train", cache_dir=str(tmp_path / "cache"))
    assert isinstance(table.features["audio"], datasets.Audio)
    table = table.cast_column("audio", datasets.Audio(decode=False))
    assert len(table) == 3 and table[2]["audio"]["bytes"] == data.getvalue() and table[0]["words"] == spans
    assert json.loads((tmp_path / "data" / "card.json").read_text())["unit_spec"] is None


def test_the_datasets_library_opens_conversations_with_their_sounds(tmp_path: Path) -> None:
    import datasets

    speech = Speech(Units(np.array([1, 2], np.int32), SPEC))
    talk = Conversation((Turn("user", (Text("say"), speech)), Turn("assistant", (speech,))))
    where = Provenance("world", "CC0", 7, ("flite:slt", "espeak:en-us"))
    writer = ShardWriter(tmp_path / "data", CONVERSATION_SCHEMA, 2, spec_metadata(SPEC))
    writer.write(conversation_to_row(talk, SPEC, "a", where, (b"one", b"two")))
    writer.write(conversation_to_row(talk, SPEC, "b", where))
    writer.finish({})
    files = [str(tmp_path / "data" / "part-00000.parquet")]
    table = datasets.load_dataset("parquet", data_files=files, split="train", cache_dir=str(tmp_path / "cache"))
    assert isinstance(table.features["audio"].feature, datasets.Audio)
    table = table.cast_column("audio", datasets.List(datasets.Audio(decode=False)))
    assert [sound["bytes"] for sound in table[0]["audio"]] == [b"one", b"two"] and table[1]["audio"] is None
    assert table[0]["voices"] == list(where.voices) and (table[0]["seed"], table[0]["licence"]) == (7, "CC0")
    assert conversation_from_row(open_shards(tmp_path / "data")[0], SPEC) == talk
