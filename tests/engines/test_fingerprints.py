"""Equal fingerprints in two plans, equal values on the same rows; what no change touches keeps its own."""

from datetime import date

import pytest
from every_node import ACT, NAME
from generated_plans import ON, PARAMETERS, dated, laws, provision_of
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from esep.engines import memory
from esep.errors import LawError
from esep.kazakhstan import law as law_of_kazakhstan
from esep.law import (
    FAMILY,
    PERSON,
    Law,
    Record,
    choose,
    count_of,
    make_provision,
    moment,
    of_family,
    parameter,
    sum_of,
)

CHANGES = {
    "cuts": [{"below": 0, "value": 3}, {"value": 2}],
    "codes": {"310000000": 4},
    "some": [0, 5],
}
FAMILY_OF, PERSON_OF = Record(FAMILY), Record(PERSON)


def plan_of(law, on):
    """The plan of those provisions of the law that stay within int64."""
    names = []
    for name in law.names:
        try:
            law.plan([name], on=on)
        except LawError:
            continue
        names.append(name)
    return law.plan(names, on=on)


def values(answers, name):
    """The answers of one provision, or None where it was not answered."""
    rows = next((rows for rows in answers.values() if name in rows[0]), None)
    return None if rows is None else [row[name] for row in rows]


@settings(max_examples=80, phases=(Phase.explicit, Phase.generate))
@given(
    law=laws(),
    changed=st.sets(st.sampled_from(sorted(CHANGES))),
    days=st.sampled_from([0, 0, 30, 200, 3000]),
)
def test_equal_fingerprints_are_equal_values(made_up_rows, law, changed, days):
    before = plan_of(law, ON)
    later = ON.fromordinal(ON.toordinal() + days)
    after = plan_of(law.changed({name: CHANGES[name] for name in changed}), later)
    first, second = memory.run(before, made_up_rows), memory.run(after, made_up_rows)
    for name in set(before.names) & set(after.names):
        if before.fingerprints[name] == after.fingerprints[name]:
            assert values(first, name) == values(second, name)
    if not changed and not days:
        assert before.fingerprints == after.fingerprints


def a_plan(body, *, entity=FAMILY, kind="1", on=ON, parameters=PARAMETERS):
    """The plan of one provision."""
    return Law((provision_of("rule", entity, kind, body),), parameters).plan(["rule"], on=on)


MEMBERS = count_of(FAMILY_OF.members) == 2
ROLE = PERSON_OF.role == "head"
BROUGHT = of_family(PERSON_OF, FAMILY_OF.cars == 1, without=False)
BENEFITS = sum_of(PERSON_OF.benefits, lambda benefit: benefit.amount) == 1


@pytest.mark.parametrize(
    ("body", "entity", "rests_on_the_day"),
    [
        (MEMBERS, FAMILY, True),
        (ROLE, PERSON, True),
        (BROUGHT, PERSON, True),
        (BENEFITS, PERSON, False),
        (FAMILY_OF.cars == 1, FAMILY, False),
        (PERSON_OF.birth_date < moment.law_date, PERSON, True),
        (PERSON_OF.birth_date < moment.month_first, PERSON, False),
    ],
)
def test_the_day_of_the_plan_matters_where_members_or_moments_do(body, entity, rests_on_the_day):
    first, next_day = (a_plan(body, entity=entity, kind="bool", on=ON.replace(day=day)) for day in (1, 2))
    assert (first.fingerprints != next_day.fingerprints) == rests_on_the_day


def test_a_parameter_counts_as_its_value():
    number = dated("number", 3)
    by_name = choose((FAMILY_OF.rural, parameter(number)), otherwise=0)
    written = choose((FAMILY_OF.rural, 3), otherwise=0)
    same = a_plan(by_name, parameters={"number": number}).fingerprints
    assert same == a_plan(written).fingerprints
    assert same != a_plan(by_name, parameters={"number": number.changed(4)}).fingerprints


def test_a_family_and_a_person_never_share_a_fingerprint():
    family, person = (
        a_plan(parameter(dated("number", 3)) + 0, entity=e, parameters={"number": dated("number", 3)})
        for e in (FAMILY, PERSON)
    )
    assert family.fingerprints["rule"] != person.fingerprints["rule"]


def test_what_is_called_changes_the_caller():
    def law(cars):
        rule = provision_of("called", FAMILY, "bool", FAMILY_OF.cars > cars)
        caller = make_provision(
            "caller",
            (~rule(FAMILY_OF)).node,
            entity=FAMILY,
            unit="bool",
            act=ACT,
            article="1",
            in_force="2000-01-01",
            title=NAME,
            formula="Not called.",
        )
        return Law((rule, caller), {}).plan(["caller"], on=ON)

    assert law(1).fingerprints["caller"] == law(1).fingerprints["caller"]
    assert law(1).fingerprints["caller"] != law(2).fingerprints["caller"]


def test_a_change_of_the_law_changes_only_what_depends_on_it():
    law, day = law_of_kazakhstan(), date(2026, 4, 1)
    names = ["level", "targeted_assistance", "large_family_allowance", "working_age"]
    before, after = (
        one.plan(names, on=day).fingerprints for one in (law, law.changed({"poverty_share": 6000}))
    )
    changed = {name for name in before if before[name] != after[name]}
    assert {"poverty_line", "targeted_assistance"} <= changed
    assert changed <= set(law.depends_on("poverty_share"))
    assert "large_family_allowance" in set(before) - changed


def test_receipts_of_persons_hold_within_a_quarter():
    april, may, july = (
        law_of_kazakhstan().plan(["targeted_assistance"], on=date(2026, month, 1)).fingerprints
        for month in (4, 5, 7)
    )
    assert april["receipts_of_quarter"] == may["receipts_of_quarter"] != july["receipts_of_quarter"]
    assert april["family_size"] != may["family_size"]  # members may have come and gone
