"""Proposals are published whole, once; what changes in a family changes its offers as it should."""

import signal
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest
from hand_region import IIN, ON, Extract, benefit, family, hand_extract, hand_snapshot

from esep.errors import Busy, NotFound, WrongSettings
from esep.familymap import assess
from esep.kazakhstan import measures
from esep.support import Proposals, offers_to_family, open_proposals, propose
from esep.support.offering import groups_meant_for

GATED = {measure.id for measure in measures(ON) if measure.group in groups_meant_for()}

# Stops when the law has been applied, says so and waits to be killed.
RUN = """
import sys, time
from esep.familymap import open_assessment
from esep.registers import open_snapshot
from esep.support import propose

def stop(stage, done, of):
    if done == 1:
        print("here", flush=True)
        time.sleep(60)

propose(open_snapshot(sys.argv[1]), open_assessment(sys.argv[2]), sys.argv[3], progress=stop)
"""


def proposals_of(folder: Path, extract: Extract | None = None) -> Proposals:
    snapshot = hand_snapshot(folder, extract)
    return propose(snapshot, assess(snapshot, folder / "assessments", on=ON), folder / "proposals")


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def offered_to(proposals: Proposals, number: str) -> list[str]:
    return [offer.measure.id for offer in offers_to_family(proposals, family(number))]


def test_the_same_stamp_gives_the_same_bytes(proposed: Proposals, tmp_path: Path) -> None:
    extract = {table: rows[::-1] for table, rows in hand_extract().items()}
    again = proposals_of(tmp_path, extract)
    assert again.folder.name == proposed.folder.name
    assert hashes(again.folder) == hashes(proposed.folder)


def test_the_second_call_opens_what_is_there_and_computes_nothing(tmp_path: Path) -> None:
    first = proposals_of(tmp_path)
    times = {path.name: path.stat().st_mtime_ns for path in first.folder.iterdir()}
    assert proposals_of(tmp_path) == first == open_proposals(first.folder)
    assert {path.name: path.stat().st_mtime_ns for path in first.folder.iterdir()} == times


def test_a_killed_run_leaves_nothing_and_a_second_one_meanwhile_is_told_to_wait(
    proposed: Proposals, tmp_path: Path
) -> None:
    snapshot = hand_snapshot(tmp_path)
    assessment = assess(snapshot, tmp_path / "assessments", on=ON)
    into = tmp_path / "proposals"
    command = [sys.executable, "-c", RUN, *map(str, (snapshot.folder, assessment.folder, into))]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"here\n"
    with pytest.raises(Busy, match="Another run is writing"):
        propose(snapshot, assessment, into)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert not (into / proposed.folder.name).exists()
    again = propose(snapshot, assessment, into)
    assert [path.name for path in into.iterdir()] == [again.folder.name]
    assert hashes(again.folder) == hashes(proposed.folder)


def test_what_are_no_proposals_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There are no proposals"):
        open_proposals(tmp_path)
    (tmp_path / "manifest.json").write_text("[]")
    with pytest.raises(WrongSettings, match="damaged"):
        open_proposals(tmp_path)


def test_rows_stand_by_place_family_and_order(proposed: Proposals) -> None:
    rows = proposed.rows.collect()
    assert rows.equals(rows.sort("place", "family", "order", "person", nulls_last=True))
    ranks = {measure.id: (measure.order, measure.group == "right") for measure in measures(ON)}
    assert all(ranks[row["measure"]] == (row["order"], row["is_right"]) for row in rows.to_dicts())


RIGHTS = [
    # Whoever draws assistance has a claim to the business grant: Aigul, who has no steady income.
    (
        "A-1",
        "Aigul",
        "targeted_assistance",
        {"targeted_assistance", "child_supplement"},
        {"new_business_grant"},
    ),
    ("C-1", "Sholpan", "targeted_assistance", {"targeted_assistance"}, set()),
    ("C-1", "Sholpan", "child_care", {"child_care_allowance"}, set()),
    ("C-1", "Sholpan", "birth", {"birth_allowance"}, set()),
    ("C-1", "Sholpan", "job_loss", {"job_loss_payment"}, set()),
    ("A-1", "Arman", "housing_aid", {"housing_aid"}, set()),
]


