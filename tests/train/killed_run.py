"""A run that kills its own process at the n-th look at a sequence; started by `test_language`.

Arguments: folder of the run, number of looks.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

import torch

from speechwright.train.language import train_language
from tests.train.makers import Killed, KilledAt, counting, grown_model, tiny_settings


class Kills(KilledAt):
    def __getitem__(self, index: Any) -> Any:
        try:
            return super().__getitem__(index)
        except Killed:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    torch.set_num_threads(1)
    data = Kills(counting(40), int(sys.argv[2]))
    train_language(grown_model()[0], data, counting(6, seed=1), tiny_settings(), Path(sys.argv[1]))
