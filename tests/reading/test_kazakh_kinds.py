"""What a Kazakh clause says of its figures: conditions, clauses side by side, tasks, noun phrases."""

import pytest

from esep.reading import read
from esep.reading.grammar.kazakh_verb_forms import form_of, only_looks_like_a_verb

SIDE_BY_SIDE = [
    ("Екі жыл бұрын 70 пәтер берілсе, биыл 90 пәтер беру жоспарланып отыр.", ["fact", "plan"]),
    ("Бірінші ауылда 40 бала оқыса, екіншісінде 52 бала оқиды.", ["fact", "fact"]),
    ("2022 жылы 31 млрд. теңгені құраса, осы жылы 34 млрд. теңгеге жеткізу жоспарланды.", ["fact", "plan"]),
    ("Былтыр 2 мың тонна алсақ, биыл 3 мың тонна алу жоспарланған.", ["fact", "plan"]),
    ("Биыл 5 мың гектарға егілсе, келесі жылы 7 мың гектарға егіледі.", ["fact", "plan"]),
    ("Сүттің бағасы 9 пайыз арзандаса, еттің бағасы 12 пайызға өсті.", ["change", "change"]),
]
CONDITIONS = [
    ("Құбыр жаңартылса, ысырап 900 текше метрге азаяды.", ["plan"]),
    ("Түбі тереңдетілсе, кеме 5 мың тонна жүк тасиды.", ["plan"]),
    ("Жоба мақұлдау алса, цехта 60 адам жұмыс істейді.", ["plan"]),
    ("Енді 30 үй газға көшірілсе, көмір үнемделер еді.", ["plan"]),
    ("Зауыт толық қуатында 200 мың тонна темір өндіреді.", ["plan"]),
    ("Орталық берілгенде 50 маман жұмыс табады.", ["plan"]),
    ("Құны 3 млрд теңгеге жетуі ықтимал.", ["plan"]),
    ("Жаңбыр жаумағанда 8 мың гектар жиналар еді.", ["plan"]),
]


AHEAD = [
    ("Мектепке тағы 40 құрылғы қаңтарда келеді.", ["plan"]),
    ("Биыл зауыттар 80 мың тонна сүт қабылдайды.", ["plan"]),
    ("Биыл мектепте 300 бала оқиды.", ["fact"]),
    ("Ауданға 2 млрд теңге түседі деген үміт бар.", ["plan"]),
    ("Компания 2 млрд теңге құюға ниет білдірді.", ["plan"]),
    ("Олар 6 зауыт ашуға уағдаласты.", ["plan"]),
    ("Биыл 40 маман еңбек етеді.", ["fact"]),
    ("Биыл құрылыс көлемі 80 мың тоннаны құрайды.", ["fact"]),
    ("Ауылда 40 тонна бидай экспорттауға мүмкіндігіміз бар.", ["plan"]),
    ("Алдағы күзде жұмсақ және қатты 17 түр өндіріледі.", ["plan"]),
    ("Көксуда 13 мың гектар жер сумен қамтылады.", ["plan"]),
    ("Қыркүйек айына дейін 90 мектепке жөндеу жүргізіледі.", ["plan"]),
    ("Бір үйге айына 9 тонна көмір жағылады.", ["fact"]),
    ("Ертең 50 шаруа қожалығы өнімін сатады.", ["plan"]),
    ("Бірінші кезеңге 900 млн теңге жұмсау ұйғарылды.", ["plan"]),
    ("Мектепке жыл сайын 40 құрылғы келеді.", ["fact"]),
    ("Цехтың ашылуы ауылға 70 жұмыс орнын береді.", ["plan"]),
    ("Ақысы 90 мың теңгеден басталады деп жоспарланып отыр.", ["plan"]),
    ("Қуаты 2 млн тоннадан 4 млн тоннаға екі еселенбек.", ["fact", "plan", "plan"]),
    ("Депутаттар оны 700-ге дейін көтеруді ұсынып отыр.", ["plan"]),
    ("Зауытта 80 адам жұмыс істейді, жазда 20 маусымшы қосылады.", ["fact", "fact"]),
]


