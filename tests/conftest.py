"""What holds for all tests: no example fails for being slow, since a machine may be busy; and one thread does the sums,
for nets as small as those of the tests lose by threads."""

import torch
from hypothesis import settings

from speechwright.threads import limit_threads

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
limit_threads(1)
assert torch.get_num_threads() == 1, "PyTorch is loaded before its threads are limited"
