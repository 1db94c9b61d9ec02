"""Where moments go, and which samples are still the same."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from speechwright.audio.pcm import PcmFile
from speechwright.bench.edits.places import Whereabouts, same_samples, sound_path
from tests.bench.edits.recordings import sound, written

CUT = Whereabouts([(0, 100, 100), (150, 300, 150)])
SLOWED = Whereabouts([(0, 100, 100), (100, 200, 300), (200, 300, 100)])
PAUSED = Whereabouts([(0, 100, 100), (100, 100, 40), (100, 300, 200)])


def test_moments_behind_a_change_are_moved_by_it() -> None:
    assert [CUT.after(at) for at in (0, 99, 100, 120, 150, 299)] == [0, 99, 100, 100, 100, 249]
    assert [SLOWED.after(at) for at in (50, 150, 200)] == [50, 250, 400]
    assert [PAUSED.after(at) for at in (99, 100)] == [99, 140]


@given(st.integers(0, 299), st.integers(0, 299))
def test_order_is_kept(one: int, other: int) -> None:
    for where in (CUT, SLOWED, PAUSED):
        assert (where.after(one) <= where.after(other)) or one > other


def test_samples_are_compared_and_not_believed(tmp_path: Path) -> None:
    original = sound()
    changed = original.copy()
    changed[500:600] *= 0.5
    old, new = written(tmp_path / "a.wav", original), written(tmp_path / "b.wav", changed)
    with PcmFile(old) as before, PcmFile(new) as after:
        same = same_samples(before, after, Whereabouts([(0, len(original), len(original))]))
        assert not same_samples(before, after, None).any()
    assert same[:500].all() and same[600:].all() and not same[500:600].all()


def test_names_of_items_are_made_fit_for_files() -> None:
    assert sound_path(Path("x"), "ours", "a/b: c").name == "a_b_c.wav"
