"""A run's state on disk, in safetensors and JSON, so that a killed and resumed run is an unbroken one.

A checkpoint is a folder `checkpoint-<step>` that appears whole by a rename; the one before it goes after that.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from speechwright.errors import BadData
from speechwright.types import Row

TENSORS, FACTS = "state.safetensors", "state.json"


@dataclass(frozen=True)
class TrainingState:
    """What a run's next step depends on, beside settings and data; each part has a name of its own.

    Of a module the weights that train and the buffers that `state_dict` holds are kept; frozen weights are where they
    came from. The global generators of torch are always kept too, for the sake of dropout.
    """

    modules: Mapping[str, nn.Module]
    optimisers: Mapping[str, torch.optim.Optimizer]
    generators: Mapping[str, torch.Generator] = field(default_factory=dict)


def latest(folder: Path) -> Path | None:
    """The last checkpoint of a run, if there is one."""
    return max(folder.glob("checkpoint-*"), default=None)


def save(folder: Path, state: TrainingState, step: int, facts: Row) -> Path:
    """Write the checkpoint of a step and remove the ones before it.

    Args:
        folder: of the run.
        state: what to keep.
        step: number of steps done.
        facts: further plain values, such as the position in the data.
    """
    path, partial = folder / f"checkpoint-{step:08d}", folder / ".checkpoint.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    optimisers = {name: optimiser.state_dict() for name, optimiser in state.optimisers.items()}
    save_file(_tensors(state, optimisers), partial / TENSORS)
    described = {name: _description(row) for name, row in optimisers.items()}
    (partial / FACTS).write_text(json.dumps({"step": step, "facts": facts, "optimisers": described}), "utf-8")
    before = [old for old in folder.glob("checkpoint-*") if old != path]
    shutil.rmtree(path, ignore_errors=True)
    os.replace(partial, path)
    for old in before:
        shutil.rmtree(old)
    return path


def load(path: Path, state: TrainingState) -> tuple[int, Row]:
    """Put a checkpoint's state into `state`, in place.

    Returns:
        The number of steps done, and the facts.

    Raises:
        BadData: a file is missing or broken, or it is a checkpoint of other modules.
    """
    tensors, row = _read(path)
    wanted = {name for name, _ in _module_tensors(state)} | {name for name, _ in _generator_states(state)}
    found = {name for name in tensors if not name.startswith("optimiser/")}
    if wanted != found or row["optimisers"].keys() != state.optimisers.keys():
        odd = sorted(wanted ^ found)[:3]
        raise BadData(f"{path} of another model or device ({', '.join(odd)})", "its own run's checkpoint", _REMEDY)
    for name, tensor in _module_tensors(state):
        _copy(tensors[name], tensor, f"{name} in {path}")
    for name, optimiser in state.optimisers.items():
        optimiser.load_state_dict(_optimiser_state(name, row["optimisers"][name], tensors))
    _set_generators(state, tensors)
    return int(row["step"]), dict(row["facts"])


_REMEDY = "train in an empty folder"


def _tensors(state: TrainingState, optimisers: dict[str, dict[str, Any]]) -> dict[str, Tensor]:
    tensors = dict([*_module_tensors(state), *_generator_states(state)])
    for name, row in optimisers.items():
        for index, values in row["state"].items():
            kept = {key: value for key, value in values.items() if isinstance(value, Tensor)}
            tensors |= {f"optimiser/{name}/{index}/{key}": value for key, value in kept.items()}
    return {name: tensor.detach().contiguous() for name, tensor in tensors.items()}


def _module_tensors(state: TrainingState) -> list[tuple[str, Tensor]]:
    own = {name: _own(module) for name, module in state.modules.items()}
    return [(f"module/{name}/{key}", tensor) for name, tensors in own.items() for key, tensor in tensors.items()]


def _own(module: nn.Module) -> dict[str, Tensor]:
    """Weights that train, once each where they are shared, and persistent buffers."""
    weights = {name for name, _ in module.named_parameters(remove_duplicate=False)}
    training = {name: weight for name, weight in module.named_parameters() if weight.requires_grad}
    buffers = {name: value for name, value in module.state_dict().items() if name not in weights}
    return {**training, **{name: value for name, value in buffers.items() if isinstance(value, Tensor)}}


def _generator_states(state: TrainingState) -> list[tuple[str, Tensor]]:
    own = [(f"generator/{name}", generator.get_state()) for name, generator in state.generators.items()]
    # A CUDA that no one has used has no state worth a start-up.
    in_use = torch.cuda.is_initialized()  # type: ignore[no-untyped-call]
    cuda = torch.cuda.get_rng_state_all() if in_use else []
    return [*own, ("global/cpu", torch.get_rng_state()), *((f"global/cuda{i}", s) for i, s in enumerate(cuda))]


def _set_generators(state: TrainingState, tensors: dict[str, Tensor]) -> None:
    for name, generator in state.generators.items():
        generator.set_state(tensors[f"generator/{name}"])
    torch.set_rng_state(tensors["global/cpu"])
    for name in tensors:
        if name.startswith("global/cuda"):
            torch.cuda.set_rng_state(tensors[name], int(name.removeprefix("global/cuda")))


def _description(row: dict[str, Any]) -> Row:
    """The part of an optimiser's state that is no tensor."""
    scalars = {
        str(index): {key: value for key, value in values.items() if not isinstance(value, Tensor)}
        for index, values in row["state"].items()
    }
    return {"groups": row["param_groups"], "scalars": scalars}


def _optimiser_state(name: str, described: Row, tensors: dict[str, Tensor]) -> dict[str, Any]:
    values: dict[int, dict[str, Any]] = {int(index): dict(row) for index, row in described["scalars"].items()}
    prefix = f"optimiser/{name}/"
    for key, tensor in tensors.items():
        if key.startswith(prefix):
            index, _, entry = key.removeprefix(prefix).partition("/")
            values[int(index)][entry] = tensor
    return {"state": values, "param_groups": described["groups"]}


def _read(path: Path) -> tuple[dict[str, Tensor], Row]:
    try:
        row = dict(json.loads((path / FACTS).read_text("utf-8")))
        return load_file(path / TENSORS), row
    except (OSError, ValueError, SafetensorError) as error:
        raise BadData(f"{path}: {str(error).splitlines()[0]}", "a whole checkpoint", _REMEDY) from error


@torch.no_grad()
def _copy(source: Tensor, target: Tensor, name: str) -> None:
    if source.shape != target.shape:
        raise BadData(f"{name} of shape {tuple(source.shape)}", f"{tuple(target.shape)}, as the model has", _REMEDY)
    target.copy_(source)
