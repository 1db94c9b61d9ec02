"""speechwright edit IN "what to change" -o OUT, edit undo OUT, edit log OUT"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from speechwright.cli.output import Debug, Json, put, say
from speechwright.errors import BadAudio, BadText

if TYPE_CHECKING:
    from speechwright.audio.pcm import PcmFile
    from speechwright.editing.editor import Editor, Planned
    from speechwright.infer.editing import Saved

Sound = Annotated[str, typer.Argument(metavar="IN", help="A sound file; or 'undo' or 'log', and an output of edit.")]
Asked = Annotated[
    str | None,
    typer.Argument(metavar="INSTRUCTION", help="What to change, in words; or a recording of somebody saying it."),
]
Out = Annotated[Path | None, typer.Option("-o", metavar="OUT", help="Sound file to write, .wav or .flac.")]
Said = Annotated[
    str | None, typer.Option("--transcript", metavar="TEXT|FILE", help="What is said in it; recognised if not given.")
]
PlanOnly = Annotated[bool, typer.Option("--plan-only", help="Print the plan, and do nothing.")]
PlanFile = Annotated[
    Path | None, typer.Option("--plan", metavar="FILE.json", help="Do this plan, as --plan-only --json prints it.")
]
Check = Annotated[bool, typer.Option("--check/--no-check", help="Measure the result and listen to it again.")]
Report = Annotated[Path | None, typer.Option("--report", metavar="PAGE.html", help="Show before and after as a page.")]
Ear = Annotated[str, typer.Option("--recognizer", metavar="NAME", help="Who finds the words, and listens again.")]
Speaking = Annotated[
    str | None,
    typer.Option("--voice", metavar="ENGINE:NAME", help="Who speaks new words; the nearest one if not given."),
]
Who = Annotated[str, typer.Option("--planner", metavar="NAME", help="embedded; or endpoint, a language model.")]
Address = Annotated[
    str | None, typer.Option("--endpoint", metavar="URL", help="Of the language model's server, up to and with /v1.")
]
ModelName = Annotated[
    str | None,
    typer.Option("--endpoint-model", metavar="NAME", help="The language model that the server is asked for."),
]


def edit(  # noqa: PLR0913
    sound: Sound,
    instruction: Asked = None,
    out: Out = None,
    transcript: Said = None,
    plan_only: PlanOnly = False,
    plan: PlanFile = None,
    check: Check = True,
    report: Report = None,
    recognizer: Ear = "pocketsphinx",
    voice: Speaking = None,
    planner: Who = "embedded",
    endpoint: Address = None,
    endpoint_model: ModelName = None,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Change a recording by instruction; all else stays to the bit. The plan is shown before anything is done."""
    if sound in ("undo", "log") and instruction is not None and not Path(sound).exists():
        return _look_back(sound, Path(instruction), json)
    from speechwright.audio.pcm import PcmFile
    from speechwright.editing.editor import Editor
    from speechwright.infer.editing import check_output

    options = {"address": endpoint, "model": endpoint_model}
    given = {name: value for name, value in options.items() if value is not None}
    editor = Editor(recognizer, voice, "endpoint" if given else planner, given)
    if out is None and not plan_only:
        raise BadText("no place for the output", "-o OUT.wav, or --plan-only", "say where to write")
    if out is not None:
        check_output(Path(sound), out)
    with PcmFile(Path(sound)) as file:
        planned = _planned(editor, file, instruction, plan, transcript)
        if plan_only:
            return _show(planned, json)
        assert out is not None, "a place for the output"
        _do(editor, file, planned, out, check, report, json)
    return None


def _planned(
    editor: Editor, file: PcmFile, instruction: str | None, plan: Path | None, transcript: str | None
) -> Planned:
    """The plan of a file, or one for an instruction."""
    from speechwright.editing.editor import Planned
    from speechwright.infer.editing import asked, read_plan

    if (instruction is None) == (plan is None):
        found = "an instruction and a plan" if plan else "neither an instruction nor a plan"
        raise BadText(found, "one of them", "say what to change, or give --plan FILE.json")
    if plan is not None and transcript is not None:
        raise BadText("a plan and a transcript", "one of them: a plan has its own", "leave the transcript out")
    if plan is not None:
        return Planned(editor.accepted(file, read_plan(plan)), None)
    assert instruction is not None, "an instruction"
    if _is_sound(instruction):
        instruction = asked(Path(instruction), editor)
        say(f"heard: {instruction}")
    return editor.plan(file, instruction, _text(transcript))


def _is_sound(instruction: str) -> bool:
    from speechwright.infer.editing import SPOKEN

    return instruction.lower().endswith(SPOKEN) and Path(instruction).is_file()


def _text(transcript: str | None) -> str | None:
    """The transcript, or what a file holds."""
    if transcript is None or not Path(transcript).is_file():
        return transcript
    try:
        return Path(transcript).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadText(f"{transcript} ({error})", "a text in UTF-8", "convert it, with iconv for example") from error


def _show(planned: Planned, as_json: bool) -> None:
    from speechwright.tasks.edits.show import show_plan

    _tell_words(planned)
    put(planned.plan.to_row(), show_plan(planned.plan).split("\n"), as_json)


def _tell_words(planned: Planned) -> None:
    if planned.confidence is not None:
        say(f"heard, with a confidence of {planned.confidence:.2f}: {planned.plan.transcript}")


def _do(
    editor: Editor, file: PcmFile, planned: Planned, out: Path, check: bool, report: Path | None, as_json: bool
) -> None:
    from speechwright.infer.edit_page import write_edit_page
    from speechwright.infer.editing import Result
    from speechwright.tasks.edits.show import show_plan

    _tell_words(planned)
    if not as_json:
        say(show_plan(planned.plan))
    saved = Result(file.path, editor.apply(file, planned.plan, check)).save(out)
    for note in saved.result.notes:
        say(f"note: {note}")
    if report is not None:
        write_edit_page(saved, report)
    put(saved.to_row(), list(_lines(saved)), as_json)


def _lines(saved: Saved) -> list[str]:
    """What people are told of it."""
    lines = [f"{saved.path}: kept {saved.result.kept:.2%} of the input's samples"]
    lines += [f"synthesised “{each.text}” by {each.voice}" for each in saved.result.synthesised]
    for each in saved.checks:
        mark = "passed" if each.passed else "FAILED"
        lines.append(f"{mark}: {each.what}, wanted {each.wanted}, found {each.found}")
    return lines


def _look_back(verb: str, sound: Path, as_json: bool) -> None:
    """Show the log of an output, or take its last edit back."""
    from speechwright.editing.log import read_log, show_log
    from speechwright.infer.editing import undo

    if not sound.is_file():
        raise BadAudio(f"no {sound}", "an output of speechwright edit", "check the path")
    log = undo(sound) if verb == "undo" else read_log(sound)
    put(log.to_row(), show_log(log).split("\n"), as_json)
