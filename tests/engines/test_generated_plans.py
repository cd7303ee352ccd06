"""Random trees over declared columns: every engine computes the same, or the law refuses the tree."""

from generated_plans import laws, planned
from hypothesis import Phase, given, settings

from esep.engines import ENGINES
from esep.law import FAMILY, PERSON


@settings(max_examples=150, phases=(Phase.explicit, Phase.generate))
@given(law=laws())
def test_the_engines_agree_on_every_plan(made_up_rows, law):
    plan = planned(law)
    expected, columnar = (engine(plan, made_up_rows) for engine in ENGINES.values())
    assert columnar[FAMILY] == expected[FAMILY]
    assert columnar[PERSON] == expected[PERSON]
