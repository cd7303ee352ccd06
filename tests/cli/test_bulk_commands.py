"""Commands on many families at once."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

FAMILY = {
    "id": "A-1",
    "region": "310000000",
    "members": [{"role": "head", "sex": "female", "birth_date": "1990-03-01"}],
}


def written(folder: Path, *families: object) -> Path:
    file = folder / "families.jsonl"
    file.write_text("".join(json.dumps(family) + "\n" for family in families), encoding="utf-8")
    return file


def test_families_are_answered_into_the_file_that_is_named(tmp_path, esep) -> None:
    file = written(tmp_path, FAMILY, {**FAMILY, "id": "A-2"})
    ran = esep("answer", file, "--on", "2026-04-01", "--out", tmp_path / "answers.jsonl")
    assert (ran.code, ran.out.strip()) == (0, str(tmp_path / "answers.jsonl"))
    assert "2 families were answered." in ran.err
    head, *answers = map(json.loads, (tmp_path / "answers.jsonl").read_text().splitlines())
    assert head["grounds"]["law_date"] == "2026-04-01"
    # 70 % of 54,979 tenge, the minimum of the region: 38,485.3
    assert [(a["id"], a["targeted_assistance"]) for a in answers] == [("A-1", 38485), ("A-2", 38485)]


def test_one_provision_is_answered_in_parquet_with_its_grounds_beside(tmp_path, esep) -> None:
    out = tmp_path / "answers.parquet"
    ran = esep(
        "answer",
        written(tmp_path, FAMILY),
        "--on",
        "2026-04-01",
        "--out",
        out,
        "--about",
        "able_bodied",
        "-q",
    )
    assert ran.code == 0
    assert not ran.err
    assert pl.read_parquet(tmp_path / "answers.persons.parquet")["able_bodied"].to_list() == [True]
    assert json.loads((tmp_path / "answers.grounds.json").read_text())["answers"] == ["able_bodied"]


def test_faults_are_listed_and_nothing_is_written(tmp_path, esep) -> None:
    file = written(tmp_path, FAMILY, {**FAMILY, "id": "B", "cars": -1})
    for language, said in (
        ("en", "-1 is outside 0 to 9999"),
        ("ru", "-1 вне пределов"),
        ("kk", "-1 саны 0–9999"),
    ):
        out = tmp_path / "answers.json"
        ran = esep("answer", file, "--on", "2026-04-01", "--out", out, "--language", language)
        assert ran.code == 10
        assert f"{file}:2: /cars: {said}" in ran.err
        assert not out.exists()


def test_wrong_words_are_told(tmp_path, esep) -> None:
    file = written(tmp_path, FAMILY)
    assert esep("answer", file, "--on", "2026-04-01", "--out", tmp_path / "a.txt").code == 13
    assert esep("answer", tmp_path / "no.json", "--on", "2026-04-01", "--out", tmp_path / "a.json").code == 11
    assert esep("answer", file, "--out", tmp_path / "a.json").code == 2
    assert esep("answer", file, "--on", "1990-01-01", "--out", tmp_path / "a.json").code == 15


def test_a_district_is_explained_whole(made_region, tmp_path, esep) -> None:
    out = tmp_path / "merke"
    ran = esep("explanations", made_region, "--district", "Мерке ауданы", "--out", out)
    assert ran.code == 0
    families = pl.read_parquet(next(made_region.glob("snapshots/*/families.parquet")))
    expected = families.filter(pl.col("district") == "315400000").height or None
    lines = (out / "explanations.jsonl").read_text().splitlines()
    assert f"{len(lines)} famil" in ran.err
    assert ran.out.count("\n") == len(list(out.iterdir()))
    if expected is not None:
        assert len(lines) == expected
    assert esep("explanations", made_region, "--district", "Астана").code == 11
