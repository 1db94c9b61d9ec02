"""What changes with the step: shares in [0, 1] as pure functions of its number."""

from __future__ import annotations

import math


def warmup_cosine(step: int, num_steps: int, warmup_steps: int) -> float:
    """Share of the peak learning rate: rises in equal parts to 1 at the end of the warm-up, then half a cosine to 0.

    Args:
        step: 0 ≤ step < num_steps; the first has 1 / warmup_steps, as a step of zero would teach nothing.
        num_steps: length of the run.
        warmup_steps: fewer than num_steps.
    """
    assert 0 <= step < num_steps and warmup_steps < num_steps, f"step {step} of {num_steps}, {warmup_steps} of warm-up"
    if step < warmup_steps:
        return (step + 1) / warmup_steps
    return 0.5 * (1 + math.cos(math.pi * (step - warmup_steps) / (num_steps - warmup_steps)))


def linear_ramp(step: int, start: int, end: int) -> float:
    """0 up to step `start`, 1 from step `end` on, a straight line between."""
    assert start < end, f"a ramp from step {start} to step {end}"
    return min(1.0, max(0.0, (step - start) / (end - start)))
