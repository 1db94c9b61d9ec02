"""Runs the making of items on processes of this machine or on a Ray cluster; the results come in order either way.

Both are kept libraries: `concurrent.futures`, and Ray Data, which schedules and keeps the order. An item depends on the
seed and its number alone, so neither the engine nor the number of workers can be told from the bytes.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, TypeVar

import numpy as np

from speechwright.errors import BadRecipe, NoAnswer
from speechwright.tables import missing_extra
from speechwright.threads import limit_threads, limited_threads

T = TypeVar("T")
ENGINES = ("local", "ray")
ITEMS_AT_ONCE = 16  # that a worker is given; so many more are made than needed when a build stops
CHUNKS_A_WORKER = 4  # under way or waiting to be taken
COLUMN = "made"


@dataclass(frozen=True)
class Engine:
    """Where the items are made.

    Args:
        name: "local" for processes of this machine, "ray" for a Ray cluster.
        workers: processes, or tasks of the cluster at a time.
        address: of a Ray cluster ("auto", "ray://head:10001"); one on this machine is started if None.
    """

    name: str = "local"
    workers: int = 1
    address: str | None = None

    def __post_init__(self) -> None:
        if self.name not in ENGINES or self.workers < 1:
            found = f"engine {self.name!r} with {self.workers} workers"
            raise BadRecipe(found, f"{' or '.join(ENGINES)}, and one worker at least", "mend --engine or --workers")

    def run(self, make: Callable[[int], T], items: range) -> Iterator[T]:
        """`make(i)` of each item, in their order.

        Args:
            make: picklable where there are several workers or a cluster.
            items: their numbers.

        Raises:
            MissingExtra: Ray is not installed.
            NoAnswer: a process of this machine was killed.
        """
        if self.name == "ray":
            return _on_ray(make, items, self)
        return _here(make, items) if self.workers == 1 else _on_processes(make, items, self.workers)


def _here(make: Callable[[int], T], items: range) -> Iterator[T]:
    """By one thread, as everywhere: sums of several threads may round otherwise."""
    with limited_threads(1):
        yield from map(make, items)


def _on_processes(make: Callable[[int], T], items: range, workers: int) -> Iterator[T]:
    """Chunks of items in order, a few for each worker under way, so that little is held that nobody has taken yet."""
    chunks = (items[at : at + ITEMS_AT_ONCE] for at in range(0, len(items), ITEMS_AT_ONCE))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _begin_work) as pool:
        try:
            ahead = deque(pool.submit(_made, make, chunk) for chunk in islice(chunks, CHUNKS_A_WORKER * workers))
            while ahead:
                yield from ahead.popleft().result()
                ahead += (pool.submit(_made, make, chunk) for chunk in islice(chunks, 1))
        except BrokenProcessPool as error:
            remedy = "run it again, with fewer workers if memory ran out: it goes on where it stood"
            raise NoAnswer("a worker process that was ended from outside", "workers that live", remedy) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _made(make: Callable[[int], T], chunk: range) -> list[T]:
    return [make(item) for item in chunk]


def _begin_work() -> None:
    limit_threads(1)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Workers wait for work that nobody gives them any more, once their parent was killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "workers have a parent"
    wait([parent.sentinel])
    os._exit(1)


def _on_ray(make: Callable[[int], Any], items: range, engine: Engine) -> Iterator[Any]:
    try:
        import ray
    except ModuleNotFoundError as error:
        raise missing_extra("ray", "ray") from error
    started = not ray.is_initialized()
    if started:
        _start(ray, engine)
    try:
        yield from _streamed(ray, make, items, engine)
    finally:
        if started:
            ray.shutdown()


def _start(ray: Any, engine: Engine) -> None:
    if engine.address is None:
        ray.init(num_cpus=engine.workers, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    else:
        ray.init(address=engine.address, log_to_driver=False, logging_level="ERROR")


def _streamed(ray: Any, make: Callable[[int], Any], items: range, engine: Engine) -> Iterator[Any]:
    """Blocks of items, each a task."""
    from ray.data import DataContext

    context = DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    blocks = max(1, -(-len(items) // ITEMS_AT_ONCE))
    numbers = ray.data.range(len(items), override_num_blocks=blocks)
    made = numbers.map_batches(_Making(make, items.start), batch_size=ITEMS_AT_ONCE, concurrency=engine.workers)
    for row in made.iter_rows():
        yield row[COLUMN]


class _Making:
    """A batch of item numbers → what is made of them, as Python objects in one column."""

    def __init__(self, make: Callable[[int], Any], first: int) -> None:
        self._make, self._first = make, first

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        limit_threads(1)
        made = np.empty(len(batch["id"]), object)
        made[:] = [self._make(self._first + int(index)) for index in batch["id"]]
        return {COLUMN: made}
