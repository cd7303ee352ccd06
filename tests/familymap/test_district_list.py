"""The list of a district for an officer: the families by hand, in three languages, cut into files."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hand_region import ON, family

from esep.familymap.district_list import DistrictList
from esep.familymap.explanations import Explanations, explain_families
from esep.messages import LANGUAGES, Language


@pytest.fixture(scope="module")
def explained(hand_made) -> Explanations:
    return explain_families(hand_made, on=ON)


def rows_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text))


def test_a_family_by_hand_stands_with_what_it_is_due_and_why(explained: Explanations, tmp_path: Path) -> None:
    page, table = DistrictList(explained, "en", "Region by hand").write(tmp_path)
    head, *rows = rows_of(table)
    arman = dict(zip(head, next(row for row in rows if row[0] == str(family("A-1"))), strict=True))
    # 360,000 tenge by four persons and three months; the line is 70 % of 54,979
    assert arman["Income per head, KZT/month/person"] == "30000"
    assert arman["Poverty line, KZT/month/person"] == "38485"
    assert arman["Size of the family"] == "4"
    told = page.read_text(encoding="utf-8")
    assert "Income per head: 30,000" in told
    assert f" {family('A-1')}<" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_family_stands_once_in_files_of_the_size_asked_for(
    explained: Explanations, tmp_path: Path, language: Language
) -> None:
    files = DistrictList(explained, language, "«A» & <B>", made_up=True).write(tmp_path, most=2)
    count = explained.families.height
    tables = [rows_of(file)[1:] for file in files if file.suffix == ".csv"]
    assert [len(rows) for rows in tables] == [2] * (count // 2) + [1] * (count % 2)
    told = [int(row[0]) for rows in tables for row in rows]
    assert sorted(told) == sorted(explained.families["family"].to_list())
    pages = [file.read_text(encoding="utf-8") for file in files if file.suffix == ".html"]
    assert sum(page.count('<article class="family">') for page in pages) == count
    assert all("«A» &amp; &lt;B&gt;" in page and f'lang="{language}"' in page for page in pages)
    assert all("http" not in page and "<script" not in page for page in pages)


def test_only_what_was_asked_for_is_told(hand_made, tmp_path: Path) -> None:
    one = explain_families(hand_made, on=ON, families=[family("C-1")], provisions=["level"])
    _page, table = DistrictList(one, "ru", "А").write(tmp_path)
    head, row = rows_of(table)
    assert len(head) == len(row)
    assert row[-1] == one.families["level"].item()
