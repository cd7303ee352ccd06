"""No text stops the reader or makes it slow out of measure, and sentences read apart read the same."""

import datetime

import pytest
from counted_work import guarded, steps_of
from hypothesis import given
from hypothesis import strategies as st

from esep.reading import read
from esep.reading.instructions.lists import Lists
from esep.reading.sentences.folding import fold_text

LENGTH = 1_000_000
ROWS = [
    *"аa1.()«»\"„ \t\u00a0\n-'\u0306\u00ad/%_😀\0\ud800\u2028\r:;",
    *["1,", "1.", "а-", "1-", "a'", "и\u0306", "аa", "1/", "a@"],
]


@pytest.mark.parametrize("sign", ROWS, ids=ascii)
def test_a_long_row_of_one_sign_is_no_more_work_than_a_short_one(sign):
    short, long = (sign * (length // len(sign)) for length in (LENGTH // 100, LENGTH))
    with guarded():
        assert steps_of(read, long) <= 1.1 * steps_of(read, short)
        assert read(long).instructions == ()


class Counted(str):
    """A text that counts the characters that are taken from it."""

    taken = 0

    def __getitem__(self, place):
        piece = super().__getitem__(place)
        self.taken += len(piece)
        return piece


def test_whether_a_line_goes_on_is_known_without_a_copy_of_what_stands_before_it():
    lists = Lists(Counted("мектеп.\n" * (LENGTH // 8) + "мектеп;\n "))
    lists.end = len(lists.text)
    assert lists.goes_on()
    assert lists.text.taken <= len(";\n ") + 1


def quotes_what_stands_there(text):
    reading = read(text)
    for item in (*reading.statements, *reading.instructions, *reading.doubts):
        assert text[item.start : item.end] == item.quote


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    quotes_what_stands_there(text)


@given(st.binary(max_size=300))
def test_any_bytes_are_read(content):
    for encoding in ("utf-8", "cp1251", "utf-16"):
        quotes_what_stands_there(content.decode(encoding, "replace"))


@pytest.mark.parametrize("word", ["\U00017000", "\U00017000оны", "\U00012a81"])
def test_letters_without_a_name_are_read(word):
    """Python knows letters whose Unicode name it does not know; the Russian analyser asks for it."""
    quotes_what_stands_there(f"Создано 27,6 тыс. {word} рабочих мест. Акиму поручено до 1 мая {word}.")


def test_a_long_list_is_read_in_pieces_with_nothing_lost():
    text = "В районе: " + "; ".join(f"построено {number} домов" for number in range(20, 420)) + "."
    reading = read(text)
    assert [s.quantity.value for s in reading.statements] == list(range(20, 420))
    assert all(text[s.start : s.end] == s.quote for s in reading.statements)


def test_a_term_beyond_any_calendar_has_no_period():
    reading = read("Акимам поручено завершить ремонт в течение 92345 месяцев.", datetime.date(2026, 11, 22))
    assert [one.due for one in reading.instructions] == [None]


def test_what_is_left_out_moves_no_quote():
    text = "В районе создано 450 рабочих мест. " + "x" * 5000 + " Построено 12 школ."
    reading = read(text)
    assert [text[s.start : s.end] for s in reading.statements] == ["450 рабочих мест", "12 школ"]
    assert len(fold_text(text)[0]) < 100


# Each sentence has all its context in itself: nothing is carried from the one before.
SENTENCES = [
    "В 2024 году в области создано 3 450 рабочих мест, в том числе 2 890 постоянных.",
    "Биыл облыста 556 жоба іске асырылды, оның ішінде 120 жоба ауылда.",
    "На ремонт дорог выделено 63,5 млрд тенге.",
    "Жыл соңына дейін 12 мектеп салу жоспарланып отыр.",
    "Аким области поручил акимам районов до 1 декабря завершить ремонт 12 школ.",
    "Облыс әкімі аудан әкімдеріне 15 көпірді жөндеуді тапсырды.",
    "Промышленное производство выросло на 4,5 процента.",
    "Встреча прошла в тёплой обстановке.",
]


def said(text, start=0, end=None):
    """What the sentences of ``text[start:end]`` say by themselves: values, units, kinds, orders."""
    reading = read(text)
    end = len(text) if end is None else end
    figures = [
        (s.quantity.value, s.unit, s.kind, s.quantity.approximation, s.quote)
        for s in reading.statements
        if start <= s.start < end
    ]
    orders = [(i.type, i.quote, i.addressee) for i in reading.instructions if start <= i.start < end]
    return figures, orders


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
def test_whole_sentences_read_apart_say_what_they_say_together(chosen):
    figures, orders = said("\n".join(chosen))
    apart = [said(sentence) for sentence in chosen]
    assert figures == [figure for part in apart for figure in part[0]]
    assert orders == [order for part in apart for order in part[1]]


@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=6), st.data())
def test_what_follows_a_cut_changes_nothing_before_it(chosen, data):
    """A text read up to the end of a paragraph says what the whole says up to there."""
    cut = data.draw(st.integers(1, len(chosen) - 1))
    whole, before = "\n".join(chosen), "\n".join(chosen[:cut])
    assert said(whole, 0, len(before)) == said(before)


def test_a_list_of_any_length_finds_what_opens_it():
    text = "Задачи на год:\n" + "вести работу;\n" * 3_000 + "построить 15 школ.\n"
    assert [one.quote for one in read(text).statements] == ["15 школ"]
