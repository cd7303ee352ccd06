"""The commands that ask what if: what they print, what they write, what they refuse."""

from __future__ import annotations

import json
import re
from pathlib import Path

import polars as pl
import pytest

NAME = "name: {kk: Сынақ, ru: Проба, en: Trial of a line}\n"
LINE = NAME + "parameters:\n  poverty_share: {value: 8000}\n"


@pytest.fixture
def reform(tmp_path: Path) -> Path:
    path = tmp_path / "reform.yaml"
    path.write_text(LINE, encoding="utf-8")
    return path


def test_a_comparison_is_printed_and_written(
    made_region: Path, reform: Path, tmp_path: Path, esep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    ran = esep("compare", made_region, "--reform", reform, "--by", "kind", "--out", tmp_path / "out")
    assert ran.code == 0, ran.err
    for said in ("Trial of a line", "All payments", "People without family", "level before, after", "Gini"):
        assert said in ran.out
    out = tmp_path / "out"
    summary = json.loads((out / "comparison.json").read_text(encoding="utf-8"))
    assert summary["changes"] == ["poverty_share = 8000"]
    total = summary["by_provision"][-1]
    assert total["gained"] - total["lost"] == total["change"] > 0
    for language in ("kk", "ru", "en"):
        page = (out / f"comparison.{language}.html").read_text(encoding="utf-8")
        assert page.count("<svg") == 3
        assert not re.search(r"<script|https?://(?!www\.w3\.org)", page)
        assert {path.name for path in (out / "pictures").glob(f"*.{language}.svg")} == {
            f"{name}.{language}.svg" for name in ("cost", "gains", "levels")
        }
    assert "Кедейлік" in (out / "comparison.kk.html").read_text(encoding="utf-8")
    table = pl.read_parquet(out / "tables" / "by_provision.parquet")
    assert table.to_dicts() == summary["by_provision"]
    told = pl.read_csv(out / "tables" / "by_provision.csv")
    assert told.drop("provision_name").to_dicts() == summary["by_provision"]
    assert told["provision_name"][-1] == "All payments together"
    touched = pl.read_parquet(out / "tables" / "changed_families.parquet")
    gaining = touched.filter(pl.col("total_help:after") > pl.col("total_help:before"))
    assert gaining["family"].is_not_null().sum() == total["gaining_families"]


def test_months_are_printed_and_written(
    made_region: Path, reform: Path, tmp_path: Path, esep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    words = ("--from", "2026-10", "--to", "2026-12", "--out", tmp_path / "out", "--reform", reform)
    ran = esep("months", made_region, *words)
    assert ran.code == 0, ran.err
    assert re.search(r"^ ?2026-11 +[\d,]+ +[\d,]+ +\d+ +\d+ ", ran.out, re.MULTILINE)
    tables = tmp_path / "out" / "tables"
    moved = pl.read_parquet(tables / "moved_families.parquet")
    counted = pl.read_parquet(tables / "moves.parquet").filter(pl.col("move").is_in(["entered", "left"]))
    assert len(moved) == counted["families"].sum()
    assert pl.read_parquet(tables / "compared_cost.parquet")["month"].n_unique() == 3
    cost = dict(pl.read_csv(tables / "compared_cost.csv").select("provision", "provision_name").iter_rows())
    assert cost["targeted_assistance"] == "Targeted social assistance"
    lines = dict(pl.read_csv(tables / "persistence.csv").select("test", "test_name").iter_rows())
    assert lines["below_poverty_line"] == "below the poverty line"
    assert (tmp_path / "out" / "months.kk.html").read_text(encoding="utf-8").count("<svg") == 3


def test_csv_tables_have_the_names_beside_the_codes(
    made_region: Path, reform: Path, tmp_path: Path, esep
) -> None:
    words = ("--reform", reform, "--language", "kk", "--out", tmp_path)
    assert esep("compare", made_region, *words, "--quiet").code == 0
    tables = tmp_path / "tables"
    by_district = pl.read_csv(tables / "by_district.csv", schema_overrides={"district": pl.String})
    assert by_district.columns[:4] == ["district", "district_name", "provision", "provision_name"]
    named = dict(by_district.select("district", "district_name").iter_rows())
    assert named["315000000"] == "Тұрар Рысқұлов"
    assert "district_name" not in pl.read_parquet(tables / "by_district.parquet").columns
    kinds = pl.read_csv(tables / "by_kind.csv")
    assert dict(kinds.select("family_kind", "family_kind_name").iter_rows())["large"] == "Көпбалалы"
    poverty = pl.read_csv(tables / "poverty.csv", schema_overrides={"group": pl.String})
    of_region = poverty.filter(pl.col("by") == "region")
    assert set(of_region["group_name"]) == {""}
    assert of_region.row(0, named=True)["measure_name"] == "кедейлер үлесі"
    assert set(poverty.filter(pl.col("by") == "district")["group_name"]) == set(named.values())


def test_a_reform_that_begins_later_is_told(made_region: Path, tmp_path: Path, esep) -> None:
    path = tmp_path / "later.yaml"
    path.write_text(NAME + "parameters:\n  mci: {value: 9000, from: 2030-01-01}\n", encoding="utf-8")
    ran = esep("compare", made_region, "--reform", path, "--out", tmp_path / "out")
    assert ran.code == 0
    assert "On 2026-10-01 the reform changes nothing." in ran.err


def test_what_is_wrong_is_refused_and_nothing_is_written(made_region: Path, tmp_path: Path, esep) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(NAME + "parameters:\n  mcy: {value: 1}\n", encoding="utf-8")
    refused = esep("compare", made_region, "--reform", path, "--out", tmp_path / "out")
    assert (refused.code, refused.out) == (10, "")
    assert "wrong.yaml:3: parameters.mcy: There is no parameter 'mcy'. Like it: mci." in refused.err
    assert esep("compare", made_region, "--reform", tmp_path / "none").code == 11
    early = esep("months", made_region, "--from", "2026-01", "--to", "2026-10", "--out", tmp_path / "out")
    assert early.code == 13
    assert "hold no incomes of" in early.err
    assert esep("months", made_region, "--from", "soon", "--to", "2026-10").code == 2
    assert not (tmp_path / "out").exists()
