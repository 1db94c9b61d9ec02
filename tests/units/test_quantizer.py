import torch

from speechwright.units.quantizer import VectorQuantizer


def four_clusters(num: int, rng: torch.Generator) -> torch.Tensor:
    centres = torch.tensor([[4.0, 0.0], [-4.0, 0.0], [0.0, 4.0], [0.0, -4.0]])
    return centres[torch.randint(4, (num,), generator=rng)] + 0.1 * torch.randn(num, 2, generator=rng)


def trained(size: int = 4) -> VectorQuantizer:
    quantizer, rng = VectorQuantizer(size, 2), torch.Generator().manual_seed(0)
    for _ in range(600):
        quantizer.follow(four_clusters(64, rng), rng)
    return quantizer


def test_codes_find_the_clusters() -> None:
    quantizer = trained(8)
    vectors = four_clusters(500, torch.Generator().manual_seed(1))
    error = (quantizer.codebook[quantizer.ids(vectors)] - vectors).square().mean().sqrt()
    assert error < 0.15


def test_the_nearest_code_is_taken() -> None:
    quantizer = trained()
    vectors = torch.randn(50, 2, generator=torch.Generator().manual_seed(2))
    assert torch.equal(quantizer.ids(vectors), torch.cdist(vectors, quantizer.codebook).argmin(1))


def test_all_codes_stay_in_use() -> None:
    quantizer, rng = VectorQuantizer(16, 2), torch.Generator().manual_seed(0)
    quantizer.follow(torch.zeros(64, 2), rng)  # all codes on one point
    for _ in range(400):
        quantizer.follow(torch.randn(256, 2, generator=rng), rng)
    assert len(torch.unique(quantizer.ids(torch.randn(4000, 2, generator=rng)))) == 16


def test_gradients_pass_straight_through_and_soft_items_stay() -> None:
    quantizer = trained()
    vectors = torch.randn(2, 5, 2, generator=torch.Generator().manual_seed(3)).requires_grad_()
    out = quantizer(vectors, torch.tensor([True, False]))
    assert torch.allclose(out[0], quantizer.codebook[quantizer.ids(vectors[0])], atol=1e-6)
    assert torch.equal(out[1], vectors[1])
    out.sum().backward()
    assert vectors.grad is not None and torch.equal(vectors.grad, torch.ones_like(vectors))
