"""The same task in Kazakh and in Russian: pairs written by hand, true ones and false ones that look alike."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from esep_site.delivery.models import Record
from esep_site.instructions import actions
from esep_site.instructions.across import Mark, concepts, marks_of, place_mark, shared, words_of
from esep_site.instructions.clock import turn
from esep_site.instructions.duplicates import Alike, alike
from esep_site.instructions.models import Instruction, Proposal, Source
from esep_site.instructions.rules import rules
from esep_site.instructions.terms import Term

from ..conftest import DISTRICT, REGION
from .conftest import Region

DAY = datetime.date(2026, 11, 1)
SAME = [
    (
        "2026 жылғы 20 желтоқсанға дейін Сарысу ауданындағы 12 шақырым жолды жөндеуді аяқтау",
        "До 20 декабря 2026 года завершить ремонт 12 км дороги в Сарысуском районе",
    ),
    ("Мектепке баратын жолды жөндеуді аяқтау", "Завершить ремонт дороги, ведущей к школе"),
    ("Балабақшаларды ыстық тамақпен қамтамасыз ету", "Обеспечить детские сады горячим питанием"),
    (
        "Шу қаласында 300 орындық ауруханаға қазандық салу",
        "Построить котельную больницы на 300 мест в городе Шу",
    ),
    ("Көпбалалы отбасыларға 120 пәтер беру", "Выделить 120 квартир многодетным семьям"),
    (
        "Кәсіпкерлерге 2 млрд теңге жеңілдетілген несие беру",
        "Выдать предпринимателям льготные кредиты на 2 млрд тенге",
    ),
    ("Су тасқынына дайындалып, бөгеттерді нығайту", "Подготовиться к паводку и укрепить дамбы"),
    ("Суармалы жерлердің арықтарын тазалау", "Очистить арыки орошаемых земель"),
    ("Қалдық полигонына терек отырғызу", "Посадить деревья у полигона отходов"),
    ("Жыл соңына дейін 450 жұмыс орнын ашу", "Открыть 450 рабочих мест до конца года"),
    ("Үш ауылға газ тарту, газдандыру жоспарын бекіту", "Утвердить план газификации трёх сёл"),
    ("Мұғалімдерге арналған жатақхана салу", "Строительство общежития для учителей"),
]
DIFFERENT = [
    ("Меркі ауданында мектептің жылуын жөндеу", "Отремонтировать отопление школы в Кордайском районе"),
    ("Ауылда 5 мектеп салу", "Построить в селе 7 школ"),
    ("Мектепті жөндеуді аяқтау", "Завершить ремонт больницы"),
    ("Жолды жөндеуді аяқтау", "Завершить ремонт моста"),
    ("Балабақша салу", "Провести газ в детский сад"),
    (
        "2026 жылғы 20 желтоқсанға дейін ауруханаға дәрі жеткізу",
        "До 20 декабря 2026 года завершить уборку улиц",
    ),
    ("Мектептерге жаңа автобус сатып алу", "Закупить уголь для школ"),
    ("Ауылға ауыз су тарту", "Провести интернет в село"),
    (
        "Жұмыссыз жастарды кәсіпкерлікке оқыту",
        "Обучить учителей работе с детьми с инвалидностью",
    ),
    ("Мал азығын дайындау", "Подготовить школы к зиме"),
    ("120 млн теңгеге жол салу", "Построить дорогу за 340 млн тенге"),
    ("Апта сайын есеп беру", "Отчитываться каждую неделю"),
    ("Көшелерді жарықтандыру, тротуар салу", "Озеленить дворы и улицы, убрать мусор"),
]


def share(kazakh: str, russian: str) -> Fraction:
    return shared(marks_of(kazakh, "kk", DAY), marks_of(russian, "ru", DAY))[0]


@pytest.mark.parametrize(("kazakh", "russian"), SAME)
def test_the_same_task_is_found(kazakh: str, russian: str) -> None:
    assert share(kazakh, russian) >= rules().alike_across.share


@pytest.mark.parametrize(("kazakh", "russian"), DIFFERENT)
def test_another_task_is_not_taken_for_it(kazakh: str, russian: str) -> None:
    assert share(kazakh, russian) < rules().alike_across.share


def test_every_true_task_is_told_from_every_other_one() -> None:
    """Of 12 × 12 pairs only the twelve that belong together."""
    marks = [(marks_of(kazakh, "kk", DAY), marks_of(russian, "ru", DAY)) for kazakh, russian in SAME]
    least = rules().alike_across.share
    taken = [
        (one, other)
        for one, (kazakh, _russian) in enumerate(marks)
        for other, (_kazakh, russian) in enumerate(marks)
        if shared(kazakh, russian)[0] >= least
    ]
    assert taken == [(each, each) for each in range(len(SAME))]


def test_what_is_shared_is_told_the_weightiest_first() -> None:
    kazakh, russian = SAME[0]
    _share, both = shared(marks_of(kazakh, "kk", DAY), marks_of(russian, "ru", DAY))
    assert [str(mark) for mark in both] == [
        "figure 12 km", "day 2026-12-20", "place 316000000", "thing road", "deed finish", "deed repair",
    ]  # fmt: skip
    assert words_of(both[3]) == ("жол", "дорога")
    assert [Mark.read(str(mark)) for mark in both] == both


def test_a_place_within_the_other_is_no_contradiction() -> None:
    things = [Mark("thing", "road"), Mark("thing", "school"), Mark("deed", "repair")]
    district, village, other = (list(place_mark(code)) for code in ("314800000", "314847100", "316000000"))
    assert shared(things + district, things + village)[0] > 0
    assert shared(things + district, things + other)[0] == 0
    assert list(place_mark("310000000")) == []


MARKS = st.frozensets(
    st.builds(Mark, st.sampled_from(["thing", "deed", "record", "indicator", "day"]), st.sampled_from("abcd"))
)


@given(MARKS, MARKS)
def test_likeness_is_mutual_and_of_oneself_whole(one: frozenset[Mark], other: frozenset[Mark]) -> None:
    assert shared(one, other) == shared(other, one)
    own, both = shared(one, one)
    assert own in (0, 1)
    assert own == 0 or set(both) == one
    assert shared(one, other)[0] <= 1


def test_every_word_of_a_concept_is_found_by_itself() -> None:
    """A word that another phrase hides, or that loses its key, would never be found."""
    for kind, known in (("thing", concepts().things), ("deed", concepts().deeds)):
        for code, words in known.items():
            for language in ("kk", "ru"):
                for word in getattr(words, language):
                    found = marks_of(word.replace("-", ""), language, DAY)
                    assert Mark(kind, code) in found, (language, word)


def told_otherwise(row: Instruction) -> list[Alike]:
    """Those in the other language."""
    return [each for each in alike(row) if each.marks]


@pytest.mark.django_db
def test_the_card_says_why_a_task_in_the_other_language_is_perhaps_the_same(region: Region) -> None:
    kazakh = region.issue(text="Мектепке баратын 12 шақырым жолды жөндеуді аяқтау")
    russian = region.issue(text="Завершить ремонт 12 км дороги к школе", language="ru")
    region.issue(text="Завершить ремонт больницы", language="ru")
    region.issue(text="Завершить ремонт 9 км дороги к школе", language="ru")
    (found,) = told_otherwise(russian)
    assert (found.row, found.percent) == (kazakh, 100)
    client = Client()
    client.force_login(region["control"])
    shown = client.get(f"/en/instructions/{russian.pk}/").content.decode()
    assert "Told in the other language. Both say" in shown
    for reason in ("12 km", "15 December 2026", "жол – дорога", "мектеп – школа", "жөндеу – ремонт"):
        assert reason in shown, reason
    assert f"/instructions/{russian.pk}/link/?same_as={kazakh.pk}" in shown
    region.do(actions.link, "control", russian, same_as=kazakh)
    assert told_otherwise(russian) == []


@pytest.mark.django_db
def test_the_record_that_both_serve_and_another_term_are_weighed(region: Region) -> None:
    """Record 4, road 2, repair 1 of these and two terms of 2 each: 7 of 11; without the record too little."""
    record = Record.objects.create(
        region="31", code="road-1", kind="road_section", kind_version=1, name_kk="Жол", name_ru="Дорога",
        place=DISTRICT, district=DISTRICT, stage="works", category="under_way", words="",
    )  # fmt: skip
    roads = {"responsible": region["roads"], "place": REGION}
    later = Term.on(datetime.date(2026, 12, 25))
    for served, shares in ((record, [Fraction(7, 11)]), (None, [])):
        region.issue(text="Жолды жөндеу", record=served, **roads)
        row = region.issue(text="Ремонт дороги", language="ru", record=served, term=later, **roads)
        assert [each.share for each in told_otherwise(row)] == shares


@pytest.mark.django_db
def test_texts_from_before_marks_were_kept_are_read_by_the_clock(region: Region) -> None:
    kazakh = region.issue(text="Ауылдағы мектепке қазандық салу")
    russian = region.issue(text="Построить котельную сельской школы", language="ru")
    Instruction.objects.update(marks=None)
    for found in ([], [kazakh]):
        russian.refresh_from_db()
        assert [each.row for each in alike(russian)] == found
        turn(region.clock[0])


@pytest.mark.django_db
def test_three_hundred_tasks_are_compared_quickly_and_by_four_questions(
    region: Region, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    russian = region.issue(text="Завершить ремонт 12 км дороги к школе", language="ru")
    Instruction.objects.bulk_create(_copies(russian, 300))
    with django_assert_num_queries(3):
        found = alike(russian)
    assert len(found) == 5


def _copies(row: Instruction, number: int) -> list[Instruction]:
    text = "Мектепке баратын 12 шақырым жолды жөндеуді аяқтау"
    marks = [str(mark) for mark in marks_of(text, "kk", DAY)]
    columns = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}
    told = {**columns, "id": None, "text": text, "language": "kk", "marks": marks}
    return [Instruction(**told) for _each in range(number)]


@pytest.mark.django_db
def test_who_issues_from_a_document_is_told_what_was_told_already(region: Region) -> None:
    first = region.issue(text="Мектепке баратын 12 шақырым жолды жөндеуді аяқтау")
    text = "Завершить ремонт 12 км дороги к школе."
    source = Source.objects.create(
        kind="meeting", title="Жиын", day=DAY, place=REGION, issuer=region["akimat"], text=text, language="ru"
    )
    client = Client()
    client.force_login(region["control"])
    typed = {
        "text": text, "end_result": "Пять километров открыты", "place": DISTRICT, "version": 1,
        "responsible": region["district"].pk, "term_kind": "day", "term_last": "15.12.2026",
    }  # fmt: skip
    for words, warned in ((text, True), ("Завершить ремонт", False)):
        proposal = Proposal.objects.create(source=source, start=0, end=len(words), quote=words)
        sent = {**typed, "text": words, "words": words}
        shown = client.post(f"/en/instructions/proposals/{proposal.pk}/", sent, follow=True).content.decode()
        issued = Instruction.objects.latest("pk")
        assert issued.text == words
        assert (f"Perhaps told already: № {issued.pk} – № {first.pk}." in shown) == warned
