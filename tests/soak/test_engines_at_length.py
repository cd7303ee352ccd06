"""The columnar engine against the reference, over thousands of new populations and plans."""

from generated_plans import laws, planned
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from populations import LAW_DATES, populations

from esep.engines import ENGINES, memory, run_columns
from esep.errors import EsepError
from esep.familymap import plan_of
from esep.kazakhstan import law, measures
from esep.law import FAMILY, PERSON
from esep.support import law_with_offers, offered

# Shrinking takes minutes; the first example that differs is small enough to read. A failure prints the line
# that brings it back.
AT_LENGTH = settings(
    derandomize=False,
    deadline=None,
    print_blob=True,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)


def outcome(engine, plan, tables):
    """The answers of an engine, or what it says of the rows that it refuses."""
    try:
        answers = engine(plan, tables)
    except EsepError as error:
        return type(error), sorted(map(str, error.faults))
    return answers[FAMILY], answers[PERSON]


@settings(AT_LENGTH, max_examples=2_000)
@given(tables=populations(), on=st.sampled_from(LAW_DATES))
def test_the_engines_agree_on_every_population(every_node_law, tables, on):
    plan = every_node_law.plan(every_node_law.names, on=on)
    assert outcome(run_columns, plan, tables) == outcome(memory.run, plan, tables)


@settings(AT_LENGTH, max_examples=3_000)
@given(law=laws())
def test_the_engines_agree_on_every_plan(made_up_rows, law):
    plan = planned(law)
    expected, columnar = (outcome(engine, plan, made_up_rows) for engine in ENGINES.values())
    assert columnar == expected


@settings(AT_LENGTH, max_examples=1_000)
@given(tables=populations(), on=st.sampled_from(LAW_DATES))
def test_the_engines_agree_on_the_family_map_of_every_population(tables, on):
    plan = plan_of(law(), on)
    assert outcome(run_columns, plan, tables) == outcome(memory.run, plan, tables)


@settings(AT_LENGTH, max_examples=1_000)
@given(tables=populations(), on=st.sampled_from(LAW_DATES))
def test_the_engines_agree_on_every_offer_of_every_population(tables, on):
    catalogue = measures(on)
    plan = law_with_offers(law(), catalogue).plan([offered(measure) for measure in catalogue], on=on)
    assert outcome(run_columns, plan, tables) == outcome(memory.run, plan, tables)
