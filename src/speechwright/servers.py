"""A server that is asked over HTTP, on this machine or elsewhere: busy ones are asked again, keys are never shown."""

from __future__ import annotations

import http.client
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from email.message import Message
from typing import Any

from speechwright.errors import BadRecipe, NoAnswer

BUSY = (408, 425, 429, 500, 502, 503, 504)  # worth another try
REFUSED = (400, 413, 422)  # what was asked is not to its liking
FIRST_WAIT_S, MOST_WAIT_S = 0.5, 30.0
REMEDY = "check address, key and model, or start the server"
_SHOWN_CHARACTERS = 200  # of what a server says with an error


class Refused(Exception):
    """A server that is there won't take this request; its text is what the server says."""


class Server:
    """One address of a server.

    Args:
        url: whole.
        key_variable: environment variable that holds the key, where one is needed.
        attempts: so many are made of each request while the server is busy or away, with growing pauses.
        timeout_s: of one attempt.

    Raises:
        BadRecipe: an address that is none, or an argument that is no number.
    """

    def __init__(self, url: str, key_variable: str, attempts: str | int, timeout_s: str | float) -> None:
        self.url, self._key_variable = _checked(url), key_variable
        try:
            self._attempts, self._timeout_s = int(attempts), float(timeout_s)
        except ValueError as error:
            raise BadRecipe(f"attempts {attempts!r}, timeout_s {timeout_s!r}", "numbers", "mend the options") from error
        if self._attempts < 1 or not 0 < self._timeout_s < 1e6:
            raise BadRecipe("a server without attempts or time", "at least one attempt, some time", "mend the options")

    def ask(self, row: Any, wanted: str) -> bytes:
        """What the server answers to a JSON object.

        Args:
            row: the object.
            wanted: what is asked for, for errors.

        Raises:
            Refused: the server won't take this request.
            NoAnswer: it is away, stays busy, or fails otherwise.
        """
        body, wait_s = json.dumps(row).encode(), FIRST_WAIT_S
        for attempt in range(1, self._attempts + 1):
            try:
                return self._post(body)
            except urllib.error.HTTPError as error:
                if error.code not in BUSY:
                    raise self._failed(error, wanted) from error
                failure, asked_s = f"status {error.code}", _retry_after(error.headers)
            except (OSError, http.client.HTTPException) as error:  # away, cut off, too slow
                failure, asked_s = str(getattr(error, "reason", error)) or type(error).__name__, 0.0
            if attempt < self._attempts:
                time.sleep(min(MOST_WAIT_S, max(wait_s, asked_s)))
                wait_s *= 2
        times = {1: "once", 2: "twice"}.get(self._attempts, f"{self._attempts} times")
        raise NoAnswer(f"{self.url}: {failure}, {times}", wanted, REMEDY)

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json"}
        if key := self._key():
            headers["Authorization"] = f"Bearer {key}"
        request = urllib.request.Request(self.url, body, headers)
        opener = urllib.request.build_opener(_Straight)
        with opener.open(request, timeout=self._timeout_s) as answer:
            return bytes(answer.read())

    def _key(self) -> str:
        key = os.environ.get(self._key_variable, "").strip()
        if not (key.isascii() and key.isprintable()):
            found = f"signs in the key of {self._key_variable} that no request can carry"
            raise BadRecipe(found, "letters, digits and marks", "set the variable anew")
        return key

    def _failed(self, error: urllib.error.HTTPError, wanted: str) -> Refused | NoAnswer:
        said = " ".join(error.read(64 * _SHOWN_CHARACTERS).decode("utf-8", "replace").split())
        if key := self._key():
            said = said.replace(key, "…")  # some servers repeat it
        said = said[:_SHOWN_CHARACTERS]
        if error.code in REFUSED:
            return Refused(said)
        return NoAnswer(f"{self.url}: status {error.code} {said}".rstrip(), wanted, REMEDY)


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: the key would go along with it."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _checked(url: str) -> str:
    try:
        parts = urllib.parse.urlsplit(url)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_good = False
    if not is_good or parts.username or not (url.isascii() and url.isprintable()) or " " in url:
        shown = url.rpartition("@")[2]  # what stands before it may be a password
        raise BadRecipe(f"the address {shown!r}", "one such as http://127.0.0.1:8000/v1", "mend the address")
    return url


def _retry_after(headers: Message) -> float:
    """Seconds that the server asks to wait, 0 where it says nothing or a date."""
    asked = headers.get("Retry-After", "")
    return float(asked) if asked.isdecimal() and asked.isascii() else 0.0
