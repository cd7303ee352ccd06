"""Places that a report means without naming them beside a figure, and names that are not the figure's."""

from __future__ import annotations

import pytest

from esep.reading import read
from esep.reading.statements.figure_places import PLACE_LEFT_OPEN

# Codes of the classifier of administrative-territorial objects.
_KARATAL, _TEMIRTAU, _SHET, _ABAI, _SEMEY, _KARAGANDA = (
    "334400000",
    "352410000",
    "356400000",
    "100000000",
    "101010000",
    "350000000",
)


def _codes(text: str) -> list[str | None]:
    return [one.place for one in read(text).statements]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Жетісу облысы Қаратал ауданының әкімінің есебі\n\nАуданда 26 мектеп бар.", _KARATAL),
        ("Отчёт акима Каратальского района области Жетісу\n\nПостроено 26 школ.", _KARATAL),
        ("Отчёт акима города Темиртау Карагандинской области\n\nВ городе 26 школ.", _TEMIRTAU),
    ],
)
def test_a_report_tells_of_the_innermost_place_of_its_title(text: str, code: str) -> None:
    assert _codes(text) == [code]


def test_in_the_district_means_the_one_named_last() -> None:
    text = (
        "Аким Карагандинской области посетил Шетский район. В районе построено 5 школ, в области – 40 школ."
    )
    assert _codes(text) == [_SHET, _KARAGANDA]
    assert _codes("Шет ауданына облыс әкімі барды. Ауданда 5 мектеп салынды.") == [_SHET]


def test_in_the_district_never_means_the_region() -> None:
    reading = read("Карагандинская область: итоги года\n\nПостроено 40 школ. В районе открыто 5 школ.")
    whole, part = reading.statements
    assert (whole.place, part.place) == (_KARAGANDA, None)
    assert any(doubt.rule == PLACE_LEFT_OPEN and doubt.start == part.start for doubt in reading.doubts)


def test_of_two_districts_of_other_paragraphs_none_is_meant() -> None:
    text = "В Шетском районе 2 школы.\n\nВ Абайском районе 3 школы.\n\nВ районе 5 аптек."
    assert _codes(text)[2] is None


@pytest.mark.parametrize(
    "text",
    [
        "В 2024 году в области Абай построено 5 школ, в том числе в городе Семей 3 школы.",
        "2024 жылы Абай облысында 5 мектеп, оның ішінде Семей қаласында 3 мектеп салынды.",
    ],
)
def test_the_place_of_a_part_is_not_that_of_the_whole(text: str) -> None:
    assert _codes(text) == [_ABAI, _SEMEY]


@pytest.mark.parametrize(
    "text",
    [
        "В 2024 году построено 5 школ, в том числе в городе Семей 3 школы.",
        "Облыста 5 мектеп, оның ішінде Семей қаласында 3 мектеп салынды.",
    ],
)
def test_a_whole_of_no_named_place_has_not_that_of_its_part(text: str) -> None:
    whole, part = _codes(text)
    assert part == _SEMEY
    assert whole in (None, _ABAI)


@pytest.mark.parametrize(
    "text",
    [
        "Мақтаарал, Жетісай ауданында 4,5 мың гектар егілді.",
        "Меркенский и Шуский районы получили 12 машин.",
        "Аудандар (Абай, Аягөз, Жарма, Үржар) 612 млн теңге алды.",
        "Акиматам Акмолинской, Костанайской и Северо-Казахстанской областей выделить 402 тыс. тонн зерна.",
        "В областях Абай, Ұлытау и Жамбылской создано 12,5 тыс. рабочих мест.",
    ],
)
def test_one_of_several_places_is_not_that_of_their_sum(text: str) -> None:
    reading = read(text)
    assert [one.place for one in reading.statements] == [None]
    assert [doubt.rule for doubt in reading.doubts] == [PLACE_LEFT_OPEN]


