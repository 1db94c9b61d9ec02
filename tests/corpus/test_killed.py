"""Killed twice with SIGKILL wherever it stands and run again, a build has the bytes of an unbroken one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from speechwright.corpus.build import build
from speechwright.corpus.engine import Engine
from tests.corpus import test_build as building
from tests.corpus.test_build import builder, files, run

ITEMS, ROWS_PER_SHARD = 360, 12
SCRIPT = """
import sys
from pathlib import Path
from speechwright.corpus import build as module
from speechwright.corpus.engine import Engine
from tests.corpus.test_killed import ITEMS, ROWS_PER_SHARD
from tests.corpus.test_build import builder, run
if __name__ == "__main__":
    module.ROWS_PER_SHARD = ROWS_PER_SHARD
    engine = Engine(sys.argv[2], int(sys.argv[3]))
    module.build(Path(sys.argv[1]), builder("chain", items=ITEMS), run(engine))
"""
HOME = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("unbroken")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building.building, "ROWS_PER_SHARD", ROWS_PER_SHARD)
        build(folder, builder("chain", items=ITEMS), run(Engine()))
    return files(folder)


def start(folder: Path, engine: str, workers: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", SCRIPT, str(folder), engine, str(workers)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=HOME, env=environment, stdout=quiet, stderr=quiet, start_new_session=True)


def shards(folder: Path) -> int:
    return len(list(folder.glob("part-*.parquet")))


def kill_after(folder: Path, process: "subprocess.Popen[bytes]", wanted: int, further_s: float) -> None:
    """SIGKILL to it and to all that it has started, once so many shards are there and a moment more has gone."""
    while shards(folder) < wanted:
        assert process.poll() is None, "the build ended before it could be killed"
        time.sleep(0.005)
    time.sleep(further_s)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize(("engine", "workers"), [("local", 1), ("local", 2), ("local", 4), ("ray", 2)])
def test_killed_twice_it_ends_with_the_same_bytes(
    engine: str, workers: int, unbroken: dict[str, bytes], tmp_path: Path
) -> None:
    rng = np.random.default_rng([len(engine), workers])
    for wanted in (int(rng.integers(1, 3)), int(rng.integers(4, 6))):
        kill_after(tmp_path, start(tmp_path, engine, workers), wanted, float(rng.uniform(0, 0.05)))
        finished = files(tmp_path)
        assert {name: unbroken[name] for name in finished} == finished and "card.json" not in finished
    assert start(tmp_path, engine, workers).wait() == 0
    assert files(tmp_path) == unbroken
