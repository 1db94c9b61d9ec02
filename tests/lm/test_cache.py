"""The roomy cache is the ordinary cache, but for its room."""

import torch
from transformers import DynamicCache

from speechwright.lm.cache import ROOM_TOKENS, roomy_cache
from tests.lm.makers import mini, seeded

MODEL = mini().model


def fed(cache, ids, steps):
    """Logits of ids fed in steps of the given widths."""
    logits, start = [], 0
    with torch.inference_mode():
        for width in steps:
            out = MODEL(ids[:, start : start + width], past_key_values=cache, use_cache=True)
            logits.append(out.logits)
            start += width
    return torch.cat(logits, 1)


def test_it_gives_the_logits_of_the_ordinary_cache_past_its_first_room():
    steps = [3, 1, ROOM_TOKENS - 2, 1, 1, 7]
    ids = torch.randint(0, 60, (2, sum(steps)), generator=seeded())
    ordinary = fed(DynamicCache(config=MODEL.config), ids, steps)
    assert torch.allclose(fed(roomy_cache(MODEL), ids, steps), ordinary, atol=1e-6)


def test_room_is_made_once_and_then_written_into():
    cache = roomy_cache(MODEL)
    fed(cache, torch.ones((1, 9), dtype=torch.long), [3])
    pointer = cache.layers[0].keys.data_ptr()
    fed(cache, torch.ones((1, 9), dtype=torch.long), [1] * 9)
    assert cache.layers[0].keys.data_ptr() == pointer
    assert cache.get_seq_length() == 12


def test_rows_that_leave_or_are_repeated_take_their_past_with_them():
    ids = torch.randint(0, 60, (3, 8), generator=seeded())
    for change, rows in (("select", [2, 0]), ("repeat", [0, 0, 1, 1, 2, 2])):
        cache = roomy_cache(MODEL)
        fed(cache, ids[:, :5], [5])
        if change == "select":
            cache.batch_select_indices(torch.tensor(rows))
        else:
            cache.batch_repeat_interleave(2)
        wanted = fed(roomy_cache(MODEL), ids[rows], [8])[:, 5:]
        assert torch.allclose(fed(cache, ids[rows][:, 5:], [1, 2]), wanted, atol=1e-6)
