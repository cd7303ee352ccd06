"""The reader against the annotated official texts, judged by the judge's own functions."""

import collections
import importlib.util
import json

import pytest

from esep.reading import read
from esep.reading.results.plain_form import instruction_row, statement_row

FLOORS = {"found": 0.97, "strict": 0.95}
"""Above the floors of the project (0.85 and 0.75), below what is measured: only a real loss fails."""
PARTS = 0.9


@pytest.fixture(scope="module")
def judge(shared):
    specification = importlib.util.spec_from_file_location(
        "score_reader", shared / "texts" / "score_reader.py"
    )
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def tallies(shared, judge):
    """Counts of the judge by language over all annotated texts."""
    counted = {"kk": collections.Counter(), "ru": collections.Counter()}
    for path in sorted((shared / "texts" / "gold").glob("*_*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = (shared / "texts" / f"{gold['doc']}.txt").read_text("utf-8")
        reading = read(text)
        for item in gold["figures"] + gold["instructions"]:
            item.setdefault("quote", text[item["start"] : item["end"]])
        rows = [statement_row(statement) for statement in reading.statements]
        judge.score_figures(gold["figures"], rows, counted[gold["lang"]], lambda line: None)
        rows = [instruction_row(instruction) for instruction in reading.instructions]
        judge.score_instructions(gold["instructions"], rows, counted[gold["lang"]], lambda line: None)
    return counted


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("measure", ["found", "strict"])
def test_the_figures_of_the_annotated_texts_are_read(tallies, judge, language, measure):
    tally = tallies[language]
    _, _, score = judge.f1(tally[measure], tally["gold"], tally["predicted"])
    assert score >= FLOORS[measure]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_parts_of_the_annotated_texts_point_at_their_totals(tallies, language):
    tally = tallies[language]
    assert tally["found_part_of"] >= PARTS * tally["gold_part_of"]


def statements_of(shared, name):
    return read((shared / "texts" / f"{name}.txt").read_text("utf-8")).statements


def values_of_parts(statements, total):
    return [s.quantity.value for s in statements if s.part_of is not None and statements[s.part_of] is total]


def test_the_eight_programmes_are_parts_of_the_jobs_under_all_programmes(shared):
    statements = statements_of(shared, "001_seed")
    (total,) = [s for s in statements if s.quantity.value == 47_800]
    assert values_of_parts(statements, total) == [18_648, 21_689, 3_540, 1_419, 824, 455, 869, 70]


def test_jobs_of_business_and_of_programmes_stand_beside_all_jobs(shared):
    statements = statements_of(shared, "001_seed")
    (total,) = [s for s in statements if s.quantity.value == 77_600]
    assert values_of_parts(statements, total) == [36_900]
    beside = [s for s in statements if s.quantity.value in (29_800, 47_800)]
    assert [s.part_of for s in beside] == [None, None]
    low, high = (s.quantity.interval for s in beside)
    assert (low + high).meets(total.quantity.interval)


def test_solved_and_open_complaints_make_up_all_complaints(shared):
    statements = statements_of(shared, "003_seed")
    (total,) = [s for s in statements if s.unit == "complaint"]
    assert values_of_parts(statements, total) == [52, 88]
    assert total.quantity.value == 140


def test_people_without_income_are_among_those_of_working_age_among_the_rural(shared):
    statements = statements_of(shared, "003_seed")
    by_value = {s.quantity.value: s for s in statements}
    assert statements[by_value[151_000].part_of] is by_value[395_000]
    assert statements[by_value[395_000].part_of] is by_value[679_000]


def test_permanent_jobs_are_among_all_jobs_of_the_employment_map(shared):
    statements = statements_of(shared, "000_seed")
    by_value = {s.quantity.value: s for s in statements}
    assert statements[by_value[38_000].part_of] is by_value[122_000]
    assert by_value[122_000].kind == by_value[32_000].kind == "target"


def test_the_slip_of_a_multiplier_is_a_doubt(shared):
    reading = read((shared / "texts" / "002_seed.txt").read_text("utf-8"))
    assert [doubt.quote for doubt in reading.doubts] == ["более 2500 тысяч новых рабочих мест"]
