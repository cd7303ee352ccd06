"""Who says a figure: the examples of speakers.yaml, and speech of several sentences."""

import pytest

from esep.reading import read
from esep.reading.sentences.sentence import split_sentences
from esep.reading.statements.speakers import speaker_content, speaker_in

EXAMPLES = [(language, row) for language in ("kk", "ru") for row in speaker_content(language)["examples"]]


@pytest.mark.parametrize(("language", "row"), EXAMPLES, ids=[row["text"][:40] for _, row in EXAMPLES])
def test_the_examples_name_their_speaker(language, row):
    (sentence,) = split_sentences(row["text"])
    assert sentence.language == language
    assert speaker_in(sentence) == row["name"]


def test_all_sentences_of_a_speech_have_the_speaker_named_at_its_end():
    text = "– Построено 12 домов. Открыто 3 школы, – сообщил аким города. Жители получили 90 ключей."
    assert [s.speaker for s in read(text).statements] == ["аким города", "аким города", None]


def test_a_pronoun_stands_for_the_last_one_named():
    text = "«Сатып алынды 5 автобус», – деді депо басшысы.\n«Тағы 7 көлік жөнделді», – деді ол."
    assert [s.speaker for s in read(text).statements] == ["депо басшысы", "депо басшысы"]


def test_a_label_names_the_speaker_of_all_that_follows_in_a_talk():
    text = (
        "Д. АСАНОВ: Добрый день. Ввели 412 домов.\nЕщё 5 школ строятся.\n"
        "ВОПРОС («Газета»): В очереди 5 тысяч детей?\nТ. Ахметова, директор: В очереди 3 280 детей.\n"
    )
    speakers = ["Д. АСАНОВ", "Д. АСАНОВ", None, "Т. Ахметова, директор"]
    assert [s.speaker for s in read(text).statements] == speakers


def test_a_message_is_told_by_its_sender():
    text = "[12.11.2025, 08:49] Соцзащита: АСП получают 214 семей.\n12.11.2025, 09:10 - Болат: 8 тонн қалды."
    assert [s.speaker for s in read(text).statements] == ["Соцзащита", "Болат"]


@pytest.mark.parametrize(
    "text",
    [
        "Уголь: завезено 18 тонн.\nДрова: завезено 5 тонн.",
        "СПРАВОЧНО: в районе 14 школ.\nВСЕГО: 14 школ.",
        "Итоги на 12.11.2025: построено 18 домов.",
    ],
)
def test_what_opens_a_list_is_no_speaker(text):
    assert {s.speaker for s in read(text).statements} == {None}


def test_one_label_alone_serves_its_paragraph():
    text = "Е. Омаров: Построено 14 школ.\n\nОткрыто 3 аптеки."
    assert [s.speaker for s in read(text).statements] == ["Е. Омаров", None]


def test_a_body_that_tells_is_named_without_its_preposition():
    (found,) = read("Как сообщили в управлении дорог, отремонтировано 287 км.").statements
    assert found.speaker == "управлении дорог"
