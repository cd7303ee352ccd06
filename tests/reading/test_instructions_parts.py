"""Who, what, where, by when: each part of an instruction has its place in the text."""

import datetime

import pytest

from esep.periods import Span
from esep.reading import describe_rule, instruction_rules, read


def only(text, **said):
    (one,) = read(text, **said).instructions
    return one


def quoted(text, span):
    return text[span[0] : span[1]]


def test_every_part_of_a_russian_instruction_has_its_place():
    text = "Аким области поручил управлению энергетики до 1 декабря завершить ремонт котельной."
    one = only(text, reference=datetime.date(2024, 10, 3))
    assert quoted(text, one.issuer_span) == one.issuer == "Аким области"
    assert one.addressee == "управление энергетики"
    assert quoted(text, one.deadline_span) == one.deadline == "до 1 декабря"
    assert one.due == Span(datetime.date(2024, 12, 1), datetime.date(2024, 12, 1))
    assert quoted(text, one.action_span) == one.action == "завершить ремонт котельной"
    assert quoted(text, one.object_span) == one.object == "ремонт котельной"


def test_every_part_of_a_kazakh_instruction_has_its_place():
    text = "Облыс әкімі энергетика басқармасына қазандықты жөндеуді 1 желтоқсанға дейін аяқтауды тапсырды."
    one = only(text, reference=datetime.date(2024, 10, 3))
    assert quoted(text, one.issuer_span) == one.issuer == "Облыс әкімі"
    assert one.addressee == "энергетика басқармасы"
    assert quoted(text, one.deadline_span) == one.deadline == "1 желтоқсанға дейін"
    assert one.due == Span(datetime.date(2024, 12, 1), datetime.date(2024, 12, 1))
    assert quoted(text, one.object_span) == one.object


def test_the_place_is_a_code_of_the_classifier():
    one = only("Поручаю завершить строительство моста в Меркенском районе Жамбылской области.")
    assert one.place is not None
    assert len(one.place) == 9
    assert only("Поручаю завершить строительство моста.").place is None


def test_the_place_of_one_of_several_who_are_told_is_not_that_of_the_task():
    several = "Акимам Меркенского, Шуского районов и города Тараза завершить ремонт"
    assert only(f"{several}.").place is None
    there = only(f"{several} моста в Жуалынском районе Жамбылской области.").place
    assert there == only("Завершить ремонт поручено акиму Жуалынского района Жамбылской области.").place


RECURRING = [
    ("Поручаю докладывать еженедельно.", "weekly"),
    ("Поручаю отчитываться ежеквартально.", "quarterly"),
    ("Поручаю проводить рейды на постоянной основе.", "constant"),
    ("Поручаю проверять котельные каждый месяц.", "monthly"),
    ("Қаржы басқармасына ай сайын есеп беру тапсырылды.", "monthly"),
    ("Әкімдіктерге бағаны тұрақты негізде бақылау тапсырылды.", "constant"),
    ("Бөлімдерге апта сайын есеп беру тапсырылсын.", "weekly"),
    ("Поручаю закончить ремонт до 1 мая.", None),
]


@pytest.mark.parametrize(("text", "recurrence"), RECURRING)
def test_a_standing_task_recurs(text, recurrence):
    assert only(text).recurrence == recurrence


WITHIN = [
    ("Поручаю представить план в месячный срок.", datetime.date(2024, 2, 29)),
    ("Поручаю представить план в десятидневный срок.", datetime.date(2024, 2, 10)),
    ("Поручаю представить план в течение двух недель.", datetime.date(2024, 2, 14)),
    ("Қаржы басқармасына жоспарды екі ай ішінде ұсыну тапсырылды.", datetime.date(2024, 3, 31)),
    ("Қаржы басқармасына жоспарды он күн ішінде ұсыну тапсырылды.", datetime.date(2024, 2, 10)),
    ("Поручаю представить план в течение 3 (трёх) рабочих дней.", datetime.date(2024, 2, 5)),
    ("Қаржы басқармасына жоспарды 3 (үш) жұмыс күні ішінде ұсыну тапсырылды.", datetime.date(2024, 2, 5)),
    ("Поручаю представить план до конца недели.", datetime.date(2024, 2, 4)),
    ("Поручаю представить план на следующей неделе.", datetime.date(2024, 2, 11)),
    ("Қаржы басқармасына жоспарды аптаның соңына дейін ұсыну тапсырылды.", datetime.date(2024, 2, 4)),
]


