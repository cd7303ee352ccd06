"""The forms in which one text can be typed change neither what is read nor where it stands."""

import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.language.kazakh import alphabet_of, to_cyrillic
from esep.reading import read
from esep.reading.documents.tables import Cell, Table
from esep.reading.sentences.folding import fold_text
from esep.reading.sentences.places_in_text import table_in_folded

KAZAKH = [
    "Биыл облыста 3 450 жұмыс орны ашылды, соның ішінде 2 890-ы тұрақты. «Нұрлы жер» бағдарламасы бойынша "
    "102 млрд теңгеге 556 жоба іске асырылды, 32 мыңнан астам отбасы көмек алды (162 354 адам).",
    "Облыс әкімі аудан әкімдеріне 1 желтоқсанға дейін 12 мектептің құрылысын аяқтауды тапсырды. Жыл соңына "
    "дейін 47,8 мың жұмыс орнын құру жоспарланып отыр.\nӨнеркәсіп өндірісінің көлемі 4,5 пайызға өсті, "
    "экономикаға 1,2 триллион теңге инвестиция тартылды. Индустрия саласында 25 жоба жүзеге асырылуда.",
    "Ауыл шаруашылығы қызметкерлеріне 1200 км жол жөнделді деп хабарлады. Қаңтар-шілде айларында 350 мың "
    "шаршы метр тұрғын үй пайдалануға берілді. Жұмыссыздық деңгейі 4,9 пайызды құрады.",
]
RUSSIAN = [
    "В области создано 3 450 рабочих мест, в том числе 2 890 постоянных. По программе «Нұрлы жер» построено "
    "8 домов (640 квартир), около 107 тысяч человек заняты в промышленности – на 4,5% больше прежнего.",
    "Аким области поручил акимам районов до 1 декабря завершить ремонт 12 школ. Выделено 63,5 млрд тенге.",
]
TEXTS = KAZAKH + RUSSIAN

# The alphabets written out from their decrees, apart from the tables of the library.
COMMON = dict(zip("абвгдежзкқлмнопрстфыіэ", "abvgdejzkqlmnoprstfyie", strict=True)) | {
    "х": "h",
    "һ": "h",
    "ц": "ts",
    "ъ": "",
    "ь": "",
    "щ": "sh",
}
ALPHABETS = {
    name: COMMON | dict(zip("әғийіңөұүучшщцюяё", latin.split(), strict=True))
    for name, latin in {
        "acute": "á ǵ ı ı i ń ó u ú ý ch sh sh ts ıý ıa ıo",
        "apostrophe": "a' g' i' i' i n' o' u u' y' c' s' s' ts i'y' i'a i'o",
        "diaeresis": "ä ğ i i ı ñ ö ū ü u ch ş ş s iu ia io",
        "informal": "ә gh i y i ng ó ú ý u ch sh sh ts yu ya yo",
    }.items()
}
LOOK_ALIKES = dict(zip("асеорхуікАВСЕНКМОРТХ", "aceopxyikABCEHKMOPTX", strict=True))
KAZAKH_LOOK_ALIKES = {"і": "i", "а": "a", "о": "o", "е": "e", "ә": "ə"}
SPACES = "\u00a0\u202f\u2009\u2007\u3000"


def in_latin(text, alphabet):
    """``text`` in a Latin alphabet; its digits and marks stay."""
    letters = ALPHABETS[alphabet]
    capitals = {"ı": "I", "i": "İ"} if alphabet == "diaeresis" else {"ı": "I"}
    parts = []
    for letter in text:
        latin = letters.get(letter.lower(), letter)
        is_capital = letter.isupper() and letter.lower() in letters
        parts.append(capitals.get(latin[:1], latin[:1].upper()) + latin[1:] if is_capital else latin)
    return "".join(parts)


def facts(text):
    reading = read(text)
    figures = [
        (s.quantity.value, s.quantity.low, s.quantity.approximation, s.unit, s.kind, s.part_of)
        for s in reading.statements
    ]
    return reading.language, figures, [(i.type, i.rule) for i in reading.instructions]


def offsets_hold(text):
    reading = read(text)
    for item in (*reading.statements, *reading.instructions, *reading.doubts):
        assert text[item.start : item.end] == item.quote
    for sentence in reading.sentences:
        assert text[sentence.start : sentence.end] == sentence.text
    for statement in reading.statements:
        assert statement.start <= statement.number_start < statement.end


@pytest.mark.parametrize("text", KAZAKH)
@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_kazakh_in_latin_letters_says_the_same(text, alphabet):
    latin = in_latin(text, alphabet)
    assert facts(latin) == facts(text)
    offsets_hold(latin)


