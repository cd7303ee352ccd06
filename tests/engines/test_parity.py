"""The columnar engine against the reference, over made-up populations and made-up plans."""

from datetime import date, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from esep.engines import memory, run_columns
from esep.law import FAMILY, PERSON, Entity

LAW_DATES = [date(2026, 4, 1), date(2023, 2, 28), date(2024, 2, 29), date(2025, 3, 1)]
BIRTHS = [
    date(2004, 2, 29),
    date(2008, 2, 29),
    date(2006, 2, 28),
    date(2007, 3, 1),
    date(2008, 4, 1),
    date(2008, 3, 31),
    date(2008, 4, 2),
    date(1900, 1, 1),
    date(2030, 12, 31),
]
DATES = st.sampled_from([*BIRTHS, *LAW_DATES]) | st.dates(date(1950, 1, 1), date(2027, 1, 1))
CODES = st.sampled_from(["310000000", "350000000", "999999999"])


def cells(entity):
    """Any cells that the vocabulary allows, its bounds among them."""

    def cell(column):
        if column.missing:
            return st.none() | DATES
        match column.unit:
            case "bool":
                return st.booleans()
            case "date":
                return DATES
            case "text":
                return st.sampled_from(column.values) if column.values else CODES
        return st.sampled_from([column.least, column.most, 1, 7]) | st.integers(
            column.least, min(column.most, 10**6)
        )

    columns = entity.declared.columns
    return st.fixed_dictionaries({name: cell(column) for name, column in columns.items() if name != "role"})


@st.composite
def populations(draw):
    """Families without members, persons without family, members who moved or died, ids in no order."""
    ids = st.integers(1, 2**62)
    families = draw(st.lists(ids, unique=True, max_size=4))
    persons = draw(st.lists(ids, unique=True, max_size=7))
    tables = {"memberships": []}

    def fill(entity, keys):
        rows = [{entity.declared.key: key, **draw(cells(entity))} for key in keys]
        tables[entity.declared.table] = rows

    fill(FAMILY, families)
    fill(PERSON, persons)
    for owner, keys in ((FAMILY, families), (PERSON, persons)):
        for name in owner.declared.parts.values():
            if name != "person":
                owners = draw(st.lists(st.sampled_from(keys), max_size=6)) if keys else []
                fill(Entity(name), owners)
    for person in persons if families else []:
        start = date(2015, 1, 1)
        for family in draw(st.lists(st.sampled_from(families), max_size=3)):
            end = draw(
                st.none() | st.sampled_from([d + timedelta(days=x) for d in LAW_DATES for x in (-1, 0, 1)])
            )
            if end is not None and end < start:
                break
            role = draw(st.sampled_from(["head", "spouse", "child", "parent", "other"]))
            tables["memberships"].append(
                {"person": person, "family": family, "role": role, "valid_from": start, "valid_to": end}
            )
            if end is None:
                break
            start = end + timedelta(days=1)
    tables["memberships"] = draw(st.permutations(tables["memberships"]))
    return tables


# Shrinking a whole population takes minutes; the first population that differs is small enough to read.
@settings(max_examples=60, phases=(Phase.explicit, Phase.generate))
@given(tables=populations(), on=st.sampled_from(LAW_DATES))
def test_the_engines_agree_to_the_tenge_on_every_population(every_node_law, tables, on):
    plan = every_node_law.plan(every_node_law.names, on=on)
    expected = memory.run(plan, tables)
    given_ = run_columns(plan, tables)
    assert given_[FAMILY] == expected[FAMILY]
    assert given_[PERSON] == expected[PERSON]
