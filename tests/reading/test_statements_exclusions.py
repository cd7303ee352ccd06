"""The rules of exclusions.yaml against their own examples."""

import pytest

from esep.reading.sentences.exclusions import exclusion_examples, exclusions

CASES = [
    (language, rule, *texts)
    for group, rules in exclusion_examples().items()
    for language in (("kk", "ru") if group == "common" else (group,))
    for rule, texts in rules.items()
]


@pytest.mark.parametrize(("language", "rule", "hides", "keeps"), CASES)
def test_a_rule_hides_its_first_example_and_leaves_its_second(language, rule, hides, keeps):
    assert rule in [found.rule for found in exclusions(hides, language)]
    assert rule not in [found.rule for found in exclusions(keeps, language)]
