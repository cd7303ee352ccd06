"""Pages of an explanation and of a district before outside judges: the Nu checker, axe in a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hand_region import ON, family
from page_judges import axe_finds, chromium, nu_finds
from playwright.sync_api import Browser

from esep.familymap import explain_family, refusals_of_family
from esep.familymap.district_list import DistrictList
from esep.familymap.explanations import explain_families
from esep.familymap.telling import explanation_page
from esep.familymap.whatif.page import Grid, Page, Section, rendered
from esep.messages import LANGUAGES, Language

WIDTHS = (1280, 390)


@pytest.fixture(scope="module")
def pages(hand_made, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    number = family("D-1")
    told = explain_family(hand_made, number, on=ON)
    refusals = refusals_of_family(hand_made, number, on=ON)
    district = explain_families(hand_made, on=ON)
    for language in LANGUAGES:
        page = explanation_page(told, refusals, language, made_up=True)
        (folder / f"family.{language}.html").write_text(page, encoding="utf-8")
        DistrictList(district, language, "Мерке", made_up=True).write(folder / "lists")
        (folder / "lists" / "list-1.html").rename(folder / f"list.{language}.html")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.java
def test_the_nu_checker_finds_nothing(pages: Path) -> None:
    files = list(pages.glob("*.html"))
    assert [(m["page"], m.get("lastLine"), m["message"]) for m in nu_finds(files)] == []
    assert len(files) == 2 * len(LANGUAGES)


ALL = "document.querySelectorAll('details').forEach(each => { each.open = true; })"
FIRST = """
    let one = document.querySelector("details");
    for (; one; one = one.querySelector("details")) one.open = true;
    document.querySelectorAll("details:not([open]) > :not(summary)").forEach(each => each.remove());
"""


@pytest.mark.browser
@pytest.mark.parametrize("name", ["family", "list"])
@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(
    pages: Path, browser: Browser, language: Language, opened: bool, name: str
) -> None:
    """All is open in Kazakh; in the others, which differ in words, the first and what is folded in it."""
    page = browser.new_page(viewport={"width": WIDTHS[opened], "height": 900})
    page.goto((pages / f"{name}.{language}.html").as_uri())
    if opened:
        page.evaluate(ALL if language == "kk" else FIRST)
    found = axe_finds(page)
    page.close()
    assert found == []


@pytest.mark.browser
@pytest.mark.parametrize("name", ["family", "list"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_phone(pages: Path, browser: Browser, language: Language, name: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto((pages / f"{name}.{language}.html").as_uri())
    page.evaluate(ALL)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert width == 390


@pytest.mark.browser
@pytest.mark.parametrize("moved", [0, 200])
def test_the_caption_of_a_wide_table_stays_on_a_phone(tmp_path: Path, browser: Browser, moved: int) -> None:
    wide = Grid("Утыс пен утылыс. " * 8, [f"бағанның атауы {n}" for n in range(9)], [["123 456 789"] * 9])
    section = Section("wide", "Кесте", tables=[wide])
    written = tmp_path / "wide.html"
    written.write_text(rendered(Page("Реформа", "", [], [], [section], []), "kk"), encoding="utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(written.as_uri())
    seen = page.evaluate(
        """moved => {
            const table = document.querySelector('.scroll');
            table.scrollLeft = moved;
            const words = document.createRange();
            words.selectNodeContents(document.querySelector('caption'));
            const box = words.getBoundingClientRect();
            return [table.scrollLeft, table.scrollWidth > 390, box.left >= 0, box.right <= 390];
        }""",
        moved,
    )
    page.close()
    assert seen == [moved, True, True, True]


@pytest.mark.browser
def test_paper_shows_what_the_screen_keeps_closed(pages: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((pages / "family.kk.html").as_uri())
    closed = page.locator("details:not([open]) > .ground").first
    assert not closed.is_visible()
    page.emulate_media(media="print")
    assert closed.is_visible()
    page.close()
