"""What comes out of the cache is what would have been encoded, and each sound is encoded once."""

import sqlite3
from pathlib import Path
from threading import Timer

import pytest

from speechwright.corpus.unit_cache import UnitCache
from speechwright.errors import CannotWrite
from speechwright.infer.folder import ModelFolder
from speechwright.types import Audio, Units
from tests.modelbox import babble, model_box


def cache(path: Path, seed: int = 1) -> tuple[UnitCache, list[Audio]]:
    tokenizer, encoded = ModelFolder(model_box(seed)).tokenizer, []

    def encode(audio: Audio) -> Units:
        encoded.append(audio)
        return tokenizer.encode(audio)

    return UnitCache(path, encode, tokenizer.spec), encoded


def test_a_sound_is_encoded_once_also_by_the_next_process(tmp_path: Path) -> None:
    tokenizer = ModelFolder(model_box()).tokenizer
    first, encoded = cache(tmp_path / "a" / "units.sqlite")
    for seed in (0, 1, 0, 0, 1):
        assert first(babble(seed=seed)) == tokenizer.encode(babble(seed=seed))
    assert len(encoded) == 2 and first.hits == 3
    again, encoded = cache(tmp_path / "a" / "units.sqlite")
    assert again(babble(seed=1)) == tokenizer.encode(babble(seed=1)) and not encoded


def test_who_opens_a_file_waits_for_who_writes_it(tmp_path: Path) -> None:
    writer = sqlite3.connect(tmp_path / "units.sqlite", isolation_level=None, check_same_thread=False)
    writer.execute("begin immediate")
    end = Timer(0.3, writer.execute, ("commit",))
    end.start()
    first, _ = cache(tmp_path / "units.sqlite")
    assert first.hits == 0
    end.join()
    writer.close()


def test_another_tokenizer_or_rate_is_another_entry(tmp_path: Path) -> None:
    one, one_encoded = cache(tmp_path / "units.sqlite")
    other, other_encoded = cache(tmp_path / "units.sqlite", seed=2)
    sound = babble()
    assert one(sound).spec != other(sound).spec and len(one_encoded) == len(other_encoded) == 1
    one(Audio(sound.samples, sound.rate_hz // 2))
    assert len(one_encoded) == 2


@pytest.mark.parametrize("content", [b"this is no data base" * 100, None])
def test_a_file_that_is_no_cache_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "units.sqlite"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(CannotWrite, match=r"units\.sqlite"):
        cache(path)
