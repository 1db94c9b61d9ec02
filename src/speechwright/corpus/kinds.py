"""Settings whose `kind` is a name in a table: sources and builders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from speechwright.errors import UnknownName
from speechwright.tables import Table


def of_kind(table: Table) -> Callable[[Any], Any]:
    """For pydantic, before it validates: a mapping becomes settings of the class that its `kind` names; what is one
    already stays.

    Its ValueError says that there is no such kind, or that it has other settings; pydantic says where.
    """

    def opened(row: Any) -> Any:
        if not isinstance(row, dict):
            return row
        try:
            kind = table[str(row.get("kind"))]
        except UnknownName as error:
            raise ValueError(f"{error.found}, wanted {error.wanted}; {error.remedy}") from error
        return kind.model_validate(row)

    return opened
