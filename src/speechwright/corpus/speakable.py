"""What can't be read aloud: addresses, code, tables, markup, other scripts, and what has no words."""

from __future__ import annotations

import re
import unicodedata

_ADDRESS = re.compile(r"\b(?:https?|ftp)://|\bwww\.\w|\b[\w.+-]+@[\w-]+\.\w{2,}\b|\b[\w-]+\.(?:com|org|net|io)\b")
_MARKUP = re.compile(r"</?[a-z][^<>]*>|\\[a-zA-Z]+\{|&[a-z]+;|\$\$|^\s*#{1,6}\s|\[[^\]]+\]\([^)]+\)", re.MULTILINE)
_CODE = re.compile(
    r"```|^\s*(?:def|class|import|from\s+\w+\s+import|#include|public|const|let|var|return)\b.*[(){};:=]"
    r"|\w+\([^()]*\)\s*[;{.]|==|!=|&&|\|\||->|=>|::|\w+_\w+\(|^\s*[}{]\s*$",
    re.MULTILINE,
)
_ROW_OF_TABLE = re.compile(r"^(?:.*\|.*\|.*|[^\t\n]+\t[^\t\n]+\t.*|\s*[-+=|]{4,}\s*)$", re.MULTILINE)
ROWS_OF_A_TABLE = 2

REASONS = ("no words", "address", "markup", "code", "table", "other script")


def why_not_spoken(text: str) -> str | None:
    """Why a voice can't be given this text, one of `REASONS`; None where it can."""
    if not re.search(r"[^\W\d_]", text):
        return "no words" if not re.search(r"\d", text) else None
    if _ADDRESS.search(text):
        return "address"
    if _MARKUP.search(text):
        return "markup"
    if _CODE.search(text):
        return "code"
    if len(_ROW_OF_TABLE.findall(text)) >= ROWS_OF_A_TABLE:
        return "table"
    return "other script" if _has_other_letters(text) else None


def _has_other_letters(text: str) -> bool:
    """Letters that are not Latin ones; the voices and the ways to write out are English."""
    return any(letter.isalpha() and "LATIN" not in unicodedata.name(letter, "") for letter in text)
