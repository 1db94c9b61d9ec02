"""English in the phones of other languages: how a voice of that language, which knows no others, says it.

What a language lacks becomes the nearest that it has, as in the mouth of its speakers; a diphthong becomes two phones,
and a sound that is swallowed a pause, so that all that follows stays where it was.
"""

from __future__ import annotations

from collections.abc import Mapping

_SAME = {phone: phone for phone in ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z")}

ITALIAN = _SAME | {
    "pau": "#", "aa": "a1", "ae": "E1", "ah": "a", "ao": "O1", "aw": "a1 u", "ay": "a1 i", "ch": "tS", "dh": "d",
    "eh": "E1", "er": "E1 r", "ey": "e1 i", "hh": "#", "ih": "i", "iy": "i1", "jh": "dZ", "ng": "n g", "ow": "o1 u",
    "oy": "O1 i", "sh": "S", "th": "t", "uh": "u", "uw": "u1", "w": "w", "y": "j", "zh": "dZ",
}  # fmt: skip
CZECH = _SAME | {
    "pau": "#", "aa": "a:", "ae": "e", "ah": "a", "ao": "o:", "aw": "a u", "ay": "a j", "ch": "c~", "dh": "d",
    "eh": "e", "er": "e r", "ey": "e j", "hh": "h", "ih": "i", "iy": "i:", "jh": "dz~", "ng": "n g", "ow": "o u",
    "oy": "o j", "sh": "s~", "th": "t", "uh": "u", "uw": "u:", "w": "v", "y": "j", "zh": "z~",
}  # fmt: skip
FINNISH = _SAME | {
    "pau": "#", "aa": "a:", "ae": "@", "ah": "a", "ao": "o:", "aw": "a u", "ay": "a i", "ch": "t s", "dh": "d",
    "eh": "e", "er": "7 r", "ey": "e i", "hh": "h", "ih": "i", "iy": "i:", "jh": "d j", "ng": "N", "ow": "o u",
    "oy": "o i", "sh": "s", "th": "t", "uh": "u", "uw": "u:", "w": "v", "y": "j", "z": "s", "zh": "s",
}  # fmt: skip
HINDI = _SAME | {
    "pau": "pau", "aa": "aa", "ae": "eh", "ah": "a", "ao": "oh", "aw": "aw", "ay": "ay", "ch": "ch", "d": "D",
    "dh": "dh", "eh": "eh", "er": "a r", "ey": "ee", "hh": "h", "ih": "ih", "iy": "iy", "jh": "j", "ng": "n g",
    "ow": "oo", "oy": "oh iy", "sh": "sh", "t": "T", "th": "th", "uh": "uh", "uw": "uw", "w": "w", "y": "y",
    "z": "j", "zh": "zh",
}  # fmt: skip


def phones_of(phoneme: str, accent: Mapping[str, str]) -> list[str]:
    """The phones that stand for an ARPAbet phoneme, at least one."""
    return accent[phoneme].split()
