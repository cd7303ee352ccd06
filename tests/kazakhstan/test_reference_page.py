"""The reference of the law names everything that the law has, where somebody would look for it."""

from pathlib import Path

import pytest

from esep.kazakhstan import ACTS, all_measures, law

PAGES = Path(__file__).resolve().parents[2] / "docs" / "reference"


def page(name: str) -> str:
    return (PAGES / f"{name}.md").read_text(encoding="utf-8")


def test_the_index_names_every_provision_and_parameter():
    index = page("law")
    for name in [*law().names, *law().parameters]:
        assert f"[`{name}`](law/" in index


def test_every_measure_and_act_has_its_place():
    measures, acts = page("law/measures"), page("law/acts")
    for measure in all_measures():
        assert f"\n## {measure.id}\n" in measures
        assert measure.condition in measures
    for act in ACTS.values():
        assert f"Number here: `{act.id}`" in acts


@pytest.mark.parametrize(
    "line",
    [
        "**Targeted social assistance** · Атаулы әлеуметтік көмек · Адресная социальная помощь",
        "> [Shortfall of the quarter](#quarter_shortfall) ÷ 3, rounded to the nearest",
        "- Rests on provisions: [`quarter_shortfall`](#quarter_shortfall)",
        "**From 2020-01-01 to 2023-06-30.** [Law on State Targeted Social Assistance](acts.md#act-246-ii)",
        "| [a mother with four children in early 2019](#case-1) | 2019-02-15 | 24,245 KZT/month |",
        "150,000 ÷ 5 ÷ 3 = 10,000 a head; 14,849 − 10,000 = 4,849; × 5 = 24,245. Source: kokshetoday.kz",
        "- Decides measures: [Grant targeted social assistance](measures.md#targeted_assistance)",
    ],
)
def test_a_page_says_what_its_author_wrote(line):
    assert line in page("law/targeted_assistance")


def test_a_parameter_is_drawn_and_listed_with_source_and_confidence():
    shared = page("law/shared")
    assert "(pictures/mci.svg)" in shared
    assert "| 2017-01-01 | 2,269 KZT/MCI | [Law on the republican budget](acts.md#act-budget)" in shared
    assert "| kstnews.kz/newspaper/509 (38 MCI = 86,222) | derived |" in shared


def test_a_table_and_its_places_are_readable():
    minimum = page("law/subsistence_minimum")
    assert "(710000000): 53,310 KZT/month/person" in minimum
    assert "below 1 vehicle: -50 point<br>1 vehicle to below 2 vehicle: 0 point" in page("law/wellbeing")
