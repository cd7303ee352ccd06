"""Each pattern finds its own positive examples and leaves its negative ones alone."""

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esep.language import tokenize
from esep.periods import Span
from esep.reading import find_instructions, split_sentences
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.instructions.deadlines import (
    as_written,
    due_period,
    expression_of,
    find_deadlines,
    phrases_of_terms,
    terms_by_word,
)
from esep.reading.instructions.patterns import patterns
from esep.reading.instructions.signs import signs_of

LANGUAGES: tuple[TextLanguage, ...] = ("kk", "ru")
POSITIVE = [
    pytest.param(language, pattern, example, id=f"{language}-{pattern.name}-{number}")
    for language in LANGUAGES
    for pattern in patterns(language)
    for number, example in enumerate(pattern.positive)
]
NEGATIVE = [
    pytest.param(pattern, text, id=f"{language}-{pattern.name}-{number}")
    for language in LANGUAGES
    for pattern in patterns(language)
    for number, text in enumerate(pattern.negative)
]


def found(text):
    return find_instructions(text, split_sentences(text))


def small(text):
    return text.lower() if text else text


@pytest.mark.parametrize(("language", "pattern", "example"), POSITIVE)
def test_a_pattern_finds_its_positive_example(language, pattern, example):
    (instruction,) = found(example.text)
    assert instruction.rule == pattern.name
    assert instruction.language == language
    assert instruction.type == pattern.type
    assert small(instruction.addressee) == small(example.addressee)
    assert small(instruction.deadline) == small(example.deadline)
    assert instruction.quote == example.text[instruction.start : instruction.end]


@pytest.mark.parametrize(("pattern", "text"), NEGATIVE)
def test_no_pattern_takes_a_negative_example(pattern, text):
    assert found(text) == []


def test_every_pattern_has_examples_of_both_kinds_and_a_name_of_its_own():
    for language in LANGUAGES:
        names = [pattern.name for pattern in patterns(language)]
        assert len(names) == len(set(names))
        assert all(pattern.positive and pattern.negative for pattern in patterns(language))


DEADLINES = [
    ("ru", "Завершить работы до 1 декабря 2026 года.", "до 1 декабря 2026 года"),
    ("ru", "Представить отчёт не позднее 15 марта.", "не позднее 15 марта"),
    ("ru", "Внести предложения в срок до 20 мая.", "в срок до 20 мая"),
    ("ru", "Доложить в десятидневный срок.", "в десятидневный срок"),
    ("ru", "Решить вопрос в течение двух недель.", "в течение двух недель"),
    ("ru", "Открыть школу к началу учебного года.", "к началу учебного года"),
    ("ru", "Сдать объект до конца третьего квартала.", "до конца третьего квартала"),
    ("ru", "Держать на контроле на постоянной основе.", "на постоянной основе"),
    ("ru", "Увеличить урожай до 30 центнеров.", None),
    ("ru", "Вырасти с 5 до 10 процентов.", None),
    ("kk", "Жұмысты 2026 жылғы 1 желтоқсанға дейін аяқтау.", "2026 жылғы 1 желтоқсанға дейін"),
    ("kk", "Есепті осы жылдың соңына дейін беру.", "осы жылдың соңына дейін"),
    ("kk", "Он күндік мерзімде ұсыныс енгізу.", "Он күндік мерзімде"),
    ("kk", "Екі апта ішінде тексеру.", "Екі апта ішінде"),
    ("kk", "Үшінші тоқсанда іске қосу.", "Үшінші тоқсанда"),
    ("kk", "Шұғыл шара қабылдау.", "Шұғыл"),
    ("kk", "Көлемін 8 мың тоннаға дейін жеткізу.", None),
    ("kk", "Пәтер 35 жасқа дейін беріледі.", None),
]


@pytest.mark.parametrize(("language", "text", "deadline"), DEADLINES)
def test_a_term_is_found_as_written_and_a_quantity_is_none(language, text, deadline):
    assert as_written(text, find_deadlines(text, language)) == deadline


def test_terms_do_not_overlap_and_are_joined_in_order():
    text = "Срочно оценить ущерб, а до 1 мая 2027 года завершить ремонт."
    terms = find_deadlines(text, "ru")
    assert as_written(text, terms) == "Срочно; до 1 мая 2027 года"
    assert due_period(terms) == Span(datetime.date(2027, 5, 1), datetime.date(2027, 5, 1))


def test_the_day_of_the_text_fixes_the_year_of_a_term():
    terms = find_deadlines("Завершить до 1 декабря.", "ru", datetime.date(2026, 10, 1))
    assert due_period(terms).last == datetime.date(2026, 12, 1)
    assert due_period(find_deadlines("Завершить до 1 декабря.", "ru")) is None


@pytest.mark.parametrize(("language", "pattern", "example"), POSITIVE)
def test_every_example_has_a_cue_of_its_pattern(language, pattern, example):
    assert pattern in signs_of([token.key for token in tokenize(example.text)], language).patterns()


LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіIVІ0123456789 -–«»"


PHRASES = [(language, phrase) for language in LANGUAGES for phrase in phrases_of_terms(language, True)]


@pytest.mark.parametrize(("language", "phrase"), PHRASES)
def test_every_term_is_tried_at_each_word_that_it_can_begin_with(language, phrase):
    expression = expression_of(phrase, language)
    tried = terms_by_word(language, True)

    @settings(max_examples=20, derandomize=True, database=None, deadline=None)
    @given(text=st.from_regex(expression, fullmatch=True, alphabet=LETTERS))
    def is_tried(text):
        assert expression in tried[re.match(r"\w+", text)[0]], text

    is_tried()


