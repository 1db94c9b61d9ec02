"""The page is whole in itself, says what it was given, and runs nothing."""

import base64
from html.parser import HTMLParser

import pytest

from speechwright.infer.page import Scene, page
from speechwright.infer.stopwatch import Stopwatch
from speechwright.page.html import Shown

VOID = ("meta", "img", "br", "link", "input")


class Reader(HTMLParser):
    """Takes a page apart and checks that its tags close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def assert_self_contained(html: str) -> Reader:
    """No address but data inside the page, no script, no import in the style."""
    reader = Reader(html)
    for _, attributes in reader.tags:
        for name in ("src", "href", "srcset", "poster", "action", "data"):
            assert (attributes.get(name) or "data:").startswith("data:")
    assert not reader.all("script") and not reader.all("link") and not reader.all("iframe")
    assert "url(" not in html and "@import" not in html
    return reader


@pytest.fixture
def scenes() -> list[Scene]:
    watch = Stopwatch()
    watch.lap("hear")
    shown = Shown('a <caption> & "more"', b"RIFFsound", b"\x89PNGpicture")
    words = [("Heard", "<script>alert('1')</script>"), ("Answer", "it's & 5 < 6")]
    return [
        Scene("what.wav", [shown, shown], words, [("transcribed", watch.timings(2.0, 0.0))]),
        Scene("<b>typed</b>", [shown], [], [("spoken", watch.timings(0.0, 4.0))]),
    ]


def test_it_holds_every_sound_and_picture_itself(scenes: list[Scene]):
    reader = assert_self_contained(page("A page", [("Model", "mini")], scenes))
    sounds, pictures = reader.all("audio"), reader.all("img")
    assert len(sounds) == len(pictures) == 3
    assert all(base64.b64decode((sound["src"] or "").partition(",")[2]) == b"RIFFsound" for sound in sounds)
    assert all(base64.b64decode((each["src"] or "").partition(",")[2]) == b"\x89PNGpicture" for each in pictures)
    assert all("controls" in sound for sound in sounds) and all(picture["alt"] for picture in pictures)


def test_what_was_said_is_text_and_nothing_else(scenes: list[Scene]):
    reader = assert_self_contained(page("A <page>", [("Model", "<mini>")], scenes))
    said = "".join(reader.words)
    for words in ("A <page>", "<mini>", "<script>alert('1')</script>", "it's & 5 < 6", "<b>typed</b>"):
        assert words in said


def test_it_is_made_for_phones_and_for_the_dark(scenes: list[Scene]):
    html = page("A page", [], scenes)
    assert any(tag.get("name") == "viewport" for tag in Reader(html).all("meta"))
    assert "color-scheme: light dark" in html and "prefers-color-scheme: dark" in html
    assert 'lang="en"' in html and 'charset="utf-8"' in html


def test_the_table_has_a_row_a_call_and_factors_where_there_is_sound(scenes: list[Scene]):
    html = page("A page", [], scenes)
    rows = html.partition("<tbody>")[2].split("</tr>")[:-1]
    assert len(rows) == 2 and "what.wav: transcribed" in rows[0]
    assert rows[0].endswith("<td>–</td>") and not rows[1].endswith("<td>–</td>")
    assert all(row.count("<td>") == html.count('<th scope="col">') for row in rows)
