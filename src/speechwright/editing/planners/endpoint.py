"""A planner that asks a language model behind any server with OpenAI's `/v1/chat/completions`.

The model sees the words with their samples and all edits with their amounts, and answers in the schema of a plan. What
it answers is checked as every plan is; a wrong answer goes back to it with the reason, and after the last one there is
an error and no plan. What a model answers twice need not be the same.
"""

from __future__ import annotations

import json

from speechwright.editing.planners.answer import read_answer
from speechwright.editing.planners.prompt import answer_schema, messages
from speechwright.errors import BadData, BadInstruction, NoAnswer, UnknownName
from speechwright.servers import REMEDY, Refused, Server
from speechwright.tasks.edits.asked import plain
from speechwright.tasks.edits.plan import Plan
from speechwright.tasks.edits.transcript import Transcript

MOST_ANSWERS = 3  # the first, and two more after a wrong one; our choice


class EndpointPlanner:
    """The planner.

    Args:
        address: up to and with `/v1`.
        model: what the server is asked for.
        key_variable: environment variable that holds the key, where one is needed.
        attempts: so many are made of each request while the server is busy or away, with growing pauses.
        timeout_s: of one attempt.

    Raises:
        BadRecipe: an address that is none, or an argument that is no number.
    """

    name = "endpoint"

    def __init__(
        self,
        address: str = "http://127.0.0.1:8000/v1",
        model: str = "default",
        key_variable: str = "OPENAI_API_KEY",
        attempts: str = "3",
        timeout_s: str = "120",
    ) -> None:
        self._server = Server(f"{address.rstrip('/')}/chat/completions", key_variable, attempts, timeout_s)
        self._model = model

    def plan(self, instruction: str, transcript: Transcript) -> Plan:
        """What the model makes of an instruction, in any language that it knows.

        Raises:
            BadInstruction: it is empty or too long, or the model says why it can't be followed.
            BadData: none of the model's answers is a plan for this recording.
            NoAnswer: the server is away, or answers no chat.
        """
        instruction = plain(instruction)
        if not any(map(str.isalnum, instruction)):
            raise BadInstruction("an empty instruction", "what is to be done", "say what to change")
        said, left = messages(instruction, transcript), MOST_ANSWERS
        while True:
            text, left = self._ask(said), left - 1
            try:
                return read_answer(text, instruction, transcript)
            except (BadData, UnknownName) as error:
                if not left:
                    raise self._no_plan(error) from error
                said += [{"role": "assistant", "content": text}, {"role": "user", "content": _again(error)}]

    def _no_plan(self, last: BadData | UnknownName) -> BadData:
        found = f"{self._server.url}: {MOST_ANSWERS} answers that are no plan, the last one with {last.found}"
        return BadData(found, last.wanted, "ask in other words, or choose the embedded planner")

    def _ask(self, said: list[dict[str, str]]) -> str:
        """The model's text; of a server that knows no schemas too."""
        row = {"model": self._model, "messages": said, "temperature": 0}
        schema = {"type": "json_schema", "json_schema": {"name": "plan", "schema": answer_schema(), "strict": True}}
        try:
            return self._text(self._server.ask({**row, "response_format": schema}, "a plan"))
        except Refused:
            pass  # as a rule because of the schema; what else may be wrong is told the second time
        try:
            return self._text(self._server.ask(row, "a plan"))
        except Refused as error:
            raise NoAnswer(f"{self._server.url}, which refuses: {error}", "a plan", REMEDY) from error

    def _text(self, data: bytes) -> str:
        try:
            text = json.loads(data)["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            shown = " ".join(data[:80].decode("utf-8", "replace").split())
            raise NoAnswer(f"{self._server.url}: {shown!r}", "an answer of `/chat/completions`", REMEDY) from error
        if not isinstance(text, str):
            raise NoAnswer(f"{self._server.url}: a message without text", "a text", REMEDY)
        return text


def _again(error: BadData | UnknownName) -> str:
    return (
        f"That is wrong: found {error.found}; wanted {error.wanted}; {error.remedy}. Answer again with all of the JSON."
    )
