"""The version of the word lists: one for the same lists, another when any list changes."""

from importlib.resources import files

import pytest
from counted_work import steps_of

from esep.reading import lexicon_version as module
from esep.reading import read


@pytest.fixture
def lists(tmp_path, monkeypatch):
    """A copy of the word lists that a test may change."""
    for room in module.ROOMS:
        source, target = files(room), tmp_path / room
        for path in source.rglob("*"):
            if path.suffix in (".yaml", ".tsv"):
                copy = target / path.relative_to(source)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(path.read_bytes())
    monkeypatch.setattr(module, "files", lambda room: tmp_path / room)
    return tmp_path


def fresh():
    return module.lexicon_version.__wrapped__()


def test_every_reading_carries_the_version():
    assert read("Барлығы 5 жоба.").lexicon == fresh()
    assert len(fresh()) == 12


def test_a_changed_list_changes_the_version(lists):
    before = fresh()
    assert before == module.lexicon_version()
    path = lists / "esep.language" / "kazakh" / "stems.tsv"
    path.write_text(path.read_text("utf-8") + "жаңасөз\tnoun\tновослово\n", "utf-8")
    assert fresh() != before


def test_line_ends_do_not_count(lists):
    before = fresh()
    path = lists / "esep.language" / "units.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert fresh() == before


def test_the_lists_are_hashed_as_they_stand_and_not_read(lists):
    before = steps_of(fresh)
    path = lists / "esep.language" / "units.yaml"
    path.write_bytes(path.read_bytes() * 100)
    assert steps_of(fresh) == before


def test_the_version_is_made_once_in_a_process():
    read("Барлығы 5 жоба.")
    before = module.lexicon_version.cache_info().misses
    read("Барлығы 6 жоба.")
    assert module.lexicon_version.cache_info().misses == before
