"""Commands on a region's folder: what they make, what they print, and that it agrees with the registers."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from esep.cli import main
from esep.familymap import open_assessment


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def living(region: Path) -> pl.DataFrame:
    return pl.read_parquet(region / "registers" / "persons.parquet").filter(pl.col("death_date").is_null())


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_demo_makes_every_file_and_a_second_run_makes_nothing_twice(tmp_path, esep) -> None:
    first = esep("demo", "--out", tmp_path, "--persons", 5000)
    assert first.code == 0
    assert f"Open {tmp_path}/account/account.en.html in a browser." in first.out
    languages = ("kk", "ru", "en")
    pages = {f"account.{language}.{form}" for language in languages for form in ("html", "xlsx")}
    assert {path.name for path in (tmp_path / "account").iterdir()} == pages | {"account.json"}
    written = files_of(tmp_path)
    tables = list((tmp_path / "zhambyl").rglob("*.parquet"))
    made_at = {path: path.stat().st_mtime_ns for path in tables}
    second = esep("demo", "--out", tmp_path, "--persons", 5000)
    assert second.code == 0
    assert "Drawing" in first.err
    assert "Applying the law" not in second.err
    assert files_of(tmp_path) == written
    assert {path: path.stat().st_mtime_ns for path in tables} == made_at


def test_a_made_up_region_meets_its_margins_and_is_not_overwritten(tmp_path, esep) -> None:
    words = (
        "synthesize",
        tmp_path / "k",
        "--place",
        "Қарағанды облысы",
        "--persons",
        3000,
        "--format",
        "csv",
    )
    made = esep(*words, "--date", "2026-07-01")
    assert made.code == 0
    assert "Margins of the made-up region" in made.out
    assert re.search(r"persons +3,000 +3,000 +0", made.out)
    assert 'place: "350000000"' in (tmp_path / "k" / "region.yaml").read_text(encoding="utf-8")
    assert "date: 2026-07-01" in (tmp_path / "k" / "region.yaml").read_text(encoding="utf-8")
    again = esep(*words)
    assert again.code == 13
    assert "never overwritten" in again.err


def test_another_place_than_a_region_is_not_made_up(tmp_path, esep) -> None:
    for place in ("Меркенский район", "123456789", "Atlantis"):
        assert esep("synthesize", tmp_path / "x", "--place", place).code == 11
    assert not (tmp_path / "x").exists()


def test_a_snapshot_holds_the_rows_of_the_registers(region, esep) -> None:
    made = esep("snapshot", region)
    assert made.code == 0
    count = pl.read_parquet(region / "registers" / "persons.parquet").height
    assert re.search(rf"persons\.parquet +{count:,}\b", made.out)
    folder = Path(made.out.strip().splitlines()[-1])
    assert (folder / "manifest.json").is_file()
    assert esep("snapshot", region).out == made.out


def test_the_family_map_counts_the_living_members_and_the_families_that_have_some(
    made_region, tmp_path, esep
) -> None:
    shown = esep("familymap", made_region, "--out", tmp_path / "map.csv")
    assert shown.code == 0
    assert "Poverty head-count" in shown.out
    assert "one unofficial source" in shown.err
    table = rows_of(tmp_path / "map.csv")
    alive = living(made_region)
    members = pl.read_parquet(made_region / "registers" / "memberships.parquet").filter(
        pl.col("valid_to").is_null()
    )
    members = members.join(alive, on="iin", how="semi")
    assert sum(int(row["persons"]) for row in table) == members.height
    assert sum(int(row["families"]) for row in table) == members["family_number"].n_unique()
    assert {row["district"] for row in table} >= {"Taraz City", "Merke District"}


@pytest.mark.parametrize("by", ["place", "level", "kind"])
def test_each_grouping_of_the_family_map_counts_the_same_families(made_region, tmp_path, esep, by) -> None:
    esep("familymap", made_region, "--out", tmp_path / "district.csv")
    assert esep("familymap", made_region, "--by", by, "--out", tmp_path / f"{by}.csv").code == 0
    totals = {
        name: sum(int(row["families"]) for row in rows_of(tmp_path / f"{name}.csv"))
        for name in ("district", by)
    }
    assert totals[by] == totals["district"] > 0


@pytest.mark.parametrize(("language", "width"), [("kk", 80), ("ru", 80), ("en", 120)])
def test_a_table_fits_the_terminal_and_breaks_no_number(made_region, process, language, width) -> None:
    shown = process("familymap", made_region, language=language, width=width)
    assert shown.code == 0
    assert max(map(len, shown.out.splitlines())) <= width
    assert "…" not in shown.out
    rows = [line for line in shown.out.splitlines() if re.search(r"\d[\d\s,]*\d", line)]
    assert len(rows) >= 11


def test_the_help_proposed_is_counted_by_measure_and_listed_by_district(made_region, tmp_path, esep) -> None:
    shown = esep("support", made_region, "--out", tmp_path / "measures.csv")
    assert shown.code == 0
    assert "do not add their costs up" in shown.err
    assert all(
        int(row["families_proposed"]) <= int(row["proposals"]) for row in rows_of(tmp_path / "measures.csv")
    )
    listed = esep("support", made_region, "--district", "Мерке ауданы")
    by_code = esep("support", made_region, "--district", "315400000")
    assert listed.code == 0
    rows = list(csv.DictReader(listed.out.splitlines()))
    assert rows
    assert all(row["reason"] and row["needs"] and row["measure"] for row in rows)
    assert by_code.out == listed.out


def test_a_district_of_another_region_is_not_found(made_region, esep) -> None:
    for district in ("Абай ауданы, Қарағанды облысы", "Nowhere", "351610000"):
        refused = esep("support", made_region, "--district", district)
        assert refused.code == 11
        assert refused.out == ""


def poorest(region: Path) -> dict[str, Any]:
    """The family with the largest right to targeted assistance."""
    (folder,) = (path.parent for path in region.glob("assessments/*/manifest.json"))
    found = open_assessment(folder).families.collect()
    return found.sort("targeted_assistance", "family").row(-1, named=True)


def test_a_family_is_explained_with_its_answers_and_the_help_that_fits(made_region, esep) -> None:
    family = poorest(made_region)
    told = esep("explain", family["family"], "--region", made_region)
    assert told.code == 0
    assert f"{family['targeted_assistance']:,} KZT/month" in told.out
    assert "Social Code of the Republic of Kazakhstan, art. 120, 127" in told.out
    assert "one secondary source" in told.out
    assert "Help proposed" in told.out


def test_one_provision_is_explained_whole_as_text_and_as_json(made_region, esep) -> None:
    family = poorest(made_region)
    words = ("explain", family["family"], "--region", made_region, "--about", "targeted_assistance")
    text = esep(*words).out
    tree = json.loads(esep(*words, "--json").out)
    assert "Help proposed" not in text
    assert tree["values"][0]["value"] == family["targeted_assistance"]
    assert tree["values"][0]["standing"]["article"] == "120, 127"
    assert {"kk", "ru", "en"} == set(tree["values"][0]["title"])


def test_what_would_turn_a_refusal_is_told(made_region, esep) -> None:
    words = ("explain", poorest(made_region)["family"], "--region", made_region)
    whole = esep(*words)
    assert "What would turn a refusal" in whole.out
    told = esep(*words, "--about", "below_subsistence", "--about", "draws_large_family_allowance", "--quiet")
    assert told.out.count("refused.") == told.out.split("What would turn")[0].count(": no [")


def test_an_explanation_is_written_as_a_page_and_as_json(made_region, tmp_path, esep) -> None:
    family = poorest(made_region)["family"]
    words = ("explain", family, "--region", made_region, "--quiet")
    page, tree = tmp_path / "family.html", tmp_path / "family.json"
    assert esep(*words, "--format", "html", "--out", page, "--language", "kk").code == 0
    written = page.read_text(encoding="utf-8")
    assert '<html lang="kk">' in written
    assert "ойдан құрастырылған" in written  # the registers are made up, and the page says so
    assert esep(*words, "--format", "json", "--out", tree).out == ""
    assert json.loads(tree.read_text(encoding="utf-8"))["format"] == "esep-explanation/1"
    assert json.loads(esep(*words, "--json").out) == json.loads(tree.read_text(encoding="utf-8"))
    text = tmp_path / "family.txt"
    assert "text" not in esep(*words, "--format", "text", "--out", text).out
    assert str(family) in text.read_text(encoding="utf-8")


def test_the_same_family_is_explained_in_the_language_asked_for(made_region, esep) -> None:
    family = poorest(made_region)["family"]
    words = ("explain", family, "--region", made_region, "--about", "targeted_assistance")
    assert "Атаулы әлеуметтік көмек" in esep(*words, "--language", "kk").out
    assert "Адресная социальная помощь" in esep(*words, "--language=ru").out


def test_an_account_is_written_in_the_languages_of_the_settings(region, tmp_path, esep) -> None:
    settings = region / "region.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("[kk, ru, en]", "[kk]"), encoding="utf-8"
    )
    made = esep("account", region, "--out", tmp_path / "out")
    assert made.code == 0
    names = {"account.kk.html", "account.kk.xlsx", "account.json"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == names


def test_quiet_leaves_only_results(made_region, esep) -> None:
    for words in (("familymap", made_region), ("support", made_region), ("snapshot", made_region)):
        said = esep(*words, "--quiet")
        assert said.code == 0
        assert said.out
        assert said.err == ""


def test_the_version_is_printed(capsys) -> None:
    assert main(["--version"]) == 0
    assert re.fullmatch(r"esep \d+\.\d+\.\d+\n", capsys.readouterr().out)
