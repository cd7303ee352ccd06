"""Which verb of a Kazakh sentence speaks of a figure and of an instruction: sentences of this test."""

import pytest

from esep.reading import find_instructions, read, split_sentences

KINDS = [
    ("Арықтар 4 пайызға азайып, 210 км құрады (жоспар бойынша 230 км).", ["change", "fact", "plan"]),
    ("Ауылда 18 үй бар, келесі жылы 6 үй салынады.", ["fact", "plan"]),
    ("Қазір зауытта 90 адам жұмыс істейді, алдағы күзде 40 адам алынады.", ["fact", "plan"]),
    ("Жаңа цех іске қосылса, қуаты жылына 25 мың тонна болады.", ["plan"]),
    ("Жиналуы тиіс алқаптың 82 пайызы орылды.", ["fact"]),
    ("Құны 3 млрд теңге нысандар бекітілген тәртіппен қабылданды.", ["fact"]),
    ("Мердігерлер 40 млн теңгеге міндеттемелерін орындады.", ["fact"]),
    ("Құрамында 14 адам бар 3 топ тексеру жүргізді.", ["fact", "fact"]),
    ("Күніне 2 мың көлік өтетін өткелде 5 қақпа ашылмақ.", ["fact", "plan"]),
    ("Салынатын өндіріс 60 адамды жұмыспен қамтиды.", ["plan"]),
    ("Жоспар – 500 орын, нақты – 320 орын.", ["plan", "fact"]),
    ("Диқандар 300 гектардан жоспарланған режимде өнім алды.", ["fact"]),
    ("Шығынды 15 пайыздан 9 пайызға түсіру міндеттелді.", ["fact", "target"]),
    (
        "Қалдықтың 17 пайызы сұрыпталады, ал келер жылы оны 40 пайызға жеткізу міндеті тұр.",
        ["fact", "target"],
    ),
    ("Сомасы 30 млн теңгеге, ауылда 12 млн теңгеге ұлғайған.", ["change", "change"]),
    ("Биыл 18 пайызға ауру түрлері азайды.", ["change"]),
    ("Түсім былтырғы деңгейден 0,9 центнер жоғары.", ["change"]),
    ("Жәрдемақы 7 пайызға индекстелді.", ["change"]),
    ("Қызмет 12 мамандық топпен жүзеге асырылады.", ["fact"]),
    ("Кәсіпорында 70 адам тұрақты еңбек етеді, жазда 15 маусымшы қосылады.", ["fact", "fact"]),
    ("Серіктестік 4 млрд теңгеге цех салмақ, онда 90 адам еңбек етеді.", ["plan", "plan"]),
    ("Қуаты 40 мың тонна болатын қойма салынып жатыр.", ["plan"]),
    ("Ауылдағы 12 шақырымға 600 млн теңге қаралған.", ["plan", "plan"]),
    ("Шаң шекті мөлшерден 3 есе асқан.", ["fact"]),
    ("Былтыр 6 көшеге шам қойылмады.", ["fact"]),
    ("Бұл тәсіл суды екі есе үнемдейді.", ["fact"]),
    ("Өзен деңгейі 8 см-ге төмендеп, 640 см-ді құрады.", ["change", "fact"]),
    ("Бюджеттен 9 млрд теңге төленді, оның ішінде ауылға 4 млрд теңге қарастырылған.", ["fact", "fact"]),
]


