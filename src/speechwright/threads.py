"""How many threads do sums in a process: processes that share the cores take one each.

PyTorch has threads of its own; so has the BLAS behind NumPy, and its threads spin while they wait for the next product:
two processes on two cores slow each other down by half, although neither has more work than one core's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from threadpoolctl import threadpool_limits

_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # for libraries that are loaded later


def limit_threads(threads: int) -> None:
    """From here to the end of this process."""
    os.environ.update(dict.fromkeys(_VARIABLES, str(threads)))
    threadpool_limits(threads)
    if torch := sys.modules.get("torch"):
        torch.set_num_threads(threads)


@contextmanager
def limited_threads(threads: int) -> Iterator[None]:
    """Within a block, of what is loaded when it begins."""
    torch = sys.modules.get("torch")
    before = torch.get_num_threads() if torch else 0
    with threadpool_limits(threads):
        if torch:
            torch.set_num_threads(threads)
        try:
            yield
        finally:
            if torch:
                torch.set_num_threads(before)
