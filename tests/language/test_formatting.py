"""Numbers and quantities written in Kazakh, Russian and English."""

from decimal import Decimal
from fractions import Fraction

import pytest

from esep.language import ending_of_number, format_number, format_quantity, number_in_words, ordinal_in_words

D = Decimal


@pytest.mark.parametrize(
    ("value", "unit", "kk", "ru", "en"),
    [
        (47800, "job", "47,8 мың жұмыс орны", "47,8 тысячи рабочих мест", "47.8 thousand jobs"),
        (1, "person", "1 адам", "1 человек", "1 person"),
        (2, "job", "2 жұмыс орны", "2 рабочих места", "2 jobs"),
        (21, "family", "21 отбасы", "21 семья", "21 families"),
        (5, "project", "5 жоба", "5 проектов", "5 projects"),
        (138347, "household", "138 347 үй шаруашылығы", "138 347 домохозяйств", "138,347 households"),
        (D("46.4") * 10**9, "KZT", "46,4 миллиард теңге", "46,4 миллиарда тенге", "46.4 billion tenge"),
        (5_000_000, "KZT", "5 миллион теңге", "5 миллионов тенге", "5 million tenge"),
        (D("60.4"), "percent", "60,4 %", "60,4 %", "60.4%"),
        (D("1.5"), "house", "1,5 үй", "1,5 дома", "1.5 houses"),
    ],
)
def test_a_quantity_is_written_with_the_grammar_of_each_language(value, unit, kk, ru, en):
    written = [
        format_quantity(value, unit, language).replace("\u00a0", " ") for language in ("kk", "ru", "en")
    ]
    assert written == [kk, ru, en]


def test_thousands_are_parted_by_a_space_that_does_not_break():
    assert format_number(1234567, "kk") == "1\u00a0234\u00a0567"
    assert format_number(D("1234.5"), "ru") == "1\u00a0234,5"
    assert format_number(D("1234.5"), "en") == "1,234.5"


def test_decimal_places_are_rounded_half_to_even_on_request():
    assert format_number(D("0.125"), "ru", places=2) == "0,12"
    assert format_number(Fraction(1, 3), "kk") == "0,33"


@pytest.mark.parametrize(
    ("number", "ending"),
    [(400, "ден"), (6, "дан"), (10, "нан"), (38, "ден"), (40, "тан"), (1000, "нан"), (30, "дан"), (3, "тен")],
)
def test_digits_take_the_ablative_of_their_last_word(number, ending):
    assert ending_of_number(number, "ablative") == ending


def test_the_case_stands_on_the_last_word():
    assert (
        format_quantity(47800, "job", "kk", case="dative").replace("\u00a0", " ") == "47,8 мың жұмыс орнына"
    )
    assert format_quantity(5, "km", "kk", case="ablative").replace("\u00a0", " ") == "5 км-ден"
    assert format_quantity(38, None, "kk", case="ablative") == "38-ден"


@pytest.mark.parametrize(
    ("number", "kk", "ru"),
    [
        (0, "нөл", "ноль"),
        (122, "жүз жиырма екі", "сто двадцать два"),
        (2000, "екі мың", "две тысячи"),
        (21001, "жиырма бір мың бір", "двадцать одна тысяча один"),
        (
            132_200_000_000,
            "жүз отыз екі миллиард екі жүз миллион",
            "сто тридцать два миллиарда двести миллионов",
        ),
    ],
)
def test_numbers_are_put_in_words(number, kk, ru):
    assert number_in_words(number, "kk") == kk
    assert number_in_words(number, "ru") == ru


def test_numbers_outside_the_range_of_words_are_refused():
    with pytest.raises(ValueError, match="outside"):
        number_in_words(10**15, "kk")


@pytest.mark.parametrize(
    ("number", "ordinal"), [(1, "бірінші"), (6, "алтыншы"), (20, "жиырмасыншы"), (22, "жиырма екінші")]
)
def test_kazakh_ordinals(number, ordinal):
    assert ordinal_in_words(number) == ordinal
