"""Runs the making of items on processes of this machine or on a Ray cluster; the results come in order either way.

Both are kept libraries: `multiprocessing`, and Ray Data, which schedules and keeps the order. An item depends on the
seed and its number alone, so neither the engine nor the number of workers can be told from the bytes.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from speechwright.errors import BadRecipe
from speechwright.tables import missing_extra

T = TypeVar("T")
ENGINES = ("local", "ray")
ITEMS_AT_ONCE = 16  # that a worker is given; so many more are made than needed when a build stops
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
        """
        if self.name == "ray":
            return _on_ray(make, items, self)
        return map(make, items) if self.workers == 1 else _on_processes(make, items, self.workers)


def _on_processes(make: Callable[[int], T], items: range, workers: int) -> Iterator[T]:
    with multiprocessing.get_context("spawn").Pool(workers, initializer=_one_thread) as pool:
        yield from pool.imap(make, items, chunksize=ITEMS_AT_ONCE)


def _one_thread() -> None:
    """A worker of many must not take all cores."""
    import torch

    torch.set_num_threads(1)


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
        _one_thread()
        made = np.empty(len(batch["id"]), object)
        made[:] = [self._make(self._first + int(index)) for index in batch["id"]]
        return {COLUMN: made}
