"""Commands on official texts: reading them and checking their figures."""

from __future__ import annotations

import csv
import io
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
    assert "Contradiction: 0; Doubt: 0; Remainder: 0; Confirmation: 1" in checked.out
    assert "«140 шағымның»" in checked.out


def test_a_doubt_is_told_apart_from_a_contradiction_and_is_no_failure(tmp_path, esep) -> None:
    text = tmp_path / "invest.txt"
    text.write_text(
        "Привлечено 745 млрд тенге, в том числе частные 498 млрд, внешние 312 млрд.", encoding="utf-8"
    )
    checked = esep("check", "--language", "ru", text)
    assert checked.code == 0
    # 498 ± 0.5 and 312 ± 0.5 of 745 ± 0.5 milliard tenge
    assert checked.out.startswith("Сомнение Части в сумме дают 809...811 млрд".replace("...", "–\u2060"))
    assert "Противоречие: 0; Сомнение: 1; Остаток: 0; Подтверждение: 0" in checked.out


def test_a_table_is_checked_beside_a_text(complaints, tmp_path, esep) -> None:
    table = tmp_path / "jobs.csv"
    table.write_text("аудан,жұмыс орны\nБайзақ,120\nМерке,80\nБарлығы,210\n", encoding="utf-8")
    checked = esep("check", complaints, table)
    assert checked.code == 0
    assert "jobs.csv [B4]: «210»" in checked.out
    assert "Contradiction: 1; Doubt: 0; Remainder: 0; Confirmation: 1" in checked.out


def test_tables_inside_a_document_are_checked_too(tmp_path, esep) -> None:
    text = tmp_path / "report.txt"
    text.write_text(
        "Аудан\tЖоспар, мың теңге\tНақты, мың теңге\nБайзақ ауданы\t1 200\t1 300\nМеркі ауданы\t800\t700\n"
        "Барлығы\t2 000\t2 500\n",
        encoding="utf-8",
    )
    checked = esep("check", text)
    assert checked.code == 0
    assert "report.txt, table 1 [C4]: «2 500»" in checked.out
    assert "Contradiction: 1; Doubt: 0; Remainder: 0; Confirmation: " in checked.out


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
    assert "Contradiction: 1; Doubt: 0; Remainder: 1;" in checked.out


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


def test_a_piped_text_is_read(complaints, process) -> None:
    esep = Path(sys.executable).with_name("esep")
    for codec in ("utf-8", "utf-16", "kz1048"):
        done = subprocess.run(
            [esep, "read", "-", "--json-lines"], input=TEXT.encode(codec), capture_output=True, check=True
        )
        row = json.loads(done.stdout)
        assert row["document"] == "-"
        assert [statement["value"] for statement in row["statements"]] == [140, 52, 88]


def test_a_csv_has_a_row_for_every_item(complaints, esep) -> None:
    read = esep("read", complaints, "--csv")
    rows = list(csv.DictReader(io.StringIO(read.out)))
    assert [row["item"] for row in rows] == ["figure"] * 3 + ["instruction"]
    assert [row["value"] for row in rows[:3]] == ["140", "52", "88"]
    for row in rows:
        assert TEXT[int(row["start"]) : int(row["end"])] == row["quote"]


def test_a_csv_tells_with_what_and_as_of_when_it_was_read(tmp_path, esep) -> None:
    protocol = tmp_path / "protocol.txt"
    protocol.write_text("Протокол от 12 марта 2024 года\n\nСоздано 1,200 мест. Сдать к 12.03.24.\n", "utf-8")
    rows = list(csv.DictReader(esep("read", protocol, "--csv").out.splitlines()))
    assert {row["day"] for row in rows} == {"2024-03-12"}
    assert {len(row["lexicon"]) for row in rows} == {12}
    assert rows[0]["candidates"] == "1.2; 1200"
    doubts = [row for row in rows if row["item"] == "doubt"]
    assert {(row["rule"], row["language"]) for row in doubts} == {
        ("thousands or decimals", "ru"),
        ("unclear date", "ru"),
    }


def test_what_is_not_found_is_said(tmp_path, esep) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Протокол от 12 марта 2024 года\n\nПосажено 1,200 дубов.\n", "utf-8")
    told = esep("read", text, "--explain").out
    assert "not in the catalogue" in told
    assert "12 March 2024" in told
    assert "1.2 or 1,200" in told
    assert "thousands or decimals" in told
    assert "None of the figures is in the catalogue" in esep("read", text).out
    text.write_text("Хорошая погода.", "utf-8")
    assert "no figures and no instructions" in esep("read", text).out
    assert "no figures and no instructions" in esep("read", text, "--explain").out


def test_what_was_read_is_explained_with_its_rules(complaints, esep) -> None:
    explained = esep("read", complaints, "--explain")
    assert explained.code == 0
    assert "1. «140 шағымның» [7–19]" in explained.out
    assert "   value: 140 complaints" in explained.out
    assert "   part of: 1" in explained.out
    assert "number in digits: a number written in digits" in explained.out
    assert "число цифрами" in esep("read", complaints, "--explain", "--language", "ru").out


def test_a_page_is_written_for_one_document(complaints, tmp_path, esep) -> None:
    page = tmp_path / "page.html"
    assert esep("read", complaints, "--html", page).code == 0
    assert "140 шағымның" in page.read_text(encoding="utf-8")
    refused = esep("read", complaints, complaints, "--html", page)
    assert refused.code == 13
    assert "2 are given" in refused.err


