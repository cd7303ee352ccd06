"""A text cut at the ends of its sentences says piece by piece what it says whole: over generated texts."""

import datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from esep.reading import read

DAY = datetime.date(2024, 3, 15)
OPEN = Path(__file__).parents[2] / "examples" / "annotated" / "open"

NUMBERS = st.one_of(
    st.integers(2, 999).map(str),
    st.integers(1_001, 999_999).map(lambda number: f"{number:,}".replace(",", " ")),
    st.tuples(st.integers(2, 99), st.integers(1, 9)).map(lambda both: f"{both[0]},{both[1]} тыс."),
)
KAZAKH_NUMBERS = st.one_of(
    st.integers(2, 999).map(str),
    st.integers(1_001, 999_999).map(lambda number: f"{number:,}".replace(",", " ")),
    st.tuples(st.integers(2, 99), st.integers(1, 9)).map(lambda both: f"{both[0]},{both[1]} мың"),
)
YEARS = st.integers(2012, 2023)
SIGNS = st.sampled_from(["", "более ", "около "])


def built(pattern, **parts):
    """Sentences of a pattern with each of its parts drawn."""
    return st.fixed_dictionaries(parts).map(lambda drawn: pattern.format(**drawn))


PLACES = st.sampled_from(["Кордайском", "Байзакском", "Меркенском"])
KAZAKH_PLACES = st.sampled_from(["Қордай", "Байзақ", "Меркі"])
# Every figure names its place: one that names none takes that of its paragraph or of the document.
RUSSIAN = [
    built(
        "В {year} году в {place} районе {done} {sign}{number} {what}.",
        year=YEARS,
        place=PLACES,
        done=st.sampled_from(["создано", "открыто"]),
        sign=SIGNS,
        number=NUMBERS,
        what=st.sampled_from(["рабочих мест", "новых рабочих мест"]),
    ),
    built(
        "За {year} год в {place} районе на ремонт дорог направлено {number} млрд тенге.",
        year=YEARS,
        place=PLACES,
        number=st.integers(2, 99),
    ),
    built(
        "По итогам {year} года в {place} районе производство выросло на {number},{tenth} процента.",
        year=YEARS,
        place=PLACES,
        number=st.integers(2, 40),
        tenth=st.integers(1, 9),
    ),
    built(
        "В {year} году в {place} районе будет построено {number} школ.",
        year=st.integers(2025, 2030),
        place=PLACES,
        number=st.integers(2, 90),
    ),
    built(
        "Аким области поручил {whom} {term} {task}.",
        whom=st.sampled_from(["акимам районов", "управлению здравоохранения", "департаменту полиции"]),
        term=st.sampled_from(["до 1 мая", "до конца года", "в течение 10 рабочих дней"]),
        task=st.sampled_from(["завершить ремонт котельных", "представить отчёт", "усилить контроль"]),
    ),
]
KAZAKH = [
    built(
        "{year} жылы {place} ауданында {number} жаңа жұмыс орны құрылды.",
        year=YEARS,
        place=KAZAKH_PLACES,
        number=KAZAKH_NUMBERS,
    ),
    built(
        "{year} жылы {place} ауданында жолдарды жөндеуге {number} миллиард теңге бөлінді.",
        year=YEARS,
        place=KAZAKH_PLACES,
        number=st.integers(2, 99),
    ),
    built(
        "{year} жылы {place} ауданында {number} мектеп салынады.",
        year=st.integers(2025, 2030),
        place=KAZAKH_PLACES,
        number=st.integers(2, 90),
    ),
    built(
        "Облыс әкімі {whom} {term} {task} тапсырды.",
        whom=st.sampled_from(["аудан әкімдеріне", "денсаулық сақтау басқармасына"]),
        term=st.sampled_from(["1 мамырға дейін", "жыл соңына дейін", "он күн ішінде"]),
        task=st.sampled_from(["жөндеуді аяқтауды", "есеп беруді", "бақылауды күшейтуді"]),
    ),
]
EMPTY = [st.sampled_from(["Встреча прошла в тёплой обстановке.", "Жиын өз жұмысын аяқтады."])]
TEXTS = st.lists(
    st.tuples(st.one_of(*RUSSIAN, *KAZAKH, *EMPTY), st.sampled_from([" ", "\n", "\n\n"])),
    min_size=1,
    max_size=8,
)


def said(text, start=0, end=None):
    """What ``text[start:end]`` says: figures with unit, kind, place and period; orders with their parts.

    Who tells is left out: a frame of speech («Аким поручил …») holds on for the sentences behind it.
    """
    reading = read(text, DAY)
    end = len(text) if end is None else end
    figures = [
        (s.quantity.value, s.quantity.approximation, s.unit, s.noun, s.kind, s.place, s.period, s.quote)
        for s in reading.statements
        if start <= s.start < end
    ]
    orders = [
        (i.type, i.quote, i.addressee, i.action, i.deadline, i.due)
        for i in reading.instructions
        if start <= i.start < end
    ]
    return figures, orders


@settings(max_examples=30)
@given(TEXTS)
def test_sentences_with_their_context_in_them_say_apart_what_they_say_together(drawn):
    figures, orders = said("".join(sentence + gap for sentence, gap in drawn))
    apart = [said(sentence) for sentence, _gap in drawn]
    assert figures == [figure for part in apart for figure in part[0]]
    assert orders == [order for part in apart for order in part[1]]


@settings(max_examples=20)
@given(TEXTS, st.data())
def test_what_follows_changes_nothing_before_it(drawn, data):
    cut = data.draw(st.integers(0, len(drawn)))
    before = "".join(sentence + gap for sentence, gap in drawn[:cut])
    whole = before + "".join(sentence + gap for sentence, gap in drawn[cut:])
    assert said(whole, 0, len(before)) == said(before)


LEAST_KEPT = 0.97
"""The rest are numbers whose unit, place or list stands in another paragraph: these are carried over."""


def test_paragraphs_of_whole_documents_say_apart_what_they_say_together():
    kept = of = 0
    for path in sorted(OPEN.glob("*.txt"))[::5]:
        text = path.read_text("utf-8")
        apart = {figure for line in text.split("\n") for figure in in_line(line)}
        together = in_line(text)
        of += len(together)
        kept += sum(figure in apart for figure in together)
    assert of > 300, "too few figures to judge by"
    assert kept >= LEAST_KEPT * of


def in_line(text):
    return [(s.quantity.value, s.quantity.low, s.unit, s.quote) for s in read(text).statements]
