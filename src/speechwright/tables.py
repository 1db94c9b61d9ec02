"""Name → object, resolved only when asked for.

A table is a plain dict from a name to an import path (`"package.module:object"`), one a room. Packages of other people
add entries through the entry-point group `speechwright.<table>`; theirs enter by the same door as ours.
"""

from __future__ import annotations

import difflib
import importlib
import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
from typing import Any

from speechwright.errors import MissingExtra, UnknownName


class Table(Mapping[str, Any]):
    """A read-only mapping from names to lazily imported objects.

    Args:
        kind: what an entry is, in the singular and lower case ("voice"); it names the entry-point group too.
        paths: name → `"package.module:object"`.
        extra: the extra of this package that the entries' imports come with.
    """

    def __init__(self, kind: str, paths: Mapping[str, str], extra: str) -> None:
        self.kind = kind
        self.extra = extra
        self._own = dict(paths)

    def _paths(self) -> Mapping[str, str]:
        return {**_plugins(self.kind), **self._own}

    def __getitem__(self, name: str) -> Any:
        """The object of that name.

        Raises:
            UnknownName: there is no such entry; close names are listed.
            MissingExtra: the entry needs a package that is not installed.
        """
        path = self._own.get(name) or _plugins(self.kind).get(name)
        if path is None:
            raise self._unknown(name, list(self._paths()))
        module, _, attribute = path.partition(":")
        try:
            return getattr(importlib.import_module(module), attribute)
        except ModuleNotFoundError as error:
            if error.name is None or error.name.partition(".")[0] == "speechwright":
                raise
            raise missing_extra(error.name, self.extra) from error

    def about(self, name: str) -> str:
        """The docstring of the module that the object of that name comes from. Raises what `table[name]` does."""
        self[name]
        path = self._own.get(name) or _plugins(self.kind)[name]
        return inspect.getdoc(importlib.import_module(path.partition(":")[0])) or ""

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self else default

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._paths()))

    def __len__(self) -> int:
        return len(self._paths())

    def __contains__(self, name: object) -> bool:
        return name in self._paths()

    def _unknown(self, name: str, names: list[str]) -> UnknownName:
        close = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
        remedy = f"did you mean {' or '.join(close)}?" if close else f"choose one of {', '.join(sorted(names))}"
        return UnknownName(f"{self.kind} {name!r}", f"a name of the {self.kind} table", remedy)


@cache
def _plugins(kind: str) -> Mapping[str, str]:
    """Entries of other packages. Looking through all that is installed takes milliseconds: once a process."""
    return {entry.name: entry.value for entry in metadata.entry_points(group=f"speechwright.{kind}")}


def missing_extra(package: str, extra: str) -> MissingExtra:
    """The error for a package that is not installed, with the command that installs it."""
    return MissingExtra(f"no package {package!r}", f"the extra [{extra}]", f"run: pip install 'speechwright[{extra}]'")
