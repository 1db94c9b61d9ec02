"""What an evaluation found: figures with their intervals, why replies ended, which intents fail, what was not run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from speechwright.bench.figures import (
    CHAT_GAP,
    GAP_SUITES,
    chat_pairs,
    failures_of,
    figure_of,
    figures_of,
    intents_of,
    stops_of,
)
from speechwright.bench.markdown import as_markdown
from speechwright.bench.picture import draw
from speechwright.bench.settings import EvaluateSettings
from speechwright.bench.suite import Measure, Suite
from speechwright.errors import BadData
from speechwright.metrics.interval import Figure
from speechwright.shards import write_json
from speechwright.types import Row
