"""Quantities of official phrases against values worked out by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.language import Interval, format_number, format_quantity, number_in_words, read_quantities
from esep.language.interval import exact

D = Decimal

# language, text, value, approximation, unit, low, high, includes_high
PHRASES = [
    ("kk", "47,8 мың жұмыс орны", "47800", None, "job", "47750", "47850", False),
    ("ru", "более 122 тысяч новых рабочих мест", "122000", ">", None, "122000", None, False),
    ("kk", "16 211 адам", "16211", None, "person", "16211", "16211", True),
    ("kk", "16\u00a0211 адам", "16211", None, "person", "16211", "16211", True),
    ("ru", "32 тысячи", "32000", None, None, "31500", "32500", False),
    ("ru", "около 107 тысяч человек", "107000", "~", "person", "101650", "112350", True),
    ("kk", "шамамен 10,7 мың жұмыссыз", "10700", "~", "person", "10165", "11235", True),
    ("kk", "32 мыңнан астам отбасы", "32000", ">", "family", "32000", None, False),
    ("kk", "33 пайызға дейін", "33", "<", "percent", "0", "33", True),
    (
        "kk",
        "132 миллиард 200 миллион теңгеге",
        "132200000000",
        None,
        "KZT",
        "132199500000",
        "132200500000",
        False,
    ),
    ("ru", "15 м/с", "15", None, "m/s", "15", "15", True),
    ("ru", "120 л/с", "120", None, "litre/s", "120", "120", True),
    ("ru", "12 л.с.", "12", None, "hp", "12", "12", True),
    ("ru", "7 чел./км2", "7", None, "person/km2", "7", "7", True),
    ("ru", "250 тг/кг", "250", None, "KZT/kg", "250", "250", True),
    ("kk", "18 теңге/кВт·сағ", "18", None, "KZT/kWh", "18", "18", True),
    ("ru", ">500 человек", "500", ">", "person", "500", None, False),
    ("ru", "200+ человек", "200", ">", "person", "200", None, True),
    ("kk", "≈100 адам", "100", "~", "person", "95", "105", True),
    ("kk", "≤5%", "5", "<", "percent", "0", "5", True),
    ("ru", "1 млн 200 тыс. человек", "1200000", None, "person", "1199500", "1200500", False),
    ("kk", "12 мың 500 бала", "12500", None, "person", "12500", "12500", True),
    ("kk", "10 мың 22 гектар", "10022", None, "ha", "10022", "10022", True),
    ("ru", "5 тысяч 40 тенге", "5040", None, "KZT", "5040", "5040", True),
    ("kk", "14 млрд.-тан астам теңгенің", "14000000000", ">", "KZT", "14000000000", None, False),
    ("kk", "2 млн-нан астам қызметкер", "2000000", ">", "person", "2000000", None, False),
    ("kk", "1,2млрд.теңгеге", "1200000000", None, "KZT", "1150000000", "1250000000", False),
    ("kk", "4 млрд астам теңге", "4000000000", ">", "KZT", "4000000000", None, False),
    ("kk", "400-ден астам жұмыс орнын", "400", ">", "job", "400", None, False),
    ("kk", "жүзден аса ауыл тұрғыны", "100", ">", "person", "100", None, False),
    ("kk", "екі жүз миллионнан астам теңге", "200000000", ">", "KZT", "200000000", None, False),
    ("kk", "отыз сегіз мың адам", "38000", None, "person", "37500", "38500", False),
    ("ru", "двух тысяч двадцати семей", "2020", None, "family", "2020", "2020", True),
    ("ru", "полтора миллиона тенге", "1500000", None, "KZT", "1450000", "1550000", False),
    ("kk", "бір жарым миллион теңге", "1500000", None, "KZT", "1450000", "1550000", False),
    ("kk", "Жарты миллионнан астам теңге", "500000", ">", "KZT", "500000", None, False),
    ("ru", "около трех тысяч семей", "3000", "~", "family", "2500", "3500", False),
    ("kk", "мыңға жуық адам", "1000", "~", "person", "500", "1500", False),
    ("ru", "почти 82%", "82", "~", "percent", "77.9", "86.1", True),
    ("ru", "46 процентов", "46", None, "percent", "45.5", "46.5", False),
    ("ru", "4,8%", "4.8", None, "percent", "4.75", "4.85", False),
    ("kk", "0,6 %-ды", "0.6", None, "percent", "0.55", "0.65", False),
    ("ru", "35,8 тыс. кв.м.", "35800", None, "m2", "35750", "35850", False),
    ("kk", "250 мың шаршы метрге дейін", "250000", "<", "m2", "0", "250000", True),
    ("ru", "более 1200 км", "1200", ">", "km", "1200", None, False),
    ("ru", "100 МРП", "100", None, "MRP", "100", "100", True),
    ("ru", "в два раза", "2", None, "times", "1.5", "2.5", False),
    ("kk", "2,5 есе", "2.5", None, "times", "2.45", "2.55", False),
    ("ru", "каждый 5-й", "0.2", None, "share", "0.15", "0.25", True),
    ("kk", "әрбір бесінші", "0.2", None, "share", "0.15", "0.25", True),
    ("ru", "половина", "0.5", None, "share", "0.45", "0.55", True),
    ("ru", "1 234 567,89 тенге", "1234567.89", None, "KZT", "1234567.885", "1234567.895", False),
    ("ru", "1.234.567 тенге", "1234567", None, "KZT", "1234567", "1234567", True),
    ("kk", "24 мың ірі қара мал басы", "24000", None, "head", "23500", "24500", False),
    ("kk", "мердігерлер100,7 млн.теңгеге", "100700000", None, "KZT", "100650000", "100750000", False),
    ("ru", "412,5 тыс.тенге", "412500", None, "KZT", "412450", "412550", False),
    ("ru", "5 млн.тг.", "5000000", None, "KZT", "4500000", "5500000", False),
    ("ru", "$12 млн", "12000000", None, "USD", "11500000", "12500000", False),
    ("ru", "3,5 млрд долларов США", "3500000000", None, "USD", "3450000000", "3550000000", False),
    ("kk", "200ге жуық адам", "200", "~", "person", "190", "210", True),
    ("ru", "1,2 млрд кВт·ч", "1200000000", None, "kWh", "1150000000", "1250000000", False),
    ("kk", "18,5 ц/га", "18.5", None, "centner/ha", "18.45", "18.55", False),
    ("ru", "5 Гкал", "5", None, "Gcal", "5", "5", True),
    ("ru", "63 МВА", "63", None, "MVA", "63", "63", True),
    ("ru", "12‰", "12", None, "permille", "11.5", "12.5", False),
    ("ru", "5,6 тыс. м3", "5600", None, "m3", "5550", "5650", False),
    ("ru", "100 км/ч", "100", None, "km/h", "100", "100", True),
    ("kk", "12 мың т астық", "12000", None, "tonne", "11500", "12500", False),
    ("kk", "100 мың түп көшет", "100000", None, "sapling", "99500", "100500", False),
    ("ru", "выросло 1,3 раза", "1.3", None, "times", "1.25", "1.35", False),
    ("ru", "семь с половиной тысяч гектаров", "7500", None, "ha", "7450", "7550", False),
    ("ru", "7 с половиной млн тенге", "7500000", None, "KZT", "7450000", "7550000", False),
    ("kk", "5 мың бастан жоғары", "5000", ">", "head", "5000", None, False),
    ("kk", "8-ден аспауы керек", "8", "<", None, "0", "8", True),
    ("kk", "540-тай адам", "540", "~", "person", "513", "567", True),
    ("kk", "жүздей отбасы", "100", "~", "family", "95", "105", True),
    ("kk", "мың жарымға жуық сиыр", "1500", "~", "head", "1425", "1575", True),
    ("ru", "тысяч пять человек", "5000", "~", "person", "4500", "5500", False),
    ("kk", "24 459 теңгеден төмен болмайтын", "24459", ">", "KZT", "24459", None, False),
    ("kk", "7,5 км-ін", "7.5", None, "km", "7.45", "7.55", False),
    ("ru", "970 т/сутки", "970", None, "tonne/day", "970", "970", True),
    ("ru", "3'450 человек", "3450", None, "person", "3450", "3450", True),
    ("kk", "12’500 адам", "12500", None, "person", "12500", "12500", True),
    ("ru", "1,5×10^6 тенге", "1500000", None, "KZT", "1450000", "1550000", False),
    ("ru", "на12%", "12", None, "percent", "11.5", "12.5", False),
    ("ru", "двукратный рост", "2", None, "times", "1.5", "2.5", False),
    ("ru", "трёхкратно", "3", None, "times", "2.5", "3.5", False),
    ("kk", "екі еселенді", "2", None, "times", "1.5", "2.5", False),
    ("ru", "12 млн кВт ч", "12000000", None, "kWh", "11500000", "12500000", False),
    ("kk", "12 млн кВт сағ", "12000000", None, "kWh", "11500000", "12500000", False),
    ("ru", "9 проц.", "9", None, "percent", "8.5", "9.5", False),
    ("ru", "18 млрд. тенге", "18000000000", None, "KZT", "17500000000", "18500000000", False),
]


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row[1])
def test_a_phrase_is_read_as_its_quantity(row):
    language, text, value, approximation, unit, low, high, includes_high = row
    (found,) = read_quantities(text, language)
    assert (found.value, found.approximation, found.unit) == (D(value), approximation, unit)
    assert found.interval == Interval(D(low), None if high is None else D(high), True, includes_high)


@pytest.mark.parametrize(
    ("language", "text", "share", "wording"),
    [
        ("ru", "2/3 населения", "0.667", "2/3"),
        ("kk", "тұрғындардың 1/3-і", "0.333", "1/3-і"),
        ("ru", "2 трети", "0.667", "2 трети"),
        ("kk", "бестен төрт бөлігі", "0.8", "бестен төрт"),
    ],
)
def test_a_fraction_is_a_share(language, text, share, wording):
    (found,) = read_quantities(text, language)
    assert (found.value, found.unit, text[found.start : found.end]) == (D(share), "share", wording)


def test_the_index_of_a_unit_or_a_formula_is_no_number():
    assert [q.value for q in read_quantities("5 м3 газа, выбросы CO2 и 7 м2", "ru")] == [5, 7]


def test_a_title_of_many_times_is_no_ratio():
    assert read_quantities("двукратный чемпион мира", "ru") == []


@pytest.mark.parametrize(
    ("language", "text"), [("ru", "вырос в 2-3 раза"), ("kk", "2-3 есе көп"), ("ru", "в два-три раза")]
)
def test_a_range_of_times_is_one_ratio(language, text):
    (found,) = read_quantities(text, language)
    assert (found.low, found.high, found.unit, found.approximation) == (2, 3, "times", None)


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("ru", "5-7 человек", 5, 7),
        ("ru", "семьсот-восемьсот машин", 700, 800),
        ("ru", "пять-шесть тысяч человек", 5000, 6000),
        ("kk", "екі-үш мың адам", 2000, 3000),
        ("ru", "от 5 до 7 тысяч человек", 5000, 7000),
        ("kk", "300-ден 500-ге дейін ерікті", 300, 500),
        ("kk", "15-20 мың бас мал", 15000, 20000),
    ],
)
def test_a_range_has_two_ends_and_no_value(language, text, low, high):
    (found,) = read_quantities(text, language)
    assert (found.value, found.low, found.high) == (None, D(low), D(high))
    assert found.interval.contains(low)
    assert found.interval.contains(high)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ru", "Стоимость одной – 25 млн тенге.", 25_000_000),
        ("kk", "Бірі – 250 орын.", 250),
    ],
)
def test_a_number_word_before_a_dash_begins_no_range_of_digits(language, text, value):
    assert read_quantities(text, language)[-1].value == D(value)


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("ru", "выросло с 18 до 27 тысяч", [18000, 27000]),
        ("kk", "18 мыңнан 27 мыңға дейін артты", [18000, 27000]),
        ("kk", "75 мың доңғалақтан 200 доңғалаққа дейін", [75000, 200]),
    ],
)
def test_two_levels_of_a_change_are_two_quantities(language, text, values):
    assert [found.value for found in read_quantities(text, language)] == values


def test_a_separator_before_three_digits_is_flagged_and_not_guessed():
    (found,) = read_quantities("1.200 км", "ru")
    assert found.value is None
    assert found.flags == ("ambiguous_separator",)
    assert found.interval.contains(D("1.2"))
    assert found.interval.contains(1200)


def test_thousands_of_thousands_are_kept_and_flagged():
    (found,) = read_quantities("более 2500 тысяч новых рабочих мест", "ru")
    assert found.value == 2_500_000
    assert found.flags == ("suspicious_multiplier",)


def test_thousands_of_tenge_are_an_accounting_form_and_no_slip():
    (found,) = read_quantities("118237,6 мың теңге", "kk")
    assert (found.value, found.flags) == (D("118237600"), ())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("kk", "5-ші орын"),
        ("kk", "5ші орын"),
        ("kk", "жиырма екінші"),
        ("ru", "11-го лицея"),
        ("ru", "несколько тысяч"),
        ("ru", "24.11.2025"),
        ("ru", "с 01.05"),
        ("ru", "ИИН 900101300017"),
        ("ru", "счет 123456789012345678901234567890"),
    ],
)
def test_ordinals_dates_and_vague_numbers_are_no_quantities(language, text):
    assert read_quantities(text, language) == []


def test_a_kazakh_number_tells_its_case_and_possession():
    owner, part = read_quantities("395 мыңының 151 мыңында", "kk")
    assert (owner.case, owner.possessive) == ("genitive", True)
    assert (part.case, part.possessive) == ("locative", True)


@given(st.integers(0, 10**15 - 1), st.sampled_from(["kk", "ru"]))
def test_a_number_put_in_words_is_read_back(number, language):
    counted = number_in_words(number, language) + (" адам" if language == "kk" else " человек")
    assert [found.value for found in read_quantities(counted, language)] == [number]


@given(st.decimals(min_value=0, max_value=10**12, places=2), st.sampled_from(["kk", "ru"]))
def test_a_formatted_number_is_read_back(number, language):
    text = format_number(number, language) + " теңге"
    (found,) = read_quantities(text, "kk")
    assert found.value == number or found.flags == ("ambiguous_separator",)


@given(
    st.integers(1, 10**12),
    st.sampled_from(["KZT", "person", "job", "km", "family"]),
    st.sampled_from(["kk", "ru"]),
)
def test_a_formatted_quantity_is_read_back_with_its_unit(number, unit, language):
    (found,) = read_quantities(format_quantity(number, unit, language), language)
    assert (found.value, found.unit) == (number, unit)


@given(st.integers(1, 10**9), st.sampled_from(["genitive", "dative", "accusative", "locative", "ablative"]))
def test_a_kazakh_quantity_in_any_case_is_read_back(number, case):
    (found,) = read_quantities(format_quantity(number, "job", "kk", case=case), "kk")
    assert (found.value, found.unit, found.case) == (number, "job", case)


@given(st.text(max_size=80), st.sampled_from(["kk", "ru"]))
def test_no_text_breaks_the_reader_and_offsets_hold(text, language):
    for found in read_quantities(text, language):
        assert 0 <= found.start <= found.number_start < found.number_end <= found.end <= len(text)


@pytest.mark.parametrize(
    ("language", "text", "words"), [("kk", "47,8 мың адам", "47,8 мың"), ("ru", "почти 82%", "82")]
)
def test_the_number_is_where_it_is_said_to_be(language, text, words):
    (found,) = read_quantities(text, language)
    assert text[found.number_start : found.number_end] == words


numbers = st.fractions(min_value=-100, max_value=100, max_denominator=20)


@st.composite
def intervals(draw):
    low, high = sorted((draw(numbers), draw(numbers)))
    if low == high:
        return Interval.of(exact(low))
    bound_low = None if draw(st.booleans()) and draw(st.booleans()) else exact(low)
    bound_high = None if draw(st.booleans()) and draw(st.booleans()) else exact(high)
    return Interval(bound_low, bound_high, draw(st.booleans()), draw(st.booleans()))


@given(intervals(), intervals(), numbers, numbers)
def test_arithmetic_of_intervals_holds_the_arithmetic_of_their_numbers(a, b, x, y):
    if a.contains(exact(x)) and b.contains(exact(y)):
        assert (a + b).contains(exact(x + y))
        assert (a - b).contains(exact(x - y))
        assert (a * b).contains(exact(x * y))
        if not b.contains(0) and b.low != 0 and b.high != 0 and y:
            assert (a / b).contains(exact(x / y))


@given(intervals(), intervals())
def test_meeting_is_mutual_and_the_hull_holds_both(a, b):
    assert a.meets(b) == b.meets(a)
    assert a.hull(b).meets(a)
    assert a.hull(b).meets(b)
    assert a.meets(b) != (a.below(b) or b.below(a))


def test_intervals_of_sums_are_exact():
    jobs, other = Interval(D(47750), D(47850), True, False), Interval(D(29750), D(29850), True, False)
    assert jobs + other == Interval(D(77500), D(77700), True, False)
    assert (jobs + other).meets(Interval(D(77550), D(77650), True, False))


def test_a_divisor_that_may_be_zero_is_refused():
    with pytest.raises(ZeroDivisionError):
        Interval.of(1) / Interval(D(0), D(1), False, True)


def test_an_interval_without_numbers_is_refused():
    with pytest.raises(ValueError, match="holds no number"):
        Interval(D(1), D(1), True, False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("открыто два десятка цехов", 20),
        ("отремонтировано 5 десятков школ", 50),
        ("более трёх сотен семей", 300),
        ("более десятка предприятий", 10),
        ("две сотни тысяч тенге", 200_000),
    ],
)
def test_tens_and_hundreds_of_speech_are_multiplied(text: str, value: int) -> None:
    assert [quantity.value for quantity in read_quantities(text, "ru")] == [value]


@pytest.mark.parametrize("text", ["несколько десятков домов", "сотни семей", "несколько сотен тысяч тенге"])
def test_tens_and_hundreds_of_nobody_knows_how_many_are_no_figure(text: str) -> None:
    assert read_quantities(text, "ru") == []


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("увеличилось не менее чем на 4 %", ">"),
        ("увеличилось не более чем на 4 %", "<"),
        ("увеличилось менее чем на 4 %", "<"),
        ("увеличилось более чем на 4 %", ">"),
        ("не меньше чем 4 школы", ">"),
        ("не больше чем 4 школы", "<"),
    ],
)
def test_a_denied_bound_is_the_other_one(text, bound):
    (found,) = read_quantities(text, "ru")
    assert found.approximation == bound


@pytest.mark.parametrize(
    ("text", "value"),
    [("оның 16 мыңдайы", 16_000), ("300 мыңдайының", 300_000), ("2 миллиондайын", 2_000_000)],
)
def test_about_so_many_of_those_that_were_told(text, value):
    (quantity,) = read_quantities(text, "kk")
    assert (quantity.value, quantity.approximation, quantity.possessive) == (value, "~", True)
