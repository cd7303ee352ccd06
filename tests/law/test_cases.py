"""Worked examples: how they are read and what they find."""

import pytest

from esep.engines import memory
from esep.errors import LawError
from esep.law import FAMILY, Act, Law, count_of, provision
from esep.law.cases import differences, read_cases
from esep.messages import Name

NAME = Name("сынақ", "проба", "trial")


@provision(
    entity=FAMILY,
    unit="person",
    act=Act(id="1", date="not found", name=NAME, source="not found"),
    article="1",
    in_force="2020-01-01",
    title=NAME,
)
def size(family):
    """Number of members."""
    return count_of(family.members)


LAW = Law((size,), {})


def read(folder, text):
    path = folder / "cases.yaml"
    path.write_text(text, "utf-8")
    return read_cases(path)


def test_a_case_that_an_engine_answers_otherwise_is_told(tmp_path):
    text = "- {name: two, on: 2026-01-01, persons: [{}, {}], expect: {size: 3}, worked: counted, source: me}"
    (found,) = differences(read(tmp_path, text)[0], LAW, memory.run)
    assert (found.case, found.provision, found.expected, found.given) == ("two", "size", 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        "- {name: x, on: 2026-01-01, expect: {size: 0}, source: made up}",
        "- {name: x, on: 2026-01-01, expect: {}, worked: w, source: made up}",
        "- {name: x, on: 2026-01-01, expect: {size: 0}, worked: w, source: made up, family_size: 1}",
    ],
)
def test_a_case_without_its_working_or_with_unknown_keys_is_refused(tmp_path, text):
    with pytest.raises(LawError, match="Case 1 in"):
        read(tmp_path, text)


@pytest.mark.parametrize(
    ("persons", "said"),
    [
        ("[{shoe_size: 44}]", "'shoe_size', which it does not have"),
        ("[{incomes: [{}]}]", "must state the column 'month'"),
    ],
)
def test_a_case_is_refused_for_columns_that_are_not_there(tmp_path, persons, said):
    text = f"- {{name: x, on: 2026-01-01, persons: {persons}, expect: {{size: 1}}, worked: w, source: me}}"
    with pytest.raises(LawError, match=said):
        differences(read(tmp_path, text)[0], LAW, memory.run)