@pytest.mark.parametrize(("text", "kinds"), KINDS)
def test_the_verb_of_its_own_clause_gives_a_figure_its_kind(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds


def test_more_than_the_level_before_is_a_difference_and_no_bound():
    (more,) = read("Өнім былтырғы көрсеткіштен 0,6 ц жоғары.").statements
    assert (more.quantity.approximation, more.kind) == (None, "change")


COUNTED = [
    ("Көшеде 28 рұқсатсыз үйінді жойылды.", 28, None),
    ("Жылдың басында 3 салалық және 9 өңірлік бағдарлама бағаланды.", 3, None),
    ("Жарақат алғаны – 412.", 412, None),
    ("Ауданда 177,6 мың шаршы метрлік алаң салынды.", 177600, "m2"),
    ("Ауданда 17 инвестжоба іске қосылды.", 17, "project"),
    ("Кездесуге ұйымдардың 35 өкілі келді.", 35, "person"),
    ("Кеше 11 тергеуші жиынға келді.", 11, "person"),
    ("Зауыттың жылдық қуаты 6 мың тонна болды.", 6000, "tonne/year"),
    ("Ай сайынғы төлем мөлшері: бірінші балаға – 6 АЕК (23 592 теңге).", 23592, "KZT/month"),
]


@pytest.mark.parametrize(("text", "value", "unit"), COUNTED)
def test_a_number_of_something_is_a_figure_in_its_unit(text, value, unit):
    assert (value, unit) in [(one.quantity.value, one.unit) for one in read(text).statements]


@pytest.mark.parametrize(
    "text",
    [
        "Желілер 35-10/0,4 кВ сыныбына жатады.",
        "Балалар 3-тен 6 жасқа дейін тәрбиеленеді.",
        "Бала бір жарым жасқа толғанда құжат жасалады.",
        "Ол 1414 нөміріне хабарласты.",
    ],
)
def test_classes_of_voltage_ages_and_numbers_to_call_are_no_figures(text):
    assert not read(text).statements


def quotes(text):
    return [(one.type, one.quote) for one in find_instructions(text, split_sentences(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Биыл баға 11 пайызға қымбаттады.",
        "Биылғы ұсынымдар назарға алынбады.",
        "Келесі жылы аяқталуы көзделген 40 жобаның 6-ы тоқтап қалды.",
        "Қалада жаңа орталық салынбақ.",
        "2014 жылғы жоспар бойынша көрсеткіш 64 пайыз болуы керек.",
        "Мамандар нені түзету керек екенін көрсетті.",
    ],
)
def test_what_was_done_or_has_no_doer_is_no_instruction(text):
    assert quotes(text) == []


def test_an_instruction_begins_behind_the_clause_that_tells_what_is():
    text = "Алты бекет ескі ғимаратта орналасқан, екеуіне келер жылы жаңасы салынады."
    assert quotes(text) == [("commitment", "екеуіне келер жылы жаңасы салынады")]


def test_lines_behind_tasks_that_were_given_are_those_tasks():
    text = (
        "Жиын соңында облыс әкімі бірқатар тапсырма берді.\n"
        "Қаржы басқармасына есеп берудің тәртібін өзгерту;\n"
        "Білім басқармасына мектептердің дайындығын тексеру.\n"
    )
    assert quotes(text) == [
        ("order", "Қаржы басқармасына есеп берудің тәртібін өзгерту"),
        ("order", "Білім басқармасына мектептердің дайындығын тексеру"),
    ]


def test_an_order_that_was_cut_before_its_verb_is_told_to_the_office_that_it_names():
    text = (
        "Тексеру қорытындысы бойынша Денсаулық сақтау министрлігіне табылған қателерді және олардың "
        "себептерін жою, қолданыстағы ереженің талаптарын\nБаспасөз қызметі"
    )
    (order,) = find_instructions(text, split_sentences(text))
    assert (order.rule, order.addressee) == ("order_cut", "Денсаулық сақтау министрлігі")


def test_a_plan_that_is_provided_for_a_term_is_a_commitment():
    text = "2027 жылы жобаның үшінші кезеңін жүзеге асыру қарастырылған."
    assert quotes(text) == [("commitment", text.rstrip("."))]


def test_parts_side_by_side_have_one_total():
    reading = read("Облыстағы 842 ауылдың 791-і желіге қосылған, 26-сы тасымал сумен қамтылған.")
    assert [one.part_of for one in reading.statements] == [None, 0, 0]


def test_a_collective_numeral_in_digits_is_a_part():
    reading = read("Алынған 24 сынаманың 5-еуі талапқа сай келмеді.")
    assert [(one.quantity.value, one.part_of) for one in reading.statements] == [(24, None), (5, 0)]
