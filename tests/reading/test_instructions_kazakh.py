"""Who tells, who is told and where an instruction begins, in the longer sentences of Kazakh releases."""

import pytest

from esep.reading import read


def found(text):
    return read(text).instructions


TELLERS = [
    ("Кеңес соңында облыс әкімі басқармаларға жұмысты аяқтауды тапсырды.", "облыс әкімі"),
    ("Облыс әкімі комиссия отырысында басқармаларға жұмысты аяқтауды тапсырды.", "Облыс әкімі"),
    ("Аудан әкімі Асан Үсенов Қаржы басқармасына жұмысты аяқтауды тапсырды.", "Аудан әкімі Асан Үсенов"),
    ("Берік Сапаров аудан әкімдеріне жұмысты аяқтауды тапсырды.", "Берік Сапаров"),
    ("– Жұмысты жандандыру керек, – деді Берік Сапаров Үкімет отырысында.", "Берік Сапаров"),
    ("– Жұмысты жандандыру керек, – деді облыс әкімі селекторлық жиында.", "облыс әкімі"),
    ("– Жұмысты жандандыру керек, – деді кеңес соңында облыс әкімі.", "облыс әкімі"),
    ("Жұмысты 2027 жылы аяқтау жоспарланып отыр, деп хабарлайды QazaqNews.kz.", None),
    ("Министр Асан Үсенов биыл 40 мың жұмыс орнының ашылатынын мәлімдеді.", "Министр Асан Үсенов"),
]


@pytest.mark.parametrize(("text", "issuer"), TELLERS)
def test_who_tells_is_named_without_the_meeting(text, issuer):
    assert [one.issuer for one in found(text)] == [issuer]


def test_a_newspaper_that_passes_it_on_tells_nobody():
    for teller in (
        "сообщает example.kz",
        "передаёт корреспондент МИА «Вести»",
        "сообщает пресс-служба акимата",
    ):
        (one,) = found(f"До конца года планируется открыть школу, {teller}.")
        assert one.issuer is None


JOINTLY = [
    (
        "Қаржы басқармасына экономика басқармасымен бірлесіп есепті ұсыну тапсырылды.",
        ["Қаржы басқармасы", "экономика басқармасы"],
        "экономика басқармасымен бірлесіп есепті ұсыну",
    ),
    (
        "Облыс әкімдігімен бірлесіп Қаржы министрлігі мәселені шешуі керек.",
        ["Қаржы министрлігі", "Облыс әкімдігі"],
        "мәселені шешуі керек",
    ),
]


@pytest.mark.parametrize(("text", "bodies", "action"), JOINTLY)
def test_a_body_that_acts_jointly_is_an_addressee(text, bodies, action):
    (one,) = found(text)
    assert ([body.name for body in one.addressees], one.action) == (bodies, action)
    assert one.addressee == bodies[0]
    for body in one.addressees:
        assert text[body.start : body.end] == body.quote


WHERE_IT_BEGINS = [
    ("Былтыр 40 үй салынса, биыл 60 үй салу жоспарланып отыр.", "биыл 60 үй салу жоспарланып отыр"),
    (
        "Бюджеттен 12 нысанның құрылысы жүргізіліп, оның ішінде биыл 3 нысанды беру жоспарланған.",
        "биыл 3 нысанды беру жоспарланған",
    ),
    (
        "Басқарма 5 мектепті жөндеп, 1 маусымға дейін есеп беруі керек.",
        "Басқарма 5 мектепті жөндеп, 1 маусымға дейін есеп беруі керек",
    ),
    (
        "Министр биыл 40 мың орынның ашылатынын мәлімдеді.",
        "биыл 40 мың орынның ашылатынын мәлімдеді",
    ),
]


@pytest.mark.parametrize(("text", "quote"), WHERE_IT_BEGINS)
def test_a_plan_begins_behind_what_it_is_set_against(text, quote):
    assert [one.quote for one in found(text)] == [quote]


def test_two_tasks_with_a_term_each_are_two_instructions():
    text = "Су басқармасына каналды 30 маусымға дейін тазалау, ал жыл соңына дейін мәселені шешу жүктелді."
    assert [(one.addressee, one.deadline, one.action) for one in found(text)] == [
        ("Су басқармасы", "30 маусымға дейін", "каналды 30 маусымға дейін тазалау"),
        ("Су басқармасы", "жыл соңына дейін", "мәселені шешу"),
    ]


def test_two_addressees_joined_by_as_well_have_a_task_each():
    text = (
        "Әкім қала әкіміне желіні жаңартуды, сондай-ақ облыс экономика басқармасына өтінім беруді тапсырды."
    )
    assert [one.addressee for one in found(text)] == ["қала әкімі", "облыс экономика басқармасы"]


TOLD = [
    ("Министр басқармаларға бағаны тұрақтандыру қажеттігін ескертті.", "obligation", "басқармалар"),
    ("Министр басқармаларға бағаны бақылауды ескертті.", "order", "басқармалар"),
    (
        "Үкімет басшысы Ауыл шаруашылығы министрлігі мәселені пысықтауы керек екенін жүктеді.",
        "order",
        "Ауыл шаруашылығы министрлігі",
    ),
    (
        "Қаржы министрлігі орган және әкімдікті қаржыландыруды бекітуі керек.",
        "obligation",
        "Қаржы министрлігі",
    ),
    ("Осы тәртіпке қарамастан аудан ұйымдары үшін жұмыс орындарына квота белгіленсін.", "order", None),
    (
        "Жиынды өткізу аудандық бөлімнің бастығы А.Сеитовқа жүктелсін.",
        "order",
        "аудандық бөлімнің бастығы А.Сеитов",
    ),
]


