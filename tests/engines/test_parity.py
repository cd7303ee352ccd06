"""The columnar engine against the reference, over made-up populations and made-up plans."""

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from populations import LAW_DATES, populations

from esep.engines import memory, run_columns
from esep.law import FAMILY, PERSON


# Shrinking a whole population takes minutes; the first population that differs is small enough to read.
@settings(max_examples=60, phases=(Phase.explicit, Phase.generate))
@given(tables=populations(), on=st.sampled_from(LAW_DATES))
def test_the_engines_agree_to_the_tenge_on_every_population(every_node_law, tables, on):
    plan = every_node_law.plan(every_node_law.names, on=on)
    expected = memory.run(plan, tables)
    given_ = run_columns(plan, tables)
    assert given_[FAMILY] == expected[FAMILY]
    assert given_[PERSON] == expected[PERSON]
