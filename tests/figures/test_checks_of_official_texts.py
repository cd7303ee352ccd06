"""The checks over the annotated official texts: each finding was studied by hand, and there is no other."""

from collections.abc import Callable
from pathlib import Path

import pytest
from gold_readings import gold_text, names

from esep.figures import OUTCOMES, Finding, OfficialText, check
from esep.reading import read

EXPECTED = {
    "001_seed": [
        ("remainder", "parts against total", "47,8 мың жұмыс орны", 9),
        ("confirmation", "sum of siblings", "77,6 мың жаңа", 3),
        ("confirmation", "repeated figure", "21 689", 2),
        ("confirmation", "repeated figure", "1 419", 2),
    ],
    "002_seed": [("contradiction", "people of the region", "более 2500 тысяч новых рабочих мест", 1)],
    "003_seed": [
        ("confirmation", "parts against total", "140 шағым", 3),
        ("confirmation", "share against its parts", "60,4 пайызы", 2),
    ],
    "005_ru": [("remainder", "parts against total", "порядка 6000 инвалидов", 4)],
    "009_ru": [
        ("confirmation", "parts against total", "9 627", 3),
        ("confirmation", "parts against total", "2 123 домов", 3),
    ],
    "017_kk": [
        ("confirmation", "sum of siblings", "4063 жаңа жұмыс орны", 3),
        ("confirmation", "parts against total", "2521-і тұрақты", 8),
        ("confirmation", "share against its parts", "59,3%", 3),
    ],
    "019_kk": [("contradiction", "growth", "75 мың доңғалақтан", 2)],
    "030_kk": [
        ("remainder", "parts against total", "138 мың адам", 4),
        ("confirmation", "sum of siblings", "291 мың азаматтың", 3),
        ("confirmation", "share against its parts", "53%", 3),
    ],
}
"""Text → outcome, rule, first quote, number of quotes. The other texts hold nothing to find."""


def read_text(shared: Path, name: str) -> OfficialText:
    text = (shared / "texts" / f"{name}.txt").read_text("utf8")
    found = read(text)
    return OfficialText(name, text, found.statements, found.sentences)


def told(findings: list[Finding]) -> list[tuple[str, str, str, int]]:
    return [(f.outcome, f.rule, f.statements[0].quote, len(f.statements)) for f in findings]


@pytest.mark.shared
@pytest.mark.parametrize("reader", [gold_text, read_text], ids=["annotation", "reader"])
def test_the_checks_find_what_an_editor_would(
    shared: Path, reader: Callable[[Path, str], OfficialText]
) -> None:
    found = {name: told(check([reader(shared, name)])) for name in names(shared)}
    # the annotation's quotes are a little longer than the reader's in one place
    trimmed = {
        name: [(outcome, rule, quote.split(" әйелдер")[0], count) for outcome, rule, quote, count in findings]
        for name, findings in found.items()
        if findings
    }
    assert trimmed == EXPECTED


@pytest.mark.shared
def test_the_programmes_of_the_briefing_leave_236_to_336_jobs(shared: Path) -> None:
    remainder = check([read_text(shared, "001_seed")])[0]
    # 18648 + 21689 + 3540 + 1419 + 824 + 455 + 869 + 70 = 47514; 47750 - 47514 = 236, 47850 - 47514 = 336
    assert (remainder.by.low, remainder.by.high) == (236, 336)
    assert "47,514" in remainder.explanation.in_language("en")


@pytest.mark.shared
def test_the_rural_share_implies_the_published_population(shared: Path) -> None:
    share = check([read_text(shared, "003_seed")])[1]
    # 678.5 / 0.6045 and 679.5 / 0.6035; published for 1 January 2019: 1,125,440
    assert "1,122,415–\u20601,125,932" in share.explanation.in_language("en")
    assert "1,125,440" in share.explanation.in_language("en")


@pytest.mark.shared
def test_the_jobs_of_the_report_contradict_the_population_by_a_million(shared: Path) -> None:
    jobs = check([read_text(shared, "002_seed")])[0]
    assert jobs.by.low is not None
    assert jobs.by.low > 1_000_000
    assert jobs.by.high is None


@pytest.mark.shared
def test_a_slip_in_the_complaints_is_found(shared: Path) -> None:
    text = (
        (shared / "texts" / "003_seed.txt").read_text("utf8").replace("қалған 88 мәселе", "қалған 98 мәселе")
    )
    found = read(text)
    outcomes = told(check([OfficialText("slip", text, found.statements, found.sentences)]))
    assert ("contradiction", "parts against total", "140 шағым", 3) in outcomes


def test_the_page_tells_each_finding() -> None:
    """The documentation lists every finding on the seventeen texts, each with why it is right."""
    page = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "checks.md"
    text = page.read_text(encoding="utf-8")
    told = {name: text.count(f"\n- **{name.capitalize()}.**") for name in OUTCOMES}
    found = [outcome for findings in EXPECTED.values() for outcome, *_rest in findings]
    assert told == {name: found.count(name) for name in OUTCOMES}


@pytest.mark.parametrize(
    ("text", "contradictions"),
    [
        ("Безработица снизилась с 5,1 процента до 5,4 процента.", 1),
        ("Жұмыссыздық 5,1 пайыздан 5,4 пайызға дейін төмендеді.", 1),
        ("Өндіріс 120 тоннадан 100 тоннаға өсті.", 1),
        ("Жұмыссыздық 5,4 пайыздан 5,1 пайызға дейін төмендеді.", 0),
        ("Өндіріс 100 тоннадан 120 тоннаға өсті.", 0),
    ],
)
def test_a_growth_to_less_and_a_fall_to_more_are_contradictions(text: str, contradictions: int) -> None:
    reading = read(text)
    found = check([OfficialText("text", text, reading.statements, reading.sentences)])
    assert [finding.outcome for finding in found].count("contradiction") == contradictions
