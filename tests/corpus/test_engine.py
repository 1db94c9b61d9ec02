"""However items are made, they come in order; the error of one is the build's."""

from functools import partial

import pytest

from speechwright.corpus.engine import Engine
from speechwright.errors import BadData, BadRecipe

ENGINES = [Engine(), Engine(workers=2), Engine("ray", 2)]


def square(offset: int, index: int) -> dict[str, object]:
    return {"index": index, "bytes": bytes([index % 256]), "list": [offset, index * index]}


def fail_at(bad: int, index: int) -> int:
    if index == bad:
        raise BadData(f"item {index}", "another", "leave it out")
    return index


@pytest.mark.parametrize("engine", ENGINES, ids=str)
def test_items_come_in_order_from_any_engine(engine: Engine) -> None:
    assert list(engine.run(partial(square, 3), range(5, 75))) == [square(3, i) for i in range(5, 75)]
    assert list(engine.run(partial(square, 3), range(5, 5))) == []


@pytest.mark.parametrize("engine", ENGINES[:2], ids=str)
def test_the_error_of_an_item_ends_the_run(engine: Engine) -> None:
    with pytest.raises(BadData, match="item 7"):
        list(engine.run(partial(fail_at, 7), range(20)))


@pytest.mark.parametrize(("name", "workers"), [("dask", 1), ("local", 0)])
def test_a_wrong_engine_is_refused(name: str, workers: int) -> None:
    with pytest.raises(BadRecipe, match="engine"):
        Engine(name, workers)  # type: ignore[arg-type]