@pytest.mark.parametrize(("text", "last"), WITHIN)
def test_a_duration_counts_from_the_day_of_the_text(text, last):
    assert only(text, reference=datetime.date(2024, 1, 31)).due.last == last
    assert only(text).due is None


def test_names_are_spelled_as_a_text_in_latin_letters_spells_them():
    text = "Oblys ákimi aýdan ákimderine jumysty jyl sońyna deıin aıaqtaýdy tapsyrdy."
    one = only(text)
    assert one.quote == text[:-1]
    assert one.addressee == "aýdan ákimderi"
    assert one.deadline == "jyl sońyna deıin"


def test_every_rule_says_in_three_languages_what_it_reads():
    for language in ("kk", "ru"):
        for rule, says in instruction_rules(language).items():
            assert all((says.kk, says.ru, says.en)), rule
    assert "поруч" in describe_rule("order_verb", "ru").ru
    assert describe_rule("no_such_rule", "ru") is None


def test_every_instruction_names_a_rule_that_is_described():
    text = "Аким поручил:\n– акимам завершить ремонт;\n– провести проверки.\nМы должны успеть.\n"
    for one in read(text).instructions:
        assert describe_rule(one.rule, one.language) is not None


def test_who_speaks_before_the_words_is_the_issuer():
    text = "На совещании аким области отметил, что нужно усилить контроль, и поручил отделам проверить дамбы."
    assert [one.issuer for one in read(text).instructions] == ["аким области", "аким области"]
    for one in read(text).instructions:
        assert quoted(text, one.issuer_span) == one.issuer


PROMISED = [
    ("«Мы построим 15 школ», – сказал аким области.", "аким области", "мы", "Мы построим 15 школ"),
    ("– Біз 15 мектеп саламыз, – деді облыс әкімі.", "облыс әкімі", "біз", "Біз 15 мектеп саламыз"),
    ("Екінші цехты келесі айда ашамыз.", "біз", "біз", "Екінші цехты келесі айда ашамыз"),
]


@pytest.mark.parametrize(("text", "issuer", "addressee", "action"), PROMISED)
def test_who_promises_for_us_is_the_one_who_speaks(text, issuer, addressee, action):
    one = only(text)
    assert (one.issuer, one.addressee, one.action) == (issuer, addressee, action)


SPOKEN = [
    ("Аким области: «Поручаю управлению финансов сдать отчёт».", "Аким области"),
    ("Облыс әкімі: «Қаржы басқармасына есепті ұсынуды тапсырамын».", "Облыс әкімі"),
    ("2025 жылы мектеп пайдалануға беріледі деп жоспарлануда.", None),
]


@pytest.mark.parametrize(("text", "issuer"), SPOKEN)
def test_the_words_before_a_quotation_name_who_tells(text, issuer):
    one = only(text)
    assert one.issuer == issuer
    assert issuer is None or quoted(text, one.issuer_span) == issuer


def test_a_term_of_this_year_is_of_the_year_of_the_text():
    one = only("Поручаю до 15 апреля т.г. провести проверку.", reference=datetime.date(2024, 5, 2))
    assert one.due.last == datetime.date(2024, 4, 15)
    assert one.deadline == "до 15 апреля т.г."


def test_a_monthly_day_is_no_duration():
    text = "Поручаю к 5 числу месяца, следующего за отчётным, представлять отчёт."
    one = only(text, reference=datetime.date(2024, 5, 2))
    assert (one.deadline, one.due) == ("к 5 числу месяца, следующего за отчётным", None)


def test_the_share_of_the_last_body_holds_no_verb_of_telling():
    text = "Әкім қаржы басқармасына смета жасауды, ал аудан әкімдеріне егісті аяқтауды тапсырды."
    assert [one.action for one in read(text).instructions] == ["смета жасауды", "егісті аяқтауды"]


