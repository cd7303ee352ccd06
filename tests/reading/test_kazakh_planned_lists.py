"""Plans that reach over a list or into the next sentence, and words that tell of what is yet to be done."""

import pytest

from esep.reading import read

LISTS = [
    # a branch that is named by a deed counts no machines; «түсті» of metals is no verb
    (
        "Биыл 40 жобаны іске асыру жоспарланған. Оның ішінде: машина жасау – 12; түсті металлургия – 28.",
        [("project", "plan"), ("project", "plan"), ("project", "plan")],
    ),
    ("Паркте 40 машина бар: жүк машинасы – 25, жеңіл машина – 15.", [("car", "fact")] * 3),
    # what a planned list takes in, up to its last item with a verb of its own
    (
        "Онда 20 жобаны жүзеге асыру ескерілген: энергетикада – 6, көлікте – 5, ауылда 9 жоба қамтылған.",
        [("project", "plan")] * 4,
    ),
    (
        "Биыл 20 жоба іске асырылған: энергетикада – 6, көлікте – 5, ауылда 9 жоба қамтылған.",
        [("project", "fact")] * 4,
    ),
    # the projects of a branch are some of those planned; schools that are there stand
    (
        "Келесі жылы 90 жобаны іске асыру жоспарланған. Бұл ретте өнеркәсіпте 60 жоба бар.",
        [("project", "plan"), ("project", "plan")],
    ),
    (
        "Келесі жылы 9 мектеп салу жоспарланған. Бұл ретте облыста 60 мектеп бар.",
        [("facility", "plan"), ("facility", "fact")],
    ),
    ("Былтыр 90 жоба іске асырылды. Бұл ретте өнеркәсіпте 60 жоба бар.", [("project", "fact")] * 2),
]
KINDS = [
    # how much a forecast is, and how much was done of it
    ("Кіріс болжамы 2026 жылға 10 трлн теңге, 2027 жылға – 12 трлн теңге болып айқындалды.", ["plan"] * 2),
    ("Кіріс 2024 жылы 10 трлн теңге болып айқындалды.", ["fact"]),
    ("Болжам жасалды, оның құны 3 млн теңгені құрады.", ["fact"]),
    # what a plan or a pool of projects holds
    ("Үш жылдық жоспарға 42 жоба енгізілген: 2026 жылы – 12, 2027 жылы – 30.", ["plan"] * 3),
    ("Ауданның тізіміне 42 мектеп енгізілген.", ["fact"]),
    # a size told by itself is of what the sentence before plans, or of what stands
    ("2029 жылы станция іске қосылады. Қуаты – 90 МВт, онда 500 адам жұмыс істейді.", ["plan", "fact"]),
    ("Былтыр станция іске қосылды. Қуаты – 90 МВт, онда 500 адам жұмыс істейді.", ["fact", "fact"]),
    (
        "64 адам жіберіледі, бөлінген қаражат көлемі – 90 млн теңге, 40 млн теңге игерілді.",
        ["plan", "fact", "fact"],
    ),
    # by its papers something is yet to be built
    ("Тағы 80 жобаның жобалау-сметалық құжаттары дайындалып жатыр.", ["plan"]),
    ("Тағы 80 жобаның құрылысы жүріп жатыр.", ["fact"]),
    # what people and firms can do
    ("Жеңілдікті 600 кәсіпкер қолдана алады.", ["plan"]),
    ("Қазір жеңілдікті 600 кәсіпкер қолдана алады.", ["fact"]),
    ("Бағаны 40 тұрғын ғана көтере алады.", ["fact"]),
    ("Жаңа жүйеге 400 мың гектар жерді қосуға болады.", ["plan"]),
    # on the average, and over a year, something will change
    ("28 мың қызметкердің еңбекақысы орта есеппен 35%-ке өседі.", ["plan", "plan"]),
    ("Бригада орта есеппен 30 көлік жөндейді.", ["fact"]),
    ("Бір жыл ішінде барлығы 28 ауыл газдандырылады.", ["plan"]),
    ("Әр жыл ішінде 28 ауыл газдандырылады.", ["fact"]),
    # the task that somebody was told
    ("Ол 900 мектеп салуды тапсырғанын еске салды.", ["target"]),
    ("Ол 900 мектеп салынғанын еске салды.", ["fact"]),
    ("Президенттің 20 млн ағаш отырғызу жөніндегі тапсырмасын орындау үшін жұмыс жүріп жатыр.", ["target"]),
    # an index that was reached
    ("Экономикалық индикатор 118,5%-ке дейін жеделдеді.", ["fact"]),
    ("Экономикалық индикатор 118,5%-ке дейін жеткізілуі тиіс.", ["target"]),
]
NO_FIGURES = [
    ("Болжам 2027жылға жасалды.", []),
    ("Ауылда 2027 жылқы бар.", ["2027 жылқы"]),
    ("Бұл туралы 715.2 kz тілшісі айтты.", []),
    ("Бұл туралы 715 тілші айтты.", ["715 тілші"]),
]
UNITS = [
    # «туристер» is written so as often as «туристтер»
    ("Туристердің саны 5 миллионға жетеді.", ["person"]),
    ("Кірістің көлемі 5 миллионға жетеді.", ["KZT"]),
    ("Нөмірлік қор 23 мың төсек-орынға жетті.", ["place"]),
    # as many millions of what was told right before
    ("Биыл 40 млн көшет отырғызу жоспарланған, оның 30 млн-ы отырғызылды.", ["sapling"] * 2),
    ("Биыл 40 көшет отырғызу жоспарланған, оған 30 млн бөлінді.", ["sapling", "KZT"]),
    # «олардың» are several things, «оның» may be money
    ("Ауданда 42 жоба бар. Құны – 86 млрд теңге. Олардың 15-і аяқталды.", ["project", "KZT", "project"]),
    ("Ауданға 86 млрд теңге бөлінді. Оның 15-і жолға жұмсалды.", ["KZT", "KZT"]),
    # a noun that ends as verbs do
    ("Биыл 12 алғашқы көмек нысаны салынды.", ["facility"]),
    ("Биыл 12 нысан көмек алмақ.", ["facility"]),
    ("Жақында 1 миллионыншы туристі күтеміз.", []),
]
LEADS = [
    ("Министр аяқталуы тиіс нысандардың мерзімін атап көрсетті", "target"),
    ("Министр салынатын нысандардың мерзімін айтты", "plan"),
    ("Министр салынған нысандардың мерзімін айтты", "fact"),
]


@pytest.mark.parametrize(("text", "figures"), LISTS)
def test_a_plan_reaches_over_what_goes_on_with_it(text, figures):
    assert [(one.unit, one.kind) for one in read(text).statements] == figures


@pytest.mark.parametrize(("text", "kinds"), KINDS)
def test_what_is_yet_to_be_done_and_what_is_not(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds


@pytest.mark.parametrize(("text", "quotes"), NO_FIGURES)
def test_glued_years_and_names_of_sites_are_no_figures(text, quotes):
    assert [one.quote for one in read(text).statements] == quotes


@pytest.mark.parametrize(("text", "units"), UNITS)
def test_what_millions_and_compounds_count(text, units):
    assert [one.unit for one in read(text).statements] == units


@pytest.mark.parametrize(("text", "kind"), LEADS)
def test_a_lead_that_names_what_must_be_done(text, kind):
    items = ":\n7 нысан – маусым;\n210 нысан – қазан."
    assert [one.kind for one in read(text + items).statements] == [kind, kind]


def test_by_how_much_before_the_levels_themselves():
    kinds = [one.kind for one in read("Туристер саны 60%-ға – 4 мыңнан 6 мың адамға дейін өсті.").statements]
    assert kinds == ["change", "fact", "fact"]
