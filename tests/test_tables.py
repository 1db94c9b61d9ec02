import sys
from pathlib import Path

import pytest

from speechwright import tables
from speechwright.errors import MissingExtra, UnknownName
from speechwright.tables import Table, missing_extra

OWN = {"colours": "colorsys:rgb_to_hsv", "plain": "textwrap:dedent"}


def table(paths: dict[str, str] = OWN) -> Table:
    return Table("noisemaker", paths, extra="noise")


def write_module(folder: Path, name: str, text: str) -> None:
    path = folder.joinpath(*name.split(".")).with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def plugins(tmp_path, monkeypatch):
    """A folder on sys.path, whose modules are forgotten afterwards."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    tables._plugins.cache_clear()
    for name in set(sys.modules) - before:
        del sys.modules[name]


def install(folder: Path, *entries: str) -> None:
    """What an installer leaves of a package that offers noisemakers."""
    info = folder / "loud_plugin-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: loud-plugin\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[speechwright.noisemaker]\n" + "\n".join(entries) + "\n")
    tables._plugins.cache_clear()  # what is installed is looked up once a process


def test_a_name_gives_its_object():
    import textwrap

    assert table()["plain"] is textwrap.dedent


def test_names_are_listed_in_order_and_counted():
    assert list(table()) == ["colours", "plain"] and len(table()) == 2
    assert "plain" in table() and "fancy" not in table()


def test_nothing_is_imported_before_it_is_asked_for(plugins):
    write_module(plugins, "sleeper", "awake = True\n")
    lazy = table({"sleeper": "sleeper:awake"})
    assert list(lazy) == ["sleeper"] and "sleeper" in lazy and len(lazy) == 1
    assert "sleeper" not in sys.modules
    assert lazy["sleeper"] is True and "sleeper" in sys.modules


def test_an_unknown_name_lists_close_ones():
    with pytest.raises(UnknownName, match="did you mean colours") as caught:
        table()["colour"]
    assert caught.value.found == "noisemaker 'colour'"


def test_a_name_like_no_other_lists_them_all():
    with pytest.raises(UnknownName, match="choose one of colours, plain"):
        table()["zzz"]


def test_a_missing_package_names_the_command_that_installs_it():
    with pytest.raises(MissingExtra, match=r"pip install 'speechwright\[noise\]'") as caught:
        table({"far": "package_that_is_not_there.deep:thing"})["far"]
    assert "package_that_is_not_there" in caught.value.found


def test_a_package_missing_within_an_entry_is_named(plugins):
    write_module(plugins, "needy", "import package_that_is_not_there\n")
    with pytest.raises(MissingExtra) as caught:
        table({"needy": "needy:thing"})["needy"]
    assert "package_that_is_not_there" in caught.value.found


def test_a_missing_module_of_our_own_is_a_defect_and_not_masked():
    with pytest.raises(ModuleNotFoundError, match=r"speechwright\.no_such_room"):
        table({"lost": "speechwright.no_such_room:thing"})["lost"]


@pytest.mark.parametrize(
    "text, error",
    [
        ("from textwrap import no_such_name\n", ImportError),
        ("raise ValueError('broken')\n", ValueError),
        ("", AttributeError),
    ],
)
def test_other_failures_of_an_import_are_not_masked(plugins, text, error):
    write_module(plugins, "broken", text)
    with pytest.raises(error):
        table({"broken": "broken:thing"})["broken"]


def test_an_installed_plugin_is_found_by_its_entry_point(plugins):
    write_module(plugins, "loud_plugin", "def honk():\n    return 'honk'\n")
    assert "honk" not in table()
    install(plugins, "honk = loud_plugin:honk")
    assert list(table()) == ["colours", "honk", "plain"]
    assert "loud_plugin" not in sys.modules, "listing must not import"
    assert table()["honk"]() == "honk"


def test_plugins_of_other_tables_stay_out(plugins):
    install(plugins, "honk = loud_plugin:honk")
    assert "honk" not in Table("quiet", {}, extra="noise")


def test_a_plugin_can_not_take_the_place_of_an_entry_of_ours(plugins):
    import textwrap

    write_module(plugins, "loud_plugin", "dedent = None\n")
    install(plugins, "plain = loud_plugin:dedent")
    assert table()["plain"] is textwrap.dedent


def test_a_table_can_not_be_written():
    with pytest.raises(TypeError):
        table()["new"] = "textwrap:dedent"


def test_the_missing_extra_of_a_program_says_the_same():
    assert "speechwright[voices]" in missing_extra("espeakng_loader", "voices").remedy
