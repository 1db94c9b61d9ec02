"""Vector quantisation with a codebook that follows its vectors by moving averages (van den Oord et al. 2017, arXiv
1711.00937, appendix A.1).

The codebook starts as vectors that the trained-so-far encoder gives, and codes that no vector chooses are drawn anew.
Why not finite scalar quantisation, which needs no such care: with as few units as a small language model can learn,
its grid of three channels held phonemes far worse (see docs/log.md).

Legend: B batch, S unit frames, C channels, K units, N vectors.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

DECAY = 0.99
DEAD_BELOW = 0.1  # of the share that a code would have if all were used alike


class VectorQuantizer(nn.Module):
    """Vectors (…, C) → the nearest of K codebook vectors."""

    codebook: Tensor
    counts: Tensor

    def __init__(self, size: int, channels: int) -> None:
        super().__init__()
        self.register_buffer("codebook", torch.zeros(size, channels))
        self.register_buffer("counts", torch.zeros(size))

    @property
    def started(self) -> bool:
        return bool(self.counts.any())

    def ids(self, vectors: Tensor) -> Tensor:
        """Number of the nearest code of each vector, by squared distance."""
        distance = self.codebook.square().sum(-1) - 2 * vectors @ self.codebook.T
        return distance.argmin(-1)

    def forward(self, vectors_BSC: Tensor, hard_B: Tensor) -> Tensor:
        """Codes in place of the vectors of the items in `hard_B`, with straight-through gradients."""
        codes_BSC = self.codebook[self.ids(vectors_BSC.detach())]
        through = vectors_BSC + (codes_BSC - vectors_BSC).detach()
        return torch.where(hard_B[:, None, None], through, vectors_BSC)

    @torch.no_grad()
    def follow(self, vectors_NC: Tensor, rng: torch.Generator) -> None:
        """Move each code towards the mean of the vectors that chose it; the first call starts the codebook."""
        if not self.started:
            self._start(vectors_NC, rng)
        chosen_NK = nn.functional.one_hot(self.ids(vectors_NC), len(self.codebook)).float()
        counts = chosen_NK.sum(0)
        total = DECAY * self.counts + (1 - DECAY) * counts
        moved = DECAY * self.counts[:, None] * self.codebook + (1 - DECAY) * chosen_NK.T @ vectors_NC
        self.codebook.copy_(moved / total.clamp(min=1e-6)[:, None])
        self.counts.copy_(total)
        self._revive(vectors_NC, rng)

    def _start(self, vectors_NC: Tensor, rng: torch.Generator) -> None:
        picked = torch.randint(len(vectors_NC), (len(self.codebook),), generator=rng)
        self.codebook.copy_(vectors_NC[picked])
        self.counts.fill_(len(vectors_NC) / len(self.codebook))

    def _revive(self, vectors_NC: Tensor, rng: torch.Generator) -> None:
        dead = self.counts < DEAD_BELOW * self.counts.mean()
        picked = torch.randint(len(vectors_NC), (int(dead.sum()),), generator=rng)
        self.codebook[dead] = vectors_NC[picked]
        self.counts[dead] = self.counts.mean()
