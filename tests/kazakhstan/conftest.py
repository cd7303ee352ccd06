"""Small families for the tests of the law: rows of a snapshot's tables, run by the reference engine."""

import pytest

from esep.engines import memory
from esep.kazakhstan import law
from esep.law.cases import Case, tables_of


def _answers(names, on, persons, of=None, **rest):
    case = Case(name="-", on=on, persons=tuple(persons), expect={"-": 0}, worked="-", source="-", **rest)
    plan = (of or law()).plan(names, on=on)
    found = memory.run(plan, tables_of(case))
    values = {}
    for name in names:
        entity = plan.by_name[name].entity
        column = [row[name] for row in found[entity]]
        values[name] = column[0] if entity.name == "family" else column
    return values


@pytest.fixture(scope="session")
def answers():
    """Ask provisions of one family: name → value of the family, or list of values of its persons."""
    return _answers
