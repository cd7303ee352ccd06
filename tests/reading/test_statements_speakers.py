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
