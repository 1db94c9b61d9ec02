"""Speechwright: speech language models that follow instructions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from speechwright.infer.editing import apply, plan, undo
    from speechwright.infer.speechwright import Speechwright

__version__ = "0.1.0"
__all__ = ["Speechwright", "__version__", "apply", "plan", "undo"]


def __getattr__(name: str) -> Any:
    # Importing the package must stay free of torch; the facade is fetched when first asked for.
    if name == "Speechwright":
        from speechwright.infer.speechwright import Speechwright

        return Speechwright
    if name in ("apply", "plan", "undo"):
        from speechwright.infer import editing

        return getattr(editing, name)
    raise AttributeError(f"module 'speechwright' has no attribute {name!r}")
