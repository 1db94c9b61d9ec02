"""Laws of the loop: killed and resumed = unbroken, the same bits twice, and only what should move moves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from speechwright.errors import BadData, BadRecipe
from speechwright.train import checkpoint
from speechwright.train.batches import Mixture, collate
from speechwright.train.language import train_language
from speechwright.train.runlog import LOG, read_log
from speechwright.train.stages import LanguageStage
from tests.train.makers import Killed, KilledAt, counting, grown_model, same, tiny_settings, weights

NUM = 40
HELD_OUT = counting(6, seed=1)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Bits depend on the number of threads, so all runs here have one."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def run(folder: Path, data: Any = None, **changes: Any) -> dict[str, torch.Tensor]:
    """A whole stage on a fresh model; the weights that come of it."""
    model, layout, _ = grown_model()
    chosen = tiny_settings(**changes)
    train = counting(NUM) if data is None else data
    return weights(LanguageStage(chosen).run(model, layout, train, HELD_OUT, folder))


def log(folder: Path) -> list[dict[str, Any]]:
    return [{key: value for key, value in entry.items() if key != "seconds"} for entry in read_log(folder)]


@pytest.mark.parametrize(
    "changes",
    [{}, {"precision": "bf16"}, {"weights": "lora"}, {"piece_tokens": 40}, {"optimiser": "muon"}],
    ids=["full", "bf16", "lora with dropout", "pieces", "muon"],
)
def test_killed_and_resumed_is_unbroken(tmp_path: Path, changes: dict[str, Any]) -> None:
    unbroken = run(tmp_path / "unbroken", **changes)
    for looks in (NUM + 20, NUM + 35):  # a scan, then some steps
        with pytest.raises(Killed):
            run(tmp_path / "broken", KilledAt(counting(NUM), looks), **changes)
        assert checkpoint.latest(tmp_path / "broken") and len(read_log(tmp_path / "broken")) < 14
    assert same(run(tmp_path / "broken", **changes), unbroken)
    assert log(tmp_path / "broken") == log(tmp_path / "unbroken")


def test_a_process_that_is_killed_outright_goes_on_to_the_same_end(tmp_path: Path) -> None:
    unbroken = run(tmp_path / "unbroken")
    command = [sys.executable, "-m", "tests.train.killed_run", str(tmp_path / "broken"), str(NUM + 41)]
    root = Path(__file__).parents[2]
    paths = os.pathsep.join([str(root / "src"), str(root)])
    ended = subprocess.run(command, cwd=root, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert checkpoint.latest(tmp_path / "broken") and len(read_log(tmp_path / "broken")) < 14
    assert same(run(tmp_path / "broken"), unbroken)
    assert log(tmp_path / "broken") == log(tmp_path / "unbroken")


@pytest.mark.parametrize("precision", ["fp32", "bf16"])
def test_two_runs_give_the_same_bits_and_another_seed_does_not(tmp_path: Path, precision: str) -> None:
    first = run(tmp_path / "first", precision=precision)
    assert same(run(tmp_path / "second", precision=precision), first)
    assert log(tmp_path / "second") == log(tmp_path / "first")
    assert not same(run(tmp_path / "third", precision=precision, seed=1), first)


def test_a_finished_run_is_not_run_again(tmp_path: Path) -> None:
    finished = run(tmp_path)
    before = (tmp_path / LOG).read_bytes()
    assert same(run(tmp_path, KilledAt(counting(NUM), NUM)), finished)  # a scan, and no look more
    assert (tmp_path / LOG).read_bytes() == before


def test_the_loss_falls_on_a_pattern_and_held_out_too(tmp_path: Path) -> None:
    model, layout, _ = grown_model()
    chosen = tiny_settings(steps=120, lr=1e-2, eval_every=60, save_every=120)
    trained = LanguageStage(chosen).run(model, layout, counting(NUM), HELD_OUT, tmp_path)
    losses = [entry["loss"] for entry in read_log(tmp_path)]
    held = [entry["held_out_loss"] for entry in read_log(tmp_path) if "held_out_loss" in entry]
    # A new model knows nothing: the mean over learned tokens is the logarithm of how many tokens there are.
    assert losses[0] == pytest.approx(np.log(trained.config.vocab_size), abs=0.2)
    assert np.mean(losses[-5:]) < 0.5 and len(held) == 2 and held[1] < held[0]
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["full", "lora"])
def test_the_last_held_out_loss_is_that_of_the_model_that_comes_out(tmp_path: Path, kind: str) -> None:
    model, layout, _ = grown_model()
    lora = {"dropout": 0.5}  # none of it may be felt
    trained = LanguageStage(tiny_settings(weights=kind, lora=lora)).run(
        model, layout, counting(NUM), HELD_OUT, tmp_path
    )
    batch = collate(HELD_OUT, pad_id=0)
    wanted = trained(input_ids=batch.ids_BT, labels=batch.labels_BT).loss.item()
    assert read_log(tmp_path)[-1]["held_out_loss"] == pytest.approx(wanted, rel=1e-5)


def test_gradients_are_clipped(tmp_path: Path) -> None:
    free = run(tmp_path / "free", steps=4, clip=1e9)
    assert {entry["gradient_norm"] > 0.5 for entry in log(tmp_path / "free")} == {True}
    assert same(run(tmp_path / "far", steps=4, clip=1e8), free)
    assert not same(run(tmp_path / "near", steps=4, clip=0.5), free)


def test_an_adapter_leaves_all_else_as_it_was(tmp_path: Path) -> None:
    model, layout, _ = grown_model()
    before = weights(model)
    after = run(tmp_path, weights="lora", weight_decay=0.5)
    rows = sorted(layout.tokens.values())
    others = [row for row in range(len(before["model.embed_tokens.weight"])) if row not in rows]
    for name, weight in before.items():
        if "q_proj" in name or "v_proj" in name:
            assert not torch.equal(after[name], weight), f"{name} should have moved"
        elif "embed_tokens" in name or "lm_head" in name:
            assert torch.equal(after[name][others], weight[others]), f"text rows of {name} moved"
            assert not torch.equal(after[name][rows], weight[rows]), f"rows of speech in {name} should have moved"
        else:
            assert torch.equal(after[name], weight), f"{name} moved"


def test_pieces_change_no_more_than_rounding(tmp_path: Path) -> None:
    whole, cut = run(tmp_path / "whole", steps=3), run(tmp_path / "cut", steps=3, piece_tokens=30)
    for name in whole:
        assert torch.allclose(whole[name], cut[name], atol=2e-4), name
    tokens = [[entry["tokens"] for entry in log(tmp_path / name)] for name in ("whole", "cut")]
    assert tokens[0] == tokens[1]


def test_a_mixture_trains_and_resumes(tmp_path: Path) -> None:
    def mixed() -> Mixture[Any]:
        return Mixture({"a": (counting(10), 3.0), "b": (counting(30, seed=2), 1.0)}, seed=0)

    unbroken = run(tmp_path / "unbroken", mixed())
    with pytest.raises(Killed):
        parts = {"a": (KilledAt(counting(10), 30), 3.0), "b": (counting(30, seed=2), 1.0)}
        run(tmp_path / "broken", Mixture(parts, seed=0))
    assert same(run(tmp_path / "broken", mixed()), unbroken)
    assert not same(run(tmp_path / "plain", [*counting(10), *counting(30, seed=2)]), unbroken)


def test_the_callers_random_state_and_the_models_attention_stay(tmp_path: Path) -> None:
    model, _, _ = grown_model()
    attention, state = model.config._attn_implementation, torch.get_rng_state()
    trained = train_language(model, counting(NUM), [], tiny_settings(steps=3), tmp_path)
    assert torch.equal(torch.get_rng_state(), state)
    assert trained.config._attn_implementation == attention and not trained.training


def test_a_folder_holds_one_run(tmp_path: Path) -> None:
    run(tmp_path, steps=3)
    with pytest.raises(BadRecipe, match=r"settings\.lr"):
        run(tmp_path, steps=3, lr=1e-4)
    with pytest.raises(BadRecipe, match=r"train\.sequences"):
        run(tmp_path, counting(NUM + 1), steps=3)
    described = json.loads((tmp_path / "run.json").read_text())
    assert described["settings"] == tiny_settings(steps=3).model_dump(mode="json")


def test_sequences_that_can_not_be_learned_from_are_refused(tmp_path: Path) -> None:
    ids = np.zeros(2000, np.int32)
    long = (ids, np.ones(2000, bool))
    with pytest.raises(BadData, match="sequence 40 of 2000 tokens"):
        run(tmp_path / "context", [*counting(NUM), long], batch_tokens=4000)
    with pytest.raises(BadData, match="sequence 40 of 200 tokens"):
        run(tmp_path / "batch", [*counting(NUM), (ids[:200], np.ones(200, bool))])
    first_alone = np.arange(9) == 0
    with pytest.raises(BadData, match="sequence 40 without a learned token"):
        run(tmp_path / "mask", [*counting(NUM), (ids[:9], first_alone)])
    with pytest.raises(BadData, match="no sequences"):
        run(tmp_path / "empty", [])


def test_a_loss_that_is_not_finite_stops_the_run(tmp_path: Path) -> None:
    model, layout, _ = grown_model()
    with torch.no_grad():
        model.model.norm.weight.fill_(float("inf"))
    with pytest.raises(BadRecipe, match="at step 1"):
        LanguageStage(tiny_settings()).run(model, layout, counting(NUM), HELD_OUT, tmp_path)
