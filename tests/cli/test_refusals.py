"""Wrong command lines and wrong input: the exit code, one sentence, every fault, never a traceback."""

from __future__ import annotations

import fcntl
import re
import shutil
import zipfile
from pathlib import Path

import polars as pl
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas


def locked_pdf(path: Path) -> Path:
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", ownerPassword="owner", strength=128))
    canvas.drawString(100, 700, "140 complaints")
    canvas.save()
    return path


def huge_pdf(path: Path) -> Path:
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(100_000_001)
    return path


WRONG_LINES = [
    (["--nix"], "There is no option --nix."),
    (["nix"], "There is no command nix."),
    (["--quiet"], "There is no option --quiet."),
    (["read"], "FILE... is missing."),
    (["demo", "--persons", "many"], "--persons takes a whole number from 1000 to 20000000."),
    (["demo", "--persons", "999"], "--persons takes a whole number from 1000 to 20000000."),
    (["demo", "--out"], "--out needs a value."),
    (["demo", "--quiet=yes"], "--quiet takes no value."),
    (["demo", "extra"], "Not expected here: extra."),
    (["familymap", "x", "--by", "age"], "--by takes one of these: district, place, level, kind."),
    (["synthesize", "x", "--date", "1.10.2026"], "--date takes a day such as 2026-10-01."),
    (["explain", "A-1"], "FAMILY takes a whole number."),
    (["--language", "de", "demo"], "--language takes one of these: kk, ru, en."),
    (["demo", "--language", "de"], "--language takes one of these: kk, ru, en."),
    (["--language", "en"], "The command is missing."),
]


