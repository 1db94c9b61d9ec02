"""The phoneme alphabet that all engines share: ARPAbet without stress marks (CMUdict's 39), and a pause."""

PAUSE = "pau"
PHONEMES = (
    PAUSE, "aa", "ae", "ah", "ao", "aw", "ay", "b", "ch", "d", "dh", "eh", "er", "ey", "f", "g", "hh", "ih", "iy", "jh",
    "k", "l", "m", "n", "ng", "ow", "oy", "p", "r", "s", "sh", "t", "th", "uh", "uw", "v", "w", "y", "z", "zh",
)  # fmt: skip
