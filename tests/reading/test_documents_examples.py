"""The made-up example texts are read in every format, and say of themselves that they are made up."""

from collections import Counter
from pathlib import Path

import pytest

from esep.reading import read, read_document

TEXTS = sorted((Path(__file__).resolve().parents[2] / "src" / "esep" / "demo" / "texts").iterdir())


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_an_example_is_read_whole_and_says_that_it_is_made_up(path):
    document = read_document(path)
    assert document.warnings == ()
    assert document.text.rstrip().endswith(("ойдан шығарылған.", "все имена и числа выдуманы."))
    reading = read(document.text)
    assert reading.statements
    assert reading.instructions
    assert {sentence.language for sentence in reading.sentences} == {reading.language}


def test_the_examples_are_of_both_languages_and_all_formats():
    documents = [read_document(path) for path in TEXTS]
    assert Counter(read(document.text).language for document in documents) == {"kk": 6, "ru": 6}
    assert {document.format for document in documents} == {"txt", "html", "docx", "pdf"}
    assert {document.encoding for document in documents} == {"utf-8", "cp1251", None}


PROTOCOLS = {
    "03_keneses_hattamasy.docx": [
        ("Аудан әкімдері", "2026 жылғы 1 желтоқсанға дейін"),
        ("Энергетика және тұрғын үй-коммуналдық шаруашылық басқармасы", "қазан айының соңына дейін"),
        ("Су шаруашылығы басқармасы", "он күндік мерзімде"),
        ("Тараз қаласының әкімі", "шұғыл"),
        ("облыс әкімінің орынбасары М. Жақсыбек", None),
    ],
    "09_protokol_soveshaniya.docx": [
        ("Акимы Жуалынского и Таласского районов", "в срок до 1 ноября 2026 года"),
        ("Управление энергетики и жилищно-коммунального хозяйства", "до 15 ноября 2026 года"),
        ("Управление здравоохранения (Сериковой Д.)", "в десятидневный срок"),
        ("Руководители управлений и акимы районов", None),
        ("Аппарат акима области", "еженедельно"),
    ],
}


@pytest.mark.parametrize("name", PROTOCOLS)
def test_a_protocol_gives_its_tasks_with_addressees_and_terms(name):
    path = next(path for path in TEXTS if path.name == name)
    tasks = read(read_document(path).text).instructions
    expected = PROTOCOLS[name]
    assert [task.addressee for task in tasks] == [addressee for addressee, _term in expected]
    for task, (_addressee, term) in zip(tasks, expected, strict=True):
        assert (term in task.deadline) if term else task.deadline is None
