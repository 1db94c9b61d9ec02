"""However items are made, they come in order; the error of one is the build's."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from speechwright.corpus.engine import CHUNKS_A_WORKER, ITEMS_AT_ONCE, Engine
from speechwright.errors import BadData, BadRecipe, NoAnswer

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


def kill_at(bad: int, index: int) -> int:
    if index == bad:
        os.kill(os.getpid(), signal.SIGKILL)
    return index


def test_a_killed_worker_ends_the_run_and_is_named() -> None:
    with pytest.raises(NoAnswer, match="worker process"):
        list(Engine(workers=2).run(partial(kill_at, 7), range(200)))


def note(folder: Path, index: int) -> int:
    (folder / str(index)).touch()
    return index


def test_no_more_is_made_than_is_soon_taken(tmp_path: Path) -> None:
    made = Engine(workers=2).run(partial(note, tmp_path), range(10_000))
    assert next(made) == 0
    time.sleep(1)
    assert len(list(tmp_path.iterdir())) <= ITEMS_AT_ONCE * (2 * CHUNKS_A_WORKER + 1)
    made.close()  # type: ignore[attr-defined]


def own_pid(index: int) -> int:
    time.sleep(0.001)
    return os.getpid()


SCRIPT = """
from speechwright.corpus.engine import Engine
from tests.corpus.test_engine import own_pid
if __name__ == "__main__":
    for pid in Engine(workers=2).run(own_pid, range(100_000)):
        print(pid, flush=True)
"""


def test_workers_end_with_a_killed_parent() -> None:
    command, home = [sys.executable, "-c", SCRIPT], Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pids = {int(parent.stdout.readline()) for _ in range(200)}
        parent.kill()
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < deadline, "workers without a parent live on"
        time.sleep(0.05)


@pytest.mark.parametrize(("name", "workers"), [("dask", 1), ("local", 0)])
def test_a_wrong_engine_is_refused(name: str, workers: int) -> None:
    with pytest.raises(BadRecipe, match="engine"):
        Engine(name, workers)  # type: ignore[arg-type]
