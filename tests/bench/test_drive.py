"""Trials in step: each gets its own replies, and the failure of one leaves the others as they are."""

from collections.abc import Callable

import pytest

from speechwright.bench.asking import chat_ask, transcribe
from speechwright.bench.drive import chunk_rows, drive
from speechwright.bench.suites.chain_against_direct import SUITE as CHAIN
from speechwright.bench.suites.chat_typed import SUITE as TYPED
from speechwright.bench.suites.world_transcribe import SUITE as TRANSCRIBE
from speechwright.bench.trial import Asking, Outcome
from speechwright.errors import BadAudio, BadRecipe
from speechwright.lm.room import context_tokens
from speechwright.types import Text
from tests.bench.box import bench
from tests.modelbox import babble


def _patient(text: str, rounds: int) -> Asking:
    """Asks the same again and again; what comes is the answers in a row."""
    came = []
    for _ in range(rounds):
        (reply,) = yield [chat_ask(bench(), "text-text", Text(text), 0)]
        came.append(str(reply.turn))
    return Outcome({"answer": "|".join(came)})


def _failing() -> Asking:
    yield []
    raise BadAudio("a hiss", "speech", "speak up")


def test_each_trial_ends_as_it_would_alone() -> None:
    makers: list[Callable[[], Asking]] = [
        lambda: _patient("one", 2),
        _failing,
        lambda: _patient("two", 1),
        lambda: _patient("what is this?", 3),
    ]
    together = drive(bench(), [make() for make in makers])
    alone = [drive(bench(), [make()])[0] for make in makers]
    assert [str(end) for end in together] == [str(end) for end in alone]
    assert isinstance(together[1], BadAudio)
    assert len({str(end) for end in together}) == len(makers)


def test_a_request_that_does_not_fit_fails_alone() -> None:
    long, short = drive(bench(), [_patient("a" * 2000, 1), _patient("one", 1)])
    assert isinstance(long, BadRecipe) and "tokens" in long.found
    assert isinstance(short, Outcome) and short.came["answer"]


def test_rows_alone_are_those_of_a_batch() -> None:
    for suite in (TYPED, TRANSCRIBE, CHAIN):
        together = chunk_rows(bench(), suite, range(4))
        assert together == [chunk_rows(bench(), suite, [index])[0] for index in range(4)]
        assert [row["index"] for row in together] == [0, 1, 2, 3] and not any(row["failed"] for row in together)


def test_a_long_recording_is_cut_so_that_each_piece_fits() -> None:
    hearing = transcribe(bench(), babble(40.0), 0)
    asked, limit = next(hearing), context_tokens(bench().model.lm.model)
    assert len(asked) > 2 and all(len(ask.prompt) < limit / 2 for ask in asked)
    with pytest.raises(StopIteration) as ended:
        hearing.send(bench().replies(asked))
    assert len(ended.value.value.stops) == len(asked) and ended.value.value.text
