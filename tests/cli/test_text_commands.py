"""Commands on official texts: reading them and checking their figures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "Түскен 140 шағымның 52-сі шешілді, қалған 88-і бақылауда. Басқарма 1 қарашаға дейін есеп берсін."


@pytest.fixture
def complaints(tmp_path: Path) -> Path:
    path = tmp_path / "shagymdar.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_text_is_read_into_a_table(complaints, esep) -> None:
    read = esep("read", complaints)
    assert read.code == 0
    assert "140 шағымның" in read.out
    assert "140 complaints" in read.out
    assert "140 шағым " in esep("read", complaints, "--language", "kk").out
    assert "140 жалоб" in esep("read", complaints, "--language", "ru").out


def test_json_lines_hold_exact_spans(complaints, esep) -> None:
    read = esep("read", complaints, complaints, "--json-lines")
    first, second = map(json.loads, read.out.splitlines())
    assert first == second
    assert first["document"] == str(complaints)
    assert [statement["value"] for statement in first["statements"]] == [140, 52, 88]
    for found in [*first["statements"], *first["instructions"]]:
        assert TEXT[found["start"] : found["end"]] == found["quote"]
    assert read.err == ""


@pytest.mark.shared
def test_json_lines_run_under_the_judge_of_readers(shared) -> None:
    """The judge prints its table only when every text came back in the form that it describes."""
    judge = shared / "texts" / "score_reader.py"
    esep = Path(sys.executable).with_name("esep")
    done = subprocess.run(
        [sys.executable, judge, "--", esep, "read", "--json-lines", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "found" in done.stdout


def test_figures_that_agree_are_confirmed(complaints, esep) -> None:
    checked = esep("check", complaints)
    assert checked.code == 0
    assert "Contradiction: 0; Remainder: 0; Confirmation: 1" in checked.out
    assert "«140 шағымның»" in checked.out


def test_a_table_is_checked_beside_a_text(complaints, tmp_path, esep) -> None:
    table = tmp_path / "jobs.csv"
    table.write_text("аудан,жұмыс орны\nБайзақ,120\nМерке,80\nБарлығы,210\n", encoding="utf-8")
    checked = esep("check", complaints, table)
    assert checked.code == 0
    assert "jobs.csv [B4]: «210»" in checked.out
    assert "Contradiction: 1; Remainder: 0; Confirmation: 1" in checked.out


@pytest.mark.shared
def test_the_five_official_texts_are_told_apart(shared, esep) -> None:
    """The arithmetic by hand: 47,750 to 47,850 less 47,514; 29.8 + 47.8; 52 + 88; 679 thousand by 60.4 %."""
    texts = sorted((shared / "texts").glob("*_seed.txt"))
    assert len(texts) == 5
    checked = esep("check", *texts)
    assert checked.code == 0
    contradiction, rest = checked.out.split("\nRemainder ", 1)
    assert contradiction.startswith("Contradiction")
    assert "«более 2500 тысяч новых рабочих мест»" in contradiction
    remainder, confirmations = rest.split("\nConfirmation ", 1)
    assert "47,514" in remainder
    assert "236–\u2060336" in remainder
    for quote in ("«77,6 мың жаңа»", "«29,8 мың жұмыс орны»", "«47,8 мың жұмыс орны»"):
        assert quote in confirmations
    for quote in ("«140 шағым»", "«52 мәселесі»", "«88 мәселе»", "«60,4 пайызы»", "«679 мың адам»"):
        assert quote in confirmations
    assert "Contradiction: 1; Remainder: 1;" in checked.out


def test_the_region_that_speaks_is_named_by_code_or_name(tmp_path, esep) -> None:
    text = tmp_path / "share.txt"
    text.write_text("Өңір халқының 60,4 пайызы немесе 679 мың адам ауылда тұрады.", encoding="utf-8")
    by_name = esep("check", text, "--place", "Жамбыл облысы")
    assert by_name.code == 0
    assert by_name.out == esep("check", text, "--place", "310000000").out
    assert esep("check", text, "--place", "Nowhere").code == 11


def test_every_file_that_cannot_be_read_is_named(complaints, tmp_path, esep) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"not a pdf")
    refused = esep("read", complaints, tmp_path / "scan.pdf", tmp_path / "nowhere.txt")
    assert refused.code == 10
    assert refused.out == ""
    assert "2 files cannot be read." in refused.err
    assert f"{tmp_path}/scan.pdf: " in refused.err
    assert f"{tmp_path}/nowhere.txt: " in refused.err
