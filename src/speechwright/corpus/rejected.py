"""An item that gives no row, and why."""

from __future__ import annotations

from speechwright.errors import BadAudio, BadData, BadText, SpeechwrightError

# What is wrong with an item by itself. Any other error is the build's own and ends it.
_REASONS: dict[type[SpeechwrightError], str] = {
    BadAudio: "unreadable recording",
    BadText: "unspeakable text",
    BadData: "unusable record",
}


class Rejected(Exception):
    """Ends the making of one item.

    Args:
        reason: one of few, to count by.
        voice: whose sound was rejected, if it was a sound.
        found: what was wrong with just this one.
    """

    def __init__(self, reason: str, voice: str = "", found: str = "") -> None:
        super().__init__(reason)
        self.reason, self.voice, self.found = reason, voice, found


def rejection(error: SpeechwrightError) -> str:
    """The reason for which this error rejects an item.

    Raises:
        SpeechwrightError: the same, where it does not lie with the item.
    """
    for kind, reason in _REASONS.items():
        if isinstance(error, kind):
            return reason
    raise error
