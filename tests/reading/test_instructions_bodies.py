"""A register of bodies gives an addressee its code, in any case and in both languages."""

import re
from pathlib import Path

import pytest

from esep.errors import InputRefused, NotFound
from esep.reading import read, read_bodies

EXAMPLE = Path(__file__).parents[2] / "examples" / "bodies" / "bodies.yaml"


@pytest.fixture(scope="module")
def bodies():
    return read_bodies(EXAMPLE)


CALLED = [
    ("ru", "управление здравоохранения", "health"),
    ("ru", "Управление здравоохранения области", "health"),
    ("ru", "управлению здравоохранения", "health"),
    ("ru", "руководитель управления здравоохранения (Асанов Б.)", "health-head"),
    ("ru", "аким области", "akim"),
    ("ru", "заместитель акима области", "akim-deputies"),
    ("ru", "акимы районов", "district-akims"),
    ("ru", "акиматы городов и районов", "districts"),
    ("ru", "департамент по чрезвычайным ситуациям", "emergencies"),
    ("ru", "управление", None),
    ("ru", "управление культуры", None),
    ("kk", "денсаулық сақтау басқармасы", "health"),
    ("kk", "облыстық денсаулық сақтау басқармасына", "health"),
    ("kk", "денсаулық сақтау басқармасының басшысы", "health-head"),
    ("kk", "облыс әкімі", "akim"),
    ("kk", "облыс әкімінің орынбасарлары", "akim-deputies"),
    ("kk", "барлық аудан әкімдері", "district-akims"),
    ("kk", "білім басқармасы", "education"),
    ("kk", "басқарма", None),
    ("kk", "мәдениет басқармасы", None),
]


@pytest.mark.parametrize(("language", "name", "code"), CALLED)
def test_a_name_is_resolved_to_the_one_body_that_it_calls(bodies, language, name, code):
    assert bodies.code_of(name, language) == code


def test_each_body_of_an_addressee_gets_its_own_code(bodies):
    text = "Аким области поручил акимам районов и управлению финансов проверить сметы."
    (one,) = read(text, bodies=bodies).instructions
    assert [(it.name, it.code) for it in one.addressees] == [
        ("акимы районов", "district-akims"),
        ("управление финансов", "finance"),
    ]
    assert (one.issuer, one.issuer_code) == ("Аким области", "akim")
    assert all(text[it.start : it.end] == it.quote for it in one.addressees)


def test_each_kazakh_body_of_an_addressee_gets_its_own_code(bodies):
    text = "Облыс әкімі қаржы басқармасына, аудан әкімдеріне сметаны тексеруді тапсырды."
    (one,) = read(text, bodies=bodies).instructions
    assert [(it.name, it.code) for it in one.addressees] == [
        ("қаржы басқармасы", "finance"),
        ("аудан әкімдері", "district-akims"),
    ]
    assert (one.issuer, one.issuer_code) == ("Облыс әкімі", "akim")


def test_without_a_register_there_are_no_codes():
    (one,) = read("Аким поручил управлению финансов проверить сметы.").instructions
    assert [it.code for it in one.addressees] == [None]


WRONG = [
    ("bodies: [{code: a}]", "bodies.0.name", "is missing"),
    ("bodies: [{code: a, name: {kk: б, ru: б}}, {code: a, name: {kk: в, ru: в}}]", "code", "more than once"),
    ("bodies: [", "", "no YAML"),
    ("- a", "", "not of the form"),
    ("bodies: [{code: a, name: {kk: б, ru: б}, colour: red}]", "bodies.0.colour", "no such field"),
]
_ENGLISH = re.compile(r"[a-z]{4,}")


@pytest.mark.parametrize(("content", "place", "reason"), WRONG)
def test_a_wrong_register_is_refused_whole_with_every_fault(tmp_path, content, place, reason):
    path = tmp_path / "bodies.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(InputRefused) as refused:
        read_bodies(path)
    (fault,) = refused.value.faults
    assert fault.column == place
    assert reason in fault.message.in_language("en")
    for language in ("kk", "ru"):
        assert not _ENGLISH.search(fault.message.in_language(language))


def test_a_register_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NotFound):
        read_bodies(tmp_path / "none.yaml")


SHARED = [
    (
        "Поручаю управлениям здравоохранения и образования представить отчёт.",
        [("управление здравоохранения", "health"), ("управление образования", "education")],
    ),
    (
        "Денсаулық сақтау және білім басқармаларына есеп беруді тапсырамын.",
        [("Денсаулық сақтау басқармасы", "health"), ("білім басқармасы", "education")],
    ),
    (
        "Қаржы басқармасы мен құрылыс басқармасына есеп беру тапсырылды.",
        [("Қаржы басқармасы", "finance"), ("құрылыс басқармасы", "building")],
    ),
    (
        "Акимам Байзакского, Меркенского районов и города Тараза представить отчёт.",
        [
            (f"Аким {name}", "district-akims")
            for name in ("Байзакского района", "Меркенского района", "города Тараза")
        ],
    ),
    (
        "Акимам районов Иванову И.И., Петрову П.П. представить отчёт.",
        [("Акимы районов Иванов И.И.", "district-akims"), ("Петров П.П.", None)],
    ),
    ("Акимам городов и районов представить отчёт.", [("Акимы городов и районов", "district-akims")]),
    (
        "Отделам образования районов и городов представить отчёт.",
        [("Отделы образования районов и городов", None)],
    ),
    ("Аудандық және қалалық бөлімдерге есеп беру тапсырылды.", [("Аудандық және қалалық бөлімдер", None)]),
]


@pytest.mark.parametrize(("text", "told"), SHARED)
def test_bodies_that_share_a_word_are_told_apart(bodies, text, told):
    (one,) = read(text, bodies=bodies).instructions
    assert [(it.name, it.code) for it in one.addressees] == told
    assert all(text[it.start : it.end] == it.quote for it in one.addressees)