def test_a_word_before_a_comma_is_no_district() -> None:
    assert _codes("Мысалы, Жетісай ауданында 4,5 мың гектар егілді.") == ["613800000"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("В селе Шелек Енбекшиказахского района Алматинской области открыли 3 школы.", "194083100"),
        ("В Шетском районе Карагандинской области открыто 3 школы.", _SHET),
        ("В городе Темиртау Карагандинской области открыто 3 школы.", _TEMIRTAU),
        ("Қарағанды облысы Шет ауданында 3 мектеп ашылды.", _SHET),
        ("3 школы открыты в Шетском районе Карагандинской области.", _SHET),
    ],
)
def test_of_a_chain_of_places_the_innermost_is_meant(text: str, code: str) -> None:
    assert _codes(text) == [code]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "Атырау облысы\n\nОблыста кезекте 38 914 азамат тұр, оның 26 480-і Атырау қаласында.",
            ["230000000", "231010000"],
        ),
        ("Ұлытау облысы\n\nОблыста жұмыссыздық 3,4% (республикада 3,1%).", ["620000000", None]),
        ("Ұлытау облысы\n\nРеспубликада жұмыссыздық 3,1%.", [None]),
    ],
)
def test_the_place_of_a_part_or_of_the_country_is_its_own(text: str, codes: list[str | None]) -> None:
    assert _codes(text) == codes


def test_points_under_several_regions_are_of_none_of_them() -> None:
    lead = "Министерству сельского хозяйства совместно с акиматами Акмолинской и Костанайской областей:\n"
    assert _codes(lead + "1) выделить 402 тыс. тонн топлива;") == [None]
    assert _codes("В Костанайской области:\n1) собрано 402 тыс. тонн;") == ["390000000"]


def test_an_address_says_not_of_what_is_told() -> None:
    head = "ТОО «Құрылыс»\nг. Костанай, пр. Абая, 28, офис 12\n"
    assert _codes(head + "О школе в городе Рудный\n\nОсвоено 5 млрд тенге.") == ["392410000"]
    assert _codes("Город Рудный, дом для 12 семей\n\nОсвоено 5 млрд тенге.")[-1] == "392410000"


def test_items_that_name_their_districts_are_not_left_open() -> None:
    reading = read("В ЗКО болеют:\nВ Сырымском районе - 3 случая;\nВ Акжайыкском районе - 4 случая;")
    assert [one.place for one in reading.statements] == ["275800000", "273200000"]
    assert not reading.doubts


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "Жамбыл облысы\n\nМерке ауданы\n\n5 мектеп бар.\n\n2 клуб бар.\n\nШу ауданы\n\n7 мектеп бар.",
            ["315400000", "315400000", "316600000"],
        ),
        (
            "Қызылорда облысы\n\nАрал ауданы\nБілім\n5 мектеп бар.\nҚазалы ауданы\nБілім\n7 мектеп бар.\n"
            "Қорытынды\n40 мектеп бар.",
            ["433200000", "434400000", "430000000"],
        ),
        (
            "Кызылординская область\n\nПо вопросу дорог Кармакшинского района. Сдано 29 км.\n\nСдано 5 км.",
            ["434600000", "430000000"],
        ),
        # a title, a list of places, a sentence
        ("Жамбыл облысы\nШу ауданында жаңа мектеп\n\n5 мектеп салынды.", ["310000000"]),
        ("Жамбыл облысы\n\nМерке және Шу аудандары\n\n5 мектеп салынды.", ["310000000"]),
        ("Жамбыл облысы\n\nШу ауданына әкім барды. 5 мектеп салынды.", ["310000000"]),
    ],
)
def test_headings_of_places_hold_for_what_they_head(text: str, codes: list[str | None]) -> None:
    assert _codes(text) == codes


def test_a_place_behind_a_dash_is_that_of_the_number_before_it() -> None:
    text = "Средние цены: 592 664 тенге — в Алматы и 422 095 тенге — в Атырау."
    assert _codes(text) == ["750000000", "231000000"]
    assert _codes("В Алматы – 12 школ, в Атырау – 9 школ.") == ["750000000", "231000000"]


def test_a_kind_behind_the_last_bracket_is_that_of_all() -> None:
    text = "Сұраныс Ақтөбе (1,3 мың бос орын) және Жамбыл (974 бос орын) облыстарында байқалды."
    assert _codes(text) == ["150000000", "310000000"]


def test_the_ends_of_a_road_and_places_of_a_bracket_are_not_those_of_the_figure() -> None:
    assert _codes("Дорога Караганда–Жезказган, 540 км.") == [None]
    assert (
        _codes("В Алматинской области (Илийский район – 5, Талгарский – 7) построено 12 школ.")[-1]
        == "190000000"
    )
    assert _codes("В Шетском районе (Карагандинская область) построено 12 школ.") == [_SHET]