@pytest.mark.parametrize(("text", "kind", "addressee"), TOLD)
def test_who_is_told_and_how(text, kind, addressee):
    assert [(one.type, one.addressee) for one in found(text)] == [(kind, addressee)]


def test_till_when_a_programme_runs_is_no_term():
    (one,) = found("Басқармаға 2030 жылға дейінгі бағдарламаны орындау тапсырылды.")
    assert one.deadline is None


def test_a_forecast_of_a_state_promises_nothing():
    assert found("2028 жылы зауыттың үлесі 26 пайызды құрайтын болады.") == ()
    assert len(found("2028 жылы зауыт іске қосылатын болады.")) == 1


def test_a_month_tells_when_a_plan_falls_due():
    (one,) = found("Желтоқсанда қуаты 500 МВт блокты іске қосу жоспарланып отыр.")
    assert one.deadline == "Желтоқсанда"


def test_for_when_a_budget_is_and_how_long_is_no_term():
    (one,) = found("Басқармаға 2027 жылға арналған бюджетті нақтылау тапсырылды.")
    assert one.deadline is None
    (one,) = found("Басқармаға 3 жыл бойы қаражат бөлуді тапсырамын.")
    assert one.recurrence is None


def test_from_what_is_paid_is_nobody_who_must():
    (one,) = found("Несие желілерін Даму банкі есебінен тиімді пайдалану қажет.")
    assert one.addressee is None


def test_all_of_a_speech_is_told_by_the_one_named_at_its_end():
    text = "– Құрылысты аяқтау керек. Басқарма 1 маусымға дейін 6 үйді берсін, – деді облыс әкімі."
    assert [one.issuer for one in found(text)] == ["облыс әкімі", "облыс әкімі"]
    text = "«Біз жыл соңына дейін 900 адамды қамтуды жоспарлап отырмыз. Бұл жақсы», – деді министр."
    assert [(one.issuer, one.addressee) for one in found(text)] == [("министр", "біз")]


def test_a_point_names_with_whom_it_is_done():
    text = "Қаржы басқармасына:\n- қала әкімімен бірлесіп есепті ұсыну;\n- бюджетті нақтылау.\n"
    assert [[body.name for body in one.addressees] for one in found(text)] == [
        ["Қаржы басқармасы", "қала әкімі"],
        ["Қаржы басқармасы"],
    ]


def test_a_promise_may_be_told_with_what_it_needs():
    text = "Министр алдағы 3 жылда 60 мектеп жөнделетінін, оған 25 млрд теңге қажет екенін жеткізді."
    assert [(one.issuer, one.deadline) for one in found(text)] == [("Министр", "алдағы 3 жылда")]


ORDERS = [
    ("Министрлік мәселесін шешу жұмыстарын, логистиканы қоса, жүргізсін.", "Министрлік"),
    ("Комиссия құруды Асан Серікұлына тапсырамын.", "Асан Серікұлы"),
    ("Басқармаға мектепті беру жөнінде нақты тапсырма берді.", "Басқарма"),
    ("Элеваторлардың дайын болуы керегін ескертті.", None),
]


@pytest.mark.parametrize(("text", "addressee"), ORDERS)
def test_an_order_is_found(text, addressee):
    assert [one.addressee for one in found(text)] == [addressee]


def test_what_tasks_were_about_is_no_task_unless_someone_is_told():
    assert found("Министр су қоймаларын салу бойынша жаңа тапсырмалар берді.") == ()
    (one,) = found("Министр басқармаға су қоймаларын салу бойынша жаңа тапсырмалар берді.")
    assert (one.addressee, one.action) == ("басқарма", "су қоймаларын салу")


def test_two_orders_of_one_sentence():
    text = "Әкім мердігерге мерзімге назар аударуды тапсырып, бөлім басшысына бақылауды күшейтуді міндеттеді."
    assert [(one.issuer, one.addressee) for one in found(text)] == [
        ("Әкім", "мердігер"),
        ("Әкім", "бөлім басшысы"),
    ]


def test_a_duty_begins_with_its_own_clause():
    (one,) = found("Көкөністің маусымы келді, сондықтан бағалар арзандатылуы керек.")
    assert one.quote == "сондықтан бағалар арзандатылуы керек"


TERMS = [
    (
        "Басқармаға күн сайын сағат 18:00-ге дейін мәлімет беруді тапсырамын.",
        "күн сайын сағат 18:00-ге дейін",
    ),
    ("Қалған үйлерді 2027 жылдың басында беру көзделген.", "2027 жылдың басында"),
    ("Үйлерді келесі жылдың мамырында беру көзделген.", "келесі жылдың мамырында"),
    ("Әр күннің маңызын түсіндіру қажет.", None),
]


@pytest.mark.parametrize(("text", "term"), TERMS)
def test_when(text, term):
    assert [one.deadline for one in found(text)] == [term]