@pytest.mark.parametrize(("number", "name", "kind", "gone", "new"), RIGHTS)
def test_a_right_once_drawn_is_no_longer_offered_and_all_else_is(
    number: str, name: str, kind: str, gone: set[str], new: set[str], proposed: Proposals, tmp_path: Path
) -> None:
    # Drawn from the day of the law, so that it is no income of the quarter before.
    extract = hand_extract()
    extract["benefits"].append(benefit(name, kind, 1_000))
    drawn = offered_to(proposals_of(tmp_path, extract), number)
    assert gone <= set(offered_to(proposed, number))
    assert set(drawn) == set(offered_to(proposed, number)) - gone | new


def test_a_right_no_longer_drawn_is_offered(proposed: Proposals, tmp_path: Path) -> None:
    extract = hand_extract()
    extract["benefits"][0]["valid_to"] = "2026-03-31"
    ended = offered_to(proposals_of(tmp_path, extract), "C-1")
    assert ended == sorted(
        [*offered_to(proposed, "C-1"), "large_family_allowance"],
        key={measure.id: measure.order for measure in measures(ON)}.__getitem__,
    )


def earn(extract: Extract, name: str, amount: int) -> None:
    extract["incomes"].append({"iin": IIN[name], "month": "2026-03-01", "kind": "other", "amount": amount})


@pytest.mark.parametrize(("number", "name"), [("A-1", "Arman"), ("C-1", "Saule"), ("F-1", "Farida")])
def test_income_above_the_subsistence_minimum_ends_offers_of_work_and_business(
    number: str, name: str, proposed: Proposals, tmp_path: Path
) -> None:
    extract = hand_extract()
    earn(extract, name, 2_000_000)
    found = set(offered_to(proposals_of(tmp_path, extract), number))
    before = set(offered_to(proposed, number))
    assert before & GATED
    assert not found & GATED
    assert found == before - GATED - {"targeted_assistance", "child_supplement", "housing_aid"}


@pytest.mark.parametrize(("missing", "is_below"), [(1, True), (0, False)])
def test_the_minimum_itself_is_not_below_it(missing: int, is_below: bool, tmp_path: Path) -> None:
    # Farida has 150,000 of the 3 x 54,979 = 164,937 tenge of a quarter.
    extract = hand_extract()
    earn(extract, "Farida", 14_937 - missing)
    assert ("vacancy" in offered_to(proposals_of(tmp_path, extract), "F-1")) is is_below


def _give_herd(extract: Extract) -> None:
    extract["holdings"].append({"family_number": "A-1", "kind": "cattle", "quantity": 2, "value": 1})


def _take_land(extract: Extract) -> None:
    extract["holdings"][0]["family_number"] = "B-1"


def _find_kindergarten(extract: Extract) -> None:
    next(row for row in extract["persons"] if row["iin"] == IIN["Asan"])["education"] = "preschool"


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        (_give_herd, {"livestock_project"}),
        (_take_land, {"household_plot_project", "livestock_project"}),
        (_find_kindergarten, {"kindergarten_place"}),
    ],
)
def test_what_a_family_has_is_not_offered(
    change: Callable[[Extract], None], gone: set[str], proposed: Proposals, tmp_path: Path
) -> None:
    extract = hand_extract()
    change(extract)
    assert set(offered_to(proposed, "A-1")) - set(offered_to(proposals_of(tmp_path, extract), "A-1")) == gone


def test_proposals_of_years_before_hold_the_measures_of_those_years(tmp_path: Path) -> None:
    snapshot = hand_snapshot(tmp_path)
    for year in (2018, 2019, 2021, 2023, 2024, 2025):
        on = ON.replace(year=year)
        made = propose(snapshot, assess(snapshot, tmp_path / "map", on=on), tmp_path / "proposals")
        offered = set(made.rows.select(pl.col("measure").unique()).collect()["measure"])
        assert offered <= {measure.id for measure in measures(on)}
        assert "targeted_assistance" in offered