@pytest.mark.parametrize(
    ("language", "text", "term"),
    [
        ("kk", "Есепті жұмаға дейін ұсынсын.", "жұмаға дейін"),
        ("kk", "Жұмысты тиісті мерзімде аяқтасын.", "тиісті мерзімде"),
        ("ru", "Работы завершить через неделю.", "через неделю"),
    ],
)
def test_terms_begin_with_words_in_small_letters_too(language, text, term):
    assert as_written(text, find_deadlines(text, language)) == term


LISTS = [
    (
        "Акимам сельских округов:\n1) обойти дворы;\n2) проверить котельные.\nСрок: 5 октября 2023 года.\n",
        [("Акимы сельских округов", "5 октября 2023 года")] * 2,
    ),
    (
        "РЕШИЛИ:\n1. Принять к сведению отчёт.\n2. Завершить опись котельных.\n"
        "Ответственный: отдел ЖКХ. Срок: 1 ноября 2023 года.\n",
        [("отдел ЖКХ", "1 ноября 2023 года")],
    ),
    (
        "Главой региона поручено:\n– акимам районов до 1 марта представить графики;\n– усилить контроль.\n",
        [("акимы районов", "до 1 марта"), (None, None)],
    ),
    (
        "2. Аудандардың әкімдері:\n1) егіске дайындықты аяқтасын;\n2) тұқым қорын жинасын.\n"
        "Мерзімі: 2024 жылғы 10 сәуір.\n",
        [("Аудандардың әкімдері", "2024 жылғы 10 сәуір")] * 2,
    ),
    (
        "4. Диқандарды жанармаймен қамтамасыз ету.\n"
        "Жауапты: ауыл шаруашылығы басқармасы. Мерзімі: 1 мамырға дейін.\n",
        [("ауыл шаруашылығы басқармасы", "1 мамырға дейін")],
    ),
    (
        "Аким поручил:\n1) управлению образования до 1 мая внести смету;\n2) акимам завершить сев до 1 июня.",
        [("управление образования", "до 1 мая"), ("акимы", "до 1 июня")],
    ),
    (
        "Аким поручил: а) управлению финансов внести смету до 1 мая; б) акимам завершить сев.",
        [("управление финансов", "до 1 мая"), ("акимы", None)],
    ),
    (
        "РЕШИЛИ:\n1) Управлению финансов внести смету до 1 мая.\n2) Акимам завершить сев.",
        [("Управление финансов", "до 1 мая"), ("Акимы", None)],
    ),
    (
        "Премьер-министр дал ряд поручений: МЧС – усилить посты, а акимам – проверить дамбы до 1 марта.",
        [("МЧС", None), ("акимы", "до 1 марта")],
    ),
    (
        "Әкім құрылыс басқармасына мектепті 1 тамызға дейін аяқтауды, "
        "қаржы басқармасына қаражат бөлуді тапсырды.",
        [("құрылыс басқармасы", "1 тамызға дейін"), ("қаржы басқармасы", None)],
    ),
    (
        "ШЕШІМ ҚАБЫЛДАНДЫ:\n1. Облыстық білім басқармасы (Б. Асанов):\n"
        "1) жөндеуді аяқтасын;\n2) есеп берсін.\n",
        [("Облыстық білім басқармасы (Б. Асанов)", None)] * 2,
    ),
    ("РЕШИЛИ:\n1. Информацию управления финансов принять к сведению.\n", []),
    (
        "Провести учения до 1 мая (ответственный – департамент полиции, срок – 5 мая).",
        [("департамент полиции", "до 1 мая; 5 мая")],
    ),
    ("Әкім: «Газ құбырын биыл тартамыз», – деді.", [("біз", "биыл")]),
    (
        "Акимам районов усилить контроль. Обеспечить готовность служб до 1 мая.",
        [("Акимы районов", None), ("Акимы районов", "до 1 мая")],
    ),
    (
        "Басқармаларға жұмысты күшейту, ал аудан әкімдеріне халықпен кездесу тапсырылды.",
        [("Басқармалар", None), ("аудан әкімдері", None)],
    ),
    (
        "Аким отметил, что нужно усилить контроль, и поручил отделам проверить дамбы.",
        [(None, None), ("отделы", None)],
    ),
    ("«Мы возьмём стройку под контроль», – заверил он депутатов.", [("мы", None)]),
    (
        "Акиматам: до 1 мая – утвердить план, до 1 июня – завершить ремонт, далее – отчитываться.",
        [("Акиматы", "до 1 мая"), ("Акиматы", "до 1 июня"), ("Акиматы", None)],
    ),
    ("Акиматам: план – утвердить, ремонт – завершить до 1 июня.", [("Акиматы", "до 1 июня")]),
    (
        "2.1. Завершить ремонт.\nСрок исполнения: до 1 октября 2024 года.\n"
        "Ответственный исполнитель: управление строительства.\n",
        [("управление строительства", "до 1 октября 2024 года")],
    ),
]


@pytest.mark.parametrize(("text", "told"), LISTS)
def test_lists_and_labels_give_each_point_its_addressee_and_term(text, told):
    assert [(one.addressee, one.deadline) for one in found(text)] == told
