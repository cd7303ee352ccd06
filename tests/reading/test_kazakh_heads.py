"""What a Kazakh number counts: heads of several words, numbers that share one, deeds that are none."""

import pytest

from esep.reading import read


def figures(text):
    """Quote, unit and noun of each figure."""
    return [(s.quote, s.unit, s.noun) for s in read(text).statements]


@pytest.mark.parametrize(
    ("text", "quote", "unit", "noun"),
    [
        (
            "Облысқа 1070 ауыл шаруашылығы техникасы алынды.",
            "1070 ауыл шаруашылығы техникасы",
            "machine",
            "техника",
        ),
        (
            "Oblysqa 84 aýyl sharýashylyǵy tehnıkasy alyndy.",
            "84 aýyl sharýashylyǵy tehnıkasy",
            "machine",
            "техника",
        ),
        (
            "Жәрмеңкеге 80 ауыл шаруашылығы тауарын өндірушілері келді.",
            "80 ауыл шаруашылығы тауарын өндірушілері",
            None,
            "өндіруші",
        ),
        ("Іс бойынша 5 лауазымды тұлға жауапқа тартылды.", "5 лауазымды тұлға", "person", "тұлға"),
        ("Жағадан 18 өлі итбалық табылды.", "18 өлі итбалық", "head", "итбалық"),
        ("Ауданда үш ғана мектеп қалды.", "үш ғана мектеп", "facility", "мектеп"),
        (
            "Биыл 1114 бағдарламаға қатысушы жұмысқа орналасты.",
            "1114 бағдарламаға қатысушы",
            "person",
            "қатысушы",
        ),
        ("Соның арқасында 344 жас баспаналы болды.", "344 жас", "person", "жас"),
        ("Көмек 4 жанұяға берілді.", "4 жанұяға", "family", "жанұя"),
        ("Ауданда 312 шаруа қожалығы бар.", "312 шаруа қожалығы", "enterprise", "қожалық"),
        ("Биыл 64 отбасы баспаналы болды.", "64 отбасы", "family", "отбасы"),
        (
            "Облыста 80 мың шағын және орта бизнес субъектісі бар.",
            "80 мың шағын және орта бизнес субъектісі",
            "enterprise",
            "бизнес субъектісі",
        ),
        (
            "Облыста 5 мың орта және шағын кәсіпкерлік нысаны бар.",
            "5 мың орта және шағын кәсіпкерлік нысаны",
            "enterprise",
            "кәсіпкерлік нысаны",
        ),
        (
            "Биыл 12 мың тұрақты және уақытша жұмыс орны құрылды.",
            "12 мың тұрақты және уақытша жұмыс орны",
            "job",
            "жұмыс орны",
        ),
        (
            "Форумға 120 отандық және шетелдік инвестор келді.",
            "120 отандық және шетелдік инвестор",
            None,
            "инвестор",
        ),
        ("Бүгінде 7 жобамыз бар.", "7 жобамыз", "project", "жоба"),
        ("Биыл 12 мектебімізге жөндеу жүргізілді.", "12 мектебімізге", "facility", "мектеп"),
        ("Ауылда 2 450 тұрғын бар.", "2 450 тұрғын", "person", "тұрғын"),
        ("Басқа 6 мың гектарға бидай егілді.", "6 мың гектарға", "ha", "гектар"),
        ("Аумағы 3 913 шаршы шақырым.", "3 913 шаршы шақырым", "km2", "шаршы км"),
        ("Өндіріс 5,7 млрд кВт·сағаттан асады.", "5,7 млрд кВт·сағаттан асады", "kWh", "кВт·сағ"),
    ],
)
def test_the_last_noun_of_the_words_behind_a_number_is_counted(text, quote, unit, noun):
    assert figures(text) == [(quote, unit, noun)]


@pytest.mark.parametrize(
    ("text", "quote", "unit"),
    [
        ("Депутат санын 500-ге дейін арттыру қажет.", "500-ге дейін", "person"),
        ("Бұрын 21 мың теңге төлейтін, енді 16 мың төлейді.", "16 мың", "KZT"),
        ("Тозу деңгейі 71 пайыздан 66-ға төмендеді.", "66-ға", "percent"),
        (
            "Былтыр 172 жобаға 30,6 млрд теңге қаралған. Биыл 71-ін пайдалануға беру жоспарлануда.",
            "71-ін",
            "project",
        ),
        ("Топ мүшелері 3 рет бас қосты.", "3 рет", None),
        ("Ұйым 10 мыңнан астам жастардың басын біріктіреді.", "10 мыңнан астам жастардың", "person"),
    ],
)
def test_what_is_done_with_it_is_not_what_a_number_counts(text, quote, unit):
    found = read(text).statements[-1]
    assert (found.quote, found.unit) == (quote, unit)


def test_a_bracket_does_not_tell_what_the_numbers_behind_it_count():
    text = "Облыста 35 нысан бар, оның 17-сінде жөндеу (13 кәсіпорын) жүрсе, төртеуіне барлау жүргізілуде."
    assert [unit for _quote, unit, _noun in figures(text)] == [
        "facility",
        "facility",
        "enterprise",
        "facility",
    ]


def test_some_of_the_things_told_beside_a_percentage_are_no_percent():
    found = figures("Мектептердің 85 пайызы немесе 340-ы жөнделді.")
    assert [(quote, unit) for quote, unit, _noun in found] == [("85 пайызы", "percent"), ("340-ы", None)]


def test_milliards_in_words_without_their_currency_are_kept_and_doubted():
    reading = read("Көлемі бес миллиардтан асты.")
    assert [(s.quantity.value, s.unit) for s in reading.statements] == [(5_000_000_000, "KZT")]
    assert ["currency" in str(doubt.reason) for doubt in reading.doubts] == [True]


def test_a_verbal_noun_behind_a_bare_number_is_counted():
    assert figures("Былтыр 7 тексеру жүргізілді.") == [("7 тексеру", None, "тексеру")]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Биыл 24 кредиттік және 20 арендалық үй беріледі.", ["house", "house"]),
        (
            "Қалада 280 пәтерлі 5 жалдамалы, 461 пәтерлі 7 несиелік үй салынды.",
            ["apartment", "house", "apartment", "house"],
        ),
        (
            "Басқа дақылдар 9,8 мың, майлы дақылдар 6 мың, картоп, көкөніс 17,7 мың гектарға егілді.",
            ["ha"] * 3,
        ),
        (
            "(Өңдеу саласы- 4, Туризм саласы – 1, басқа да кәсіпкерлік саласында-7 жобамыз бар.)",
            ["project"] * 3,
        ),
    ],
)
def test_numbers_of_a_row_share_the_head_of_the_last(text, units):
    assert [unit for _quote, unit, _noun in figures(text)] == units


def test_other_is_a_dative_of_head_only_behind_figures():
    assert [s.unit for s in read("Ауылда 200 басқа арналған ферма салынды.").statements] == ["head"]
    assert [s.unit for s in read("Басқа 12 мектеп жөнделді.").statements] == ["facility"]