@pytest.mark.parametrize("text", KAZAKH)
@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_a_figure_of_a_latin_text_is_quoted_as_it_stands(text, alphabet):
    quotes = [s.quote for s in read(in_latin(text, alphabet)).statements]
    assert quotes == [in_latin(s.quote, alphabet) for s in read(text).statements]


@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_the_alphabet_of_a_text_is_told(alphabet):
    assert {alphabet_of(in_latin(text, alphabet)) for text in KAZAKH} == {alphabet}


@pytest.mark.parametrize(
    ("alphabet", "latin", "cyrillic"),
    [
        ("acute", "Ishki ister mınıstrligi", "Ішкі істер министрлігі"),
        ("acute", "geologııalyq ındýstrııa ekonomıkasyn", "геологиялық индустрия экономикасын"),
        ("acute", "bıýdjettik sýbsıdııalaý raıon ıýl", "бюджеттік субсидиялау район июль"),
        ("acute", "zııan qoıan aımaqtyń kóliktiń", "зиян қоян аймақтың көліктің"),
        ("diaeresis", "düniege qadır-qasietı Barlyq", "дүниеге қадір-қасиеті Барлық"),
        ("diaeresis", "myŋǧa aumaǧy bağa", "мыңға аумағы баға"),
        ("acute", "aıda aıynda", "айда айында"),
        ("apostrophe", "as'yldy o'n'irlik a'kimi", "ашылды өңірлік әкімі"),
        ("agency", "şarwaşılığı wäkili bïıl jumıs", "шаруашылығы уәкілі биыл жұмыс"),
        ("informal", "oblysynyng payyzyna niyetpen biyligi", "облысының пайызына ниетпен билігі"),
    ],
)
def test_words_are_spelled_back(alphabet, latin, cyrillic):
    words = latin.split(" ")
    assert " ".join(to_cyrillic(word, alphabet)[0] for word in words) == cyrillic


@pytest.mark.parametrize(
    "text",
    [
        "Компания Samsung Electronics построила завод Green Energy за 5 млрд тенге на сайте www.gov.kz.",
        "«Kaspi Bank» АҚ 5 мың жұмыс орнын ашты, COVID-19 кезінде Air Astana 12 рейс орындады.",
        "The region has built 12 schools and 5 hospitals.\nLa région a créé 400 emplois.",
        "Бөлімге Microsoft Office, Zoom және iPhone алынды.",
    ],
)
def test_foreign_words_and_names_stay_as_they_are(text):
    assert fold_text(text)[0] == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("жерiнде кәсiпорын", "жерінде кәсіпорын"),
        ("ТOО «Альфа»", "ТОО «Альфа»"),
        ("B 2015 году c начала года", "В 2015 году с начала года"),
        ("əкімдік бойынша", "әкімдік бойынша"),
        ("рабо\u00adчих мест", "рабочих мест"),
        ("рабо\u00ad\nчих мест", "рабочих мест"),
        (unicodedata.normalize("NFD", "Ақмола й ё"), "Ақмола й ё"),
        ("акимат — план", "акимат – план"),
        ("акимат - план", "акимат – план"),
        ("программа „Дом“ и \"Сад\" и “Лес”", "программа «Дом» и «Сад» и «Лес»"),
        ("<<Дом>>", "«Дом»"),
        ("группа IT и витамин C", "группа IT и витамин C"),
    ],
)  # fmt: skip
def test_each_form_is_folded_to_the_one_that_is_read(typed, meant):
    assert fold_text(typed)[0] == meant


@given(st.data(), st.sampled_from(TEXTS), st.sampled_from(SPACES))
def test_typographic_spaces_change_nothing(data, text, space):
    places = [at for at, sign in enumerate(text) if sign == " "]
    chosen = data.draw(st.sets(st.sampled_from(places)))
    typed = "".join(space if at in chosen else sign for at, sign in enumerate(text))
    assert facts(typed) == facts(text)
    offsets_hold(typed)


@given(st.data(), st.sampled_from(TEXTS), st.sampled_from(["\u00ad", "\u200b", "\u2060"]))
def test_signs_without_width_change_nothing(data, text, sign):
    places = [at for at in range(1, len(text)) if text[at - 1].isalpha() and text[at].isalpha()]
    chosen = data.draw(st.sets(st.sampled_from(places), max_size=20))
    typed = "".join(sign + letter if at in chosen else letter for at, letter in enumerate(text))
    assert facts(typed) == facts(text)
    offsets_hold(typed)


