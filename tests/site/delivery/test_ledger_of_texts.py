"""The ledger of five public texts: entered from its workbooks, it shows the figures of the texts."""

from __future__ import annotations

import datetime
import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db.models import Sum

from esep.errors import InputRefused
from esep.places import places
from esep_site.delivery import queries
from esep_site.delivery.employment import EmploymentMap
from esep_site.delivery.models import Jobs, Record
from esep_site.delivery.workbook_reading import read_workbook
from esep_site.entering import enter_folder
from esep_site.people.roles import Role

from ..conftest import MakeAccount

FOLDER = Path(__file__).resolve().parents[3] / "examples" / "ledger"
KARAGANDA, ALMATY = "350000000", "750000000"
D = datetime.date


@pytest.fixture(scope="module")
def compiled() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compile_ledger", FOLDER / "compile.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def entered(db: None) -> None:
    assert enter_folder(FOLDER).entered == len(list(Record.objects.all())) == 110


def test_the_workbooks_and_the_page_are_those_of_the_ledger(compiled: ModuleType) -> None:
    for name, rows in compiled.workbooks().items():
        with (FOLDER / name).open("rb") as file:
            assert read_workbook(file).entries == rows, f"{name} is old: run examples/ledger/compile.py"
    assert sorted(path.name for path in FOLDER.glob("*.xlsx")) == sorted(compiled.workbooks())
    assert compiled.PAGE.read_text("utf-8") == compiled.page(), "run examples/ledger/compile.py"


def test_entered_again_nothing_changes(entered: None) -> None:
    again = enter_folder(FOLDER)
    assert (again.entered, again.changed, again.unchanged) == (0, 0, 110)


def test_the_employment_map_of_karaganda(entered: None) -> None:
    """Text 000: 122 thousand jobs in five years, 38 thousand permanent, 32 thousand this year, half of it."""
    shown = EmploymentMap(places().get(KARAGANDA), 2022, D(2022, 7, 18))
    assert {row.value for row in shown.targets[KARAGANDA, "jobs"]} == {122_000, 32_000}
    assert [row.value for row in shown.targets[KARAGANDA, "permanent_jobs"]] == [38_000]
    reached = shown.reached("jobs")
    assert (reached.value, reached.forecast.created, reached.share) == (32_000, 16_000, 0.5)


def test_the_programmes_of_almaty_add_up_as_the_text_does(entered: None) -> None:
    """Text 001: eight programmes add to 47,514 of the 47.8 thousand; with 29.8 thousand of business."""
    made = Jobs.objects.filter(record__code__startswith="ala-", aspect="created").exclude(
        record__code__startswith="ala-zone"
    )
    of_programmes = made.exclude(record__code="ala-business").aggregate(sum=Sum("number"))["sum"]
    assert of_programmes == 18_648 + 21_689 + 3_540 + 1_419 + 824 + 455 + 869 + 70 == 47_514
    assert made.aggregate(sum=Sum("number"))["sum"] == 47_514 + 29_800


def test_the_zone_of_almaty(entered: None) -> None:
    """Text 001: 53 projects for 200 bn and 6.5 thousand jobs; 13 done; 6 due by the year's end."""
    zone = Record.objects.get(code="ala-zone")
    due = queries.due_in(queries.under(zone, D(2020, 12, 1)), D(2020, 12, 1))
    assert (due.number, due.done, due.due) == (53, 13, 6)
    assert (due.money_done, due.jobs_done) == (63_500_000_000, 2_348)
    assert (due.money_due, due.jobs_due) == (17_300_000_000, 453)
    whole = Record.objects.filter(parent=zone).aggregate(money=Sum("money_planned"), jobs=Sum("jobs_planned"))
    assert whole == {"money": 200_000_000_000, "jobs": 6_500}


def test_the_pages_show_them(entered: None, make_account: MakeAccount, client: Any) -> None:
    client.force_login(make_account(Role.PROGRAMME_OFFICER, ALMATY))
    zone = Record.objects.get(code="ala-zone")
    page = client.get(f"/kk/delivery/programmes/{zone.pk}/?day=2020-12-01").content.decode()
    for figure in (">53<", ">13<", ">6<"):
        assert figure in page
    client.force_login(make_account(Role.PROGRAMME_OFFICER, KARAGANDA))
    page = client.get(f"/ru/delivery/employment/{KARAGANDA}/?year=2022").content.decode()
    for figure in ("122\u00a0000", "38\u00a0000", "32\u00a0000", "16\u00a0000"):
        assert figure in page


def test_every_text_has_its_records(compiled: ModuleType, shared: Path) -> None:
    """Each place lies in its text, and each of the five texts has records."""
    rows = compiled.rows_of("ledger")
    assert {row["text"] for row in rows} == {"000", "001", "002", "003", "004"}
    for row in rows:
        text = (shared / "texts" / f"{row['text']}_seed.txt").read_text("utf-8")
        assert 0 <= row["span"][0] < row["span"][1] <= len(text)


def test_a_faulty_folder_is_refused_whole(tmp_path: Path, db: None) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(InputRefused, match="no workbook"):
            enter_folder(folder)
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(InputRefused) as refused:
        enter_folder(tmp_path)
    assert [fault.file for fault in refused.value.faults] == ["a.xlsx/"]
    assert not Record.objects.exists()
