from importlib.resources import files
from pathlib import Path

import pytest

from esep.engines import ENGINES
from esep.kazakhstan import law
from esep.law.cases import Case, differences, read_cases

FOLDER = Path(str(files("esep.kazakhstan")))
FILES = sorted(FOLDER.glob("*/cases.yaml"))
CASES = [
    pytest.param(case, id=f"{path.parent.name}: {case.name}") for path in FILES for case in read_cases(path)
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES)
def test_worked_case_comes_out_on_every_engine(case: Case, engine: str) -> None:
    assert differences(case, law(), ENGINES[engine]) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_a_wrong_expectation_is_noticed(engine: str) -> None:
    case = read_cases(FOLDER / "poverty_line" / "cases.yaml")[0]
    wrong = case.model_copy(update={"expect": {"poverty_line": case.expect["poverty_line"] + 1}})
    assert [found.given for found in differences(wrong, law(), ENGINES[engine])] == [
        case.expect["poverty_line"]
    ]


def test_every_topic_has_at_least_three_cases() -> None:
    topics = {path.parent for path in FOLDER.glob("*/provision.py")}
    assert {path.parent for path in FILES} == topics
    assert {path.parent.name: len(read_cases(path)) for path in FILES if len(read_cases(path)) < 3} == {}


def test_every_provision_is_expected_by_a_case() -> None:
    expected = {name for path in FILES for case in read_cases(path) for name in case.expect}
    assert set(law().names) - expected == set()


def test_every_version_in_force_is_tried_by_a_case() -> None:
    tried = {
        (name, law().in_force(name, case.on).first_day)
        for path in FILES
        for case in read_cases(path)
        for name in case.expect
    }
    versions = {(version.name, version.first_day) for name in law().names for version in law().versions(name)}
    assert versions - tried == set()


def test_every_case_names_a_source() -> None:
    for path in FILES:
        for case in read_cases(path):
            assert case.source == "computed by hand" or len(case.source) > 5, case.name
