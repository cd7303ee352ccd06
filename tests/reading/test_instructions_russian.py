"""Who tells, who is told and what must be done, in the longer sentences of Russian releases."""

import datetime

import pytest

from esep.reading import read


def found(text):
    return read(text, reference=datetime.date(2026, 3, 2)).instructions


def only(text):
    (one,) = found(text)
    return one


ADDRESSEES = [
    ("В соответствии с этим районным акиматам необходимо усилить работу.", "районные акиматы"),
    ("Необходимо уделить внимание Торгайскому району.", None),
    ("Региональные власти должны усилить работу.", "Региональные власти"),
    ("Асан Усенов: к 2029 году все дома должны быть с водой.", None),
    ("Каждый фермер до конца года получит компенсацию.", None),
    ("До конца года будут сданы школы в сёлах Акшукыр и Жетыбай на 600 мест.", None),
]


@pytest.mark.parametrize(("text", "addressee"), ADDRESSEES)
def test_who_is_told(text, addressee):
    assert only(text).addressee == addressee


ISSUERS = [
    ("Касым Усенов дал акимам поручение усилить контроль.", "Касым Усенов"),
    ("Касым Усенов подчеркнул, что акимы должны усилить контроль.", "Касым Усенов"),
    ("Министр возложил ответственность за ремонт на акимов районов.", "Министр"),
    ("– Нужно усилить контроль, – распорядился аким.", "аким"),
]


@pytest.mark.parametrize(("text", "issuer"), ISSUERS)
def test_who_tells(text, issuer):
    assert only(text).issuer == issuer


def test_he_is_the_one_who_was_named_before():
    text = "Аким поручил отделам проверить дамбы. Нужно также взять на учёт мосты, подчеркнул он."
    assert [one.issuer for one in found(text)] == ["Аким", "Аким"]


def test_who_told_in_another_paragraph_promises_nothing_here():
    text = "Аким поручил отделам проверить дамбы.\nВ 2027 году в селе планируется открыть школу."
    assert [one.issuer for one in found(text)] == ["Аким", None]


ACTIONS = [
    ("Надо регулярно проверять дамбы.", "регулярно проверять дамбы"),
    ("Следует шире использовать транзит.", "шире использовать транзит"),
    ("Необходимо проверять дамбы.", "проверять дамбы"),
    ("Нужно также проверять дамбы.", "проверять дамбы"),
    ("На особый контроль необходимо взять мосты.", "На особый контроль необходимо взять мосты"),
    ("Аким поручил отделам проверить дамбы и напомнил о сроках.", "проверить дамбы"),
    ("Отделам были даны поручения по проверке дамб.", "по проверке дамб"),
    (
        "Министр возложил персональную ответственность за ремонт дамб на акимов.",
        "персональную ответственность за ремонт дамб",
    ),
    ("Правительству указано на допущенные упущения.", "на допущенные упущения"),
]


@pytest.mark.parametrize(("text", "action"), ACTIONS)
def test_what_must_be_done(text, action):
    assert only(text).action == action


PROMISES = [
    ("Мост: 900 метров уже уложено, остальное дозаложат к пятнице.", "остальное дозаложат к пятнице"),
    ("В мае выпустили 3 млн мальков, осенью добавят 1,5 млн.", "осенью добавят 1,5 млн"),
    ("Школу, где шёл ремонт, до конца года откроют.", "Школу, где шёл ремонт, до конца года откроют"),
    ("С июля откроются два кабинета, что позволит принимать больше.", "С июля откроются два кабинета"),
]


@pytest.mark.parametrize(("text", "quote"), PROMISES)
def test_a_promise_begins_behind_what_is_done(text, quote):
    assert only(text).quote == quote


def test_what_is_made_ready_for_is_no_term():
    assert only("Необходимо взять на контроль готовность школ к зиме.").deadline is None
    assert only("Управлению обеспечить подготовку 100% жилых домов к зиме.").deadline is None
    assert only("Необходимо завершить ремонт школ к зиме.").deadline == "к зиме"
    assert only("Необходимо подготовить школы к 1 сентября.").deadline == "к 1 сентября"