@pytest.mark.parametrize(("text", "kinds"), AHEAD)
def test_what_else_puts_an_open_form_into_the_time_to_come(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds


@pytest.mark.parametrize(("text", "kinds"), SIDE_BY_SIDE)
def test_a_clause_in_sa_with_a_figure_of_the_past_sets_it_beside_another(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds


@pytest.mark.parametrize(("text", "kinds"), CONDITIONS)
def test_what_follows_from_a_condition_is_not_done_yet(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds


TASKS = [
    ("Шаруалар кемінде 4 мың тонна тыңайтқыш себуі керек.", ["target"]),
    ("Әкімдік суармалы жерді 90 мың гектарға жеткізуі тиіс.", ["target"]),
    ("Басқармаға әрбір мектепте 3 үйірме ашу тапсырылды.", ["target"]),
    ("Кезектегілер саны екі есеге қысқартылсын.", ["target"]),
    ("2031 жылға қарай 70 мың адамды қамту туралы тапсырма берілді.", ["target"]),
    ("Қамтуды 98 пайызға жеткізу межеленген.", ["target"]),
    ("Негізгі мақсатымыз – кезекті 30% азайту.", ["target"]),
    ("Көліктің 30 пайызын газға көшіру мақсаты тұр.", ["target"]),
    ("Біздің міндет – биыл 900 жұмыс орнын ашу.", ["target"]),
    ("Бізге 40 тігінші керек.", ["plan"]),
    ("Тағы 12 ауылға су жеткізілуі тиіс.", ["plan"]),
    ("Биыл 28 нысанды пайдалануға беру межеленіп отыр.", ["plan"]),
    ("Жоспар бойынша қамту 64 пайыз болуы керек.", ["plan"]),
    ("Бөлім 6 жобаны әзірлесін.", ["plan"]),
]
PARTS = [
    (
        "Биыл 90 үй беру жоспарланған. Бұл үйлердің ішінде 60 үй бюджет есебінен болса, 30 үй қордан.",
        ["plan"] * 3,
    ),
    ("Алдымызда 300 адамды қамту міндеті тұр. Оның 90-ы жастар болуы тиіс.", ["target", "target"]),
]
TOTALS = [
    (
        "Алынуы жоспарланған 900 тонна көмірдің 700 тоннасы халықтың қажетін қамтамасыз етеді.",
        ["plan", "plan"],
    ),
    ("Алынған 900 тонна көмірдің 700 тоннасы халықтың қажетін қамтамасыз етеді.", ["fact", "fact"]),
]
MONEY = [
    (
        "Бюджеттен 69 млн теңге бөлінді, соның ішінде қалада 5 үйді жөндеуге 40 млн теңге, ауылда 3 үйді "
        "жөндеуге 29 млн теңге қарастырылған.",
        ["fact", "plan", "plan", "plan", "plan"],
    ),
    ("Ауылда 7 шақырым жол салуға 90 млн теңге бөлінді.", ["plan", "fact"]),
    ("Ауданда 14 нысан құрылысына 3 млрд теңге қаралған.", ["plan", "plan"]),
    ("Алдын ала есептеулерге сәйкес құны 5 млрд теңгені құрайды.", ["plan"]),
]
NOUN_PHRASES = [
    ("Жаңадан салынатын 600 орындық мектептің құжаты дайындалуда.", ["plan"]),
    ("Жылына 9 мың тонна өндіретін зауыт көп ұзамай іске қосылады.", ["plan"]),
    ("Серіктестік 9 мың терезені құрастыру үшін цех жалдады.", ["plan"]),
    ("Ұзындығы 9 шақырым болатын жол салынуда.", ["fact"]),
    ("Мектепте 400 бала білім алатын болады.", ["plan"]),
    ("Олар өсім 4 пайыз болатынын айтқан еді.", ["plan"]),
]
CHANGES = [
    ("Жоспар 112 пайызға артығымен орындалды.", ["change"]),
    ("Қуаты 40 мың текше метрге дейін артты.", ["fact"]),
    ("Зейнетақы 9 пайызға көтерілді.", ["change"]),
    ("Сапа деңгейі 90 пайызға көтерілді.", ["fact"]),
    ("Инфляция 5 пайызға дейін төмендеді.", ["fact"]),
    ("Салық 7 млрд теңге болды (8 пайызға көбейген), оның көбі (92 %) жеке.", ["fact", "change", "fact"]),
    ("Жоспар 112 пайызға жоспардан тыс артық орындалды.", ["change"]),
    ("Ет орташа бағадан 8 пайыз арзан сатылады.", ["change"]),
    ("Су былтырғымен салыстырғанда 40 млн м3 төмен.", ["change"]),
]


@pytest.mark.parametrize(("text", "kinds"), TASKS)
def test_a_level_that_somebody_is_told_to_reach_is_a_target(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds


@pytest.mark.parametrize(("text", "kinds"), PARTS + TOTALS + MONEY)
def test_parts_and_purposes_are_what_their_total_and_their_money_are(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds


@pytest.mark.parametrize(("text", "kinds"), NOUN_PHRASES)
def test_what_tells_of_a_noun_is_there_when_the_noun_is(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds


@pytest.mark.parametrize(("text", "kinds"), CHANGES)
def test_more_than_planned_and_than_elsewhere_is_a_difference(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ауданда 6 дүкен мекемеміз арқылы ашылды.", ["fact"]),
        ("Қысқа дейін 6 дүкені жабдықталмақ.", ["plan"]),
        ("Ауданда 80 гектарда егін жинау науқаны өтеді.", ["plan"]),
        ("Жобаға 3 млрд теңгені бөлу жоспарланды.", ["plan"]),
        ("Ауданда тазартқан 80 гектарда жұмыс аяқталды.", ["fact"]),
    ],
)
def test_nouns_that_look_like_participles_tell_nothing(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds


FORMS = [
    ("тәркіледі", "past"), ("қаржылады", "past"), ("бағыттады", "past"), ("аулады", "past"),
    ("бармады", "past"),
    ("табады", "present"), ("егеді", "present"), ("азаяды", "present"), ("көрмек", None),
    ("әкеледі", "present"), ("жолды", "object"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "form"), FORMS)
def test_the_lexicon_tells_the_form_of_a_word(word, form):
    assert form_of(word) == form


def test_a_passive_is_no_past_of_a_noun():
    assert form_of("сатылады") != "past"


@pytest.mark.parametrize(
    ("word", "is_noun"),
    [
        ("дүкені", True), ("науқанында", True), ("теңгені", True), ("жобасын", True), ("курсын", True),
        ("жұмсақ", True), ("көксуда", True), ("ашқаны", False), ("асырсын", False), ("болмасын", False),
        ("алсақ", False), ("салынуда", False), ("тармақ", True), ("қасымбек", True), ("салынбақ", False),
        ("жобамыз", True), ("береміз", False),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_verb_is_told(word, is_noun):
    assert only_looks_like_a_verb(word) == is_noun


def test_a_past_in_le_is_done_whatever_stood_before():
    text = "Биыл 12 тонна жүк әкелу жоспарланған. Қызмет 3 келі жүкті тәркіледі."
    assert [one.kind for one in read(text).statements] == ["plan", "fact"]


def test_the_size_of_what_is_planned_is_planned():
    assert [one.kind for one in read("Мектеп мамырда ашылады, құны 4 млрд теңге.").statements] == ["plan"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("12 мың жұмыс орны ашылды. Жоспар – 10 мың, орындалуы 120%.", ["fact", "plan", "fact"]),
        ("Келесі жылы жоспардың орындалуы 95% болмақ.", ["plan"]),
    ],
)
def test_how_much_of_a_plan_was_done_is_a_fact(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds
