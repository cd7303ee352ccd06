"""Which word of a long Kazakh sentence governs which figure: deeds, participles, brackets, forms of verbs."""

import pytest

from esep.reading import read
from esep.reading.kazakh_verb_forms import is_name_of_deed, is_passive_to_come, only_looks_like_a_verb

DEEDS = [
    ("Мәслихат 6 көпірді салуды қолдады.", ["plan"]),
    ("Кеңес 14 ұңғыманы бұрғылауды мақұлдады.", ["plan"]),
    ("Бригада 6 көпірді салуды аяқтады.", ["fact"]),
    ("Кәсіпорын 9 станокты шығаруды тоқтатты.", ["fact"]),
    ("40 көшені жарықтандыруды қамтитын бағдарлама қабылданды.", ["plan"]),
    ("40 көшені жарықтандыруға арналған бағдарлама қабылданды.", ["plan"]),
    ("12 ұңғыманы жөндеу мақсатында жұмыс тобы құрылды.", ["plan"]),
    ("Отырыста 5 мектепті жылыту мәселесі талқыланды.", ["plan"]),
    ("Алаңда 5 арнайы көлік алу үшін конкурс өтті.", ["plan"]),
    ("Ауданға 3 млрд теңге ауыз сумен қамтуға бөлінді.", ["fact"]),
]
PARTICIPLES = [
    ("Биыл 9 шақырым жол төселген ауылда 4 көпір салынбақ.", ["fact", "plan"]),
    ("Келесі жылы 9 шақырым жол жөнделетін ауылда былтыр 4 көпір салынды.", ["plan", "fact"]),
    ("4 ауылды жалғайтын жолдың бойына 30 шам орнатылмақ.", ["fact", "plan"]),
    ("Құны 8 млн теңгеге бағаланатын үй мемлекетке қайтарылды.", ["fact"]),
    ("Ауылда 70 отбасы көшірілетін болды.", ["plan"]),
]
BRACKETS = [
    ("Сынаққа 50 бала жіберіледі (қалада – 30, ауылда – 20), оған 4 млн теңге жұмсалды.", 4 * ["plan"]),
    (
        "Былтыр 50 бала жіберілді (қалада – 30, ауылда – 20), енді тағы 60 бала жібермек.",
        3 * ["fact"] + ["plan"],
    ),
]
FORMS = [
    ("Біз былтыр 40 көшені жөндедік, енді 9 көше жарықтандырылмақ.", ["fact", "plan"]),
    ("Жоспар 40 көше, оның 12-сі ауылдық.", ["plan", "plan"]),
    ("Биыл 300 отбасыны қамтамасыз еттік, келесі жылы 400 үй салынбақ.", ["fact", "plan"]),
    ("Біз 9 мектеп ашқанбыз, тағы 2 мектеп ашпақпыз.", ["fact", "plan"]),
    ("Қалада 40 кәсіпорын дамуда, тағы 5 зауыт салынбақ.", ["fact", "plan"]),
    ("Бөлім 30 цистернаны жабдықтасын.", ["plan"]),
    ("Ертең 5 нысанды тексеріңіздер.", ["plan"]),
    ("Әкім 12 үй дайын екенін, тағы 4 үй берілетінін айтты.", ["fact", "plan"]),
    ("Министр 50 трактор сатып алынатынын айтты.", ["plan"]),
    ("Ауылда 80 үй, Арал мен Қармақшы ауданы арасында.", ["fact"]),
    ("Мектептердің 12-сі жөндеуді қажет етсе, 4-і жөнделді.", ["fact", "fact"]),
    ("Ауданда 7 жоба жүзеге асырылады.", ["plan"]),
    ("Бүгінгі таңда 6 үй берілсе, жыл соңына дейін тағы 4 үй беріледі.", ["fact", "plan"]),
    ("2030 жылға дейінгі инвестиция көлемі 40 млрд теңгені құрайды.", ["plan"]),
    ("Компания 70 автобус алуға міндеттеме алды.", ["target"]),
]


@pytest.mark.parametrize(("text", "kinds"), [*DEEDS, *PARTICIPLES, *FORMS])
def test_the_nearest_word_that_takes_the_figure_governs_it(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds


@pytest.mark.parametrize(("text", "kinds"), BRACKETS)
def test_the_verb_before_a_bracket_governs_what_stands_in_it(text, kinds):
    found = [one.kind for one in read(text).statements]
    assert found[:3] == kinds[:3]


@pytest.mark.parametrize(
    ("noun", "is_deed"),
    [("даму", True), ("азаю", True), ("себу", True), ("салу", True), ("көкшетау", False), ("тұмау", False)],
)
def test_names_of_deeds_are_known_by_their_verbs(noun, is_deed):
    assert is_name_of_deed(noun) == is_deed


@pytest.mark.parametrize(
    ("word", "is_passive"),
    [("жөнделетін", True), ("салынатын", True), ("келетін", False), ("қалатын", False), ("жөндейтін", False)],
)
def test_a_passive_is_told_from_a_stem_in_l(word, is_passive):
    assert is_passive_to_come(word) == is_passive


@pytest.mark.parametrize(
    ("word", "is_noun"),
    [("аштық", False), ("жаңғырттық", False), ("ауылдық", True), ("жылдық", True), ("көкшетауда", True),
     ("ұлғаюда", False), ("тексеріңіздер", False), ("балаңыз", True), ("жеңілдетсін", False)],
)  # fmt: skip
def test_nouns_that_end_as_verbs_of_us_and_you(word, is_noun):
    assert only_looks_like_a_verb(word) == is_noun
