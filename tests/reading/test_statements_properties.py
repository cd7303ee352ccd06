"""What must hold of every text: exact quotes, the same answer for the same words, no dependence on chance."""

import os
import subprocess
import sys

import pytest
from counted_work import guarded, steps_of
from hypothesis import given
from hypothesis import strategies as st

from esep.reading import read

TEXTS = [
    "Биыл облыста 3 450 жұмыс орны ашылды, соның ішінде 2 890-ы тұрақты. «Нұрлы жер» бағдарламасы бойынша "
    "102 млрд теңгеге 556 жоба іске асырылды, 32 мыңнан астам отбасы көмек алды (162 354 адам).",
    "В области создано 3 450 рабочих мест, в том числе 2 890 постоянных. По программе «Нұрлы жер» построено "
    "8 домов (640 квартир), около 107 тысяч человек заняты в промышленности.",
]
VOCABULARY = (
    "47,8 мың млн тысяч более астам из них оның ішінде ( ) , . – « » 5 1.200 2020 года жылы жұмыс орны "
    "рабочих мест % үштен бірі половина в раза есе дейін -дан №"
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=30).map(" ".join)


def facts(text):
    return [(s.quantity.value, s.unit, s.kind, s.part_of, s.relation) for s in read(text).statements]


@given(st.one_of(WORDS, st.text(max_size=60)))
def test_every_quote_is_the_text_between_its_offsets(text):
    statements = read(text).statements
    for place, statement in enumerate(statements):
        assert text[statement.start : statement.end] == statement.quote
        assert statement.start <= statement.number_start < statement.end
        assert statement.part_of is None or statement.part_of < place
        assert statement.related_to != place


@pytest.mark.parametrize("text", TEXTS)
def test_spaces_that_do_not_break_change_nothing(text):
    assert facts(text.replace(" ", "\u00a0")) == facts(text)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("„", "“")])
def test_the_form_of_quotation_marks_changes_nothing(text, opening, closing):
    assert facts(text.replace("«", opening).replace("»", closing)) == facts(text)


@pytest.mark.parametrize("text", TEXTS)
def test_another_number_changes_only_the_value(text):
    before, after = facts(text), facts(text.replace("3 450", "4 450"))
    assert [fact[1:] for fact in after] == [fact[1:] for fact in before]
    assert [fact[0] for fact in after] == [4450 if fact[0] == 3450 else fact[0] for fact in before]


def test_the_answer_does_not_depend_on_the_hash_seed(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("\n".join(TEXTS), "utf-8")
    answers = {
        subprocess.run(
            [sys.executable, "-m", "esep.reading", str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_work_grows_with_a_sentence_and_not_with_its_square():
    with guarded():
        assert steps_of(read, "1 234 " * 20_000) < 2.5 * steps_of(read, "1 234 " * 10_000)
