"""What the reader passes over to be quick holds nothing: the shortcuts against the long way."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.language import tokenize
from esep.periods import find_periods, may_name_period
from esep.periods import grammar as periods_grammar
from esep.periods import reading as periods_reading
from esep.places import find_wide, places
from esep.places.mentions import _Scan
from esep.places.names import words_of
from esep.reading import split_sentences
from esep.reading.instructions import deadlines
from esep.reading.sentences import exclusions as hidden
from esep.reading.sentences.exclusions import exclusion_examples, exclusions
from esep.reading.sentences.passage import passages_of
from esep.reading.statements.programmes import programme_words
from esep.reading.statements.speakers import speaker_content, speaker_in, speakers_of

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
    "бүгінде",
    "на сегодняшний день",
    "осы айдың соңына дейін",
    "в текущем квартале",
    "2023-Q2",
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


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_rule_that_hides_says_what_a_sentence_must_have(language):
    rules = hidden._rules(language)
    assert not rules.free & rules.free >> len(rules.rules), "a rule that is tried in every sentence"


def periods_one_by_one(text, language):
    """Every pattern tried at every word of the sentence, whatever words stand there."""
    rules = periods_grammar.grammar(language)
    found = []
    for at in (word.start() for word in re.finditer(r"\w+", text)):
        found += periods_reading._common(text, at, rules) if text[at].isdigit() else []
        for pattern in rules.patterns:
            match = pattern.expression.match(text, at)
            if match is not None:
                found.append(periods_reading._written(text, match, pattern, rules, None, None))
        found += periods_reading._timeless(text, at, rules, -1)
        found += periods_reading._relative(text, at, rules, None) if not text[at].isdigit() else []
    return periods_reading._longest(found)


@given(text=sentences(TIMES), language=st.sampled_from(["kk", "ru"]))
def test_no_period_is_passed_over(text, language):
    assert periods_reading.find_periods(text, language) == periods_one_by_one(text, language)


@given(text=sentences(TIMES), language=st.sampled_from(["kk", "ru"]))
def test_no_sentence_that_names_a_period_is_passed_over(text, language):
    keys = {token.key for token in tokenize(text)}
    assert may_name_period(keys, text, language) or not find_periods(text, language)


@given(text=sentences(TIMES), language=st.sampled_from(["kk", "ru"]))
def test_the_full_stop_behind_a_clause_changes_no_period(text, language):
    assert deadlines._periods(text, language, None) == find_periods(text, language)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_sentence_that_names_a_speaker_is_passed_over(language):
    for example in speaker_content(language)["examples"]:
        found = split_sentences(example["text"])
        assert speakers_of(example["text"], passages_of(found)) == [speaker_in(one) for one in found]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_expression_of_a_programme_has_one_of_its_words(language):
    known = programme_words()[language]
    assert all(any(word in text for word in known["unquoted_words"]) for text in known["unquoted"])


PLACES = [
    "Тараз қаласында",
    "Т. Рысқұлов ауданы",
    "г. Алматы",
    "ШҚО-да",
    "Карагандинской и Павлодарской областях",
    "Шу ауданының Төле би ауылында",
    "в Астане",
    "районе имени Габита Мусрепова",
    "Семейде",
    "Абай Құнанбаев",
]


@given(text=sentences(PLACES), language=st.sampled_from(["kk", "ru"]))
def test_no_place_is_passed_over(text, language):
    index = places().index
    every = _Scan(text, language, index, set(words_of(text)))
    found = sorted(every.mentions(), key=lambda mention: mention.start)
    assert find_wide(text, language) == found
    words = [token.text for token in tokenize(text) if token.kind == "word"]
    assert find_wide(text, language, words) == found
