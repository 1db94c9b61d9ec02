import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from speechwright.units.fsq import bound, codebook_size, codes_to_ids, ids_to_codes, quantize

LEVELS = st.lists(st.integers(2, 9), min_size=1, max_size=4).map(tuple)


@given(LEVELS)
def test_every_id_has_a_code_of_its_own(levels: tuple[int, ...]) -> None:
    ids = torch.arange(codebook_size(levels))
    codes = ids_to_codes(ids, levels)
    assert torch.equal(codes_to_ids(codes, levels), ids)
    assert len(torch.unique(codes, dim=0)) == len(ids)


@given(LEVELS, st.integers(0, 1000))
def test_codes_stay_in_the_codebook(levels: tuple[int, ...], seed: int) -> None:
    z = torch.randn(3, 50, len(levels), generator=torch.Generator().manual_seed(seed)) * 20
    ids = codes_to_ids(quantize(z, levels), levels)
    assert 0 <= int(ids.min()) and int(ids.max()) < codebook_size(levels)


@given(LEVELS)
def test_every_code_can_be_reached(levels: tuple[int, ...]) -> None:
    z = torch.linspace(-9, 9, 4001)[None, :, None].expand(1, -1, len(levels))
    digits = (bound(z, levels)).round()
    for channel, level in enumerate(levels):
        assert len(torch.unique(digits[..., channel])) == level


def test_gradients_pass_straight_through() -> None:
    z = torch.zeros(1, 4, 3, requires_grad=True)
    quantize(z, (5, 5, 5)).sum().backward()
    assert z.grad is not None and bool((z.grad.abs() > 0.1).all())


def test_soft_items_stay_continuous() -> None:
    z = torch.full((2, 1, 1), 0.3)
    out = quantize(z, (5,), torch.tensor([True, False]))
    assert out[0].item() == pytest.approx(0.5) or out[0].item() == pytest.approx(0.0) or out[0].item() == 1.0
    assert out[1].item() not in (0.0, 0.5, 1.0)
