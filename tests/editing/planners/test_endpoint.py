"""A real HTTP server on loopback that plans as it is told to: right, wrong, in other words, not at all."""

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from speechwright import servers
from speechwright.editing.planners.endpoint import MOST_ANSWERS, EndpointPlanner
from speechwright.errors import BadData, BadInstruction, BadRecipe, NoAnswer
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.check import check_plan
from speechwright.tasks.edits.planner import make_plan
from tests.tasks.edits.plans import SEASIDE
from tests.tasks.edits.test_planner import ONE, SOME

VERY = SEASIDE.find("very")
DELETE = {"edit": "delete", "begin": 0, "end": 1, "amounts": {}, "words": ["very (2nd)"], "reason": "delete it"}
GOOD = {"operations": [{**DELETE, "begin": 41_000, "end": 42_000}], "refusal": None}


class _Handler(BaseHTTPRequestHandler):
    """Gives the scripted answers one after the other: a status with its text, or the text of a message."""

    script: ClassVar[list[tuple[int, str] | str]] = []
    asked: ClassVar[list[dict[str, Any]]] = []
    keys: ClassVar[list[str | None]] = []
    knows_schemas = True

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked.append(body)
        type(self).keys.append(self.headers["Authorization"])
        if "response_format" in body and not self.knows_schemas:
            self._send(400, "unknown response_format")
            return
        answer = type(self).script.pop(0)
        message = {"choices": [{"message": {"role": "assistant", "content": answer}}]}
        self._send(*(answer if isinstance(answer, tuple) else (200, json.dumps(message))))

    def _send(self, status: int, text: str) -> None:
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")  # type: ignore[attr-defined]
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *arguments: object) -> None:
        """Nothing on stderr."""


Handler = type[_Handler]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Handler, EndpointPlanner]]:
    monkeypatch.setattr(servers, "FIRST_WAIT_S", 0.01)
    monkeypatch.setenv("PLAN_KEY", "a-secret")
    kind = type("Handler", (_Handler,), {"script": [], "asked": [], "keys": []})
    http = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
    yield kind, EndpointPlanner(f"http://127.0.0.1:{http.server_port}/v1", "tiny", "PLAN_KEY", "2", "5")
    http.shutdown()
    http.server_close()


def answer(*steps: dict[str, Any]) -> str:
    return json.dumps({"operations": list(steps), "refusal": None})


@pytest.mark.parametrize("whole_row", [False, True])
def test_what_the_embedded_planner_makes_is_the_same_plan_as_an_answer(
    server: tuple[Handler, EndpointPlanner], whole_row: bool
) -> None:
    for instruction in [*ONE, *SOME]:
        plan = make_plan(instruction, SEASIDE)
        row = plan.to_row()
        server[0].script.append(json.dumps(row if whole_row else {"operations": row["operations"], "refusal": None}))
        assert server[1].plan(instruction, SEASIDE) == plan
    assert len(server[0].asked) == len(ONE) + len(SOME)


def test_the_request_is_what_openai_says_and_names_all_that_is_needed(server: tuple[Handler, EndpointPlanner]) -> None:
    server[0].script.append(json.dumps(GOOD))
    plan = server[1].plan("lösche das zweite very", SEASIDE)
    assert plan.operations[0].begin == SEASIDE.samples(VERY[1])[0] and plan.instruction == "lösche das zweite very"
    (asked,) = server[0].asked
    assert asked["model"] == "tiny" and asked["temperature"] == 0 and server[0].keys == ["Bearer a-secret"]
    assert asked["response_format"]["json_schema"]["schema"]["required"] == ["operations", "refusal"]
    system, user = (message["content"] for message in asked["messages"])
    assert all(f"{name} (" in system for name in EDITS if EDITS[name].needs)
    assert all(f"\t{word.text}\t{word.begin}\t{word.end}\t" in user for word in SEASIDE.words)
    assert user.endswith("lösche das zweite very")


@pytest.mark.parametrize(
    "wrong",
    [
        "I'd rather not.",
        '{"operations": []}',
        '{"operations": [{"edit": "delete"}]}',
        '{"operations": 3}',
        '{"operations": [1]}',
        '{"operations": [{"edit": "delete", "begin": 0, "end": NaN, "amounts": {}}]}',
        '{"refusal": {"found": "x"}}',
        '{"refusal": "no"}',
        '{"operations": ' + "[" * 5000,
        answer({**DELETE, "edit": "dlete"}),
        answer({**DELETE, "edit": ["delete"]}),
        answer({**DELETE, "words": ["elephant"]}),
        answer({**DELETE, "words": ["very (3rd)"]}),
        answer({**DELETE, "words": ["So", "bright"]}),
        answer({**DELETE, "words": [7]}),
        answer({**DELETE, "words": [], "end": 10**400}),
        answer({**DELETE, "words": [], "end": 0}),
        answer({**DELETE, "words": [], "begin": -1}),
        answer({**DELETE, "begin": 100, "end": 50}),
        answer({**DELETE, "why": "because"}),
        answer({**DELETE, "begin": True}),
        answer({**DELETE, "edit": "speed", "amounts": {"factor": 10**400}}),
        answer({**DELETE, "edit": "speed", "words": [], "amounts": {"factor": 99}}),
        answer({**DELETE, "edit": "emotion"}),
        json.dumps({**GOOD, "refusal": {"found": "x", "wanted": "y", "remedy": "z", "candidates": []}}),
    ],
)
def test_a_broken_answer_goes_back_with_the_reason(server: tuple[Handler, EndpointPlanner], wrong: str) -> None:
    server[0].script.extend([wrong, json.dumps(GOOD)])
    plan = server[1].plan("delete the second very", SEASIDE)
    assert check_plan(plan, SEASIDE) and plan.operations[0].words == ("very (2nd)",)
    told = server[0].asked[1]["messages"]
    assert [message["role"] for message in told] == ["system", "user", "assistant", "user"]
    assert told[2]["content"] == wrong and "wanted" in told[3]["content"]