@pytest.mark.parametrize(("line", "sentence"), WRONG_LINES, ids=lambda value: str(value))
def test_a_wrong_command_line_is_told_in_one_sentence(line, sentence, esep, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused = esep(*line)
    assert refused.code == 2
    assert refused.out == ""
    assert f"esep: {sentence} See 'esep" in " ".join(refused.err.split())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_wrong_command_line_is_told_in_kazakh_and_russian(language, esep) -> None:
    """Words such as FILE follow the language in which the process began; they are left out."""
    kept = r"'esep[^']*'|--?[a-z-]+|esep|district, place, level, kind|kk, ru, en|nix|extra|FILE|FAMILY"
    for line, _sentence in WRONG_LINES[:-3]:
        refused = esep("--language", language, *line)
        assert refused.code == 2
        assert not re.search("[A-Za-z]", re.sub(kept, "", refused.err)), refused.err


def test_a_broken_register_is_refused_with_every_fault_in_its_place(region, esep) -> None:
    file = region / "registers" / "persons.parquet"
    persons = pl.read_parquet(file).with_columns(pl.col("birth_date").cast(pl.String))
    iin = pl.when(pl.int_range(pl.len()) == 3).then(pl.lit("123")).otherwise("iin").alias("iin")
    sex = pl.when(pl.int_range(pl.len()) == 5).then(pl.lit("m")).otherwise(pl.col("sex").cast(pl.String))
    persons.with_columns(iin, sex.alias("sex")).write_csv(region / "registers" / "persons.csv")
    file.unlink()
    refused = esep("snapshot", region)
    assert refused.code == 10
    assert refused.out == ""
    assert "persons.csv:5: iin: " in refused.err
    assert "persons.csv:7: sex: “m” is not an allowed value" in refused.err
    assert not [path for path in region.glob("snapshots/*") if path.is_dir()]


def test_fifty_faults_are_shown_and_all_of_them_when_asked(region, esep) -> None:
    file = region / "registers" / "persons.parquet"
    pl.read_parquet(file).with_columns(place=pl.lit("999999999")).head(120).write_parquet(file)
    short = esep("snapshot", region).err
    whole = esep("snapshot", region, "--all-faults").err
    assert len(re.findall(r"^  persons\.parquet", short, re.MULTILINE)) <= 50
    (more,) = re.findall(r"and (\d+) more faults; --all-faults prints them", short)
    lines = [line for line in whole.splitlines() if line.startswith("  ")]
    assert len(lines) == 50 + int(more)
    assert "more faults" not in whole


def test_a_missing_register_is_a_fault(region, esep) -> None:
    (region / "registers" / "persons.parquet").unlink()
    refused = esep("familymap", region)
    assert refused.code == 10
    assert "persons" in refused.err


def test_a_zip_bomb_among_the_registers_is_refused(region, esep) -> None:
    file = region / "registers" / "persons.parquet"
    pl.read_parquet(file).select("iin").head(2).write_parquet(file)
    file.unlink()
    with zipfile.ZipFile(region / "registers" / "persons.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_000)
    refused = esep("snapshot", region)
    assert refused.code == 10
    assert "zip bomb" in refused.err


def test_what_is_not_there_is_not_found(tmp_path, made_region, esep) -> None:
    for words in (
        ("snapshot", tmp_path),
        ("account", tmp_path / "nowhere"),
        ("explain", 1, "--region", made_region),
        ("read", tmp_path / "nowhere.txt"),
    ):
        refused = esep(*words)
        assert refused.code in (11, 12)
        assert len(refused.err.strip().splitlines()[-1].split()) > 3
    assert esep("explain", 1, "--region", made_region).code == 11
    assert esep("snapshot", tmp_path).code == 11


def test_a_region_without_registers_is_told_where_to_put_them(region, esep) -> None:
    shutil.rmtree(region / "registers")
    refused = esep("snapshot", region)
    assert refused.code == 11
    assert f"{region}/registers" in refused.err


@pytest.mark.parametrize("make", [locked_pdf, huge_pdf])
def test_a_document_that_cannot_be_read_has_its_own_exit_code(make, tmp_path, esep) -> None:
    refused = esep("read", make(tmp_path / "briefing.pdf"))
    assert refused.code == 12
    assert {"locked_pdf": "encrypted", "huge_pdf": "100000001"}[make.__name__] in refused.err


def test_an_account_names_each_text_that_cannot_be_read(region, tmp_path, esep) -> None:
    locked_pdf(region / "texts" / "locked.pdf")
    huge_pdf(region / "texts" / "huge.pdf")
    refused = esep("account", region, "--out", tmp_path / "out")
    assert refused.code == 10
    assert "  locked.pdf: " in refused.err
    assert "  huge.pdf: " in refused.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "settings",
    [
        "place: 31\n",
        "[",
        "place: '310000000'\n",
        "place: '310000000'\ndate: 2026-10-01\ncolour: red\n",
        "\xff",
    ],
)
def test_wrong_settings_are_told(settings, region, esep) -> None:
    (region / "region.yaml").write_bytes(settings.encode("latin-1"))
    refused = esep("snapshot", region)
    assert refused.code == 13
    assert f"{region}/region.yaml" in refused.err


def test_a_place_in_the_settings_that_does_not_exist_is_not_found(region, esep) -> None:
    (region / "region.yaml").write_text("place: '999999999'\ndate: 2026-10-01\n", encoding="utf-8")
    refused = esep("snapshot", region)
    assert refused.code == 11
    assert "999999999" in refused.err


def test_a_folder_that_cannot_be_made_is_told(tmp_path, esep) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    refused = esep("synthesize", tmp_path / "file" / "region", "--persons", 1000, "--quiet")
    assert refused.code == 13
    assert f"{tmp_path}/file" in refused.err


def test_two_runs_do_not_write_one_snapshot(region, esep) -> None:
    made = Path(esep("snapshot", region).out.split()[-1])
    shutil.rmtree(made)
    with (made.parent / f".{made.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = esep("snapshot", region)
    assert refused.code == 14
    assert "Another run is writing" in refused.err
    assert not made.exists()


def test_an_unknown_provision_and_a_day_before_the_law_are_errors_of_the_law(
    made_region, region, esep
) -> None:
    (file,) = made_region.glob("assessments/*/families/*.parquet")
    family = pl.read_parquet(file)["family"][0]
    assert esep("explain", family, "--region", made_region, "--about", "happiness").code == 15
    settings = region / "region.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "law_date: 1990-01-01\n", encoding="utf-8")
    assert esep("familymap", region).code == 15
