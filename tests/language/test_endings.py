"""Kazakh endings against forms from the grammar, and Russian keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.language import Analysis, add_case, analyses, decline, fold, russian_key, stems
from esep.language.endings import CASES

FORMS = [
    # stem, case, possessive, plural, form
    ("теңге", "genitive", False, False, "теңгенің"),
    ("теңге", "dative", False, False, "теңгеге"),
    ("мың", "ablative", False, False, "мыңнан"),
    ("мың", "genitive", True, False, "мыңының"),
    ("мың", "locative", True, False, "мыңында"),
    ("орын", "nominative", True, False, "орны"),
    ("орын", "accusative", True, False, "орнын"),
    ("орын", "accusative", True, True, "орындарын"),
    ("жоба", "accusative", False, False, "жобаны"),
    ("жоба", "nominative", False, True, "жобалар"),
    ("отбасы", "dative", False, True, "отбасыларға"),
    ("мектеп", "locative", False, False, "мектепте"),
    ("мектеп", "nominative", True, False, "мектебі"),
    ("бөлік", "nominative", True, False, "бөлігі"),
    ("аудан", "ablative", False, False, "ауданнан"),
    ("қыз", "instrumental", False, False, "қызбен"),
    ("жыл", "instrumental", False, False, "жылмен"),
    ("жыл", "nominative", False, True, "жылдар"),
    ("процент", "ablative", False, False, "проценттен"),
    ("пайыз", "dative", False, False, "пайызға"),
    ("үй", "genitive", False, False, "үйдің"),
    ("алу", "accusative", False, False, "алуды"),
    ("облыс", "genitive", True, False, "облысының"),
    ("Алматы", "attributive", False, False, "Алматыдағы"),
    ("Шымкент", "locative", False, False, "Шымкентте"),
    ("қазан", "nominative", True, False, "қазаны"),
]


@pytest.mark.parametrize(("stem", "case", "possessive", "plural", "form"), FORMS)
def test_a_kazakh_word_is_declined_as_the_grammar_says(stem, case, possessive, plural, form):
    assert decline(stem, case, possessive=possessive, plural=plural) == form


@pytest.mark.parametrize(("stem", "case", "possessive", "plural", "form"), FORMS)
def test_a_kazakh_form_gives_its_stem_back(stem, case, possessive, plural, form):
    assert Analysis(stem.lower(), case, possessive, plural) in analyses(form)


def test_a_phrase_that_ends_with_possession_takes_the_possessed_endings():
    assert add_case("Жамбыл облысы", "genitive", possessed=True) == "Жамбыл облысының"
    assert add_case("Жамбыл облысы", "dative", possessed=True) == "Жамбыл облысына"


def test_endings_that_break_vowel_harmony_are_not_cut():
    assert stems("кітапте") == ("кітапте",)


@given(
    st.text("абғдеіклмнорстуыәөүңқ", min_size=2, max_size=9),
    st.sampled_from(CASES),
    st.booleans(),
    st.booleans(),
)
def test_whatever_is_declined_can_be_taken_apart(stem, case, possessive, plural):
    form = decline(stem, case, possessive=possessive, plural=plural)
    assert any(
        decline(a.stem, a.case, possessive=a.possessive, plural=a.plural) == form for a in analyses(form)
    )
    assert stem in stems(form)


@pytest.mark.parametrize(
    "group",
    [("область", "области", "областью", "областях"), ("Карагандинская", "Карагандинской", "карагандинскую")],
)
def test_the_forms_of_a_russian_word_share_a_key(group):
    assert len({russian_key(word) for word in group}) == 1


def test_latin_look_alikes_are_read_as_cyrillic_inside_a_cyrillic_word():
    assert fold("автокөлiк") == "автокөлік"
    assert fold("COVID") == "covid"