TOLD = [
    ("Контроль возложить на первого заместителя акима области.", "первый заместитель акима области"),
    (
        "Министерствам сельского хозяйства, финансов и национальной экономики внести предложения.",
        "Министерства сельского хозяйства, финансов и национальной экономики",
    ),
    ("Ол қаржы министрі Е.Қ. Омаровқа есепті аяқтауды тапсырды.", "қаржы министрі Е.Қ. Омаров"),
]


@pytest.mark.parametrize(("text", "addressee"), TOLD)
def test_who_is_told_stands_in_the_nominative_without_what_is_not_his_name(text, addressee):
    one = only(text)
    assert one.addressee == addressee
    assert one.issuer is None


WHO_MUST = [
    ("Бұған ұжымның барлық мүшелері қатысуы керек.", "ұжымның барлық мүшелері"),
    ("Партия жиналыстарды өткізуі тиіс.", "Партия"),
    ("Олар да тексерушілерге көмек көрсетуге тиіс.", "Олар"),
    ("Әр қызметкер, ең алдымен, адал маман болуға тиіс.", "Әр қызметкер"),
    ("Мемлекеттік қызметшілер әділ болуы керек.", "Мемлекеттік қызметшілер"),
    ("Жұмыстар сапалы болуы керек.", None),
    ("Ата-аналар тәрбиеге көңіл бөлуі қажет.", "Ата-аналар"),
    ("Ауданда мамандар кеңес беруі қажет.", "мамандар"),
    ("Тіл қоры толық жаңартылуы тиіс.", None),
    ("Агенттік полиция секілді құрылымдармен бірге әрекет етуі керек.", "Агенттік"),
    ("Ерлан Асқарұлы, маған ертең жауап беріңіз.", "Ерлан Асқарұлы"),
    ("Жұмыс тобына есепті 1 мамырға дейін дайындау тапсырылды.", "Жұмыс тобы"),
    ("Қытайлық тарап зауыт салуды жоспарлап отыр.", "Қытайлық тарап"),
]


@pytest.mark.parametrize(("text", "addressee"), WHO_MUST)
def test_who_must_do_it_in_a_kazakh_sentence(text, addressee):
    assert only(text).addressee == addressee


ACTIONS = [
    ("Құрылыс басқармасы жаңғыртуды қамтамасыз етсін.", "жаңғыртуды қамтамасыз етсін", None),
    ("Аудан әкімдері 1 мамырға дейін егісті аяқтасын.", "егісті аяқтасын", "егісті"),
    ("Кемшіліктерге жол берілмесін.", "Кемшіліктерге жол берілмесін", None),
    ("Қаржы басқармасына (А. Омаров) 1 мамырға дейін есеп беру тапсырылды.", "есеп беру", None),
    (
        "Премьер-министр Асан Омаров 1 шілдеге дейін заң жобасын әзірлеуді тапсырды.",
        "заң жобасын әзірлеуді",
        "заң жобасын",
    ),
    ("Басқармаға 1 қыркүйекке дейін тұжырымдама әзірлеуді тапсырды.", "тұжырымдама әзірлеуді", None),
    (
        "Құрылыс басқармасына 3 мың шаршы метр тұрғын үй салуды тапсырды.",
        "3 мың шаршы метр тұрғын үй салуды",
        None,
    ),
    ("Аким не должен допускать срыва сроков.", "не должен допускать срыва сроков", None),
    ("Нельзя допустить роста цен.", "Нельзя допустить роста цен", None),
    ("Необходимо не допустить срыва.", "не допустить срыва", None),
    ("Поручаю до 15 апреля т.г. провести проверку.", "провести проверку", "проверку"),
    (
        "Поручаю к 5 числу месяца, следующего за отчётным, представлять отчёт.",
        "представлять отчёт",
        "отчёт",
    ),
    (
        "Басқармаға мәселені 10 жұмыс күні ішінде қарау тапсырылсын.",
        "мәселені 10 жұмыс күні ішінде қарау",
        "мәселені",
    ),
    ("Біздің міндетіміз – ауылды таза сумен қамту.", "ауылды таза сумен қамту", "ауылды"),
    ("Управлению финансов обеспечить выплаты в срок до 1 июля.", "обеспечить выплаты", "выплаты"),
    ("Сдать отчёт до 1 мая поручено управлению финансов.", "Сдать отчёт", "отчёт"),
    ("«Поручаю управлению финансов сдать отчёт».", "сдать отчёт", "отчёт"),
]