def test_districts_with_their_kind_are_items_of_a_list() -> None:
    text = "Карагандинская область: Абайский район – 12, Шетский район – 8 школ."
    assert _codes(text) == ["353200000", _SHET]


def test_a_number_behind_a_verb_is_none_of_a_microdistrict() -> None:
    found = read("В микрорайоне Астана построено 3 двора.").statements
    assert [(one.quote, one.place) for one in found] == [("3 двора", None)]
    assert read("Офис в микрорайоне Самал 3.").statements == ()


def test_a_sentence_of_several_regions_passes_none_of_them_on() -> None:
    text = "5 млрд тенге направили в Жамбылскую область, 4 млрд тенге – в ВКО. Всего выделено 494 млрд тенге."
    assert _codes(text)[-1] is None
    assert _codes("В Жамбылской области 5 школ. Построено 3 школы.") == ["310000000", "310000000"]


def test_the_title_of_a_letter_goes_on_to_its_first_sentence() -> None:
    text = (
        "ТОО «Құрылыс»\nг. Костанай, пр. Абая, 28, офис 12\nИсх. № 117 от 03.09.2025 г.\n"
        "Руководителю отдела\nО ходе работ в городе Рудный\n\nОсвоено 5 млрд тенге."
    )
    assert _codes(text) == ["392410000"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "Алматы облысының Талғар ауданында 12, Іле ауданында 8 мектеп салынды, облыс бойынша 45.",
            ["196200000", "196800000", "190000000"],
        ),
        (
            "По Казахстану показатель 4,6%, в области – 4,8%, в городе Тараз – 4,2%.",
            [None, "310000000", "311010000"],
        ),
        (
            "Қазақстан бойынша көрсеткіш 4,6%, облыста – 4,8%, Тараз қаласында – 4,2%.",
            [None, "310000000", "311010000"],
        ),
        ("Облыс бойынша 206 адам, оның 68-і Тараз қаласында.", ["310000000", "311010000"]),
        ("В области 40 школ, 5 – в Таразе.", ["310000000", "311000000"]),
        # what names the region without telling of all of it
        ("Тараз қаласында облыс бюджетінен 3 мектеп салынды.", ["311010000"]),
        ("В городе Тараз впервые в области открыли 3 школы.", ["311010000"]),
    ],
)
def test_a_part_of_a_sentence_that_opens_with_the_whole_tells_of_it(
    text: str, codes: list[str | None]
) -> None:
    title = "" if "облысының" in text else "Жамбыл облысы\n\n"
    assert _codes(title + text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Лидируют Меркенский (112%) и Шуский (108%) районы.", ["315400000", "316600000"]),
        ("Ең жоғары көрсеткіш Мерке (112%) мен Шу (108%) аудандарында.", ["315400000", "316600000"]),
        ("Лидеры – Иванов (112%) и Петров (108%).", ["310000000", "310000000"]),
        ("В Шуском районе – 80 км, 60 км – в Меркенском.", ["316600000", "315400000"]),
        ("В Шуском районе – 25 школ, в сельских районах – 153.", ["316600000", "310000000"]),
        ("Шу ауданында 25 мектеп, қалған аудандарда 153 мектеп.", ["316600000", "310000000"]),
        ("Из 240 км дорог 80 км – в Шуском районе.", ["310000000", "316600000"]),
        ("В сельских районах и городе Тараз 153 школы.", ["311010000"]),
    ],
)
def test_names_without_their_kind_and_places_without_names(text: str, codes: list[str]) -> None:
    assert _codes("Жамбыл облысы\n\n" + text) == codes


def test_the_name_of_a_row_of_a_table_heads_nothing_below_it():
    rows = "Аудан | Мектептер\nБайзақ ауданы | 12\nМеркі ауданы | 3\n"
    below = read(f"Саны\n\n{rows}\n5 клуб ашылды.").statements[-1]
    assert (below.quote, below.place) == ("5 клуб", None)


def test_a_line_of_its_own_heads_what_stands_below_it():
    text = "Байзақ ауданы\n\n12 мектеп ашылды.\n\nМеркі ауданы\n\n5 клуб ашылды."
    schools, clubs = read(text).statements
    assert (schools.place, clubs.place) == ("313600000", "315400000")
