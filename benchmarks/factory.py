"""What the corpus factory costs, as ratios within one run. Needs the packaged model and eSpeak NG; no data.

    python benchmarks/factory.py [--items 600] [--parts stages,map,workers,memory,restart]

One JSON object a part:

    stages   speaking, the gate, units and writing, timed each; and what the factory adds to their sum
    map      the same functions by `datasets.map`, all in one or one after the other, over ours
    workers  two processes against one
    memory   peak of a build of 100,000 rows against one of 10,000
    restart  items that are made twice because a build was killed, in shards
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import datasets
import numpy as np
import torch
from pydantic import TypeAdapter

from speechwright.corpus import build as building
from speechwright.corpus import studio
from speechwright.corpus.bank import VoiceBank
from speechwright.corpus.build import Run, build, make
from speechwright.corpus.builders.builder import Builder, BuilderSettings
from speechwright.corpus.engine import Engine
from speechwright.corpus.gate import GateSettings, why_rejected
from speechwright.corpus.rejected import Rejected
from speechwright.corpus.studio import open_bank, with_margins
from speechwright.road.data import encode
from speechwright.shards import ShardWriter
from speechwright.threads import limit_threads
from speechwright.types import Audio, Row
from speechwright.units.mini import MiniTokenizer

UNITS = Path(str(files("speechwright") / "pretrained" / "mini" / "units"))
VOICES = [{"engine": "espeak", "share": 1, "names": ["en-us*", "en-gb*"]}]
RATE_HZ = 16_000


def instruction_speech(items: int, **changed: Any) -> Builder:
    row = {"kind": "cross-modal", "sources": [{"kind": "requests"}], "items": items, "gate": {}, "form": "spoken"}
    found: Builder = TypeAdapter(BuilderSettings).validate_python({**row, "listening": VOICES, **changed})
    return found


def written_talk(items: int) -> Builder:
    row = {"kind": "chain", "sources": [{"kind": "requests"}], "items": items, "forms": {"text-text": 1}}
    found: Builder = TypeAdapter(BuilderSettings).validate_python(row)
    return found


def run(workers: int = 1) -> Run:
    return Run(1, Engine(workers=workers), partial(encode, UNITS, None), MiniTokenizer.load(UNITS).spec)


def timed(work: Callable[[], Any]) -> float:
    start_s = time.perf_counter()
    work()
    return time.perf_counter() - start_s


@contextmanager
def clock(owner: Any, name: str, spent: dict[str, float], stage: str) -> Iterator[None]:
    """Adds what a function takes to `spent[stage]`."""
    function = getattr(owner, name)

    def clocked(*args: Any, **settings: Any) -> Any:
        start_s = time.perf_counter()
        try:
            return function(*args, **settings)
        finally:
            spent[stage] = spent.get(stage, 0) + time.perf_counter() - start_s

    setattr(owner, name, clocked)
    yield
    setattr(owner, name, function)


def stages(items: int, folder: Path) -> Row:
    gates: dict[str, tuple[int, Row]] = {
        "without a recognizer": (items, {}),
        "with the judge": (items // 8, {"recognizer": "judge", "most_errors": 0.5}),
    }
    return {"builds": [{"gate": name, **_stages(folder / name, *gate)} for name, gate in gates.items()]}


def _stages(folder: Path, items: int, gate: Row) -> Row:
    builder, spent, alone = instruction_speech(items, gate=gate), dict[str, float](), run()
    make(builder, alone, 0)  # opens voices, tokenizer and recognizer
    clocked = SimpleNamespace(encode=alone.encode)
    with (
        clock(VoiceBank, "say", spent, "speak"),
        clock(studio, "why_rejected", spent, "gate"),
        clock(clocked, "encode", spent, "units"),
        clock(ShardWriter, "write", spent, "write"),
        clock(ShardWriter, "finish", spent, "write"),
    ):
        timing = replace(alone, encode=lambda audio: clocked.encode(audio))
        whole_s = timed(partial(build, folder, builder, timing))
    card = json.loads((folder / "card.json").read_text("utf-8"))
    hours = card["totals"]["hours"]
    return {
        "items": items,
        "rejected": sum(card["rejects"].values()),
        "hours": round(hours, 3),
        "hours_a_minute_of_one_core": round(hours / whole_s * 60, 3),
        "hours_a_minute_by_stage": {stage: round(hours / s * 60, 2) for stage, s in spent.items()},
        "share_of_the_time": {stage: round(s / whole_s, 3) for stage, s in spent.items()},
        "added_to_the_sum": round(whole_s / sum(spent.values()) - 1, 3),
    }


def against_map(items: int, folder: Path) -> Row:
    """With PyTorch held to one thread, or else the processes that `datasets.map` forks wait without end; and with the
    threads of NumPy's BLAS held to one too, which the factory does by itself."""
    builder = instruction_speech(items)
    ours_s = timed(partial(build, folder / "ours", builder, run(2)))
    open_bank.cache_clear()  # forks may not share a voice's pipes
    torch.set_num_threads(1)
    told = {"as_it_comes": _map_s(builder, folder / "as it comes")}
    limit_threads(1)
    told["with_one_thread_each"] = _map_s(builder, folder / "limited")
    ratios = {name: {way: round(s / ours_s, 2) for way, s in spent.items()} for name, spent in told.items()}
    return {"items": items, "workers": 2, "ours_s": round(ours_s, 1), **ratios}


