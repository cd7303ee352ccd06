"""Periods: arithmetic by hand, printing by grammar, and print-and-parse round trips."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.periods import HalfYear, Month, Quarter, Span, WrongPeriod, Year, find_periods, parse_period
from esep.periods.grammar import grammar

YEARS = st.integers(1991, 2099)
DAYS = st.dates(date(1991, 1, 1), date(2099, 12, 31))
SPANS = st.tuples(DAYS, DAYS).map(lambda pair: Span(min(pair), max(pair)))
MONTH_SPANS = st.tuples(YEARS, st.integers(1, 12), st.integers(2, 40)).map(
    lambda t: Span(Month(t[0], t[1]).first, _moved(Month(t[0], t[1]), t[2] - 1).last)
)
PERIODS = st.one_of(
    st.builds(Month, YEARS, st.integers(1, 12)),
    st.builds(Quarter, YEARS, st.integers(1, 4)),
    st.builds(HalfYear, YEARS, st.integers(1, 2)),
    st.builds(Year, YEARS),
    DAYS.map(lambda day: Span(day, day)),
    SPANS,
    MONTH_SPANS,
)


def _moved(period, steps):
    for _ in range(steps):
        period = period.next()
    return period


def day(text):
    return date.fromisoformat(text)


def test_periods_know_their_days_and_months():
    assert (Month(2024, 2).first, Month(2024, 2).last) == (day("2024-02-01"), day("2024-02-29"))
    assert (Quarter(2026, 1).first, Quarter(2026, 1).last) == (day("2026-01-01"), day("2026-03-31"))
    assert (HalfYear(2026, 2).first, HalfYear(2026, 2).last) == (day("2026-07-01"), day("2026-12-31"))
    assert [str(month) for month in Quarter(2025, 4).months] == ["2025-10", "2025-11", "2025-12"]
    assert len(Year(2025).months) == 12
    assert Year(2024).days == 366


def test_periods_move_by_their_own_length():
    assert Month(2026, 1).previous() == Month(2025, 12)
    assert Quarter(2026, 4).next() == Quarter(2027, 1)
    assert HalfYear(2026, 1).previous() == HalfYear(2025, 2)
    assert Year(2026).next() == Year(2027)
    assert Span(day("2023-01-01"), day("2025-12-31")).next() == Span(day("2026-01-01"), day("2028-12-31"))
    assert Span(day("2026-03-01"), day("2026-03-10")).next() == Span(day("2026-03-11"), day("2026-03-20"))


@pytest.mark.parametrize(
    ("period", "iso", "kk", "ru", "en"),
    [
        (Month(2020, 12), "2020-12", "2020 жылғы желтоқсан", "декабрь 2020 года", "December 2020"),
        (Quarter(2020, 1), "2020-Q1", "2020 жылғы I тоқсан", "I квартал 2020 года", "first quarter of 2020"),
        (
            HalfYear(2020, 1),
            "2020-H1",
            "2020 жылдың бірінші жартыжылдығы",
            "первое полугодие 2020 года",
            "first half of 2020",
        ),
        (Year(2020), "2020", "2020 жыл", "2020 год", "2020"),
        (
            Span(day("2020-12-01"), day("2020-12-01")),
            "2020-12-01",
            "2020 жылғы 1 желтоқсан",
            "1 декабря 2020 года",
            "1 December 2020",
        ),
        (
            Span(day("2026-03-01"), day("2026-04-15")),
            "2026-03-01/2026-04-15",
            "2026 жылғы 1 наурыз – 15 сәуір",
            "1 марта – 15 апреля 2026 года",
            "1 March – 15 April 2026",
        ),
        (
            Span(day("2015-01-01"), day("2015-05-31")),
            "2015-01-01/2015-05-31",
            "2015 жылғы қаңтар–мамыр",
            "январь–май 2015 года",
            "January–May 2015",
        ),
        (
            Span(day("2023-01-01"), day("2025-12-31")),
            "2023-01-01/2025-12-31",
            "2023–2025 жылдар",
            "2023–2025 годы",
            "2023–2025",
        ),
    ],
)
def test_periods_are_printed_in_the_grammar_of_each_language(period, iso, kk, ru, en):
    assert (str(period), *(period.in_language(language) for language in ("kk", "ru", "en"))) == (
        iso,
        kk,
        ru,
        en,
    )


@given(PERIODS, st.sampled_from(["kk", "ru", "en"]))
def test_every_period_prints_and_parses_back(period, language):
    assert parse_period(period.in_language(language), language) == period
    assert parse_period(str(period)) == (
        Span(period.first, period.last) if isinstance(period, Span) else period
    )


@given(PERIODS, st.sampled_from(["kk", "ru"]), st.sampled_from(["-", "–", "—"]))
def test_a_pattern_never_stands_where_what_it_needs_does_not(period, language, dash):
    text = period.in_language(language).replace("–", dash)
    _starts, kinds = grammar(language).starts(text)
    found = [one for one in grammar(language).patterns if one.expression.search(text)]
    assert found
    assert not any(one.needs & ~kinds for one in found)


@given(PERIODS)
def test_neighbours_touch(period):
    assert period.next().first == period.last + timedelta(days=1)
    assert period.previous().last == period.first - timedelta(days=1)
    assert period.previous() < period < period.next()
    assert period.contains(period.first)
    assert not period.contains(period.last + timedelta(days=1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020 жылғы 1 желтоқсан", "2020-12-01"),
        ("2020 жылғы 1 желтоқсандағы жағдай бойынша", "2020-12-01"),
        ("2018 жылға", "2018"),
        ("2026 жылдың алғашқы жартыжылдығында", "2026-H1"),
        ("2025 жылғы алғашқы тоқсанда", "2025-Q1"),
        ("2020 жылдың бірінші жартыжылдығында", "2020-H1"),
        ("1 полугодие 2020 года", "2020-H1"),
        ("в I квартале 2021 года", "2021-Q1"),
        ("2015 жылдың 3-тоқсаны", "2015-Q3"),
        ("2020 жылғы ІІ тоқсанда", "2020-Q2"),
        ("14 июля 2022 года", "2022-07-14"),
        ("за 2020 год", "2020"),
        ("на 1 июня 2015 года", "2015-06-01"),
        ("2023-2025 годы", "2023-01-01/2025-12-31"),
        ("2013-2014 жылдар", "2013-01-01/2014-12-31"),
        ("январь-май 2015 года", "2015-01-01/2015-05-31"),
        ("за 9 месяцев 2015 года", "2015-01-01/2015-09-30"),
        ("2015 жылдың 9 айында", "2015-01-01/2015-09-30"),
        ("24.11.2025", "2025-11-24"),
        ("2026-Q1", "2026-Q1"),
        ("2026-H2", "2026-H2"),
        ("2014 жылдың 31 қазаны", "2014-10-31"),
        ("2019 жылғы қараша – 2020 жылғы ақпан", "2019-11-01/2020-02-29"),
    ],
)
def test_periods_of_official_texts_are_read(text, expected):
    assert str(parse_period(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 желтоқсандағы жағдай бойынша", "2020-12-01"),
        ("бірінші жартыжылдықта", "2020-H1"),
        ("2 тоқсан", "2020-Q2"),
        ("на 1 марта", "2020-03-01"),
        ("Наурыз айының соңына дейін", "2020-03"),
        ("до конца года", "2020"),
        ("Ағымдағы жылдың 25 қыркүйегіндегі", "2020-09-25"),
    ],
)
def test_a_period_without_year_takes_the_year_given_and_is_refused_without_one(text, expected):
    assert str(parse_period(text, year=2020)) == expected
    with pytest.raises(WrongPeriod, match="names no year"):
        parse_period(text)


@pytest.mark.parametrize(
    "text",
    [
        *("31.02.2024", "29.02.2023", "31 ноября 2020 года", "2020 жылғы 31 қараша", "2026-13", "2026-Q5"),
        *("24.11.25", "03/08/2024", "2026-03-40", "1 марта 2020 года и 2 марта 2021 года"),
        *("сәлем", "", "два года", "15:30", "12345"),
    ],
)
def test_impossible_and_doubtful_dates_are_refused_not_guessed(text):
    with pytest.raises(WrongPeriod):
        parse_period(text)


def test_a_refusal_speaks_three_languages():
    with pytest.raises(WrongPeriod) as caught:
        parse_period("31.02.2024")
    assert (
        caught.value.message.in_language("kk") == "Күнтізбеде 31.02.2024 күні жоқ. Күні мен айын тексеріңіз."
    )
    assert "31.02.2024" in caught.value.message.in_language("ru")


@pytest.mark.parametrize("wrong", [lambda: Month(2026, 13), lambda: Quarter(2026, 0), lambda: Year(26)])
def test_impossible_periods_cannot_be_built(wrong):
    with pytest.raises(WrongPeriod):
        wrong()


def test_a_span_cannot_end_before_it_begins():
    with pytest.raises(WrongPeriod, match="before its first day"):
        Span(day("2026-02-01"), day("2026-01-01"))


def mentions(text, language=None, reference=None):
    found = find_periods(text, language, reference)
    return [(text[m.start : m.end], str(m.period) if m.period else None, m.role) for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1 желтоқсандағы жағдай бойынша 77,6 мың",
            ("1 желтоқсандағы жағдай бойынша", "2020-12-01", "as_of"),
        ),
        ("Жыл соңына дейін 453 орын", ("Жыл соңына дейін", "2020", "deadline")),
        ("Наурыз айының соңына дейін осындай", ("Наурыз айының соңына дейін", "2020-03", "deadline")),
        ("2020 жылға дейін еңбекке", ("2020 жылға дейін", "2020", "deadline")),
        ("до 1 марта представить", ("до 1 марта", "2021-03-01", "deadline")),
        ("на 1 декабря создано", ("на 1 декабря", "2020-12-01", "as_of")),
        ("на 31 декабря создано", ("на 31 декабря", "2019-12-31", "as_of")),
        ("в течение пяти лет", ("пяти лет", None, "duration")),
        ("5 күн бұрын", ("5 күн бұрын", None, "duration")),
        ("начало в 15:30", ("15:30", None, "clock")),
        ("сағат 10.30-да", ("сағат 10.30-да", None, "clock")),
        ("в прошлом году", ("прошлом году", "2019", "span")),
        ("биыл 32 мың", ("биыл", "2020", "span")),
        ("2018 жылғыдан көп", ("2018 жылғыдан", "2018", "span")),
        ("былтырғыдан 300 орынға", ("былтырғыдан", "2019", "span")),
        ("14 июля, обсудили", ("14 июля", "2020-07-14", "span")),
        ("5 мамыр 2021 ж.", ("5 мамыр 2021 ж.", "2021-05-05", "span")),
        ("представить до 01.07.2026", ("до 01.07.2026", "2026-07-01", "deadline")),
        ("на 01.06.2021 создано", ("на 01.06.2021", "2021-06-01", "as_of")),
        ("2021/2022 оқу жылы", ("2021/2022 оқу жылы", None, "span")),
        ("2026 жылғы 1 шілдеге дейін", ("2026 жылғы 1 шілдеге дейін", "2026-07-01", "deadline")),
        ("к концу 2025 года", ("к концу 2025 года", "2025", "deadline")),
        ("с 1 по 15 мая", ("с 1 по 15 мая", "2020-05-01/2020-05-15", "span")),
        (
            "с 10 марта по 30 апреля 2015 года",
            ("с 10 марта по 30 апреля 2015 года", "2015-03-10/2015-04-30", "span"),
        ),
        ("за 1 кв. 2024 года", ("1 кв. 2024 года", "2024-Q1", "span")),
        ("за 1 кв. построено", ("1 кв.", "2020-Q1", "span")),
    ],
)
def test_mentions_have_exact_spans_periods_and_roles(text, expected):
    assert mentions(text, None, day("2020-12-10")) == [expected]


@pytest.mark.parametrize("text", ["цена 1 кв. м", "1 кв. метр жилья", "2 кв. метра", "3 кв. км земли"])
def test_a_square_metre_is_no_quarter(text):
    assert mentions(text, "ru", day("2020-12-10")) == []


def test_an_impossible_day_in_a_text_is_a_doubt():
    found = find_periods("подписан 31.02.2024 в городе", "ru")
    assert [(m.start, m.end, m.period) for m in found] == [(9, 19, None)]
    assert "31.02.2024" in str(found[0].doubt)


@pytest.mark.parametrize(
    "text",
    ["2348 жылқы", "12 500 теңге", "47,8 мың жұмыс орны", "на 33,5 % выше", "1200 км дорог", "маусым жақсы"],
)
def test_quantities_and_ordinary_words_are_no_periods(text):
    assert mentions(text) == []


@given(st.text(alphabet="0123456789 .-–жылғыянвря2годIVмартқаңт", max_size=60))
def test_mentions_of_any_text_are_in_order_and_apart(text):
    end = 0
    for mention in find_periods(text, None, day("2020-12-10")):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
