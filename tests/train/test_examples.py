"""Rendered shards are the renderings of their rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from speechwright.errors import BadData, UnitMismatch
from speechwright.masks import Mask
from speechwright.rows import CONVERSATION_SCHEMA, conversation_to_row, spec_metadata
from speechwright.shards import Shards, ShardWriter, open_shards
from speechwright.train.examples import RenderedShards
from speechwright.types import Conversation, Speech, Text, Turn, Units, UnitSpec
from tests.train.makers import SPEC, grown_model


def talks(spec: UnitSpec = SPEC) -> list[Conversation]:
    speech = Speech(Units(np.array([1, 5, 3], np.int32), spec))
    asked, said = Turn("user", (speech,)), Turn("assistant", (Text("two", "heard"), Text("three", "answer"), speech))
    return [
        Conversation((asked, said)),
        Conversation((said,)),
        Conversation((Turn("system", (Text("be"),)), asked, said)),
    ]


def written(folder: Path, spec: UnitSpec, conversations: list[Conversation]) -> Shards:
    writer = ShardWriter(folder, CONVERSATION_SCHEMA, 2, spec_metadata(spec))
    for index, conversation in enumerate(conversations):
        writer.write(conversation_to_row(conversation, spec, f"talk-{index}"))
    writer.finish({})
    return open_shards(folder)


@pytest.mark.parametrize("mask", ["assistant", "prefix"])
def test_row_i_is_the_rendering_of_conversation_i(tmp_path: Path, mask: Mask) -> None:
    renderer = grown_model()[2]
    data = RenderedShards(written(tmp_path, SPEC, talks()), renderer, mask)
    assert len(data) == 3
    for index, conversation in enumerate(talks()):
        wanted, (ids, learned) = renderer.render(conversation, mask), data[index]
        assert np.array_equal(ids, wanted.ids) and np.array_equal(learned, wanted.learned)


def test_a_mask_of_its_own_goes_before_the_stages(tmp_path: Path) -> None:
    renderer = grown_model()[2]
    plain = talks()[1]
    asks, unknown = (Conversation(plain.turns, meta={"mask": mask}) for mask in ("text", "speech"))
    data = RenderedShards(written(tmp_path, SPEC, [plain, asks, unknown]), renderer)
    assert np.array_equal(data[1][1], renderer.render(plain, "text").learned) and data[0][1].all()
    with pytest.raises(BadData, match="'speech'"):
        data[2]


def test_units_can_weigh_less_than_words(tmp_path: Path) -> None:
    renderer = grown_model()[2]
    shards = written(tmp_path, SPEC, talks())
    (ids, plain), (_, weighed) = (
        RenderedShards(shards, renderer)[0],
        RenderedShards(shards, renderer, unit_weight=0.25)[0],
    )
    units = renderer.layout.is_unit(ids)
    assert (plain[units] > 0).any() and np.array_equal(weighed, np.where(units, 0.25, 1.0) * plain)


def test_shards_of_other_units_are_refused(tmp_path: Path) -> None:
    other = UnitSpec("toy", 25.0, 20, 1, True, 16000, "1" * 64)
    with pytest.raises(UnitMismatch, match="the shards in"):
        RenderedShards(written(tmp_path, other, talks(other)), grown_model()[2])


def test_a_row_that_can_not_be_rendered_is_named(tmp_path: Path) -> None:
    empty = Conversation((Turn("assistant", (Text(" "),)),))
    data = RenderedShards(written(tmp_path, SPEC, [*talks(), empty]), grown_model()[2])
    with pytest.raises(BadData, match=r"row 3 \('talk-3'\)"):
        data[3]
