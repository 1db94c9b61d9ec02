"""Fitting `likeness` to wordings; `benchmarks/likeness.py` does it and measures it.

Each wording is filled with random slots, for two of the sample transcripts, and read as an outline, as it is when the
planner meets one. Features that are seen once are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import Formatter

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags

from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.accepting import SIGNS
from speechwright.tasks.edits.compounds import JOINS, is_right, sample_transcripts
from speechwright.tasks.edits.cores import without_tail
from speechwright.tasks.edits.edit import Clause, Filled
from speechwright.tasks.edits.likeness import NOTHING, Likeness, features
from speechwright.tasks.edits.outline import Outline, outline_of
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.places import ground_of
from speechwright.tasks.edits.plain import PLACES
from speechwright.tasks.edits.said_by_others import sense_of
from speechwright.tasks.edits.slots import filled as filled_slots
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tasks.edits.verbs import VERBS

_FILLS, _SEED = 2, 1
_LEAST_SEEN, _PENALTY, _ROUNDS = 2, 0.1, 80  # of a feature; on the squares of the weights; of the optimizer
_JOINED = 1.0  # compounds for each single request
JOINED_BY = (
    *(join.lower() for join in JOINS),
    *(" and ", " , and ", " , ", " as well as ", " plus ", " , plus ", " , also ", " and also ", " along with "),
    *(" , while you're at it ", " . also , ", " . then ", " ; and ", " . ", " , and then ", " . and "),
)
_TO_A_POINT = ("insert", "pause", "move/to")  # where it matters next to what


@dataclass(frozen=True)
class Row:
    """One filled wording: the key that it stands for, its outline and the wording."""

    key: str
    text: str
    wording: str


def rows_of(wordings: dict[str, list[str]]) -> Iterator[Row]:
    """The rows of wordings by "edit/sense"."""
    transcripts = sample_transcripts()
    for name, found in wordings.items():
        sense = sense_of(name)
        for at, wording in enumerate(found):
            for fill in range(_FILLS):
                transcript = transcripts[(at + 2 * fill + at // 2) % len(transcripts)]
                filled = sense.fill(wording, np.random.default_rng([_SEED, at, fill]), transcript)
                outline = outline_of(Clause(phrase_of(filled.text), ground_of(transcript)))
                relation = _relation(name, filled, outline, transcript)
                if relation is not None and _is_found(wording, outline):
                    texts = {outline.text: None, without_tail(outline.text): None}
                    yield from (Row(name + relation, text, wording) for text in texts)


def own_wordings() -> dict[str, list[str]]:
    """The training wordings of all edits."""
    return {f"{name}/{sense.name}": list(sense.wordings.train) for name in EDITS for sense in EDITS[name].senses}


def _is_found(wording: str, outline: Outline) -> bool:
    """Whether there are as many parts in the outline as the wording names."""
    named = [name for _, name, _, _ in Formatter().parse(wording) if name in PLACES]
    return len(named) == len(outline.parts)


def _relation(name: str, filled: Filled, outline: Outline, transcript: Transcript) -> str | None:
    """ "/before", "/after", "/between", "/start" or "/end": where a text, a pause or a move goes, seen from the last
    part that is named; "" where the edit goes nowhere, None where that can't be told."""
    if not name.startswith(_TO_A_POINT):
        return ""
    step = filled.operations[0]
    parts = [places[0] for places in outline.places]
    moved = [part for part in parts if (part.begin, part.end) == (step.begin, step.end)]
    others = [part for part in parts if part not in moved]
    point = int(step.amounts["to"]) if name == "move/to" else step.begin
    if len(moved) != (name == "move/to") or len(others) > 1 + (name != "move/to"):
        return None
    if not others:
        return "/start" if 2 * point < transcript.num_samples else "/end"
    side = "/between" if len(others) == 2 else "/before" if point <= others[0].begin else "/after"
    return side + "/reversed" * (bool(moved) and parts[0] is not moved[0])


def rows_of_nothing(requests: Sequence[str]) -> Iterator[Row]:
    """The rows of what no edit does; a `{place}` in them is filled."""
    for request in requests:
        for text in dict.fromkeys(_outlines(request)):
            yield Row(NOTHING, text, request)


def _outlines(template: str) -> Iterator[str]:
    for fill, transcript in enumerate(sample_transcripts()[:_FILLS]):
        said, _ = filled_slots(template, np.random.default_rng([_SEED, fill]), transcript)
        yield outline_of(Clause(phrase_of(said), ground_of(transcript))).text


