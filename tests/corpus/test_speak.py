"""Builds don't hang on workers or interruptions: the same bytes come out."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from speechwright.audio.write import decode_flac
from speechwright.corpus import speak
from speechwright.corpus.speak import SpeakSettings, build_speech
from speechwright.shards import open_shards

SETTINGS = SpeakSettings.model_validate(
    {
        "items": 40,
        "texts": [{"kind": "words", "share": 1}, {"kind": "requests", "share": 1}],
        "voices": [{"engine": "espeak", "share": 1, "names": ["en-us+f*"]}],
    }
)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speak, "ROWS_PER_SHARD", 16)


def test_workers_do_not_change_bytes(tmp_path: Path) -> None:
    build_speech(tmp_path / "one", SETTINGS, 7, 1)
    build_speech(tmp_path / "two", SETTINGS, 7, 2)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert len(open_shards(tmp_path / "one")) == 40


SCRIPT = """
import sys
from pathlib import Path
from speechwright.corpus import speak
from tests.corpus.test_speak import SETTINGS
if __name__ == "__main__":
    speak.ROWS_PER_SHARD = 16
    speak.build_speech(Path(sys.argv[1]), SETTINGS, 7, 1)
"""


def test_killed_and_run_again_is_unbroken(tmp_path: Path) -> None:
    build_speech(tmp_path / "whole", SETTINGS, 7, 1)
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "killed")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not (tmp_path / "killed" / "part-00000.parquet").exists():
        assert process.poll() is None, "the build ended before it could be killed"
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "killed" / "card.json").exists()
    build_speech(tmp_path / "killed", SETTINGS, 7, 1)
    assert files(tmp_path / "killed") == files(tmp_path / "whole")


def test_rows_hold_the_sound_with_its_times(tmp_path: Path) -> None:
    build_speech(tmp_path / "speech", SETTINGS.model_copy(update={"items": 6}), 1, 1)
    for row in open_shards(tmp_path / "speech"):
        audio = decode_flac(row["audio"]["bytes"])
        spans = row["phonemes"]
        assert audio.rate_hz == 16_000 and spans[-1]["end_s"] <= audio.length_s + 1e-3
        first = round(spans[0]["start_s"] * 16_000)
        assert not np.any(audio.samples[: max(0, first - 160)]), "the margin before the first phoneme is silent"
        assert row["voice"].startswith("espeak:en-us+f") and row["text"]
