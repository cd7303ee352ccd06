"""However a region is cut, stopped, taken up again or computed beside another law: the same answers."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from esep.engines.polars_engine.portions import PortionRun
from esep.engines.runners import in_threads
from esep.familymap import Assessment, assess, assess_each
from esep.familymap.portions import tenths
from esep.kazakhstan import law
from esep.registers import Snapshot, build_snapshot, layout
from esep.registers.synthesis import synthesize, zhambyl

CUT = 700
MONTHS = (date(2025, 11, 1), date(2026, 2, 1), date(2026, 3, 31))


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("region")
    spec = zhambyl().scaled(4_000)
    synthesize(spec, folder / "registers", seed=11)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "BLOCK", 50)
        return build_snapshot(folder / "registers", folder / "snapshot", date=spec.date, key=bytes(32))


@pytest.fixture(scope="module")
def whole(region: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return assess(region, tmp_path_factory.mktemp("whole"), on=region.date)


@pytest.fixture(scope="module")
def cut(region: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return assess(region, tmp_path_factory.mktemp("cut"), on=region.date, most_persons=CUT)


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def rows(assessment: Assessment) -> tuple[pl.DataFrame, pl.DataFrame]:
    return assessment.families.sort("family").collect(), assessment.persons.sort("person").collect()


@pytest.mark.parametrize(
    "on", [None, date(2025, 7, 1)], ids=["the day of the registers", "half a year before"]
)
def test_the_cut_changes_nothing(on: date | None, region: Snapshot, tmp_path: Path) -> None:
    day = on or region.date
    one, many = (assess(region, tmp_path / str(most), on=day, most_persons=most) for most in (10**6, CUT))
    assert (one.manifest.portions, many.manifest.portions) == (1, len(region.layout.portions(CUT)))
    assert many.manifest.portions > 4
    for first, second in zip(rows(one), rows(many), strict=True):
        assert first.equals(second)
    assert (one.manifest.sums, one.manifest.tenths) == (many.manifest.sums, many.manifest.tenths)


def test_the_manifest_has_the_sums_of_what_is_stored(whole: Assessment) -> None:
    families, persons = rows(whole)
    assert whole.manifest.families == len(families)
    assert whole.manifest.persons == len(persons)
    amounts = whole.manifest.sums
    assert amounts["targeted_assistance"] == sum(families["targeted_assistance"].to_list()) > 0
    assert amounts["below_subsistence"] == families["below_subsistence"].to_list().count(True)
    assert amounts["disability_allowance"] == sum(persons["disability_allowance"].to_list())


def test_the_portions_hold_every_row_once(region: Snapshot) -> None:
    portions = region.layout.portions(CUT)
    for table in portions[0].rows:
        reached = 0
        for portion in portions:
            assert portion.first[table] == reached, (table, portion.number)
            reached += portion.rows[table]
        assert reached == region.scan(table).select(pl.len()).collect().item()


def test_a_stopped_run_goes_on_where_it_stopped(
    region: Snapshot, cut: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def stopping(work, items) -> Iterator[object]:
        for number, item in enumerate(items):
            if number == 3:
                raise KeyboardInterrupt
            yield work(item)

    with pytest.raises(KeyboardInterrupt):
        assess(region, tmp_path / "taken up", on=region.date, most_persons=CUT, runner=stopping)
    assert not (tmp_path / "taken up" / cut.folder.name).exists()
    answered = []
    answers = PortionRun.answers
    monkeypatch.setattr(
        PortionRun,
        "answers",
        lambda self, portion, given: answered.append(portion) or answers(self, portion, given),
    )
    again = assess(region, tmp_path / "taken up", on=region.date, most_persons=CUT)
    assert len(answered) == cut.manifest.portions - 3
    assert hashes(again.folder) == hashes(cut.folder)


def test_what_a_run_that_was_cut_otherwise_has_left_does_no_harm(region: Snapshot, tmp_path: Path) -> None:
    def stopping(work, items) -> Iterator[object]:
        yield work(items[0])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        assess(region, tmp_path, on=region.date, most_persons=CUT, runner=stopping)
    found = assess(region, tmp_path, on=region.date)
    assert found.manifest.portions == len(list((found.folder / "families").iterdir())) == 1


def test_the_error_of_a_portion_ends_the_run() -> None:
    def failing(item: int) -> int:
        if item == 1:
            raise ValueError("no")
        return item

    with pytest.raises(ValueError, match="no"):
        list(in_threads(failing, range(50)))


@pytest.mark.parametrize(
    "changes", [{"poverty_share": 8_000}, {"mci": 5_000}, {"no_able_bodied_points": -7}], ids=str
)
def test_a_reform_takes_what_it_does_not_touch_from_the_law_as_it_is(
    changes: dict[str, object], region: Snapshot, cut: Assessment, tmp_path: Path
) -> None:
    reform = law().changed(changes)
    alone = assess(region, tmp_path / "alone", on=region.date, law=reform, most_persons=CUT)
    beside = assess(region, tmp_path, on=region.date, law=reform, most_persons=CUT, reuse=cut)
    assert hashes(alone.folder) == hashes(beside.folder)
    assert cut.manifest.sums != beside.manifest.sums


def test_a_reform_of_the_line_reads_no_income_again(
    region: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = assess(region, tmp_path, on=region.date)
    read = []
    rows_of = Snapshot.rows
    monkeypatch.setattr(
        Snapshot, "rows", lambda self, table, *rest: read.append(table) or rows_of(self, table, *rest)
    )
    assess(region, tmp_path, on=region.date, law=law().changed({"poverty_share": 8_000}), reuse=before)
    assert "families" in read
    assert not {"incomes", "benefits", "dwellings", "holdings"} & set(read)


def test_several_dates_in_one_reading_are_those_read_one_by_one(region: Snapshot, tmp_path: Path) -> None:
    together = assess_each(region, tmp_path / "together", [(None, day) for day in MONTHS], most_persons=CUT)
    for day, made in zip(MONTHS, together, strict=True):
        alone = assess(region, tmp_path / "alone", on=day, most_persons=CUT)
        assert made.manifest.law_date == day
        assert hashes(made.folder) == hashes(alone.folder)


def test_the_tenths_by_hand() -> None:
    # Ten persons of incomes 0, 10, 20 ... 90: each is a tenth.
    incomes = pl.DataFrame({"income_per_head": range(0, 100, 10), "persons": [1] * 10})
    assert tenths(incomes) == tuple(range(10, 100, 10))
    # Forty of 5 and sixty of 7: the first of the sixty stand in the fifth tenth, and all with them.
    incomes = pl.DataFrame({"income_per_head": [5, 7], "persons": [40, 60]})
    assert tenths(incomes) == (7, 7, 7, 7, 8, 8, 8, 8, 8)
    assert tenths(incomes.clear()) == ()


def test_each_family_stands_in_its_tenth(whole: Assessment) -> None:
    families = whole.families.collect()
    empty = families.filter(pl.col("family_size") == 0)
    assert empty["income_tenth"].null_count() == len(empty)
    by_person = sorted(
        income
        for income, size in families.select("income_per_head", "family_size").iter_rows()
        for _member in range(size)
    )
    below = {income: by_person.index(income) for income in set(by_person)}
    for income, size, tenth in families.select("income_per_head", "family_size", "income_tenth").iter_rows():
        if size:
            assert tenth == below[income] * 10 // len(by_person) + 1