def test_figures_are_linked_to_a_catalogue_of_ones_own(complaints, tmp_path, esep) -> None:
    catalogue = tmp_path / "catalogue.yaml"
    catalogue.write_text(
        "pleas: {units: [complaint], name: {kk: Арыз, ru: Просьбы, en: Pleas}, kk: [шағым]}", encoding="utf-8"
    )
    (line,) = esep("read", complaints, "--json-lines", "--catalogue", catalogue).out.splitlines()
    assert json.loads(line)["statements"][0]["indicator"] == "pleas"
    assert "Pleas" in esep("read", complaints, "--catalogue", catalogue).out


REGISTER = """
bodies:
  - code: health
    name: {kk: денсаулық сақтау басқармасы, ru: управление здравоохранения}
  - code: akim
    name: {kk: облыс әкімі, ru: аким области}
"""


def test_addressees_get_codes_from_a_register_of_bodies(tmp_path, esep) -> None:
    """One text by itself, as a table, and in a folder: the codes are those that the register gives."""
    register, texts = tmp_path / "bodies.yaml", tmp_path / "texts"
    register.write_text(REGISTER, encoding="utf-8")
    texts.mkdir()
    text = texts / "order.txt"
    text.write_text(
        "Аким области поручил управлению здравоохранения до 1 марта открыть амбулаторию.", encoding="utf-8"
    )
    (line,) = esep("read", text, "--json-lines", "--bodies", register).out.splitlines()
    (order,) = json.loads(line)["instructions"]
    assert order["issuer_code"] == "akim"
    assert [one["code"] for one in order["addressees"]] == ["health"]
    (row,) = csv.DictReader(io.StringIO(esep("read", text, "--csv", "--bodies", register).out))
    assert (row["issuer_code"], row["addressee_codes"]) == ("akim", "health")
    into = tmp_path / "results"
    assert esep("read", texts, "--into", into).code == 0
    again = esep("read", texts, "--into", into, "--bodies", register)
    assert "1 text was read." in again.err
    assert '"issuer_code": "akim"' in (into / "readings.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], 2),
        (["{text}", "--csv", "--json-lines"], 13),
        (["{folder}"], 13),
        (["{text}", "--into", "{folder}"], 13),
        (["{text}", "--catalogue", "none.yaml"], 11),
        (["{text}", "--bodies", "{text}"], 10),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_code(words, code, complaints, tmp_path, esep) -> None:
    said = [word.format(text=complaints, folder=tmp_path) for word in words]
    refused = esep("read", *said)
    assert refused.code == code
    assert refused.err.startswith("esep: ")


def test_a_folder_is_read_and_its_unreadable_files_are_named(complaints, tmp_path, esep) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"not a pdf")
    into = tmp_path / "results"
    read = esep("read", tmp_path, "--into", into)
    assert read.code == 10
    assert "1 file cannot be read; the others were." in read.err
    assert "scan.pdf: scan.pdf is not a PDF" in read.err
    assert "(exit code 12)" in read.err
    (tmp_path / "scan.pdf").unlink()
    again = esep("read", tmp_path, "--into", into)
    assert again.code == 0
    assert "1 text was read before." in again.err
    assert str(into / "readings.jsonl") in again.out


def test_corrections_are_checked_and_learned_from(complaints, tmp_path, esep) -> None:
    corrections = tmp_path / "corrections.yaml"
    row = "- {{document: {0}, start: 7, end: 19, quote: 140 шағымның, verdict: figure,"
    row += " right: {{value: {1}}}}}\n"
    corrections.write_text(row.format(complaints.name, 140), encoding="utf-8")
    kept = esep("read", "--corrections", corrections)
    assert (kept.code, kept.out) == (0, "kept: shagymdar.txt [7–19] «140 шағымның»\n")
    corrections.write_text(row.format(complaints.name, 150), encoding="utf-8")
    lost = esep("read", "--corrections", corrections)
    assert lost.code == 17
    assert "value: 140 ≠ 150" in lost.out
    learned = esep("read", "--learn", corrections)
    assert learned.code == 0
    assert learned.out.startswith("# Proposals from corrections.yaml")
    assert esep("read", complaints, "--learn", corrections).code == 13


def test_the_list_tells_what_numbers_of_a_table_count(complaints, tmp_path, esep) -> None:
    text = tmp_path / "table.txt"
    rows = "Аудан | Мектептер | Жолдар\nБайзақ ауданы | 12 | 7,5\nМеркі ауданы | 3 | 4\n"
    text.write_text(f"Шығыстар, млн теңге\n\n{rows}\n5 клуб ашылды.\n", "utf-8")
    told = " ".join(esep("read", text).out.split())
    assert "мектептер: 12 12,000,000 tenge fact Bayzak District" in told
    assert "жолдар: 4 4,000,000 tenge fact Merke District" in told
    assert "place" not in esep("read", complaints).out.replace("period, place", "")


def test_the_list_tells_the_words_before_a_figure_and_no_place_twice(tmp_path, esep) -> None:
    text = tmp_path / "report.txt"
    text.write_text(
        "Жамбыл облысы бойынша есеп\n\nБиыл облыста жолдарды жөндеуге барлығы 5 млрд теңге бөлінді. "
        "Облыста 12 клуб бар. Тараз қаласында 3 клуб бар.\n",
        "utf-8",
    )
    told = " ".join(esep("read", text).out.split())
    assert "figures (Zhambyl Region, where no other place is named)" in told
    assert "… облыста жолдарды" in told
    assert told.count("Zhambyl") == 1
    assert told.count("Taraz") == 1
