"""Numbers put in words by writers of their own, in every case, are read back.

Russian words are inflected by pymorphy3, Kazakh ones by endings written out here; num2words writes both anew.
"""

from decimal import Decimal

import pymorphy3
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from num2words import num2words

from esep.language import read_quantities

MORPH = pymorphy3.MorphAnalyzer(lang="ru")
CASES = ["nomn", "gent", "datv", "accs", "ablt", "loct"]
ONES = [
    "ноль",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]
TENS = [
    "_",
    "_",
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
]
HUNDREDS = [
    "_",
    "сто",
    "двести",
    "триста",
    "четыреста",
    "пятьсот",
    "шестьсот",
    "семьсот",
    "восемьсот",
    "девятьсот",
]
SCALES = [(10**9, "миллиард"), (10**6, "миллион"), (10**3, "тысяча")]


def inflect(word, *grammemes):
    parsed = MORPH.parse(word)
    # «сорок» and «сто» are nouns too: the numeral is meant
    reading = next(
        (p for p in parsed if p.tag.POS in ("NUMR", "ADJF") or word in dict(SCALES).values()), parsed[0]
    )
    made = reading.inflect(set(grammemes))
    return made.word if made else word


def below_thousand(number, case, gender="masc"):
    words = []
    if number >= 100:
        words.append(inflect(HUNDREDS[number // 100], case))
        number %= 100
    if number >= 20:
        words.append(inflect(TENS[number // 10], case))
        number %= 10
    if number:
        word = ONES[number]
        grammemes = [case, gender, "sing"] if number == 1 else [case, gender] if number == 2 else [case]
        if number in (1, 2) and case == "accs":
            return [*words, {"masc": ["один", "два"], "femn": ["одну", "две"]}[gender][number - 1]]
        made = inflect(word, *grammemes)
        words.append("две" if number == 2 and gender == "femn" and case == "nomn" else made)
    return words


def in_russian(number, case):
    words = []
    for scale, name in SCALES:
        count, number = divmod(number, scale)
        if not count:
            continue
        words += below_thousand(count, case, "femn" if name == "тысяча" else "masc")
        last = count % 10 if count % 100 not in range(11, 15) else 5
        if case in ("nomn", "accs"):
            grammemes = (
                ("sing", case) if last == 1 else ("sing", "gent") if 2 <= last <= 4 else ("plur", "gent")
            )
        else:
            grammemes = ("sing" if last == 1 else "plur", case)
        words.append(inflect(name, *grammemes))
    return " ".join([*words, *below_thousand(number, case)])


NUMBERS = st.one_of(st.integers(1, 999), st.integers(1, 10**6), st.integers(1, 10**11))


@given(NUMBERS, st.sampled_from(CASES))
def test_russian_numbers_in_every_case_are_read(number, case):
    words = in_russian(number, case)
    text = f"было {words} тенге"
    found = [q.value for q in read_quantities(text, "ru")]
    # alone «семью» is the family far oftener than the number
    assert found == [Decimal(number)] or words == "семью", words


@given(NUMBERS, st.sampled_from([("ru", case) for case in "ngdaip"] + [("kz", None)]))
def test_numbers_that_another_library_writes_are_read(number, told):
    language, case = told
    words = num2words(number, lang=language, **({"case": case} if case else {}))
    text, read_as = (f"было {words} тенге", "ru") if language == "ru" else (f"барлығы {words} теңге", "kk")
    found = [q.value for q in read_quantities(text, read_as)]
    assert found == [Decimal(number)] or words == "семью", words


KAZAKH_ONES = ["_", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
KAZAKH_TENS = ["_", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"]
KAZAKH_SCALES = [(10**9, "миллиард"), (10**6, "миллион"), (10**3, "мың")]
# endings of genitive, dative, accusative, locative, ablative after the last word, written out by hand
KAZAKH_ENDINGS = dict(
    row.split(": ")
    for row in """
бір: дің ге ді де ден
екі: нің ге ні де ден
үш: тің ке ті те тен
төрт: тің ке ті те тен
бес: тің ке ті те тен
алты: ның ға ны да дан
жеті: нің ге ні де ден
сегіз: дің ге ді де ден
тоғыз: дың ға ды да дан
он: ның ға ды да нан
жиырма: ның ға ны да дан
отыз: дың ға ды да дан
қырық: тың қа ты та тан
елу: дің ге ді де ден
алпыс: тың қа ты та тан
жетпіс: тің ке ті те тен
сексен: нің ге ді де нен
тоқсан: ның ға ды да нан
жүз: дің ге ді де ден
мың: ның ға ды да нан
миллион: ның ға ды да нан
миллиард: тың қа ты та тан
""".strip().splitlines()
)


def in_kazakh(number):
    words = []
    for scale, name in KAZAKH_SCALES:
        count, number = divmod(number, scale)
        if count:
            words += [*kazakh_below_thousand(count), name]
    return [*words, *kazakh_below_thousand(number)]


def kazakh_below_thousand(number):
    words = []
    if number >= 200:
        words.append(KAZAKH_ONES[number // 100])
    if number >= 100:
        words.append("жүз")
    if number % 100 >= 10:
        words.append(KAZAKH_TENS[number % 100 // 10])
    if number % 10:
        words.append(KAZAKH_ONES[number % 10])
    return words


@given(NUMBERS, st.integers(-1, 4))
def test_kazakh_numbers_in_every_case_are_read(number, case):
    words = in_kazakh(number)
    if case >= 0:
        words[-1] += KAZAKH_ENDINGS[words[-1]].split()[case]
    found = [q.value for q in read_quantities("барлығы " + " ".join(words), "kk")]
    assert found == [Decimal(number)], words


@given(NUMBERS)
def test_numbers_of_another_kazakh_writer_are_read(number):
    writer = pytest.importorskip("qazaqify")
    # One thousand is written «мың», and «мың теңге» alone is what a table is measured in.
    assume(number // 1000 % 1000 != 1)
    assert [q.value for q in read_quantities(writer.words(number) + " теңге", "kk")] == [Decimal(number)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ru", "полтора миллиона", 1_500_000),
        ("ru", "полутора миллионов", 1_500_000),
        ("ru", "полумиллиона", 500_000),
        ("ru", "полмиллиарда", 500_000_000),
        ("ru", "две с половиной тысячи", 2_500),
        ("ru", "полторы тысячи", 1_500),
        ("ru", "трёхсот сорока двух", 342),
        ("ru", "тремястами", 300),
        ("kk", "бір жарым миллион", 1_500_000),
        ("kk", "жарты миллион", 500_000),
        ("kk", "мыңға жуық", 1_000),
        ("kk", "екі жарым мыңнан астам", 2_500),
        ("kk", "отыз бес жарым мың", 35_500),
    ],
)
def test_halves_and_thousands_are_read(language, text, value):
    assert [q.value for q in read_quantities(text, language)] == [value]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "сотни людей"),
        ("ru", "десятки тысяч человек"),
        ("ru", "несколько сотен семей"),
        ("ru", "тысячи жителей"),
        ("kk", "жүздеген адам"),
        ("kk", "мыңдаған отбасы"),
        ("kk", "ондаған мың азамат"),
        ("kk", "бірнеше мың адам"),
        ("ru", "двадцать первого"),
        ("ru", "в двадцать первом веке"),
        ("ru", "сто двадцать пятая школа"),
        ("kk", "жиырма бірінші ғасыр"),
        ("kk", "жүзінші мектеп"),
    ],
)
def test_indefinite_numbers_and_ordinals_are_no_values(language, text):
    assert read_quantities(text, language) == []
