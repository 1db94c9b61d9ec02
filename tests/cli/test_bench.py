"""speechwright bench edits"""

from pathlib import Path

from tests.bench.edits.recordings import TEXT, sound, written
from tests.cli.calls import call, refused

LIST = f"""wav_fn\torig_transcript\tnew_transcript\torig_masked_span\tnew_masked_span\ttype
a.wav\t{TEXT}\t{TEXT.replace("very ", "")}\t6,6\t5,6\tdeletion
"""


def test_a_published_set_is_measured(tmp_path: Path) -> None:
    (tmp_path / "RealEdit.txt").write_text(LIST, "utf-8")
    written(tmp_path / "a.wav", sound())
    page, out = tmp_path / "page.html", tmp_path / "out"
    done = call(
        "bench", "edits", "--set", "realedit", "--data", tmp_path, "--row", "nothing", "--row", "signal",
        "--out", out, "--report", page, "--json",
    )  # fmt: skip
    assert done.status == 0 and done.row["run"] == done.row["items"] == 1
    assert done.row["figures"]["signal"]["joint"]["value"] == 1
    assert page.is_file() and (out / "realedit" / "report.md").is_file()
    assert "1 of 1 items were run" in done.err


def test_what_is_wrong_is_told(tmp_path: Path) -> None:
    out = ("--out", tmp_path / "out")
    refused(tmp_path, "BadData", "bench", "edits", "--set", "realedit", *out)
    refused(tmp_path, "UnknownName", "bench", "edits", "--set", "reledit", *out)
    refused(tmp_path, "CannotWrite", "bench", "edits", "--report", tmp_path / "no" / "page.html", *out)
