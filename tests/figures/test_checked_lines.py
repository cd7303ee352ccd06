"""Lines as reports write them: nothing is told against right ones, and each contradictory one is told."""

from pathlib import Path

import pytest

from esep.figures import OfficialText, check
from esep.reading import read
from esep.yaml_texts import read_yaml

LINES = read_yaml(Path(__file__).with_name("checked_lines.yaml").read_text("utf-8"))


def outcomes(line: str) -> set[str]:
    reading = read(line)
    found = check([OfficialText("line", line, reading.statements, reading.sentences)])
    return {finding.outcome for finding in found}


@pytest.mark.parametrize("line", LINES["right"])
def test_nothing_is_told_against_a_right_line(line: str) -> None:
    assert not outcomes(line) & {"contradiction", "doubt"}


@pytest.mark.parametrize("line", LINES["contradictory"])
def test_figures_that_cannot_all_be_true_are_told(line: str) -> None:
    assert "contradiction" in outcomes(line)


@pytest.mark.parametrize("line", LINES["doubtful"])
def test_a_list_that_may_overlap_is_a_doubt_and_no_contradiction(line: str) -> None:
    assert outcomes(line) & {"contradiction", "doubt"} == {"doubt"}


@pytest.mark.parametrize("line", LINES["confirmed"])
def test_figures_that_agree_are_confirmed(line: str) -> None:
    assert outcomes(line) == {"confirmation"}
