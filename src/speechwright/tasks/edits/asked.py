"""What comes before and after the reading of an instruction: plain text of a bounded length, and errors of one line."""

from __future__ import annotations

import re
import unicodedata

from speechwright.errors import BadInstruction

MOST_CHARACTERS = 1000  # our choice: some forty requests; reading takes a time that grows with the square
_KEPT_CHARACTERS = 120, 60  # of what an error quotes, at its beginning and its end
_NOTHING = re.compile(
    r"(?:please |just )*(?:(?:do|change|edit|alter|touch|modify) nothing|nothing|"
    r"(?:don't|do not|dont) (?:do|change|edit|alter|touch|modify) (?:anything|it|a thing)|"
    r"(?:no|without(?: any)?) (?:changes?|edits?)|keep it|never ?mind|cancel|no)(?: at all| please| to it| [.!,])*"
)


def plain(instruction: str) -> str:
    """An instruction without signs that can't be seen, composed (NFC), with its line breaks.

    Raises:
        BadInstruction: it is too long.
    """
    if len(instruction) > MOST_CHARACTERS:
        found, wanted = f"an instruction of {len(instruction)} characters", f"at most {MOST_CHARACTERS}"
        raise BadInstruction(found, wanted, "ask for one change after the other")
    text = unicodedata.normalize("NFC", instruction.replace("\r\n", "\n"))
    return "".join(_seen(sign) for sign in text)


def _seen(sign: str) -> str:
    """A sign as it is; a blank for controls and halves of signs; nothing for marks of direction and width."""
    kind = unicodedata.category(sign)
    if kind == "Cf":
        return ""
    return " " if kind in ("Cc", "Cs", "Zl", "Zp") and sign != "\n" else sign


def asks_for_nothing(low: str) -> bool:
    """Whether an instruction, in lower case, says that nothing is to be done."""
    return _NOTHING.fullmatch(low) is not None


def in_one_line(problem: BadInstruction) -> BadInstruction:
    """The same error on one line, long quotations cut."""
    return BadInstruction(
        _short(problem.found), _short(problem.wanted), _short(problem.remedy), tuple(map(_short, problem.candidates))
    )


def _short(text: str) -> str:
    text, (head, tail) = " ".join(text.split()), _KEPT_CHARACTERS
    return text if len(text) <= head + tail + 3 else f"{text[:head].rstrip()} … {text[-tail:].lstrip()}"
