"""Fitting how far a guess can be trusted, on wordings that the likeness was not fitted to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from speechwright.tasks.edits.accepting import signs_of
from speechwright.tasks.edits.compounds import sample_transcripts
from speechwright.tasks.edits.edit import Clause
from speechwright.tasks.edits.fitting import JOINED_BY
from speechwright.tasks.edits.guess import Guess, most_like
from speechwright.tasks.edits.likeness import Likeness
from speechwright.tasks.edits.outline import outline_of
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.places import ground_of
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.questions import as_statements
from speechwright.tasks.edits.reader import plainly_read
from speechwright.tasks.edits.said_by_others import sense_of
from speechwright.tasks.edits.slots import filled as filled_slots
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tasks.edits.verbs import VERBS

_SEED, _PENALTY = 3, 1.0
_COMPOUNDS = 0.4  # of the wordings are also said with another one
Case = tuple[str, tuple[Operation, ...] | None, Transcript]  # None: no guess about it is right


def fit_trust(known: Likeness, wordings: dict[str, list[str]], impossible: Sequence[str]) -> NDArray[np.float64]:
    """The weights of the signs, for `Likeness.trust_S`.

    Args:
        known: fitted to other wordings.
        wordings: by "edit/sense".
        impossible: requests that no edit does, at least in part.
    """
    signs, right = [], []
    for text, meant, transcript in _cases(wordings, impossible):
        clause = Clause(as_statements(phrase_of(text)), ground_of(transcript))
        outline = outline_of(clause)
        if found := most_like(outline, clause, known):
            phrase, key, core = found
            signs.append(signs_of(outline.text, core, key, known))
            right.append(meant is not None and _is_meant(Guess(phrase, key, 0.0), clause, meant))
    return _weights(np.array(signs), np.array(right, np.float64))


def _cases(wordings: dict[str, list[str]], impossible: Sequence[str]) -> Iterator[Case]:
    transcripts, said, rng = sample_transcripts(), [], np.random.default_rng(_SEED)
    for name, found in wordings.items():
        sense = sense_of(name)
        for at, wording in enumerate(found):
            transcript = transcripts[at % len(transcripts)]
            one = sense.fill(wording, np.random.default_rng([_SEED, at]), transcript)
            yield one.text, one.operations, transcript
            said += [(one.text, transcript)] * (bool(one.operations) and rng.random() < _COMPOUNDS)
    yield from ((text, None, transcript) for text, transcript in _compounds(said))
    for at, request in enumerate(impossible):
        transcript = transcripts[at % len(transcripts)]
        yield filled_slots(request, np.random.default_rng([_SEED, at]), transcript)[0], None, transcript


def _compounds(said: list[tuple[str, Transcript]]) -> Iterator[tuple[str, Transcript]]:
    """Two requests for the same recording in a row; of some, the verb is said once."""
    rng = np.random.default_rng(_SEED)
    for one, transcript in said:
        others = [other for other, its in said if its is transcript]
        other = others[int(rng.integers(len(others)))]
        verb, _, rest = other.partition(" ")
        alike = [text for text in others if text.startswith(verb + " ") and text != other]
        yield one.rstrip(".?!") + _join(rng) + other[0].lower() + other[1:], transcript
        if alike and re.fullmatch(VERBS, verb.lower()):
            yield alike[int(rng.integers(len(alike)))].rstrip(".?!") + _join(rng) + rest, transcript


def _join(rng: np.random.Generator) -> str:
    return JOINED_BY[int(rng.integers(len(JOINED_BY)))].replace(" ,", ",").replace(" .", ".").replace(" ;", ";")


def _is_meant(guess: Guess, clause: Clause, meant: tuple[Operation, ...]) -> bool:
    reading = plainly_read(guess, clause)
    if reading is None or not meant:
        return reading is not None and reading.problem is not None
    return [_in_short(one) for one in reading.operations] == [_in_short(one) for one in meant]


def _in_short(operation: Operation) -> tuple[object, ...]:
    """Without numbers: how much is asked for is not what the likeness tells."""
    named = sorted((key, value) for key, value in operation.amounts.items() if isinstance(value, str))
    return operation.edit, operation.begin, operation.end, *named


def _weights(signs_NS: NDArray[np.float64], right_N: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of a logistic regression on the signs in steps of their deviation."""
    mean_S, step_S = signs_NS.mean(axis=0), signs_NS.std(axis=0) + 1e-6
    scaled_NS = np.column_stack([(signs_NS - mean_S) / step_S, np.ones(len(signs_NS))])

    def loss(weights_S: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds_N = scaled_NS @ weights_S
        kept_S = np.append(weights_S[:-1], 0.0)
        slope_S = scaled_NS.T @ (1 / (1 + np.exp(-odds_N)) - right_N) + _PENALTY * kept_S
        return float((np.logaddexp(0, odds_N) - right_N * odds_N).sum() + _PENALTY / 2 * (kept_S**2).sum()), slope_S

    found = minimize(loss, np.zeros(scaled_NS.shape[1]), jac=True, method="L-BFGS-B").x
    slopes_S = found[:-1] / step_S
    return np.append(slopes_S, found[-1] - slopes_S @ mean_S)
