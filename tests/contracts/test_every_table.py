"""What holds for each entry of each table: a new one is tested before its author writes a test."""

import inspect

import numpy as np
import pytest

from speechwright.asr import RECOGNIZERS
from speechwright.asr.recognizer import NOTHING, Recognizer
from speechwright.bench import SUITES
from speechwright.bench.edits import EDIT_ROWS, EDIT_SETS
from speechwright.bench.edits.checks import CHECKS
from speechwright.bench.edits.desk import EditRow
from speechwright.bench.edits.item import GROUP_OF
from speechwright.bench.needs import NEEDS
from speechwright.bench.suite import GROUPS
from speechwright.corpus.builders import BUILDERS
from speechwright.corpus.sources import SOURCES
from speechwright.editing.operations import OPERATIONS
from speechwright.editing.planners import PLANNERS
from speechwright.editing.planners.planner import Planner
from speechwright.errors import BadInstruction, MissingExtra, UnknownName
from speechwright.road import STEPS
from speechwright.road.step import Step
from speechwright.tables import Table
from speechwright.tasks import TASKS
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tasks.wordings import Wordings
from speechwright.train import STAGES
from speechwright.train.settings import LanguageSettings
from speechwright.tts import VOICES
from speechwright.tts.voice import Engine
from speechwright.types import Audio
from speechwright.units import TOKENIZERS
from speechwright.units.tokenizer import Tokenizer
from speechwright.vocoder import DECODERS
from speechwright.vocoder.decoder import Decoder
from tests.modelbox import babble, model_box

TABLES = (
    BUILDERS,
    DECODERS,
    EDIT_ROWS,
    EDIT_SETS,
    OPERATIONS,
    PLANNERS,
    RECOGNIZERS,
    SOURCES,
    STAGES,
    STEPS,
    SUITES,
    TASKS,
    TOKENIZERS,
    VOICES,
)


def entries(table: Table):
    return pytest.mark.parametrize("name", sorted(table))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.kind)
def test_every_name_leads_to_a_documented_object(table: Table):
    assert list(table) == sorted(table)
    for name in table:
        found = table[name]
        kind = found if inspect.isclass(found) else type(found)
        assert inspect.getdoc(kind), f"{table.kind} {name} without a docstring"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.kind)
def test_a_slip_of_the_pen_names_its_neighbour(table: Table):
    name = next(iter(table))
    with pytest.raises(UnknownName, match=name):
        table[name + "x"]


def offers(kind: type, protocol: type) -> None:
    """Every public method and attribute of the protocol, with its parameters in order."""
    for name, wanted in vars(protocol).items():
        if name.startswith("_") or not callable(getattr(wanted, "__func__", wanted)):
            continue
        own = getattr(kind, name)
        expected = list(inspect.signature(getattr(protocol, name)).parameters)
        assert list(inspect.signature(own).parameters) == expected, f"{kind.__name__}.{name}"


@entries(TOKENIZERS)
def test_tokenizers(name: str):
    offers(TOKENIZERS[name], Tokenizer)


@entries(DECODERS)
def test_decoders(name: str):
    offers(DECODERS[name], Decoder)


@entries(RECOGNIZERS)
def test_recognizers(name: str):
    kind = RECOGNIZERS[name]
    offers(kind, Recognizer)
    recognizer = kind()
    assert recognizer.name == name
    assert recognizer.recognize(Audio(np.zeros(8000, np.float32), 16_000)) == NOTHING


@entries(PLANNERS)
def test_planners(name: str):
    kind = PLANNERS[name]
    offers(kind, Planner)
    planner = kind()
    assert planner.name == name and len(PLANNERS.about(name)) > 100
    with pytest.raises(BadInstruction, match="empty"):
        planner.plan(" … ", Transcript((), 16_000, 8000))


@entries(VOICES)
def test_engines(name: str):
    kind = VOICES[name]
    offers(kind, Engine)
    assert kind.name == name and kind.licence
    try:
        names = kind().names()
    except MissingExtra:  # an engine of the system, which need not be there
        return
    assert names and list(names) == sorted(set(names))


@entries(TASKS)
def test_tasks(name: str):
    task = TASKS[name]
    assert task.name == name
    banks = [value for value in vars(task).values() if isinstance(value, Wordings)]
    forms = [bank for value in vars(task).values() if isinstance(value, dict) for bank in value.values()]
    banks += [bank for bank in forms if isinstance(bank, Wordings)]
    assert banks, "a task without wordings"
    for bank in banks:
        assert bank.test and not set(bank.train) & set(bank.test)
    assert sum(len(bank.train) + len(bank.test) for bank in banks) >= 30


@entries(STAGES)
def test_stages(name: str):
    stage = STAGES[name]
    assert LanguageSettings(**stage.defaults.model_dump()) == stage.defaults


@entries(SUITES)
def test_suites(name: str):
    suite = SUITES[name]
    assert suite.name == name and suite.title and suite.group in GROUPS
    assert set(suite.needs) <= set(NEEDS)
    assert suite.measures and all(measure.title for measure in suite.measures)


def test_no_two_suites_measure_under_one_name():
    names = [measure.name for name in SUITES for measure in SUITES[name].measures]
    assert len(names) == len(set(names))


@entries(EDIT_ROWS)
def test_ways_to_edit(name: str):
    offers(EDIT_ROWS[name], EditRow)


@entries(EDIT_SETS)
def test_sets_of_edits(name: str):
    assert list(inspect.signature(EDIT_SETS[name]).parameters) == ["settings"]


def test_all_that_sets_ask_for_is_measured():
    assert set(GROUP_OF) - {"compound"} == set(CHECKS)


@entries(STEPS)
def test_steps(name: str):
    kind = STEPS[name]
    assert issubclass(kind, Step) and kind.model_config["extra"] == "forbid"
    described = inspect.getdoc(kind) or ""
    own = set(kind.model_fields) & set(vars(kind).get("__annotations__", {}))
    assert all(field in described for field in own), f"step {name}: a setting that its docstring doesn't name"


def test_the_tiny_model_keeps_the_laws_of_units_and_sound():
    """Alone = in a batch, saved = reloaded, and the same units make the same sound."""
    folder = model_box()
    tokenizer = TOKENIZERS["mini"].load(folder / "units")
    sounds = [babble(length, seed) for seed, length in enumerate((0.4, 0.9, 0.6))]
    batch = tokenizer.encode_batch(sounds)
    assert all(
        np.array_equal(tokenizer.encode(sound).ids, units.ids) for sound, units in zip(sounds, batch, strict=True)
    )
    decoder = DECODERS["mini"].load(folder / "vocoder")
    vector = decoder.speaker(sounds[1])
    assert np.array_equal(decoder.decode(batch[0], vector).samples, decoder.decode(batch[0], vector).samples)
