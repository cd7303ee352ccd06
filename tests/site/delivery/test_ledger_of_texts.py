"""The ledger of five public texts: entered from its workbooks, it shows the figures of the texts."""

from __future__ import annotations

import datetime
import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db.models import Q, Sum

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
RECORDS = 126
TEXTS = ("000", "001", "002", "003", "004")
SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?]+(?!\s|$)[^\n.!?]+)*[.!?]*")
NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d+(?:,\d+)?")


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
    assert enter_folder(FOLDER).entered == len(list(Record.objects.all())) == RECORDS


def test_the_workbooks_and_the_page_are_those_of_the_ledger(compiled: ModuleType) -> None:
    for name, rows in compiled.workbooks().items():
        with (FOLDER / name).open("rb") as file:
            assert read_workbook(file).entries == rows, f"{name} is old: run examples/ledger/compile.py"
    assert sorted(path.name for path in FOLDER.glob("*.xlsx")) == sorted(compiled.workbooks())
    assert compiled.PAGE.read_text("utf-8") == compiled.page(), "run examples/ledger/compile.py"


def test_entered_again_nothing_changes(entered: None) -> None:
    again = enter_folder(FOLDER)
    assert (again.entered, again.changed, again.unchanged) == (0, 0, RECORDS)


def test_the_employment_map_of_karaganda(entered: None) -> None:
    """Text 000: 122 thousand jobs in five years, 38 thousand permanent, 32 thousand this year, half of it."""
    shown = EmploymentMap(places().get(KARAGANDA), 2022, D(2022, 7, 18))
    assert {row.value for row in shown.targets[KARAGANDA, "jobs"]} == {122_000, 32_000}
    assert [row.value for row in shown.targets[KARAGANDA, "permanent_jobs"]] == [38_000]
    reached = shown.reached("jobs")
    assert (reached.value, reached.forecast.created, reached.share) == (32_000, 16_000, 0.5)


def test_the_jobs_of_almaty_add_up_as_the_text_does(entered: None) -> None:
    """Text 001: eight programmes add to 47,514 of the 47.8 thousand; with 29.8 thousand of business, among
    them those of the zone, there are no more than the 77.6 thousand of which the text tells."""
    made = Jobs.objects.filter(record__code__startswith="ala-", aspect="created")
    of_business = made.filter(Q(record__code="ala-business") | Q(programme__code="ala-business"))
    assert of_business.aggregate(sum=Sum("number"))["sum"] == 29_800
    of_programmes = made.exclude(pk__in=of_business).aggregate(sum=Sum("number"))["sum"]
    assert of_programmes == 18_648 + 21_689 + 3_540 + 1_419 + 824 + 455 + 869 + 70 == 47_514
    shown = EmploymentMap(places().get(ALMATY), 2020, D(2020, 12, 1))
    assert shown.created() == shown.created("claimed") == 47_514 + 29_800 <= 77_600
    assert (shown.created(term="permanent"), shown.created(term="temporary")) == (1_419, 0)
    assert shown.created(term="not_told") == 47_514 + 29_800 - 1_419
    whole = Record.objects.get(code="ala-jobs-2020").fields
    assert (whole["jobs_together"], whole["permanent_together"]) == (77_600, 36_900)


def test_nobody_says_more_than_the_text_of_how_long_jobs_last(entered: None) -> None:
    """Permanent are the 1,419 of text 001 and the 2,400 of text 002; no text tells of temporary ones."""
    told = dict(Jobs.objects.exclude(term="not_told").values_list("record__code", "number"))
    assert told == {"ala-simple-things": 1_419, "krg-support-2020": 2_400}
    shown = EmploymentMap(places().get(KARAGANDA), 2022, D(2022, 7, 18))
    assert (shown.reached("permanent_jobs").forecast.created, shown.created(term="not_told")) == (0, 16_000)


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
    answer = client.get(f"/kk/delivery/programmes/{zone.pk}/?day=2020-12-01")
    due = answer.context["due"]
    assert (due.number, due.done, due.due) == (53, 13, 6)
    cards = re.findall(r'class="number">([\d\u00a0]+)<', answer.content.decode())
    assert {"53", "13", "6"} <= set(cards)
    client.force_login(make_account(Role.PROGRAMME_OFFICER, KARAGANDA))
    page = client.get(f"/ru/delivery/employment/{KARAGANDA}/?year=2022").content.decode()
    for figure in ("122\u00a0000", "38\u00a0000", "32\u00a0000", "16\u00a0000"):
        assert figure in page


@pytest.mark.parametrize("text", TEXTS)
def test_every_sentence_of_the_texts_has_a_record_or_a_reason(
    compiled: ModuleType, shared: Path, text: str
) -> None:
    """Half of the letters of each sentence or more stand in the place of a record or of what is left out."""
    said = _text(shared, text)
    followed = [row["span"] for row in compiled.rows_of("ledger") if row["text"] == text]
    left_out = [row["span"] for row in compiled.rows_of("left_out") if row["text"] == text]
    covered = {at for span in (*followed, *left_out) for at in range(*span)}
    for sentence in SENTENCE.finditer(said):
        letters = {at for at in range(*sentence.span()) if said[at].isalnum()}
        assert len(letters & covered) >= len(letters) / 2, sentence.group()
    for first, last in followed:
        assert all(last <= start or end <= first for start, end in left_out), (first, last)
    for first, last in (*followed, *left_out):
        assert not (said[first - 1 : first].isalnum() and said[first].isalnum()), said[first - 9 : first + 9]
        assert not (said[last - 1].isalnum() and said[last : last + 1].isalnum()), said[last - 9 : last + 9]


@pytest.mark.parametrize("text", TEXTS)
def test_every_figure_of_a_place_stands_in_its_records(compiled: ModuleType, shared: Path, text: str) -> None:
    """Digits in front of noughts are compared: «17,3 млрд» is 17,300,000,000 in a record."""
    said = _text(shared, text)
    rows = [row for row in compiled.rows_of("ledger") if row["text"] == text]
    targets = [row for row in compiled.rows_of("targets") if row["source"] == text]
    for first, last in {tuple(row["span"]) for row in rows}:
        within = [row for row in rows if row["span"][0] < last and first < row["span"][1]]
        known = {_digits(found) for found in re.findall(r"\d+(?:[.,]\d+)*", f"{within} {targets}")}
        for found in NUMBER.findall(said[first:last]):
            assert _digits(found) in known, (found, said[first:last])


def _text(shared: Path, text: str) -> str:
    """A text; the test is skipped where the texts are not."""
    file = shared / "texts" / f"{text}_seed.txt"
    if not file.is_file():
        pytest.skip(f"the texts of the ledger are not here ({file.parent})")
    return file.read_text("utf-8")


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number).strip("0")


def test_what_is_left_out_has_a_reason(compiled: ModuleType) -> None:
    for row in compiled.rows_of("left_out"):
        assert row["why"] in compiled.WHY
        assert row["said"]


def test_a_faulty_folder_is_refused_whole(tmp_path: Path, db: None) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(InputRefused, match="no workbook"):
            enter_folder(folder)
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(InputRefused) as refused:
        enter_folder(tmp_path)
    assert [fault.file for fault in refused.value.faults] == ["a.xlsx/"]
    assert not Record.objects.exists()
