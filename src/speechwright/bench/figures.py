"""Figures from rows."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

import numpy as np

from speechwright.bench.suite import Measure
from speechwright.metrics.interval import Figure, paired_difference, ratio_figure, share_figure
from speechwright.types import Row

# Over two suites that ask the same requests.
CHAT_GAP = Measure("chat_gap", "typed less spoken requests, answered rightly", "gap", "typed", less="spoken")
GAP_SUITES = ("chat_typed", "chat_spoken")


def figures_of(measure: Measure, rows: Sequence[Row], seed: int) -> list[tuple[str, str, Figure]]:
    """Name, voice and figure of a measure: of all rows first, then of each voice where that is asked for."""
    found = [(measure.name, "", figure_of(measure, rows, seed))]
    for voice in sorted({row["voice"] for row in rows}) if measure.by_voice else ():
        own = [row for row in rows if row["voice"] == voice]
        found.append((f"{measure.name}/{voice}", voice, figure_of(measure, own, seed)))
    return found


def figure_of(measure: Measure, rows: Sequence[Row], seed: int) -> Figure:
    """One figure with its 95 % interval.

    Raises:
        BadData: there is nothing to divide by: no rows, or, of a factor, no sound.
    """
    rng = np.random.default_rng([seed, zlib.crc32(measure.name.encode())])
    column = measure.column
    if measure.kind == "errors":
        return ratio_figure([row["errors"][column] for row in rows], [row["words"] for row in rows], rng)
    if measure.kind == "factor":
        work_and_sound = np.array([row["spent"].get(column, (0.0, 0.0)) for row in rows]).reshape(-1, 2)
        return ratio_figure(work_and_sound[:, 0], work_and_sound[:, 1], rng)
    passes = [row["passes"][column] for row in rows]
    if measure.kind == "share":
        return share_figure(passes)
    return paired_difference(passes, [row["passes"][measure.less] for row in rows])


def chat_pairs(rows: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Both chat suites' rows as pairs: the same request, typed and spoken."""
    typed, spoken = (rows[name] for name in GAP_SUITES)
    assert [row["asked"] for row in typed] == [row["asked"] for row in spoken], "the chat suites ask the same"
    return [
        {"passes": {"typed": one["passes"]["answer"], "spoken": other["passes"]["answer"]}}
        for one, other in zip(typed, spoken, strict=True)
    ]


def intents_of(column: str, rows: Sequence[Row]) -> dict[str, Figure]:
    """The share of right answers of each intent."""
    names = sorted({row["intent"] for row in rows})
    return {name: share_figure([row["passes"][column] for row in rows if row["intent"] == name]) for name in names}


def stops_of(rows: Sequence[Row]) -> dict[str, dict[str, Figure]]:
    """Shares of replies by why they ended, for each thing that was asked for; a failed item counts as one reply."""
    asked = sorted({name for row in rows for name in row["stops"]})
    found = {}
    for name in asked:
        reasons = [reason for row in rows for reason in row["stops"].get(name, ["failed"])]
        kinds = sorted(set(reasons))
        found[name] = {kind: share_figure([reason == kind for reason in reasons]) for kind in kinds}
    return found


def failures_of(rows: Sequence[Row]) -> dict[str, int]:
    """How many items failed, by reason."""
    reasons = [row["failed"] for row in rows if row["failed"] is not None]
    return {reason: reasons.count(reason) for reason in sorted(set(reasons))}
