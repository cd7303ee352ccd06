"""Sentences are cut where an editor would cut them, with exact places and the right language."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.reading import split_sentences


def texts(text):
    return [sentence.text for sentence in split_sentences(text)]


ONE_SENTENCE = [
    "Мегаполис әкімі Б.Сағынтаев есеп берді.",
    "Деді А. Баталов қорытынды сөзінде.",
    "Жиында С. Бескемпіров, Ж. Тұяқов, Ж. Омар сөз алды.",
    "Жобаға 63,5 млрд. теңге бөлінді.",
    "Жобаға 63,5 млрд.теңге бөлінді.",
    "Выделено 35,8 тыс. кв. м жилья и 2 млрд. 300 млн. тенге.",
    "В г. Аксу построят школу, в с. Гродеково – клуб.",
    "Ремонт на ул. Абая, д. 17, кв. 4 завершён.",
    "Мектеп, балабақша, клуб т.б. нысандар салынады.",
    "Заместитель акима т.е. и.о. Асанов подписал договор.",
    "«R.W.S. Concrete» ЖШС-нің цехы ашылды.",
    "1. Шығыс Қазақстан облысының бюджеті қаралды.",
    "3.2. Управлению финансов доложить о бюджете.",
    "Совещание 24.11.2025 начнётся в 15.00 часов.",
    "Как же так? – спросил аким у подрядчика.",
    "Молодцы! – сказал он жителям.",
    "Это наша работа…и мы её сделаем.",
    "Сайт zhambyl.example.kz работает круглосуточно.",
    "Қаржы бас. Ахметов басқарады.",
]


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_an_abbreviation_an_initial_or_a_number_does_not_end_a_sentence(text):
    assert texts(text) == [text]


MANY = [
    ("Жиын өтті. Әкім сөйледі.", ["Жиын өтті.", "Әкім сөйледі."]),
    ("Облысқа барды.Облыс орталығында жиын өтті.", ["Облысқа барды.", "Облыс орталығында жиын өтті."]),
    ("Построены школы и др. Более 200 детей учатся.", ["Построены школы и др.", "Более 200 детей учатся."]),
    ("Это было в 2015 г. Среди проектов есть новые.", ["Это было в 2015 г.", "Среди проектов есть новые."]),
    ("Мал – 113 963 бас. Қой 3 мың бас. Түйе жоқ.", ["Мал – 113 963 бас.", "Қой 3 мың бас.", "Түйе жоқ."]),
    ("Мектеп, клуб т.б. Барлығы 12 нысан.", ["Мектеп, клуб т.б.", "Барлығы 12 нысан."]),
    ("Бюджет – 2 млрд. Область растёт.", ["Бюджет – 2 млрд.", "Область растёт."]),
    ("Почему так? Потому что нет дорог!", ["Почему так?", "Потому что нет дорог!"]),
    ("Выросли на 5 %. 300 семей получили жильё.", ["Выросли на 5 %.", "300 семей получили жильё."]),
    (
        "– Поручаю доложить, – сказал он. – В срок до мая.",
        ["Поручаю доложить, – сказал он.", "В срок до мая."],
    ),
    ("«Мы выдали гранты. Их сто», – отметил аким.", ["«Мы выдали гранты.", "Их сто», – отметил аким."]),
    ("Тақырып\nБірінші сөйлем.\n\n- екінші\n- үшінші", ["Тақырып", "Бірінші сөйлем.", "екінші", "үшінші"]),
]


@pytest.mark.parametrize(("text", "expected"), MANY)
def test_sentences_end_where_they_end(text, expected):
    assert texts(text) == expected


def test_a_line_that_was_wrapped_does_not_end_a_sentence():
    text = "Аким области поручил управлению строительства завершить\nремонт до первого декабря."
    assert texts(text) == [text]


def test_short_lines_in_small_letters_are_a_list():
    assert texts("школы\nдороги\nклубы") == ["школы", "дороги", "клубы"]


SIGNS = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі АБВӘҒҚҢӨҰҮҺІ.!?…,:;«»"“”()-–—\n\r\t\u00a0 0123456789aZ'


@given(st.text(alphabet=SIGNS, max_size=300))
def test_sentences_are_exact_ordered_pieces_that_lose_no_letter(text):
    sentences = split_sentences(text)
    end = 0
    for sentence in sentences:
        assert sentence.text == text[sentence.start : sentence.end]
        assert end <= sentence.start < sentence.end
        assert sentence.text == sentence.text.strip()
        assert not re.search(r"\w", text[end : sentence.start])
        end = sentence.end
    assert not re.search(r"\w", text[end:])


LANGUAGES = [
    ("Жамбыл облысында жаңа жұмыс орны ашылды.", "kk"),
    ("В области открыты новые рабочие места.", "ru"),
    ("Реализуется программа «Ауыл – ел бесігі» в районах.", "ru"),
    ('Проект «Өңірлерді дамыту» и карта "Жұмыспен қамту" работают.', "ru"),
    ("«Дорожная карта занятости» бағдарламасы аясында жоба мақұлданды.", "kk"),
    ("Аким Жәнібек Қасымов поручил ускорить ремонт.", "ru"),
    ("Осы жиында облыс басшысы баяндама жасады.", "kk"),
    ("Барлық аудан басшылары тапсырманы орындады.", "kk"),
    ("АКИМ ОБЛАСТИ ПОДПИСАЛ ДОГОВОР НА СТРОИТЕЛЬСТВО", "ru"),
    ("ӘКІМ ШАРТҚА ҚОЛ ҚОЙДЫ", "kk"),
    ("Он сказал: «Біздің ауданда жаңа мектеп салынып жатыр, енді балалар екі ауысымда оқымайды».", "kk"),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_the_language_is_told_with_quoted_names_hidden(text, language):
    assert [sentence.language for sentence in split_sentences(text)] == [language]


@pytest.mark.parametrize("letter", "әғқңөұүһіӘҒҚҢӨҰҮҺІ")
def test_each_kazakh_letter_tells_the_language(letter):
    assert split_sentences(f"Баг{letter}м.")[0].language == "kk"
    assert split_sentences(f"{letter}ба.")[0].text == f"{letter}ба."


@pytest.mark.parametrize("letter", "әғқңөұүһіӘҒҚҢӨҰҮҺІ")
def test_each_kazakh_letter_counts_as_a_letter_at_a_sentence_end(letter):
    """As a capital it begins a sentence, as a small letter it goes on with one, alone it is an initial."""
    expected = 2 if letter.isupper() else 1
    assert len(texts(f"Жиын болды. {letter}ткен")) == expected
    assert len(texts(f"Болды{letter.lower()}.{letter}ткен")) == expected
    assert len(texts(f"Сөз алған {letter.upper()}. Омар")) == 1


def test_a_name_alone_takes_the_language_of_its_paragraph_and_then_of_the_document():
    sentences = split_sentences("Жиын өтті. Баталов.\nАЛМАТЫ")
    assert [sentence.language for sentence in sentences] == ["kk", "kk", "kk"]
    assert [sentence.language for sentence in split_sentences("В области рост.\nАЛМАТЫ")] == ["ru", "ru"]


def test_a_mixed_document_is_decided_sentence_by_sentence():
    sentences = split_sentences("Әкім есеп берді. Аким отчитался перед жителями.\nОблыс дамып келеді.")
    assert [sentence.language for sentence in sentences] == ["kk", "ru", "kk"]


def test_a_text_without_words_is_russian_by_agreement():
    assert [sentence.language for sentence in split_sentences("12.12.2014")] == ["ru"]
    assert split_sentences(" \n ") == []


def test_the_official_texts_are_each_in_one_language(shared):
    for path in sorted((shared / "texts").glob("0*_*.txt")):
        language = "kk" if path.stem.endswith("_kk") else "ru" if path.stem.endswith("_ru") else None
        found = {sentence.language for sentence in split_sentences(path.read_text("utf-8"))}
        assert len(found) == 1, path
        assert language in (None, *found)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("45 мектеп салынды.", "kk"),
        ("Аулда 3 мектеп салынады", "kk"),
        ("Барлыгы 45 мектеп", "kk"),
        ("План 45 школ", "ru"),
        ("Итого 12", "ru"),
        ("Завод 12 тонн", "ru"),
    ],
)
def test_words_of_one_lexicon_tell_where_no_letter_does(text, language):
    (sentence,) = split_sentences(text)
    assert sentence.language == language


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("аппаратного совещания у акима Костанайской области\nг. Костанай 3 ноября 2025 года\n", 2),
        ("аппаратного совещания у акима Костанайской области\nг. Костанай\n", 2),
        (
            "В ходе рабочей поездки аким области в тот день посетил\nг. Рудный и осмотрел 3 новые школы.",
            1,
        ),
    ],
)
def test_the_town_and_day_of_minutes_stand_on_a_line_of_their_own(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count
