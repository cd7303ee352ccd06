"""Reforms: what a file may say, what is refused with which words, and what the second law then does."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hand_region import ON, named

from esep.engines.polars_engine import run
from esep.errors import InputRefused, NotFound, WrongSettings
from esep.familymap.whatif import Reform, changes_nothing, read_reform
from esep.kazakhstan import law
from esep.law import FAMILY
from esep.registers import Snapshot

NAME = "name: {kk: сынақ, ru: проба, en: trial}\n"
SCHOOL = """
provisions:
  school_allowance:
    entity: family
    unit: KZT/month
    title: {kk: мектеп, ru: школа, en: school}
    rule: >
      whole(count_of(members, education == 'school') * value(150, 'MCI/month/person/100') * mci, 'up')
"""


def written(folder: Path, text: str, name: str = NAME) -> Path:
    path = folder / "reform.yaml"
    path.write_text(name + text, encoding="utf-8")
    return path


def reform_of(folder: Path, text: str, on: date | None = ON) -> Reform:
    return read_reform(written(folder, text), on=on)


def answers(reform: Reform, snapshot: Snapshot, name: str) -> dict[str, Any]:
    """The answers of one provision with the reform, by the first letter of each family."""
    found = run(reform.law.plan([name], on=ON), snapshot)[FAMILY]
    return {family[0]: row[name] for family, row in sorted(named(found.to_dicts(), "family").items())}


def test_a_parameter_is_changed_for_all_time_or_from_a_day(tmp_path: Path) -> None:
    for_ever = reform_of(tmp_path, "parameters:\n  poverty_share: {value: 8000}\n")
    later = reform_of(tmp_path, "parameters:\n  poverty_share: {value: 8000, from: 2026-07-01}\n")
    shares = [one.law.parameters["poverty_share"] for one in (for_ever, later)]
    assert [share.on(date(2016, 1, 1)).value for share in shares] == [8000, 4000]
    assert [share.on(date(2026, 6, 30)).value for share in shares] == [8000, 7000]
    assert [share.on(date(2026, 7, 1)).value for share in shares] == [8000, 8000]
    assert for_ever.parameters == ("poverty_share",)
    assert for_ever.law.changes == ("poverty_share = 8000",)
    assert later.law.changes == ("poverty_share = 8000 from 2026-07-01",)
    assert law().parameters["poverty_share"].on(ON).value == 7000
    assert not changes_nothing(for_ever, ON)
    assert changes_nothing(later, ON)
    assert not changes_nothing(later, date(2026, 7, 1))


def test_a_provision_is_replaced_and_may_use_itself_as_it_is_now(tmp_path: Path, hand_made: Snapshot) -> None:
    doubled = reform_of(tmp_path, "provisions:\n  targeted_assistance: {rule: targeted_assistance_now * 2}\n")
    assert doubled.replaced == ("targeted_assistance",)
    assert doubled.added == ()
    # Now 33,940 for A and 78,095 for C.
    expected = {"A": 67_880, "B": 0, "C": 156_190, "D": 0, "E": 0, "F": 0}
    assert answers(doubled, hand_made, "targeted_assistance") == expected
    assert answers(doubled, hand_made, "assistance_with_supplement")["A"] == 67_880 + 6_488
    version = doubled.law.in_force("targeted_assistance", ON)
    assert (version.act.source, version.act.confidence) == ("not found", "not found")
    assert version.title == law().in_force("targeted_assistance", ON).title


def test_a_rule_from_a_day_leaves_the_days_before_as_they_were(tmp_path: Path) -> None:
    later = reform_of(
        tmp_path, "provisions:\n  child_supplement: {rule: targeted_assistance, from: 2026-07-01}\n"
    )
    assert later.law.in_force("child_supplement", date(2026, 6, 30)).act.id == "224-VII"
    assert later.law.in_force("child_supplement", date(2026, 7, 1)).act.id == "reform"
    assert changes_nothing(later, ON)
    assert (
        later.law.plan(["child_supplement"], on=date(2022, 1, 1)).fingerprints
        == law().plan(["child_supplement"], on=date(2022, 1, 1)).fingerprints
    )


def test_a_provision_is_added(tmp_path: Path, hand_made: Snapshot) -> None:
    reform = reform_of(tmp_path, SCHOOL)
    assert reform.added == ("school_allowance",)
    # 1.5 x 4,325 = 6,487.5 for one child (A: Alua), 19,462.5 for three (C: Sanzhar, Saule, Serik), up.
    expected = {"A": 6_488, "B": 0, "C": 19_463, "D": 0, "E": 0, "F": 0}
    assert answers(reform, hand_made, "school_allowance") == expected
    assert not changes_nothing(reform, ON)


NEW = "title: {kk: а, ru: а, en: a}, rule: '1'"
WRONG_VALUES = {
    "poverty_shar: {value: 1}": "There is no parameter 'poverty_shar'. Like it: poverty_share.",
    "mci: {value: [1, 2]}": "This is a list, as in [wage, pension], but the parameter is one value.",
    "mci: {value: 1.5}": "1.5 is no value of the law; needed is one value.",
    "mci: {value: null}": "None is no value of the law",
    "mci: {value: true}": "True from 0001-01-01 is not a value in KZT/MCI.",
    "mci: {value: high}": "'high' from 0001-01-01 is not a value in KZT/MCI.",
    "mci: {}": "The new value is missing",
    "mci: 5": "as in {value: 8000}",
    "mci: {value: 5, from: soon}": "soon is no day such as 2027-01-01.",
    "mci: {value: 5, untill: 2027-01-01}": "There is no entry untill here. There are: value, from.",
    "mci: {value: 9000000000000000000}": "beyond int64",
    "counted_benefit_kinds: {value: []}": "[] is no value of the law; needed is a list",
    "counted_benefit_kinds: {value: [surviver]}": "The registers never hold 'surviver'. Like it: survivor.",
    "median_income: {value: {'31000000': 90000}}": "Nothing is looked up under '31000000'. Like it: ",
    "level_least: {value: {a: 1800, B: 730, C: -30}}": "Nothing is looked up under 'a'.",
    "large_family_multiples: {value: [{below: 4, value: 0}, {below: 3, value: 5}, {value: 9}]}": "must rise",
}
WRONG_RULES = {
    "targeted_assistence: {rule: '0'}": "Like it: targeted_assistance",
    "targeted_assistance: {}": "The rule is missing",
    "targeted_assistance: {rule: cars}": "its tree comes out in vehicle",
    "targeted_assistance: {rule: mcii}": "Nothing is called 'mcii'. Like it: mci.",
    "targeted_assistance: {rule: '1 +'}": "cannot be read at position",
    "targeted_assistance: {rule: targeted_assistance}": "call one another in a circle",
    "targeted_assistance: {rule: '0', unit: KZT}": "targeted_assistance has here 'KZT/month', and keeps it.",
    "targeted_assistance: {rule: '0', entity: person}": "has here 'family', and keeps it.",
    "family_size: {rule: '1'}": "A reform cannot change it.",
    f"gift: {{entity: dog, unit: KZT, {NEW}}}": "needs entity: family or person",
    f"gift: {{entity: family, unit: KZT/moon, {NEW}}}": "the unknown base 'moon'",
    f"gift: {{entity: family, {NEW}}}": "A new provision needs a unit",
    "gift: {entity: family, unit: KZT, title: {kk: а}, rule: '1'}": "A name is needed in three languages",
    "gift: {entity: person, unit: KZT, title: {kk: а, ru: а, en: a}, rule: loans}": "comes out in bool",
}
WRONG = {
    **{f"parameters:\n  {entry}\n": (3, said) for entry, said in WRONG_VALUES.items()},
    **{f"provisions:\n  {entry}\n": (3, said) for entry, said in WRONG_RULES.items()},
    "parameters:\n  mci: {value: 5}\n  mci: {value: 6}\n": (4, "This entry stands twice."),
    "parametres: {}\n": (2, "There is no entry parametres here. There are: name, parameters, provisions."),
    "parameters: [mci]\n": (2, "This must map names to what is changed."),
    "": (0, "The reform changes nothing."),
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_reform_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    row, said = WRONG[text]
    with pytest.raises(InputRefused) as refused:
        reform_of(tmp_path, text)
    told = [(fault.row, str(fault)) for fault in refused.value.faults]
    assert any(said in message and line == row for line, message in told), told
    assert all(fault.file == "reform.yaml" for fault in refused.value.faults)


def test_every_fault_is_listed(tmp_path: Path) -> None:
    text = (
        "parameters:\n  mcy: {value: 1}\n  mci: {value: x}\nprovisions:\n"
        "  level: {rule: wellbing_score}\n  child_supplement: {rule: 5}\n"
    )
    with pytest.raises(InputRefused) as refused:
        read_reform(written(tmp_path, text, "name: trial\n"), on=ON)
    assert [fault.row for fault in refused.value.faults] == [1, 3, 4, 6, 7]


def test_a_value_that_breaks_a_rule_is_refused_where_it_stands(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="1 fault") as refused:
        reform_of(tmp_path, "parameters:\n  mci: {value: 9000000000000000000, from: 2026-01-01}\n")
    assert refused.value.faults[0].column == "parameters.mci"
    reform_of(tmp_path, "parameters:\n  mci: {value: 9000000000000000000, from: 2027-01-01}\n")


def test_what_is_no_file_of_a_reform_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_reform(tmp_path / "none.yaml")
    for text in ("a: [", "\x00", "day: 2026-13-45", "- 1", "5"):
        with pytest.raises((WrongSettings, InputRefused)):
            read_reform(written(tmp_path, text, ""))
    (tmp_path / "reform.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WrongSettings, match="not YAML in UTF-8"):
        read_reform(tmp_path / "reform.yaml")
