"""From extracts to a snapshot: what stands in it, in which order, and what never does."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from esep.errors import NotFound, WrongSettings
from esep.messages import LANGUAGES
from esep.registers import TABLES, Snapshot, build_snapshot, open_snapshot, pseudonym

ON = date(2026, 3, 31)
KEY = bytes(range(32))
FATHER, MOTHER, SON, DAUGHTER = "900101300126", "850531400019", "120901500332", "150320600059"
WIDOWER, BABY, LONER = "551122300041", "240229600083", "880715400075"
Written = Callable[..., Path]


def built(source: Path, name: str = "snapshot", key: bytes = KEY, on: date = ON) -> Snapshot:
    return build_snapshot(source, source.parent / name, date=on, key=key)


def person(iin: str) -> int:
    return pseudonym(iin, "person", KEY)


def family(number: str) -> int:
    return pseudonym(number, "family", KEY)


@pytest.fixture
def snapshot(extract: Any, written: Written) -> Snapshot:
    return built(written(extract))


def test_every_table_has_the_declared_columns_and_types(snapshot: Snapshot) -> None:
    for name, table in TABLES.items():
        assert snapshot.scan(name).collect_schema() == table.polars_schema


def test_the_rows_are_those_of_the_extracts(snapshot: Snapshot) -> None:
    counts = {name: snapshot.scan(name).collect().height for name in TABLES}
    assert counts == {
        "persons": 7,
        "families": 3,
        "memberships": 7,
        "dwellings": 1,
        "incomes": 4,
        "benefits": 1,
        "work": 1,
        "holdings": 1,
        "social_contracts": 1,
    }
    baby = snapshot.scan("persons").filter(pl.col("person") == person(BABY)).collect().row(0, named=True)
    assert baby["birth_date"] == date(2024, 2, 29)
    assert (baby["given_name"], baby["patronymic"], baby["sex"]) == ("Ұлпан", None, "female")
    assert (baby["disability"], baby["medical_attachment"], baby["loans"]) == ("none", True, False)
    # Columns of which an extract says nothing hold their declared defaults.
    assert (baby["breadwinner_lost"], baby["insured_income"], baby["job_lost_on"]) == ("none", 0, None)
    contract = snapshot.scan("social_contracts").collect().row(0)
    assert contract == (family("A-1"), date(2026, 1, 1), None, date(2026, 2, 20))
    benefit = snapshot.scan("benefits").collect().row(0)
    assert benefit == (person(MOTHER), "child_care", 30000, date(2025, 1, 1), date(2026, 6, 30))


def test_what_the_classifier_says_of_the_place_is_added(snapshot: Snapshot) -> None:
    families = snapshot.scan("families").select("family", "region", "district", "rural", "settlement_status")
    assert {row[0]: row[1:] for row in families.collect().iter_rows()} == {
        family("A-1"): ("310000000", "313600000", True, "village"),
        family("B-2"): ("310000000", "315000000", True, "village"),
        family("C-3"): ("310000000", "311000000", False, "regional_city"),
    }


def test_rows_stand_by_place_then_family_then_person(snapshot: Snapshot) -> None:
    persons = snapshot.scan("persons").collect()["person"].to_list()
    in_first_family = sorted(map(person, (FATHER, MOTHER, SON, DAUGHTER)))
    in_second_family = sorted(map(person, (WIDOWER, BABY)))
    # The city's code is the lowest: there lives the person without a family.
    assert persons == [person(LONER), *in_first_family, *in_second_family]
    families = snapshot.scan("families").collect()["family"].to_list()
    assert families == [family("C-3"), family("A-1"), family("B-2")]


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_the_same_content_in_another_form_gives_the_same_bytes(
    form: str, extract: Any, written: Written, snapshot: Snapshot
) -> None:
    other = built(written(extract, form, "other"), "other_snapshot")
    assert other.id == snapshot.id
    for file in snapshot.manifest.files:
        assert (other.folder / file).read_bytes() == (snapshot.folder / file).read_bytes()


def test_the_order_of_the_rows_in_an_extract_does_not_matter(
    extract: Any, written: Written, snapshot: Snapshot
) -> None:
    turned = {name: list(reversed(rows)) for name, rows in extract.items()}
    assert built(written(turned, folder="turned"), "turned_snapshot").id == snapshot.id


def test_another_key_or_date_gives_another_snapshot(
    extract: Any, written: Written, snapshot: Snapshot
) -> None:
    source = written(extract)
    assert built(source, "other_key", key=KEY[::-1]).id != snapshot.id
    assert built(source, "other_date", on=date(2026, 4, 30)).id != snapshot.id


def test_no_number_of_a_register_and_no_key_enters_the_snapshot(snapshot: Snapshot) -> None:
    numbers = [FATHER, MOTHER, SON, DAUGHTER, WIDOWER, BABY, LONER]
    for file in snapshot.folder.iterdir():
        content = file.read_bytes()
        assert KEY not in content
        assert KEY.hex().encode() not in content
        for number in numbers:
            assert number.encode() not in content
            assert int(number).to_bytes(8, "little") not in content
    # Parquet is compressed, so its cells are looked through as well.
    for name in TABLES:
        cells = snapshot.scan(name).select(pl.all().cast(pl.String)).collect()
        text = cells.write_csv()
        assert not any(re.search(rf"\b{number}\b", text) for number in [*numbers, "A-1", "B-2", "C-3"])


def test_the_manifest_says_what_the_snapshot_was_built_from(snapshot: Snapshot) -> None:
    manifest = json.loads((snapshot.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["schema_version"] == 2
    assert manifest["date"] == "2026-03-31"
    assert [(source["file"], source["rows"]) for source in manifest["sources"]][:2] == [
        ("families.csv", 3),
        ("persons.csv", 7),
    ]
    assert manifest["classifier"]
    assert {note["code"]: note["rows"] for note in manifest["notes"] if note["code"] != "no_column"} == {
        "person_without_patronymic": [7],
        "person_without_family": [8],
        "family_without_members": [4],
        "family_without_dwelling": [3, 4],
        "person_without_income": [3, 4, 7, 8],
    }


def test_every_note_speaks_three_languages(snapshot: Snapshot) -> None:
    for note in snapshot.manifest.notes:
        assert len({note.message.in_language(language) for language in LANGUAGES}) == 3


def test_one_family_comes_with_the_rows_of_its_members(snapshot: Snapshot) -> None:
    rows = snapshot.family(family("A-1"))
    assert set(rows["persons"]["person"]) == {person(iin) for iin in (FATHER, MOTHER, SON, DAUGHTER)}
    assert sorted(rows["incomes"]["amount"]) == [40000, 250000, 260000]
    assert rows["benefits"].height == rows["work"].height == rows["dwellings"].height == 1
    assert rows["holdings"].is_empty()
    assert set(rows["memberships"]["family"]) == {family("A-1")}


def test_a_former_member_is_found_in_the_former_family_too(snapshot: Snapshot) -> None:
    rows = snapshot.family(family("B-2"))
    assert set(rows["persons"]["person"]) == {person(iin) for iin in (WIDOWER, BABY, DAUGHTER)}
    assert sorted(rows["incomes"]["amount"]) == [40000, 143000]
    assert rows["memberships"].filter(pl.col("person") == person(DAUGHTER))["valid_to"].to_list() == [
        date(2020, 12, 31)
    ]


def test_a_family_without_members_has_itself_alone(snapshot: Snapshot) -> None:
    rows = snapshot.family(family("C-3"))
    assert {name: table.height for name, table in rows.items() if table.height} == {"families": 1}
    assert all(rows[name].schema == table.polars_schema for name, table in TABLES.items())


def test_an_unknown_family_is_not_found(snapshot: Snapshot) -> None:
    with pytest.raises(NotFound, match="has no family 12345"):
        snapshot.family(12345)


def test_a_changed_byte_is_noticed(snapshot: Snapshot) -> None:
    snapshot.verify()
    file = snapshot.folder / "incomes.parquet"
    content = bytearray(file.read_bytes())
    content[40] ^= 1
    file.write_bytes(content)
    with pytest.raises(WrongSettings, match=r"incomes\.parquet is not the one"):
        open_snapshot(snapshot.folder).verify()


def test_a_folder_that_is_no_usable_snapshot_is_refused(snapshot: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no snapshot"):
        open_snapshot(tmp_path / "nowhere")
    manifest = snapshot.folder / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"schema_version": 2', '"schema_version": 7'), encoding="utf-8")
    with pytest.raises(WrongSettings, match="has the form 7"):
        open_snapshot(snapshot.folder)
    manifest.write_text(text[:-40], encoding="utf-8")
    with pytest.raises(WrongSettings, match="damaged"):
        open_snapshot(snapshot.folder)
    manifest.write_text(text, encoding="utf-8")
    (snapshot.folder / "work.parquet").unlink()
    with pytest.raises(WrongSettings, match=r"lacks its file work\.parquet"):
        open_snapshot(snapshot.folder)


def test_optional_tables_and_columns_may_be_missing(extract: Any, written: Written) -> None:
    for name in ("dwellings", "benefits", "work", "holdings", "social_contracts"):
        del extract[name]
    for row in extract["persons"]:
        del row["patronymic"], row["loans"], row["death_date"]
    snapshot = built(written(extract))
    assert snapshot.scan("holdings").collect().is_empty()
    assert snapshot.scan("persons").collect()["loans"].to_list() == [False] * 7
    absent = {note.file for note in snapshot.manifest.notes if note.code == "no_extract"}
    assert absent == {
        f"{name}.csv" for name in ("dwellings", "benefits", "work", "holdings", "social_contracts")
    }


def test_the_caller_is_told_of_each_step(extract: Any, written: Written, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build_snapshot(
        written(extract),
        tmp_path / "snapshot",
        date=ON,
        key=KEY,
        progress=lambda stage, done, of: told.append((stage.in_language("en"), done, of)),
    )
    assert [done for _stage, done, _of in told] == list(range(10))
    assert {of for _stage, _done, of in told} == {10}
    assert told[1][0] == "Reading persons.csv"
