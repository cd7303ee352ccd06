"""Constructs of news and reports, each with the figures that must be read from it: sentences made up here."""

import pytest

from esep.reading import read

# text, then for each figure: its value, unit, kind and the number of its total
CONSTRUCTS = [
    # «көп» before an adjective is no approximator
    ("Былтыр 7 көп пәтерлі үй салынды.", [(7, "house", "fact", None)]),
    ("Жиынға 16 көп балалы ана келді.", [(16, "person", "fact", None)]),
    # an ending typed apart from its number
    ("Жәрмеңкеге 300 ден астам адам келді.", [(300, "person", "fact", None)]),
    ("Акцияға 250 ге жуық отбасы қатысты.", [(250, "family", "fact", None)]),
    ("Цехта 30 мың жұмыс орыны құрылды.", [(30_000, "job", "fact", None)]),
    ("Қалада 3 балалар бақшасы ашылды.", [(3, "facility", "fact", None)]),
    ("Көмекке 12 млд теңге бөлінді.", [(12_000_000_000, "KZT", "fact", None)]),
    ("Объём вырос до 4, 7 миллиарда тенге.", [(4_700_000_000, "KZT", "fact", None)]),
    ("Алқаптың 1318, 4 мың гектары жиналды.", [(1_318_400, "ha", "fact", None)]),
    # millions of a verb of money are money
    (
        "Жобаға 900 адам қатысты. Оған 11 млн бөлінген.",
        [(900, "person", "fact", None), (11_000_000, "KZT", "fact", None)],
    ),
    # items in a row share the percent behind the last
    (
        "Өнеркәсіп 11, құрылыс 7, сауда көлемі 5 пайызға өсті.",
        [(11, "percent", "change", None), (7, "percent", "change", None), (5, "percent", "change", None)],
    ),
    (
        "Үйлер саны 24,8 және 14,2%-ға артты.",
        [(24.8, "percent", "change", None), (14.2, "percent", "change", None)],
    ),
    (
        "Ауданда 25 мектеп бар, газбен қамту 80 пайызға жетті.",
        [(25, "facility", "fact", None), (80, "percent", "fact", None)],
    ),
    # items of a list take the kind of the total before «оның ішінде:»
    (
        "Биыл 300 мың гектарды өңдеу жоспарланған.\nОның ішінде:\n"
        "– ауылда – 100 мың гектар;\n– қалада – 200 мың гектар.",
        [(300_000, "ha", "plan", None), (100_000, "ha", "plan", 0), (200_000, "ha", "plan", 0)],
    ),
    (
        "Қожалық 900 гектарға егін екпекші. Оның ішінде 400 гектары бидай, қалғаны – арпа.",
        [(900, "ha", "plan", None), (400, "ha", "plan", 0)],
    ),
    # a bracket right behind a figure tells the same
    (
        "50 қазандықтың 30-ы (60%) алдағы маусымға дайын тұр.",
        [(50, None, "fact", None), (30, None, "fact", 0), (60, "percent", "fact", None)],
    ),
    # a passive participle behind an accusative is of the next noun
    ("Биыл 11 ауылды орталықтандырылған сумен қамту жоспарланған.", [(11, "settlement", "plan", None)]),
    # «оның айтуынша», «соның нәтижесінде» speak of no part
    (
        "Салаға 40 млрд теңге бөлінді. Оның сөзіне қарағанда, жолға 5 млрд теңге жұмсалды.",
        [(40_000_000_000, "KZT", "fact", None), (5_000_000_000, "KZT", "fact", None)],
    ),
    # parts side by side behind «оның», each before a dash
    (
        "Ауданда 40 ұйым бар, оның 9-ы – балабақша, 3-еуі – мектеп, 28-і – шағын орталық.",
        [
            (40, None, "fact", None),
            (9, "facility", "fact", 0),
            (3, "facility", "fact", 0),
            (28, "facility", "fact", 0),
        ],
    ),
    # a list whose last item has the verb of change
    (
        "Өнеркәсіп – 129%, құрылыс – 116%, ауыл шаруашылығы – 115%-ға өсті.",
        [
            (129, "percent", "change", None),
            (116, "percent", "change", None),
            (115, "percent", "change", None),
        ],
    ),
    ("Өнім көлемі 7,2 пайыз өсті.", [(7.2, "percent", "change", None)]),
    # «-са, оның» sets two clauses of one time side by side
    (
        "Өңірде 900 жұмыс орны құрылса, оның 700-і – тұрақты жұмыс орны.",
        [(900, "job", "fact", None), (700, "job", "fact", 0)],
    ),
    ("Қысқа мерзімді индикатор 118,6 пайызға жетті.", [(118.6, "percent", "fact", None)]),
    ("Қалада 15 жоба іске аспақ.", [(15, "project", "plan", None)]),
    ("Ондай аудандарда мектеп салынады.", []),
    ("Құбырға жүздеген миллиард теңге керек.", []),
    (
        "Орташа жалақы 9,5%-ке өскен (403 мың теңге).",
        [(9.5, "percent", "change", None), (403_000, "KZT/month", "fact", None)],
    ),
    # why something was done is no task; a decision to do is one
    ("Во исполнение поручения Президента составлена карта 25 сёл.", [(25, "settlement", "fact", None)]),
    ("Принято решение закрыть 46 магазинов.", [(46, None, "plan", None)]),
    ("Из 77 котлов сельских предприятий заменены 47.", [(77, None, "fact", None), (47, None, "fact", 0)]),
    # a number of each year, the noun behind the last
    (
        "Өңірде 2023 жылы 430, 2024 жылы 1015, барлығы 1445 пәтер берілді.",
        [
            (430, "apartment", "fact", 2),
            (1015, "apartment", "fact", 2),
            (1445, "apartment", "fact", None),
        ],
    ),
    ("Оларға 400 АЕК-ке дейінгі гранттар беріледі.", [(400, "MRP", "plan", None)]),
    # people named by where they live
    ("Көмекті 960 мың қазақстандық алды.", [(960_000, "person", "fact", None)]),
    ("Көрмеге 5 қазақстандық компания келді.", [(5, "enterprise", "fact", None)]),
    # brackets before the verb of change; a change is no part
    (
        "Ұрлық (19%-ға), алаяқтық (8,6%-ға) төмендеді.",
        [(19, "percent", "change", None), (8.6, "percent", "change", None)],
    ),
    (
        "Қалада 72 қылмыс тіркелді. Оның ішінде ауыр қылмыстар 50%-ға азайған.",
        [(72, None, "fact", None), (50, "percent", "change", None)],
    ),
    ("Не одобрено 3 проекта.", [(3, "project", "fact", None)]),
    # we intend to
    ("Алдағы уақытта 22 қойма салмақпыз.", [(22, None, "plan", None)]),
    # people are no part of the villages where they live
    (
        "Биыл 49 ауылдың (208 мың адам) желісі жаңарды.",
        [(49, "settlement", "fact", None), (208_000, "person", "fact", None)],
    ),
    # parts of a planned total, told with «бар»
    (
        "Жерді 300 мың га аумақта тазарту көзделген. Оның ішінде қалада – 100 мың га жер бар.",
        [(300_000, "ha", "plan", None), (100_000, "ha", "plan", 0)],
    ),
    # less than another thing is no change
    (
        "Әкімге 150 адам, одан екі есе аз мекеме жолықты.",
        [(150, "person", "fact", None), (2, "times", "fact", None)],
    ),
    # what is counted stands behind what it has
    ("Облыста 844 мүгедектігі бар адам тұрады.", [(844, "person", "fact", None)]),
    ("Ауылда 26 жұмысы жоқ азамат тіркелді.", [(26, "person", "fact", None)]),
    ("Қалада 56 қызмет көрсетуші ұйым бар.", [(56, None, "fact", None)]),
    # an ending typed apart from its hyphen
    ("Қалада 900 - ден астам қызметкер жұмыс істейді.", [(900, "person", "fact", None)]),
    # a part of the genitive, with what tells when between
    ("16 мектептің биыл 12-сі ашылды.", [(16, "facility", "fact", None), (12, "facility", "fact", 0)]),
    # a year before a dash and millions is no range
    (
        "В 2020 году бюджет составил 102,4 млрд тенге, а в 2021 - 104 млрд тенге.",
        [(102_400_000_000, "KZT", "fact", None), (104_000_000_000, "KZT", "fact", None)],
    ),
    ("На цели области нужно 2000 - 3000 тонн угля.", []),
    # how much of the plan was done, by how much more
    ("Жоспар 79 пайызға орындалды.", [(79, "percent", "fact", None)]),
    ("Жоспар – 79 пайыз.", [(79, "percent", "plan", None)]),
    ("Өндіріс 60 пайыздан астамға өсті.", [(60, "percent", "change", None)]),
    ("Үлес 60 пайыздан асты.", [(60, "percent", "fact", None)]),
    # what more money is planned for
    (
        "На это предусмотрены 6,8 млрд тенге. На строительство жилья – 2,4 млрд тенге.",
        [(6_800_000_000, "KZT", "plan", None), (2_400_000_000, "KZT", "plan", None)],
    ),
    (
        "На это выделено 6,8 млрд тенге. На строительство жилья – 2,4 млрд тенге.",
        [(6_800_000_000, "KZT", "fact", None), (2_400_000_000, "KZT", "fact", None)],
    ),
]