@given(st.data(), st.sampled_from(TEXTS))
def test_look_alike_letters_change_nothing(data, text):
    alike = KAZAKH_LOOK_ALIKES if text in KAZAKH else LOOK_ALIKES
    places = [at for at, letter in enumerate(text) if letter in alike]
    chosen = data.draw(st.sets(st.sampled_from(places), max_size=20))
    typed = "".join(alike[letter] if at in chosen else letter for at, letter in enumerate(text))
    assert facts(typed) == facts(text)
    offsets_hold(typed)


@given(st.sampled_from(TEXTS), st.sampled_from(["“”", '""', "„“", "„”", "‹›"]), st.sampled_from("—–-"))
def test_quotation_marks_and_dashes_change_nothing(text, marks, dash):
    typed = text.replace("«", marks[0]).replace("»", marks[1]).replace(" – ", f" {dash} ")
    assert facts(typed) == facts(text)
    offsets_hold(typed)


MIXTURE = "аәсыіcaoiı gńý'ğş5 0,.-\u00ad\u200b\u00a0«»\"“”\n\tТТO%\u0306"


@given(st.text(alphabet=st.sampled_from(MIXTURE), max_size=80))
def test_offsets_hold_for_any_mixture(text):
    offsets_hold(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_folding_keeps_every_place_in_order(text):
    folded, places = fold_text(text)
    starts = [places.start(at) for at in range(len(folded) + 1)]
    assert starts == sorted(starts)
    assert all(places.start(at) < places.end(at + 1) <= len(text) for at in range(len(folded)))


def test_the_cells_of_a_table_are_found_in_a_folded_text():
    cells = ["Көрсеткіш", "2024", "Жұмыс ор\u00adны", "1\u00a0200"]
    text = "\u200b".join(cells)
    spans = [(text.index(cell), text.index(cell) + len(cell)) for cell in cells]
    table = Table(tuple(Cell(*span, *divmod(at, 2)) for at, span in enumerate(spans)))
    folded, places = fold_text(text)
    moved = table_in_folded(table, places)
    assert [folded[c.start : c.end] for c in moved.cells] == ["Көрсеткіш", "2024", "Жұмыс орны", "1 200"]


def test_a_fraction_in_one_sign_is_a_number():
    text = "Посеяно 2½ га, выделено ½ млн тенге, сдано 12÷15 домов."
    found = read(text).statements
    assert [(one.quote, one.quantity.value, one.quantity.high) for one in found] == [
        ("2½ га", Decimal("2.5"), None),
        ("½ млн тенге", 500_000, None),
        ("12÷15 домов", None, 15),
    ]


OPEN = sorted((Path(__file__).parents[2] / "examples" / "annotated" / "open").glob("*.txt"))
TYPED = {
    "spaces that do not break": ((" ", "\u00a0"),),
    "two spaces": ((" ", "  "),),
    "plain quotation marks": (("«", '"'), ("»", '"')),
    "curly quotation marks": (("«", "“"), ("»", "”")),
    "Latin look-alikes": (("о", "o"), ("а", "a"), ("е", "e")),
    "soft hyphens": (("ен", "е\u00adн"),),
    "lines of another system": (("\n", "\r\n"),),
}


@pytest.mark.skipif(not OPEN, reason="the annotated texts are not here")
@pytest.mark.parametrize("way", TYPED)
def test_no_way_of_typing_changes_a_figure_of_the_annotated_texts(way):
    for text in (path.read_text("utf-8") for path in OPEN[::6]):
        typed = text
        for sign, other in TYPED[way]:
            typed = typed.replace(sign, other)
        assert facts(typed) == facts(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Создано  3  418  рабочих  мест,  из  них  2  906  постоянных.", [3418, 2906]),
        ("Выделено 1  200  000 тенге.", [1_200_000]),
        ("План, га: 12  340", []),
    ],
)
def test_two_spaces_within_a_number_before_a_word_belong_to_it(text, values):
    assert [one.quantity.value for one in read(text).statements] == values
    offsets_hold(text)


def test_each_line_is_read_in_its_own_latin_alphabet() -> None:
    acute = "Bıyl oblysta 300 jańa jumys orny ashyldy, ákimdik qoldady, ózen tazalandy."
    diaeresis = "Biyl oblysta 182 myŋ oquşy bılım alady, äkımdık qoldady, jaŋa mektep aşyldy."
    text = f"{acute}\n{diaeresis}"
    assert [(one.quantity.value, one.unit) for one in read(text).statements] == [
        (300, "job"),
        (182000, "person"),
    ]
