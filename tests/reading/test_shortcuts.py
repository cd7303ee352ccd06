"""What the reader passes over to be quick holds nothing: the shortcuts against the long way."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.periods import grammar as periods_grammar
from esep.periods import reading as periods_reading
from esep.reading import exclusions as hidden
from esep.reading.exclusions import exclusion_examples, exclusions

EXAMPLES = [text for group in exclusion_examples().values() for texts in group.values() for text in texts]
TIMES = [
    "2021 жылғы 1 желтоқсандағы жағдай бойынша",
    "с 5 по 7 мая",
    "12 – 15 желтоқсан",
    "в 10.30 часов",
    "2021г.",
    "1-ші тоқсан",
    "жарты жылдығы",
    "биыл",
    "былтырғы",
    "первые шесть месяцев 2024 года",
    "2024/2025 оқу жылы",
    "2019-2021",
    "24.11.2025",
    "до конца года",
    "он бір ай",
    "5 лет",
    "III квартале",
    "сағат 11.00-де",
    "15мая",
]
FILLING = st.sampled_from(
    ["", "12", "3,5 млн", "облыста", "в районе", "–", ",", "на", "1 200", "км", "(", "и"]
)


def sentences(pieces):
    return st.lists(st.one_of(st.sampled_from(pieces), FILLING), min_size=1, max_size=5).map(" ".join)


def tried_one_by_one(text, language):
    """Every rule tried on the sentence, whether its words stand there or not."""
    small = text.lower()
    return {
        (*match.span(), rule.name)
        for rule in hidden._rules(language).rules
        for match in rule.pattern.finditer(text if rule.name in hidden.CASE_MATTERS else small)
    }


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("text", EXAMPLES)
def test_no_rule_that_hides_is_passed_over(text, language):
    found = {
        (one.start, one.end, one.rule) for one in exclusions(text, language) if one.rule != "quoted name"
    }
    assert found == tried_one_by_one(text, language)


@given(text=sentences(EXAMPLES), language=st.sampled_from(["kk", "ru"]))
def test_no_rule_that_hides_is_passed_over_in_made_sentences(text, language):
    found = {
        (one.start, one.end, one.rule) for one in exclusions(text, language) if one.rule != "quoted name"
    }
    assert found == tried_one_by_one(text, language)


@given(text=sentences(TIMES), language=st.sampled_from(["kk", "ru"]))
def test_no_period_is_passed_over(text, language):
    rules = periods_grammar.grammar(language)
    everywhere = replace(rules, time_words=None)
    quick = [(start.at, start.is_digit) for start in rules.starts(text) if start.is_near]
    found = periods_reading.find_periods(text, language)
    begins = {at for at, _digit in quick}
    for start in everywhere.starts(text):
        if start.at not in begins:
            assert not list(periods_reading._written(text, start.at, rules, None, None))
            assert not list(periods_reading._timeless(text, start.at, rules))
    assert found == sorted(found, key=lambda mention: mention.start)