@pytest.mark.parametrize(
    ("text", "quote", "unit"),
    [
        ("Расход угля – 970 т/сутки.", "970 т/сутки", "tonne/day"),
        ("Аренда стоит 60 тг/м2.", "60 тг/м2", "KZT/m2"),
        ("Сброс – 2 030 м3/сек.", "2 030 м3/сек", "m3/s"),
        ("Тариф – 18,5 тенге за кВт·ч.", "18,5 тенге за кВт·ч", "KZT/kWh"),
        ("Выдали 20 000 тенге за 3 тонны.", "20 000 тенге", "KZT"),
    ],
)
def test_what_an_amount_is_told_for_is_kept(text, quote, unit):
    statement = read(text).statements[0]
    assert (statement.quote, statement.unit) == (quote, unit)


@pytest.mark.parametrize(("text", "expected"), CONSTRUCTS)
def test_a_construct_gives_its_figures(text, expected):
    found = [
        (float(one.quantity.value), one.unit, one.kind, one.part_of)
        for one in read(text).statements
        if one.quantity.value is not None
    ]
    units = {None, "facility"}
    assert [(value, kind, part) for value, _unit, kind, part in found] == [
        (value, kind, part) for value, _unit, kind, part in expected
    ]
    assert all(
        got[1] == want[1] or {got[1], want[1]} <= units for got, want in zip(found, expected, strict=True)
    )
