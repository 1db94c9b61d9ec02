"""Digits said by people, as a choice among ten, by a tokenizer alone: what carried over from the voices that it heard.

    python benchmarks/people_digits.py runs/mini/tokenizer/tokenizer FOLDER [--speaker NAME]

FOLDER holds recordings named DIGIT_SPEAKER_TAKE.wav. The choice is by CTC over the units, as in the suite
`people_digits` of `speechwright evaluate`. One JSON object with 95 % intervals.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from tqdm import tqdm

from speechwright.audio.read import read_speech
from speechwright.bench.suites.people_digits import DIGITS, choose_by_ctc
from speechwright.metrics.interval import share_figure
from speechwright.units.mini import MiniTokenizer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--speaker", help="this one alone")
    arguments = parser.parse_args()
    tokenizer = MiniTokenizer.load(arguments.tokenizer)
    right: dict[str, list[bool]] = {}
    for path in tqdm(sorted(arguments.folder.glob("?_*_*.wav"))):
        digit, speaker, _ = path.stem.split("_")
        if arguments.speaker in (None, speaker):
            units = tokenizer.encode(read_speech(path, tokenizer.mel.rate_hz))
            right.setdefault(speaker, []).append(choose_by_ctc(tokenizer, units) == DIGITS[int(digit)])
    by_speaker = {speaker: share_figure(np.array(values)).to_row() for speaker, values in sorted(right.items())}
    everyone = share_figure(np.concatenate([np.array(values) for values in right.values()])).to_row()
    print(json.dumps({"tokenizer": str(arguments.tokenizer), "all": everyone, "by_speaker": by_speaker}))


if __name__ == "__main__":
    main()