@pytest.mark.parametrize(("text", "action", "acted_on"), ACTIONS)
def test_the_action_keeps_its_verb_and_its_denial_and_nothing_else(text, action, acted_on):
    one = only(text, reference=datetime.date(2024, 3, 15))
    assert one.action == quoted(text, one.action_span) == action
    assert one.object == acted_on


def test_a_kazakh_point_that_begins_with_a_body_is_told_to_it():
    text = "Облыс әкімі тапсырды:\n1) Қаржы басқармасы (А. Омаров) 20 желтоқсанға дейін ұсыныс енгізу.\n"
    one = only(text)
    assert (one.addressee, one.action) == ("Қаржы басқармасы", "ұсыныс енгізу")


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        (
            "Управлению образования до 1 сентября завершить ремонт школ и до 1 октября проверить отопление.",
            [("завершить ремонт школ", "2024-09-01"), ("проверить отопление", "2024-10-01")],
        ),
        (
            "Аким поручил управлению образования до 1 мая завершить ремонт, до 1 июня представить отчёт.",
            [("завершить ремонт", "2024-05-01"), ("представить отчёт", "2024-06-01")],
        ),
        (
            "Акиму района обеспечить контроль, ежеквартально представлять отчёт.",
            [("обеспечить контроль", None), ("представлять отчёт", None)],
        ),
        (
            "Акиму района обеспечить контроль и представить отчёт до 1 мая.",
            [("обеспечить контроль и представить отчёт", "2024-05-01")],
        ),
    ],
)
def test_each_task_with_a_day_of_its_own_is_one(text, tasks):
    found = read(text, datetime.date(2024, 3, 15)).instructions
    assert [(one.action, one.due and str(one.due)) for one in found] == tasks
    assert len({one.addressee for one in found}) == 1


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Управление должно до 1 мая завершить ремонт и до 1 июня сдать отчёт.", 1),
        ("Басқарма 1 мамырға дейін жөндеуді аяқтап, 1 маусымға дейін есеп беруі керек.", 1),
        ("Әкім басқармаға 1 мамырға дейін жөндеуді аяқтауды, 1 маусымға дейін есеп беруді тапсырды.", 0),
        ("Управлению до 1 мая завершить ремонт и до 1 июня сдать отчёт.", 0),
        ("Управление должно в этом году до 1 мая завершить ремонт.", 0),
        # a duration is no second day
        ("Акиму района поручено до 1 мая в течение 10 дней завершить ремонт школы.", 0),
        ("Управление должно до 1 мая в течение 5 рабочих дней завершить ремонт.", 0),
        ("Басқарма 1 мамырға дейін 10 күн ішінде жөндеуді аяқтауы керек.", 0),
    ],
)
def test_a_task_with_two_days_is_doubted(text, quotes):
    doubts = [doubt for doubt in read(text).doubts if doubt.rule == "two terms"]
    assert len(doubts) == quotes
    assert all(text[doubt.start : doubt.end] == doubt.quote for doubt in doubts)


def test_what_is_compared_with_is_no_term():
    text = "По сравнению с 2016 годом к 2025 году планируется открыть 12 школ."
    assert [one.deadline for one in read(text).instructions] == ["к 2025 году"]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Облыс әкімі 40 шақырым жылу желісін жөндеуді тапсырды.", "40 шақырым жылу желісін"),
        ("Облыс әкімі 1 200,5 шақырым жолды жөндеуді тапсырды.", "1 200,5 шақырым жолды"),
        (
            "Облыс әкімі 2025 жылғы жобалардың құжаттамасын дайындауды тапсырды.",
            "2025 жылғы жобалардың құжаттамасын",
        ),
    ],
)
def test_an_object_begins_with_its_number(text, thing):
    (task,) = read(text).instructions
    assert task.object == thing
    assert task.object_span is not None
    assert text[slice(*task.object_span)] == thing


def test_the_place_of_a_task_lies_in_the_region_of_its_document() -> None:
    text = (
        "Жамбыл облысы Қордай ауданының есебі\n\n2026 жылы Қайнар ауылында 140 орындық балабақша салу қажет."
    )
    (found,) = read(text).instructions
    assert found.place is not None
    assert found.place.startswith("31")
