"""What a step of a recipe is, and where it works."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from speechwright.corpus.engine import Engine
from speechwright.errors import BadRecipe


@dataclass(frozen=True)
class Place:
    """Where a step works and what it may use.

    Args:
        run: folder of the whole run; each step has a folder of its own in it.
        name: of the step.
        seed: of the step, from the recipe's.
        engine: for making data.
    """

    run: Path
    name: str
    seed: int
    engine: Engine = field(default_factory=Engine)

    @property
    def folder(self) -> Path:
        return self.run / self.name

    def of(self, step: str) -> Path:
        """The folder of an earlier step.

        Raises:
            BadRecipe: no step of that name has been walked before this one.
        """
        if not (self.run / step / DONE).exists():
            raise BadRecipe(f"step {self.name!r} asking for step {step!r}", "a step before it", "mend the order")
        return self.run / step


DONE = "done.json"


class Step(BaseModel, ABC):
    """One step: its settings, and what it does with them. Walked again after a kill, it goes on where it stood."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def inputs(self) -> set[str]:
        """Names of what this one reads: earlier steps, or what else may stand in their place."""
        return set()

    @abstractmethod
    def walk(self, place: Place) -> None:
        """Do the step's work in `place.folder`."""


def named(step: str | None) -> set[str]:
    """The name of a step that need not be given."""
    return set() if step is None else {step}


def tell(line: str) -> None:
    """Talk to whoever watches the walk."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
