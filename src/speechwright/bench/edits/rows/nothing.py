"""The recording as it is: what a figure is where nothing was done."""

from __future__ import annotations

import shutil
from pathlib import Path

from speechwright.audio.pcm import PcmFile
from speechwright.bench.edits.desk import Desk, Made
from speechwright.bench.edits.item import EditItem
from speechwright.bench.edits.places import Whereabouts


class Nothing:
    """Copies."""

    def __init__(self, desk: Desk) -> None:
        pass

    def make(self, item: EditItem, path: Path) -> Made:
        shutil.copyfile(item.sound, path)
        with PcmFile(item.sound) as file:
            return Made(Whereabouts([(0, file.num_samples, file.num_samples)]))
