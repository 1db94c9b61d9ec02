"""The renderer's grammar as a Jinja chat template, so that plain Transformers and vLLM make the same prompts.

A template writes one string, in which typed text and special tokens look alike. Where the renderer can encode the words
"<|end|>" as words, the template refuses a text that spells a special token, rather than let a user forge a turn.
"""

from __future__ import annotations

import json
from typing import Any

from speechwright.errors import BadData
from speechwright.lm.layout import CONTROL, UNIT_PREFIX, UNIT_SUFFIX, TokenLayout
from speechwright.types import Conversation, Part, Row, Text, Turn

_BODY = """
{%- macro text_of(text) -%}
  {%- if not text | trim -%}{{- raise_exception("found a text without content; leave the part out") -}}{%- endif -%}
  {%- for token in spelled -%}
    {%- if token in text -%}{{- raise_exception("found a text that spells the special token " ~ token) -}}{%- endif -%}
  {%- endfor -%}
  {{- text -}}
{%- endmacro -%}

{%- macro unit_of(unit) -%}
  {%- if unit is not integer or unit < 0 or unit >= num_units -%}
    {{- raise_exception("found unit " ~ unit ~ "; wanted 0 to " ~ (num_units - 1)) -}}
  {%- endif -%}
  {{- unit_prefix ~ unit ~ unit_suffix -}}
{%- endmacro -%}

{%- macro speech_of(units) -%}
  {%- if not units -%}{{- raise_exception("found speech without units; leave the part out") -}}{%- endif -%}
  {{- marks.speech -}}
  {%- for unit in units -%}{{- unit_of(unit) -}}{%- endfor -%}
  {{- marks.speech_end -}}
{%- endmacro -%}

{%- macro content_of(message) -%}
  {%- if message.content is string -%}
    {{- text_of(message.content) -}}
  {%- else -%}
    {%- set state = namespace(after_text=false) -%}
    {%- for part in message.content -%}
      {%- if part.type == "speech" -%}
        {{- speech_of(part.units) -}}
        {%- set state.after_text = false -%}
      {%- elif part.type == "text" -%}
        {%- set kind = part.kind | default("plain") -%}
        {%- if kind in ("heard", "answer") -%}
          {{- marks[kind] -}}
        {%- elif kind != "plain" -%}
          {{- raise_exception("found text of kind " ~ kind ~ "; wanted plain, heard or answer") -}}
        {%- elif state.after_text -%}
          {{- marks.part -}}
        {%- endif -%}
        {{- text_of(part.text) -}}
        {%- set state.after_text = true -%}
      {%- else -%}
        {{- raise_exception("found a part of type " ~ part.type ~ "; wanted text or speech") -}}
      {%- endif -%}
    {%- endfor -%}
  {%- endif -%}
{%- endmacro -%}

{%- set lone = messages | length == 1 and messages[0].role == "assistant" -%}
{%- for message in messages -%}
  {%- if message.role not in ("system", "user", "assistant") -%}
    {{- raise_exception("found role " ~ message.role ~ "; wanted system, user or assistant") -}}
  {%- endif -%}
  {%- if not lone -%}{{- marks[message.role] -}}{%- endif -%}
  {%- if message.role == "assistant" -%}
    {%- generation -%}{{- content_of(message) ~ marks.end -}}{%- endgeneration -%}
  {%- else -%}
    {{- content_of(message) ~ marks.end -}}
  {%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- marks.assistant -}}{%- endif -%}
"""


def chat_template(tokenizer: Any, layout: TokenLayout) -> str:
    """The Jinja chat template for a grown tokenizer; it makes the ids that `Renderer` makes.

    It takes messages whose content is a string or a list of `{"type": "text", "text": …, "kind": …}` and
    `{"type": "speech", "units": […]}`, and marks the assistant's tokens for `return_assistant_tokens_mask`.
    """
    special = {str(token) for token in tokenizer.added_tokens_decoder.values() if token.special}
    constants = {
        "marks": CONTROL,
        "spelled": [*sorted(special | set(layout.control)), UNIT_PREFIX],
        "num_units": layout.num_units,
        "unit_prefix": UNIT_PREFIX,
        "unit_suffix": UNIT_SUFFIX,
    }
    lines = [f"{{%- set {name} = {json.dumps(value)} -%}}" for name, value in constants.items()]
    return "\n".join(lines) + _BODY


def to_messages(conversation: Conversation) -> list[Row]:
    """A conversation in the usual shape of chat messages, as `apply_chat_template` takes them.

    Raises:
        BadData: speech that has a waveform but no units.
    """
    return [{"role": turn.role, "content": _content(turn)} for turn in conversation.turns]


def _content(turn: Turn) -> str | list[Row]:
    first = turn.parts[0]
    if len(turn.parts) == 1 and isinstance(first, Text) and first.kind == "plain":
        return first.text
    return [_part(part) for part in turn.parts]


def _part(part: Part) -> Row:
    if isinstance(part, Text):
        return {"type": "text", "text": part.text, "kind": part.kind}
    if part.units is None:
        raise BadData("speech without units", "speech that was encoded", "encode the sound with the model's tokenizer")
    return {"type": "speech", "units": part.units.ids.tolist()}
