"""A side: what goes into the row is what the editor reads."""

import numpy as np

from speechwright.corpus.edits.side import bare, plain
from speechwright.tasks.edits.transcript import Run
from tests.corpus.edits.sides import spoken


def test_the_editor_reads_the_very_samples_of_the_row() -> None:
    side = spoken()
    with side.open() as file:
        assert file.num_samples == side.transcript.num_samples and file.coding.rate_hz == side.rate_hz
        np.testing.assert_array_equal(file.floats(0, file.num_samples), side.sound_NC)
    assert len(side.part(100, 300).samples) == 200


def test_quoted_words_have_no_marks_around_them() -> None:
    assert bare('"Hello,') == "Hello" and bare("(it's)") == "it's"
    assert plain(Run(7, 9), spoken().transcript) == "salt the"
