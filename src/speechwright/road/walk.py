"""Walks steps in their order, or several at a time: each in a process of its own, as soon as what it reads is there."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import time
from collections.abc import Callable, Mapping
from graphlib import TopologicalSorter
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from speechwright.errors import BadRecipe, SpeechwrightError
from speechwright.road.step import DONE, Place, Step, tell
from speechwright.shards import write_json
from speechwright.threads import limit_threads

PlaceOf = Callable[[str], Place]


def walk_in_order(steps: Mapping[str, Step], place_of: PlaceOf, threads: int) -> None:
    """Walk the steps one after the other, in this process."""
    limit_threads(threads)
    for number, (name, step) in enumerate(steps.items(), 1):
        tell(f"[{number}/{len(steps)}] {name}")
        walk(step, place_of(name))


def walk_together(steps: Mapping[str, Step], place_of: PlaceOf, threads: int, at_a_time: int) -> None:
    """Walk so many steps at a time, the first of those that are ready first; the error of one stops the others."""
    order = list(steps)
    graph = TopologicalSorter({name: step.inputs() & set(order) for name, step in steps.items()})
    graph.prepare()
    ready: list[str] = []
    under_way: dict[Connection, _Walker] = {}
    try:
        while graph.is_active():
            ready = sorted([*ready, *graph.get_ready()], key=order.index)
            while ready and len(under_way) < at_a_time:
                name = ready.pop(0)
                tell(f"[{order.index(name) + 1}/{len(order)}] {name}")
                walker = _Walker(name, steps[name], place_of(name), threads)
                under_way[walker.news] = walker
            told = wait(under_way)
            for news in [news for news in under_way if news in told]:
                graph.done(under_way.pop(news).finish())
    finally:
        for walker in under_way.values():
            walker.stop()


def walk(step: Step, place: Place) -> None:
    """Walk one step, unless it is done.

    Raises:
        BadRecipe: its folder holds the same step with other settings.
    """
    mark = place.folder / DONE
    settings = json.loads(json.dumps({"seed": place.seed, "settings": step.model_dump(mode="json")}))
    digest = hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()
    if mark.exists():
        if json.loads(mark.read_text("utf-8"))["sha256"] != digest:
            remedy = "give another --out, or remove the folder to walk the step again"
            raise BadRecipe(f"{place.folder} with other settings", "those of the recipe", remedy)
        return
    place.folder.mkdir(parents=True, exist_ok=True)
    start_s = time.monotonic()
    step.walk(place)
    write_json(mark, {"sha256": digest, "seconds": round(time.monotonic() - start_s, 1), **settings})


class _Walker:
    """A process that walks one step. `news` can be waited for: it says how the step went, or that the process died."""

    def __init__(self, name: str, step: Step, place: Place, threads: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.news, news = context.Pipe(duplex=False)
        self._name = name
        self._process: BaseProcess = context.Process(target=_walk_alone, args=(step, place, threads, news))
        self._process.start()
        news.close()

    def finish(self) -> str:
        """The step's name, once it is done.

        Raises:
            SpeechwrightError: what stopped it.
        """
        try:
            error = self.news.recv()
        except EOFError:
            error = self._death()
        self._process.join()
        if error is not None:
            raise error
        return self._name

    def _death(self) -> BadRecipe:
        self._process.join()
        found = f"step {self._name!r} whose process ended with status {self._process.exitcode}"
        return BadRecipe(found, "a finished step", "see what it said above; walked again, it goes on where it stood")

    def stop(self) -> None:
        self._process.terminate()
        self._process.join()


def _walk_alone(step: Step, place: Place, threads: int, news: Connection) -> None:
    limit_threads(threads)
    try:
        walk(step, place)
        news.send(None)
    except SpeechwrightError as error:
        news.send(error)
