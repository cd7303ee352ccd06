"""Places are found by code and by name; expected codes are read off the official classifier."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.errors import NotFound
from esep.places import find_in_text, places, settlement_status


def codes(text, within=None):
    return [place.code for place in places().find(text, within)]


def test_the_edition_is_whole_and_says_where_it_comes_from():
    assert len(places()) == 15_594
    by_digits = {"region": 20, "district": 209 + 19, "subdistrict": 2_379 - 19, "settlement": 12_986}
    found = [place.level for place in places()]
    assert {level: found.count(level) for level in by_digits} == by_digits
    edition = places().edition
    assert (edition.title, edition.date.isoformat()) == ("НК РК 11-2025", "2026-07-17")
    assert edition.source.startswith("https://stat.gov.kz/")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Жамбыл облысы", "310000000"),
        ("Жамбыл облысының", "310000000"),
        ("Жамбылской области", "310000000"),
        ("в Карагандинской области", "350000000"),
        ("Карагандинскую область", "350000000"),
        ("Алматы қаласының", "750000000"),
        ("Алматы облысына", "190000000"),
        ("г. Алматы", "750000000"),
        ("городе Алматы", "750000000"),
        ("Алматинская область", "190000000"),
        ("Мерке ауданында", "315400000"),
        ("Меркенского района", "315400000"),
        ("Тараз қаласы", "311010000"),
        ("города Тараза", "311010000"),
        ("Тараз Г.А.", "311000000"),
        ("село Мерке", "315430100"),
        ("Мерке ауылында", "315430100"),
        ("районе Т. Рыскулова", "315000000"),
        ("Т.Рысқұлов ауданы", "315000000"),
        ("область Абай", "100000000"),
        ("Жетісу облысында", "330000000"),
        ("область Жетысу", "330000000"),
        ("Конаевская область", None),
        ("г.Конаев", "191010000"),
        ("ШҚО-да", "630000000"),
        ("ЗКО", "270000000"),
        ("Оңтүстік Қазақстан облысы", "610000000"),
        ("Южно-Казахстанской области", "610000000"),
        ("Нұр-Сұлтан қаласында", "710000000"),
        ("315430100", "315430100"),
    ],
)
def test_a_name_with_its_kind_finds_one_place_in_any_case(text, code):
    assert codes(text) == ([code] if code and code in places() else [])


def test_a_district_and_a_region_of_one_name_are_told_apart():
    assert codes("Жамбыл облысы") == ["310000000"]
    assert codes("Жамбыл ауданы") == ["194200000", "314000000", "594600000"]
    zhambyl = places().get("310000000")
    assert codes("Жамбыл ауданы", within=zhambyl) == ["314000000"]


def test_a_name_without_kind_lists_the_higher_level_first():
    levels = [place.level for place in places().find("Жамбыл")]
    order = ["region", "district", "subdistrict", "settlement"]
    assert levels[0] == "region"
    assert levels == sorted(levels, key=order.index)
    assert codes("Талдықорғандағы")[:2] == ["331000000", "331010000"]
    assert codes("в Караганде")[:2] == ["351000000", "351010000"]


def test_nothing_is_found_where_nothing_is_named():
    for text in ("", " ", "облысы", "в области", "Атлантида қаласы", "12", "000000000"):
        assert codes(text) == []


def test_an_unknown_code_is_told_in_three_languages():
    with pytest.raises(NotFound) as caught:
        places().get("999999999")
    assert "999999999" in caught.value.message.in_language("kk")
    assert "девятизначный" in caught.value.message.in_language("ru")


def test_every_place_is_found_by_its_official_name_in_both_languages():
    for place in list(places())[::7]:
        for written in place.written:
            assert place in places().find(written)


def test_a_place_knows_its_place_in_the_tree():
    village = places().get("315430100")
    assert [above.code for above in village.ancestors] == ["315430000", "315400000", "310000000"]
    assert (village.region.code, village.district.code) == ("310000000", "315400000")
    assert places().get("316020100").parent.code == "316000000"
    assert places().get("751710000").district.code == "751710000"
    assert places().get("751710000").parent.code == "750000000"
    for place in places():
        assert place.parent is None or place in place.parent.children
        assert place.region.contains(place)


def test_names_are_written_in_full_in_three_languages():
    merke = places().get("315400000").names
    assert (merke.kk, merke.ru, merke.en) == ("Мерке ауданы", "Меркенский район", "Merke District")
    taraz = places().get("311010000").names
    assert (taraz.kk, taraz.ru, taraz.en) == ("Тараз қаласы", "город Тараз", "Taraz City")
    karaganda = places().get("350000000").names
    assert (karaganda.kk, karaganda.ru) == ("Қарағанды облысы", "Карагандинская область")
    assert karaganda.en == "Karaganda Region"
    assert places().get("100000000").names.ru == "область Абай"


@pytest.mark.parametrize(
    ("code", "status", "rural"),
    [
        ("710000000", "capital", False),
        ("751710000", "capital", False),
        ("310000000", "unregistered", False),
        ("311000000", "regional_city", False),
        ("311010000", "regional_city", False),
        ("311011100", "regional_city", False),
        ("352231100", "district_city", False),
        ("316020100", "district_city", False),
        ("315400000", "district_city", True),
        ("315430000", "rural_district", True),
        ("315430100", "village", True),
    ],
)
def test_the_status_of_a_settlement_follows_the_classifier(code, status, rural):
    place = places().get(code)
    assert (settlement_status(place), place.rural) == (status, rural)


def test_no_place_at_all_is_unregistered():
    assert settlement_status(None) == "unregistered"


def found(text, language=None):
    return [(text[m.start : m.end], m.candidates[0].code) for m in find_in_text(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Жамбыл облысының Жамбыл ауданы",
            [("Жамбыл облысының", "310000000"), ("Жамбыл ауданы", "314000000")],
        ),
        (
            "Жамбыл және Түркістан облыстарында",
            [("Жамбыл", "310000000"), ("Түркістан облыстарында", "610000000")],
        ),
        (
            "в Карагандинской и Павлодарской областях",
            [("Карагандинской", "350000000"), ("Павлодарской областях", "550000000")],
        ),
        (
            "городами Астана, Алматы и Шымкент",
            [("городами Астана", "710000000"), ("Алматы", "750000000"), ("Шымкент", "790000000")],
        ),
        ("в 2020 г. Карагандинская область", [("Карагандинская область", "350000000")]),
        ("в с. Мерке открыт цех", [("с. Мерке", "315430100")]),
        ("Талдықорғандағы коттедж қалашығы", [("Талдықорғандағы", "331000000")]),
        ("Алматыда 77,6 мың жұмыс орны", [("Алматыда", "750000000")]),
        ("Мерке аудандық мәслихаты", [("Мерке аудандық", "315400000")]),
        ("аким Жамбылской области Абай Иванов", [("Жамбылской области", "310000000")]),
        ("Медеуского района Алматы", [("Медеуского района", "751710000"), ("Алматы", "750000000")]),
        ("МЕРКЕ АУДАНЫ", [("МЕРКЕ АУДАНЫ", "315400000")]),
        ("Меркеде жиын өтті", [("Меркеде", "315400000")]),
        ("ШҚО-да 20 жоба", [("ШҚО-да", "630000000")]),
    ],
)
def test_a_text_gives_exact_spans(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Абай Құнанбаев пен Жамбыл Жабаев",
        "Бірлік пен келісім керек",
        "Абай көшесінде 12 үй",
        "«Жамбыл – адалдық алаңы» жобасы",
        "СЭЗ «Сарыарка»",
        "Алға басу керек. Есік ашық. Темір жол салынды.",
        "«Астана Қала Құрылысы» ЖШС",
        "Оралды ауылға",
        "области и районы",
    ],
)
def test_ordinary_words_persons_and_companies_are_no_places(text):
    assert found(text) == []


def test_families_in_russian_are_not_the_city_of_semey():
    assert found("Семей с детьми стало больше", "ru") == []
    assert found("в Семее", "ru") == [("Семее", "101000000")]


@given(st.text(alphabet="Абай Жмылоысгрқнд.«»-,аеТ20 \n", max_size=80))
def test_mentions_lie_in_the_text_in_order_and_do_not_overlap(text):
    end = 0
    for mention in find_in_text(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.candidates
        end = mention.end


@given(st.sampled_from(range(15_594)), st.sampled_from(["", "ның", "да", "на"]))
def test_districts_and_regions_are_found_by_their_full_name_in_any_case(number, ending):
    place = list(places())[number]
    if place.kind not in ("region", "district", "city_district"):
        return
    case = {"": "", "ның": "ның", "да": "нда", "на": "на"}[ending]
    assert place in places().find(place.names.kk + case)


def test_a_region_is_called_in_english_as_it_is_known_there() -> None:
    assert places().get("590000000").short_names.en == "North Kazakhstan"
    assert places().get("350000000").short_names.en == "Karaganda"
    assert places().get("315400000").short_names.en == "Merke"
