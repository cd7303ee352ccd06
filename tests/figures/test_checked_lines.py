"""Lines as reports write them: nothing is told against right ones, and each contradictory one is told."""

from pathlib import Path

import pytest

from esep.figures import OfficialText, check
from esep.reading import read
from esep.yaml_texts import read_yaml

LINES = read_yaml(Path(__file__).with_name("checked_lines.yaml").read_text("utf-8"))


def contradictions(line: str) -> list[str]:
    reading = read(line)
    found = check([OfficialText("line", line, reading.statements, reading.sentences)])
    return [finding.explanation.in_language("en") for finding in found if finding.outcome == "contradiction"]


@pytest.mark.parametrize("line", LINES["right"])
def test_nothing_is_told_against_a_right_line(line: str) -> None:
    assert contradictions(line) == []


@pytest.mark.parametrize("line", LINES["contradictory"])
def test_figures_that_cannot_all_be_true_are_told(line: str) -> None:
    assert contradictions(line) != []