def fit(rows: Sequence[Row], several: Sequence[str] = ()) -> Likeness:
    """The regressions for these rows; plain wordings and trust are left for `plain_wordings` and `fit_trust`.

    Args:
        rows: single requests.
        several: templates of two or three requests each.
    """
    keys = tuple(sorted({row.key for row in rows}))
    joined = [*_compounds(rows), *(text for request in several for text in _outlines(request))]
    seen = Counter(feature for row in rows for feature in features(row.text))
    names = sorted(name for name, count in seen.items() if count >= _LEAST_SEEN * _FILLS)
    vocabulary = {name: at for at, name in enumerate(names)}
    counts_NV = _matrix([row.text for row in rows], vocabulary)
    of_row = {key: at for at, key in enumerate(keys)}
    goal_NK = np.eye(len(keys))[[of_row[row.key] for row in rows]]
    weights_VK = _regression(counts_NV, goal_NK)
    both_NV = _matrix([*(row.text for row in rows), *joined], vocabulary)
    is_single = np.array([1.0] * len(rows) + [0.0] * len(joined))
    sides_V2 = _regression(both_NV, np.stack([is_single, 1 - is_single], axis=1))
    single_V = (sides_V2[:, 0] - sides_V2[:, 1]).astype(np.float32)
    return Likeness(keys, vocabulary, weights_VK.astype(np.float32), single_V, {}, np.zeros(len(SIGNS) + 1))


def plain_wordings(rows: Sequence[Row]) -> dict[str, list[str]]:
    """The wordings of each key that the grammar understands, without politeness, the shortest first."""
    found: dict[str, set[str]] = {}
    for row in rows:
        if row.key != NOTHING:
            found.setdefault(row.key, set()).add(row.wording)
    return {
        key: [one for one in sorted(wordings, key=lambda one: (len(one), one)) if _is_understood(key, one)]
        for key, wordings in found.items()
    }


def _is_understood(key: str, wording: str) -> bool:
    sense = sense_of("/".join(key.split("/")[:2]))
    transcripts = sample_transcripts()
    return all(
        is_right(sense.fill(wording, np.random.default_rng([_SEED, at]), transcript), transcript)
        for at, transcript in enumerate(transcripts)
    )


def _compounds(rows: Sequence[Row]) -> list[str]:
    """Outlines of two requests in a row; of those that begin alike, some with the beginning said once."""
    rng = np.random.default_rng(_SEED)
    texts = [row.text for row in rows]
    pairs = rng.integers(len(texts), size=(int(_JOINED * len(texts)), 2))
    joined = [f"{texts[one]}{_join(rng)}{texts[other]}" for one, other in pairs.tolist()]
    return joined + [f"{one}{_join(rng)}{rest}" for one, rest in _begun_alike(rows, rng)]


def _begun_alike(rows: Sequence[Row], rng: np.random.Generator) -> Iterator[tuple[str, str]]:
    """ "Remove the hiss" and, of "remove the echo", "the echo"."""
    begun: dict[str, list[Row]] = {}
    for row in rows:
        begun.setdefault(row.text.split(" ")[0], []).append(row)
    for row in rows:
        verb, _, rest = row.text.partition(" ")
        other = begun[verb][int(rng.integers(len(begun[verb])))]
        if rest and other.key != row.key and re.fullmatch(VERBS, verb):
            yield other.text, rest


def _join(rng: np.random.Generator) -> str:
    return JOINED_BY[int(rng.integers(len(JOINED_BY)))]


def _matrix(texts: Sequence[str], vocabulary: dict[str, int]) -> csr_matrix:
    """One row a text, of length 1 with all its features; those that are not in the vocabulary are left out."""
    found = [features(text) for text in texts]
    places = [(at, vocabulary[one]) for at, row in enumerate(found) for one in row if one in vocabulary]
    rows, columns = zip(*places, strict=True)
    shape = len(texts), len(vocabulary)
    scale = diags([float(len(row) or 1) ** -0.5 for row in found])
    return csr_matrix(scale @ csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape))


def _regression(counts_NV: csr_matrix, goal_NK: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights [V, K] of a multinomial logistic regression with a penalty on their squares, by L-BFGS."""
    shape = counts_NV.shape[1], goal_NK.shape[1]
    turned_VN = counts_NV.T.tocsr()

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights_VK = flat.reshape(shape)
        logits_NK = counts_NV @ weights_VK
        logits_NK -= logits_NK.max(axis=1, keepdims=True)
        shares_NK = np.exp(logits_NK)
        shares_NK /= shares_NK.sum(axis=1, keepdims=True)
        missed = -float(np.log(shares_NK[goal_NK > 0] + 1e-12).sum())
        slope_VK = turned_VN @ (shares_NK - goal_NK) + _PENALTY * _FILLS * weights_VK
        return missed + _PENALTY * _FILLS / 2 * float((weights_VK**2).sum()), slope_VK.ravel()

    start = np.zeros(shape[0] * shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    return np.asarray(found.x, np.float64).reshape(shape)
