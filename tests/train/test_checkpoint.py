"""Laws of checkpoints: loaded = saved for modules, optimisers and generators; one of another run is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn

from speechwright.errors import BadData
from speechwright.train import checkpoint
from speechwright.train.checkpoint import TrainingState


class Net(nn.Module):
    """Shared weights, a frozen layer, a buffer and dropout."""

    def __init__(self, width: int = 8) -> None:
        super().__init__()
        self.first, self.second, self.frozen = nn.Linear(width, width), nn.Linear(width, width), nn.Linear(width, width)
        self.second.weight = self.first.weight
        self.frozen.requires_grad_(False)
        self.norm = nn.BatchNorm1d(width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.frozen(nn.functional.dropout(self.norm(self.second(self.first(x))), 0.3))


def fresh(kind: type[torch.optim.Optimizer] = torch.optim.AdamW, width: int = 8) -> TrainingState:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        net = Net(width)
    optimiser = kind([{"params": [p]} for p in net.parameters() if p.requires_grad], lr=0.1)
    return TrainingState({"net": net}, {"main": optimiser}, {"data": torch.Generator().manual_seed(4)})


def train(state: TrainingState, num_steps: int) -> None:
    net, optimiser = state.modules["net"], state.optimisers["main"]
    for _ in range(num_steps):
        x = torch.randn(5, 8, generator=state.generators["data"])
        net(x).square().sum().backward()
        optimiser.step()
        optimiser.zero_grad()


def outcome(state: TrainingState) -> list[torch.Tensor]:
    rows = state.optimisers["main"].state_dict()["state"].values()
    tensors = [torch.as_tensor(row[key]) for row in rows for key in sorted(row) if row[key] is not None]
    return [*state.modules["net"].state_dict().values(), *tensors, state.generators["data"].get_state()]


@pytest.mark.parametrize("kind", [torch.optim.AdamW, torch.optim.SGD, torch.optim.RMSprop])
def test_loaded_and_trained_on_is_trained_through(tmp_path: Path, kind: type[torch.optim.Optimizer]) -> None:
    torch.manual_seed(7)
    state = fresh(kind)
    train(state, 3)
    path = checkpoint.save(tmp_path, state, 3, {"position": [1, 2]})
    train(state, 4)
    torch.manual_seed(8)  # dropout must come from the checkpoint's generator
    resumed = fresh(kind)
    assert checkpoint.load(path, resumed) == (3, {"position": [1, 2]})
    train(resumed, 4)
    assert all(torch.equal(one, other) for one, other in zip(outcome(resumed), outcome(state), strict=True))


def test_only_the_last_is_kept_and_frozen_weights_are_not_in_it(tmp_path: Path) -> None:
    state = fresh()
    assert checkpoint.latest(tmp_path) is None
    for step in (9, 10, 1000):
        assert checkpoint.save(tmp_path, state, step, {}) == checkpoint.latest(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["checkpoint-00001000"]
    assert sorted(path.suffix for path in (tmp_path / "checkpoint-00001000").iterdir()) == [".json", ".safetensors"]
    tensors, _ = checkpoint._read(tmp_path / "checkpoint-00001000")
    assert "module/net/first.weight" in tensors and "module/net/norm.running_mean" in tensors
    assert not any("frozen" in name or "second.weight" in name for name in tensors)


def test_a_half_written_checkpoint_is_not_seen(tmp_path: Path) -> None:
    state = fresh()
    whole = checkpoint.save(tmp_path, state, 1, {})
    (tmp_path / ".checkpoint.partial").mkdir()
    (tmp_path / ".checkpoint.partial" / "state.json").write_text("{")
    assert checkpoint.latest(tmp_path) == whole
    assert checkpoint.latest(tmp_path) != checkpoint.save(tmp_path, state, 2, {})


def test_what_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = checkpoint.save(tmp_path, fresh(), 1, {})
    with pytest.raises(BadData, match="of shape"):
        checkpoint.load(path, fresh(width=9))
    unfrozen = fresh()
    unfrozen.modules["net"].requires_grad_(True)
    with pytest.raises(BadData, match="another model"):
        checkpoint.load(path, unfrozen)
    with pytest.raises(BadData, match="another model"):
        checkpoint.load(path, TrainingState(unfrozen.modules, {}, {}))


@pytest.mark.parametrize("name", [checkpoint.TENSORS, checkpoint.FACTS])
def test_a_broken_file_is_named(tmp_path: Path, name: str) -> None:
    path = checkpoint.save(tmp_path, fresh(), 1, {})
    (path / name).write_bytes(b"{")
    with pytest.raises(BadData, match="checkpoint-00000001"):
        checkpoint.load(path, fresh())
    (path / name).unlink()
    with pytest.raises(BadData, match="checkpoint-00000001"):
        checkpoint.load(path, fresh())
