"""Figures of texts are linked to the catalogue of stated indicators, or to none of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from esep.errors import InputRefused, NotFound
from esep.figures import read_catalogue, stated_indicators
from esep.language.units import units
from esep.reading import read
from esep.reading.results.linking import Linker, link_statements

PHRASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("linked_phrases.yaml").read_text(encoding="utf-8")
)


def judged(rows: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """Precision of the links made, recall of those to be made."""
    linker = Linker(stated_indicators())
    right = made = 0
    for row in rows:
        link = linker.link(row.get("kk") or row["ru"], row["unit"])
        made += link is not None
        right += link is not None and link.entry.code == row["is"]
    return right / made, right / sum(row["is"] is not None for row in rows)


def test_the_labels_name_entries_of_the_catalogue_and_enough_that_are_not_in_it() -> None:
    codes = {entry.code for entry in stated_indicators()}
    assert {row["is"] for row in PHRASES} <= codes | {None}
    for language in ("kk", "ru"):
        rows = [row for row in PHRASES if language in row]
        assert sum(row["is"] is not None for row in rows) >= 35
        assert sum(row["is"] is None for row in rows) >= 14


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_phrases_held_out_from_choosing_the_settings_are_linked(language: str) -> None:
    held_out = [row for place, row in enumerate(PHRASES) if place % 3 == 2 and language in row]
    precision, recall = judged(held_out)
    assert precision >= 0.9, "a wrong link is worse than none"
    assert recall >= 0.75


def test_entries_have_units_of_the_table() -> None:
    bases = {unit.partition("/")[0] for entry in stated_indicators() for unit in entry.units if unit}
    assert bases <= set(units())


def test_a_unit_that_an_entry_is_not_stated_in_bars_it() -> None:
    linker = Linker(stated_indicators())
    link = linker.link("тұрақты жұмыс орны", "job")
    assert link is not None
    assert link.entry.code == "permanent_jobs"
    assert linker.link("тұрақты жұмыс орны", "km") is None


def test_the_clause_of_a_figure_tells_what_money_is_for() -> None:
    text = "В основной капитал привлечено инвестиций на 407 млрд тенге. На парки направлено 2 млрд тенге."
    links = link_statements(Linker(stated_indicators()), text, read(text))
    assert [link.entry.code if link else None for link in links] == ["capital_investment", None]


def test_a_catalogue_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_text(
        "trees: {units: [null], name: {kk: Көшет, ru: Саженцы, en: Trees}, kk: [көшет], ru: [саженцы]}",
        encoding="utf-8",
    )
    (entry,) = read_catalogue(path)
    link = Linker([entry]).link("саженцев", None)
    assert link is not None
    assert link.entry.code == "trees"


def test_a_wrong_catalogue_is_refused_with_every_fault(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_text("a: {units: [job]}\nb: 5\nc: {units: [job], name: {kk: а, ru: б, en: c}, more: 1}\n")
    with pytest.raises(InputRefused) as refused:
        read_catalogue(path)
    assert [fault.column for fault in refused.value.faults] == ["a.name", "b", "c.more"]
    with pytest.raises(NotFound):
        read_catalogue(tmp_path / "none.yaml")


def test_what_was_not_done_states_no_indicator() -> None:
    text = "Создано 300 рабочих мест. Не создано 500 рабочих мест."
    links = link_statements(Linker(stated_indicators()), text, read(text))
    assert [link and link.entry.code for link in links] == ["jobs_created", None]


@pytest.mark.parametrize(
    ("phrase", "unit", "code"),
    [
        ("субсидиялар бойынша берешек", "KZT", None),
        ("жалақы бойынша берешек", "KZT", "wage_arrears"),
        ("задолженность по кредитам", "KZT", None),
        ("задолженность по заработной плате", "KZT", "wage_arrears"),
        ("отбасы қоныс тойын тойлады", "family", None),
        ("заменено сетей", "km", None),
        ("жителей на приёме", "person", None),
    ],
)
def test_an_entry_without_the_word_it_needs_leaves_the_figure_unlinked(
    phrase: str, unit: str, code: str | None
) -> None:
    link = Linker(stated_indicators()).link(phrase, unit)
    assert (link.entry.code if link is not None else None) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ауданда 26 мектеп бар.", None),
        ("Аудан әкімі 12 мектепті жөндеуді тапсырды.", None),
        ("2025 жылы 3 мектеп салу жоспарланып отыр.", "schools"),
        ("В районе 26 школ.", None),
        ("В 2024 году построено 3 школы.", "schools"),
    ],
)
def test_schools_that_there_are_or_that_are_repaired_are_none_that_were_built(
    text: str, code: str | None
) -> None:
    (link,) = link_statements(Linker(stated_indicators()), text, read(text))
    assert (link.entry.code if link else None) == code
