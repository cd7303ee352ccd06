"""The points of minutes and orders are told by who chaired or signed; those of other texts by nobody."""

import pytest

from esep.reading import read

POINT = "1. Акимам районов завершить сев.\n"
KAZAKH_POINT = "1. Қаржы басқармасына қаражат бөлу тапсырылсын.\n"


def issuers(text):
    return [one.issuer for one in read(text).instructions]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            f"ПРОТОКОЛ № 5\nПредседательствовал: заместитель акима Е.К. Омаров\n{POINT}",
            "заместитель акима Е.К. Омаров",
        ),
        (
            f"ХАТТАМА № 14\nТөрағалық еткен: облыс әкімі Н.Б. Қайратұлы\n{KAZAKH_POINT}",
            "облыс әкімі Н.Б. Қайратұлы",
        ),
        (
            f"РАСПОРЯЖЕНИЕ\n{POINT}Секретарь Б. Асанов\nАким области    Н. Ногаев\n",
            "Аким области Н. Ногаев",
        ),
        (f"РЕШЕНИЕ\n{POINT}Аким района    Н. Ногаев\n", "Аким района Н. Ногаев"),
        (f"ӨКІМ\n{KAZAKH_POINT}Облыс әкімі | Н. Қайратұлы\n", "Облыс әкімі"),
    ],
)
def test_who_chaired_or_signed_tells(text, issuer):
    (one,) = read(text).instructions
    assert one.issuer == issuer
    assert text[slice(*one.issuer_span)].split() == issuer.split()


def test_who_is_named_in_a_point_tells_it():
    head = f"ПРОТОКОЛ\nПредседательствовал: аким области\n{POINT}"
    text = f"{head}2. Министр поручил отделу финансов выделить средства.\n"
    assert issuers(text) == ["аким области", "Министр"]


@pytest.mark.parametrize(
    "text",
    [
        f"Новости недели\n{POINT}Аким области    Н. Ногаев\n",
        f"Протокол о намерениях подписан, и это событие для нашего края.\n{POINT}Аким Н. Ногаев\n",
        f"ПРОТОКОЛ\nПрисутствовали: аким области Н. Ногаев\n{POINT}Секретарь Б. Асанов\n",
    ],
)
def test_other_names_tell_nothing(text):
    assert issuers(text) == [None]


@pytest.mark.parametrize(
    ("text", "issuer", "quote"),
    [
        (
            f"ХАТТАМА\nОблыс әкімінің төрағалығымен өткен мәжіліс\n{KAZAKH_POINT}",
            "Облыс әкімі",
            "Облыс әкімінің",
        ),
        (
            f"ХАТТАМА\nОблыс әкімі Д. Асановтың төрағалығымен өткен мәжіліс\n{KAZAKH_POINT}",
            "Облыс әкімі Д. Асанов",
            "Облыс әкімі Д. Асановтың",
        ),
        (
            f"ПРОТОКОЛ\nсовещания под председательством акима области Исабаева Б.\n{POINT}",
            "аким области Исабаев Б.",
            "акима области Исабаева Б.",
        ),
    ],
)
def test_who_presided_by_the_title_tells_in_the_nominative(text, issuer, quote):
    (one,) = read(text).instructions
    assert (one.issuer, text[slice(*one.issuer_span)]) == (issuer, quote)


def test_a_meeting_that_somebody_presided_is_no_minutes():
    assert issuers(f"Облыс әкімінің төрағалығымен мәжіліс өтті.\n{KAZAKH_POINT}") == [None]


def test_a_talk_is_told_by_its_labels():
    text = (
        "Д. АСАНОВ: В следующем году сдадим четыре дома. Я поручил отделу к 1 декабря представить карту.\n"
        "ВОПРОС: Управлению сдать отчет до 1 мая?\nТ. Ахметова: Отдел должен закупить машины до 1 мая.\n"
    )
    told = [(one.issuer, one.addressee, one.action) for one in read(text).instructions]
    assert told[0] == ("Д. АСАНОВ", "Д. АСАНОВ", "В следующем году сдадим четыре дома")
    assert told[1] == ("Д. АСАНОВ", "отдел", "представить карту")
    assert told[-1][:2] == ("Т. Ахметова", "Отдел")
    assert text[slice(*read(text).instructions[0].action_span)] == told[0][2]


def test_a_message_is_told_by_its_sender():
    text = (
        "[12.11.2025, 09:12] Аким района: Акимам округов до пятницы дать список\n[12.11.2025, 09:13] Б.: Ок\n"
    )
    (one,) = read(text).instructions
    assert (one.issuer, one.addressee) == ("Аким района", "Акимы округов")
