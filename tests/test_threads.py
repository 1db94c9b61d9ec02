"""Threads of PyTorch, OpenMP and NumPy's BLAS, in processes of their own: what is set there would stay."""

import subprocess
import sys

PROBE = """
import numpy, torch
from threadpoolctl import threadpool_info
from speechwright.threads import limit_threads, limited_threads

def counts():
    return {torch.get_num_threads(), *(pool["num_threads"] for pool in threadpool_info())}

torch.set_num_threads(2)
"""


def outcome(program: str) -> str:
    return subprocess.run([sys.executable, "-c", PROBE + program], check=True, capture_output=True, text=True).stdout


def test_a_limit_holds_for_all_pools_and_those_to_come() -> None:
    assert outcome("limit_threads(1); import os; print(counts(), os.environ['OPENBLAS_NUM_THREADS'])") == "{1} 1\n"


def test_a_block_leaves_things_as_they_were() -> None:
    told = outcome("before = counts()\nwith limited_threads(1): print(counts())\nprint(counts() == before)")
    assert told == "{1}\nTrue\n"


def test_and_so_it_does_when_it_fails() -> None:
    program = "try:\n    with limited_threads(1): 1 / 0\nexcept ZeroDivisionError: print(torch.get_num_threads())"
    assert outcome(program) == "2\n"