def _map_s(builder: Builder, folder: Path) -> dict[str, float]:
    rows = datasets.Dataset.from_dict({"index": list(range(builder.count()))})
    whole = partial(_whole, builder, run())
    one = timed(lambda: rows.map(whole, num_proc=2, batched=True, remove_columns=["index"]).to_parquet(folder / "one"))
    return {"in_one_function": one, "stage_by_stage": timed(lambda: _in_stages(rows, builder, folder))}


def _whole(builder: Builder, run: Run, batch: Row) -> Row:
    made = [make(builder, run, index).row for index in batch["index"]]
    rows = [row for row in made if not isinstance(row, Rejected)]
    return {name: [row[name] for row in rows] for name in builder.schema.names}


def _in_stages(rows: datasets.Dataset, builder: Builder, folder: Path) -> None:
    """Speaking, the gate, and units, each a pass over the data, as in the manuals."""
    spoken = rows.map(partial(_spoken, builder), num_proc=2)
    kept = spoken.filter(_kept, num_proc=2)
    kept.map(_units, num_proc=2, remove_columns=["audio"]).to_parquet(folder / "several")


def _spoken(builder: Any, row: Row) -> Row:
    rng = np.random.default_rng([1, row["index"]])
    _, record = builder.pick(row["index"], rng)
    bank = open_bank(builder.listening)
    spoken = bank.say(record.text, bank.draw(rng, "train"))
    audio, _ = with_margins(spoken, rng, builder.margin_s)
    return {"text": record.text, "voice": spoken.voice.label, "audio": audio.samples}


def _kept(row: Row) -> bool:
    return why_rejected(Audio(np.array(row["audio"], np.float32), RATE_HZ), row["text"], GateSettings()) is None


def _units(row: Row) -> Row:
    return {"units": encode(UNITS, None, Audio(np.array(row["audio"], np.float32), RATE_HZ)).ids}


def workers(items: int, folder: Path) -> Row:
    one_s, two_s = (timed(partial(build, folder / str(n), instruction_speech(items), run(n))) for n in (1, 2))
    return {
        "items": items,
        "one_s": round(one_s, 1),
        "two_s": round(two_s, 1),
        "one_against_two": round(one_s / two_s, 2),
    }


def memory(items: int, folder: Path) -> Row:
    few, many = (_peak_mib(folder, rows) for rows in (10_000, 100_000))
    return {"mib_10000": round(few), "mib_100000": round(many), "ratio": round(many / few, 3)}


def _peak_mib(folder: Path, rows: int) -> float:
    told = subprocess.run(
        [sys.executable, __file__, "--peak", str(folder / str(rows)), str(rows)], check=True, capture_output=True
    )
    return float(told.stdout) / 1024


def restart(items: int, folder: Path) -> Row:
    """A build in shards of a tenth of its items, killed three times at random moments."""
    rng, log, shard = random.Random(1), folder / "made", max(1, items // 10)
    for kill in (True, True, True, False):
        command = [sys.executable, __file__, "--logged", str(folder / "data"), str(items), str(shard), str(log)]
        process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
        if kill:
            before = _made(log)
            while _made(log) < before + items // 5 + rng.randrange(shard):
                time.sleep(0.01)
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    twice = _made(log) - items
    return {
        "items": items,
        "shard": shard,
        "kills": 3,
        "made_twice": twice,
        "shards_lost_a_kill": round(twice / 3 / shard, 2),
    }


def _made(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


def logged_build(folder: Path, items: int, shard: int, log: Path) -> None:
    """A build that writes a byte for each item that it makes."""
    building.ROWS_PER_SHARD = shard
    own = building.make

    def logged(builder: Builder, run: Run, index: int) -> Any:
        made = own(builder, run, index)
        with log.open("ab") as file:
            file.write(b".")
        return made

    building.make = logged
    build(folder, instruction_speech(items), run())


PARTS = {"stages": stages, "map": against_map, "workers": workers, "memory": memory, "restart": restart}


def main() -> None:
    if sys.argv[1:2] == ["--peak"]:
        build(Path(sys.argv[2]), written_talk(int(sys.argv[3])), Run(1))
        # Not getrusage: its peak is inherited from whoever started this process.
        print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line))
        return
    if sys.argv[1:2] == ["--logged"]:
        logged_build(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=600)
    parser.add_argument("--parts", default=",".join(PARTS))
    arguments = parser.parse_args()
    datasets.disable_progress_bars()
    for name in arguments.parts.split(","):
        with TemporaryDirectory() as folder:
            os.environ["HF_DATASETS_CACHE"] = folder
            print(json.dumps({"part": name, **PARTS[name](arguments.items, Path(folder))}), flush=True)


if __name__ == "__main__":
    main()
