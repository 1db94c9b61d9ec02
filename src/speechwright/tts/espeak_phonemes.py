"""eSpeak NG's phoneme mnemonics → ARPAbet without stress, so that every engine labels its sound in one alphabet."""

from __future__ import annotations

from speechwright.tts.arpabet import PAUSE

_CONSONANTS = {
    "p": "p", "b": "b", "t": "t", "t#": "t", "t2": "t", "t[": "t", "d": "d", "d#": "d", "k": "k", "g": "g",
    "f": "f", "v": "v",
    "T": "th", "D": "dh", "s": "s", "z": "z", "S": "sh", "Z": "zh", "h": "hh", "tS": "ch", "dZ": "jh", "m": "m",
    "n": "n", "n-": "n", "N": "ng", "l": "l", "l#": "l", "r": "r", "r-": "r", "w": "w", "w#": "w", "j": "y", "x": "k",
    "?": "t", "L": "l", "C": "hh", "*": "t", "l^": "l", "n^": "n", "R": "r", "R2": "r", "Q": "g",
}  # fmt: skip
_VOWELS = {
    "@": "ah", "@2": "ah", "@-": "ah", "@5": "ah", "@L": "l", "a#": "ah", "V": "ah", "a": "ae", "a2": "ae", "aa": "ae",
    "A": "aa", "A:": "aa", "A#": "aa", "0": "aa", "0#": "aa", "02": "aa", "A@": "aa", "O": "ao", "O:": "ao",
    "O2": "ao", "O@": "ao", "o@": "ao", "o:": "ow", "E": "eh", "E2": "eh", "e": "eh", "e:": "ey", "e@": "eh",
    "e@3": "eh",
    "3": "er", "3:": "er", "@3": "er", "I": "ih", "I2": "ih", "I#": "ih", "i": "iy", "i:": "iy", "i2": "iy", "i@": "iy",
    "i@3": "iy", "U": "uh", "U@": "uh", "u": "uw", "u:": "uw", "u2": "uw", "u#": "uw", "eI": "ey", "aI": "ay",
    "aI@": "ay", "aI3": "ay", "aU": "aw", "aU@": "aw", "OI": "oy", "oU": "ow", "o": "ow", "o#": "ow", "8": "uh",
    "aI2": "ay", "3#": "er", "y": "uw", "W": "er", "Y": "er", "O3": "ao", "ai": "ay", "au": "aw", "V2": "ah",
    "u@": "uw",
    "a3": "aa", "oI": "oy", "I3": "ih", "i3": "iy", "r=": "er", "VR": "er", "IR": "er", "e#": "eh", "E#": "eh",
}  # fmt: skip
_SILENT_MARKS = ("", ";", "|", "||", "%", "=", "_^_", "-")


def to_arpabet(mnemonic: str) -> str:
    """The ARPAbet phoneme of an eSpeak mnemonic; "pau" for a pause, "" for a mark without a sound of its own.

    An unknown mnemonic is an internal error: a voice of ours uses a sound that the map does not name.
    """
    label = mnemonic.lstrip("',%=")
    if label in _SILENT_MARKS:
        return ""
    if label.startswith("_"):
        return PAUSE
    found = _CONSONANTS.get(label) or _VOWELS.get(label)
    assert found, f"eSpeak phoneme {mnemonic!r} is not in the map"
    return found
