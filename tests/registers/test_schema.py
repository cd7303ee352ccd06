"""The declarations of the tables, and what is written from them."""

from pathlib import Path

import polars as pl
import pytest
from pydantic import ValidationError

from esep.errors import WrongSettings
from esep.messages import LANGUAGES
from esep.registers import TABLES, Column, write_templates
from esep.registers.reference import reference_page

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "registers.md"


def test_the_reference_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference_page(), "run python -m esep.registers.reference"


def test_every_column_is_named_in_three_unlike_languages() -> None:
    for table in TABLES.values():
        for column in table.columns:
            names = {column.title.in_language(language) for language in LANGUAGES}
            assert len(names) == 3, f"{table.name}.{column.name}"
            assert all(names)


def test_persons_have_the_columns_that_other_rooms_rely_on() -> None:
    assert TABLES["persons"].polars_schema["birth_date"] == pl.Date
    assert TABLES["persons"].polars_schema["sex"] == pl.Enum(["male", "female"])
    assert list(TABLES["incomes"].polars_schema) == ["person", "month", "kind", "amount"]
    assert list(TABLES["incomes"].input_columns) == ["iin", "month", "kind", "amount"]


@pytest.mark.parametrize(
    "declared",
    [
        {"type": "choice"},
        {"type": "text", "values": {"a": {"kk": "а", "ru": "а", "en": "a"}}},
        {"type": "flag", "required": True, "default": True},
        {"type": "choice", "values": {"a": {"kk": "а", "ru": "а", "en": "a"}}, "default": "b"},
        {"type": "number"},
        {"type": "text", "colour": "red"},
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(declared: dict[str, object]) -> None:
    title = {"kk": "баған", "ru": "столбец", "en": "column"}
    with pytest.raises(ValidationError):
        Column.model_validate({"name": "x", "title": title, **declared})


def test_templates_are_the_headers_and_never_overwrite(tmp_path: Path) -> None:
    files = write_templates(tmp_path / "new")
    assert [file.name for file in files] == [f"{name}.csv" for name in TABLES]
    assert files[4].read_bytes() == b"\xef\xbb\xbfiin,month,kind,amount\r\n"
    with pytest.raises(WrongSettings, match="exists already"):
        write_templates(tmp_path / "new")