def test_one_that_stays_broken_ends_in_one_line(server: tuple[Handler, EndpointPlanner]) -> None:
    server[0].script.extend(["no\nJSON"] * MOST_ANSWERS)
    with pytest.raises(BadData, match="no JSON object") as caught:
        server[1].plan("delete the second very", SEASIDE)
    assert not server[0].script and str(caught.value).isprintable() and "embedded" in caught.value.remedy


def test_a_refusal_is_the_usual_one(server: tuple[Handler, EndpointPlanner]) -> None:
    parts = {
        "found": "“very”,\nwhich is said twice",
        "wanted": "which",
        "remedy": "say it",
        "candidates": ["the first"],
    }
    server[0].script.append(f"<think>{{hm}}</think>\n```json\n{json.dumps({'refusal': parts})}\n```")
    with pytest.raises(BadInstruction, match="very”, which is said twice") as caught:
        server[1].plan("delete very", SEASIDE)
    assert caught.value.candidates == ("the first",) and str(caught.value).isprintable()


def test_a_server_without_schemas_is_asked_without(server: tuple[Handler, EndpointPlanner]) -> None:
    server[0].knows_schemas = False
    server[0].script.append(f"Here you are: {json.dumps(GOOD)} Anything else?")
    assert server[1].plan("delete the second very", SEASIDE).operations[0].edit == "delete"
    assert ["response_format" in asked for asked in server[0].asked] == [True, False]


def test_words_decide_where_it_is_done(server: tuple[Handler, EndpointPlanner]) -> None:
    begin, end = SEASIDE.samples(VERY[0])
    bright = SEASIDE.words[9]
    pause = {**DELETE, "edit": "pause", "amounts": {"seconds": 1}, "words": ["bright"]}
    pause |= {"begin": bright.end, "end": bright.end}
    near = {**DELETE, "begin": begin + 300, "end": end + 90, "words": ["Very"]}
    every = {**DELETE, "edit": "volume", "amounts": {"gain_db": 3}, "words": [w.text for w in SEASIDE.words]}
    every |= {"begin": 0, "end": SEASIDE.num_samples}
    server[0].script.append(answer(near, pause, every))
    first, second, third = server[1].plan("…1", SEASIDE).operations
    assert (first.begin, first.end, first.words) == (begin, end, ("very (1st)",))
    wanted = make_plan("insert a pause of 1 second after bright", SEASIDE).operations[0]
    assert second == replace(wanted, reason="delete it")
    assert (third.begin, third.end, third.words) == (0, SEASIDE.num_samples, ())


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ((401, "wrong key a-secret"), "status 401 wrong key …"),
        ((404, "no such\nmodel"), "status 404 no such model"),
        ((302, ""), "status 302"),
        ((200, "<html>"), "<html>"),
        ((200, '{"choices": []}'), "choices"),
        ((200, '{"choices": [{"message": {"content": null}}]}'), "without text"),
    ],
)
def test_what_is_no_answer_says_so_in_one_line(
    server: tuple[Handler, EndpointPlanner], reply: tuple[int, str], found: str
) -> None:
    server[0].script.append(reply)
    with pytest.raises(NoAnswer) as caught:
        server[1].plan("delete the second very", SEASIDE)
    assert found in caught.value.found and "secret" not in str(caught.value) and str(caught.value).isprintable()
    assert len(server[0].asked) == 1


def test_a_busy_server_is_asked_again_and_one_that_refuses_twice_is_named(
    server: tuple[Handler, EndpointPlanner],
) -> None:
    server[0].script.extend([(503, ""), json.dumps(GOOD)])
    assert server[1].plan("delete the second very", SEASIDE)
    server[0].script.extend([(400, "too long"), (400, "too long")])
    with pytest.raises(NoAnswer, match="refuses: too long"):
        server[1].plan("delete the second very", SEASIDE)


def test_one_that_is_away_or_silent_is_named(server: tuple[Handler, EndpointPlanner]) -> None:
    with pytest.raises(NoAnswer, match="refused, once"):
        EndpointPlanner("http://127.0.0.1:9/v1", attempts="1").plan("delete um", SEASIDE)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"http://127.0.0.1:{mute.getsockname()[1]}/v1"
        with pytest.raises(NoAnswer, match="timed out, once"):
            EndpointPlanner(address, attempts="1", timeout_s="0.05").plan("delete um", SEASIDE)
    for empty in ("", " … ", "\u200b"):
        with pytest.raises(BadInstruction, match="empty"):
            server[1].plan(empty, SEASIDE)
    assert not server[0].asked


@pytest.mark.parametrize(
    "address", ["", "127.0.0.1:8000", "file:///etc/passwd", "http://", "http://h:x/v1", "http://ü/"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(BadRecipe, match="address"):
        EndpointPlanner(address)


def test_settings_that_can_not_be_are_refused_without_showing_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for settings in ({"attempts": "0"}, {"timeout_s": "nan"}, {"attempts": "x"}):
        with pytest.raises(BadRecipe):
            EndpointPlanner(**settings)
    with pytest.raises(BadRecipe) as caught:
        EndpointPlanner("http://me:secret@host/v1")
    assert "secret" not in str(caught.value)
    monkeypatch.setenv("PLAN_KEY", "sec\nret")
    with pytest.raises(BadRecipe, match="PLAN_KEY") as caught:
        EndpointPlanner(key_variable="PLAN_KEY").plan("delete um", SEASIDE)
    assert "sec" not in str(caught.value).replace("seconds", "")