def test_advice_to_residents_and_what_goes_on_promise_nothing():
    assert found("Жителям необходимо обратиться в областной штаб.") == ()
    assert found("Мы проводим эти праздники.") == ()
    assert len(found("Мы проведём эти праздники.")) == 1


def test_all_of_a_speech_is_told_by_the_one_named_at_its_end():
    text = (
        "Министр поручил акимам усилить контроль.\n"
        "«Поручаю отделам проверить дамбы. Надо проверить и мосты фонда «Nova». Отчёт должен быть готов», – "
        "отметил аким."
    )
    assert [one.issuer for one in found(text)] == ["Министр", "аким", "аким", "аким"]
    text = "– Поручаю отделам проверить дамбы. Надо проверить и мосты, – отметил аким."
    assert [one.issuer for one in found(text)] == ["аким", "аким"]
    text = "Мост закрыт. Надо проверить мосты. «Вода спала», – отметил аким."
    assert [one.issuer for one in found(text)] == [None]


def test_an_object_keeps_its_number():
    assert (
        only("Управлению завершить замену 23,6 км тепловых сетей.").object == "замену 23,6 км тепловых сетей"
    )
    assert only("Управлению завершить ремонт школ к 1 мая.").object == "ремонт школ"


NAMED = [
    (
        "Аким поручил акиму города Азамату Бекету, акиму района Дархану Ермаганову решить вопрос.",
        "аким города Азамат Бекет, аким района Дархан Ермаганов",
    ),
    ("«АО «НК «Жол» необходимо завершить ремонт.", "АО «НК «Жол»"),
    ("Канцелярии министра в трёхдневный срок внести предложения.", "Канцелярия министра"),
    ("Ремонт на улицах Омарова, Казыбаева и в переулке Абаева завершат в сентябре.", None),
    ("В Актобе, Таразе и Жамбылской области необходимо усилить контроль.", None),
    ("В этом году заменят 1838 метров труб, сообщает пресс-служба акимата.", None),
]


@pytest.mark.parametrize(("text", "addressee"), NAMED)
def test_who_is_told_by_name(text, addressee):
    assert only(text).addressee == addressee


def test_who_tells_behind_the_task_is_no_one_of_its_words():
    one = only("Привлечь заместителей акимов областей поручил министр Асан Усенов.")
    assert one.issuer == "министр Асан Усенов"


def test_bare_infinitives_go_on_with_what_is_needed():
    text = "«Необходимо проверить дамбы. Определить резерв, завезти грунт», – поручил аким."
    assert [(one.type, one.action, one.issuer) for one in found(text)] == [
        ("obligation", "проверить дамбы", "аким"),
        ("obligation", "Определить резерв, завезти грунт", "аким"),
    ]


def test_how_something_is_needed_to_be_done():
    assert only("Вам нужно лично на контроле держать цены.").action == "лично на контроле держать цены"
    assert only("Нужно акимам до 1 мая завершить ремонт.").action == "завершить ремонт"


def test_when_it_was_begun_is_no_term():
    assert only("Проект начали в 2023 году и планируют завершить в 2027 году.").deadline == "в 2027 году"


def test_who_was_heard_before_tells_nobody():
    one = only("Заслушав доклад руководителя отдела Лязат Усеновой, аким области поручил усилить контроль.")
    assert (one.issuer, one.addressee) == ("аким области", None)


def test_an_adjective_agrees_with_the_body():
    assert only("Поручаю региональному представительству проверить мосты.").addressee == (
        "региональное представительство"
    )
    assert only("Поручаю областной комиссии проверить мосты.").addressee == "областная комиссия"
    assert only("Поручаю районному отделу проверить мосты.").addressee == "районный отдел"


def test_what_is_expected_begins_behind_that_word():
    assert only("Ожидается, что восемь школ будут открыты к 1 сентября.").quote == (
        "восемь школ будут открыты к 1 сентября"
    )
