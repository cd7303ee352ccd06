"""The HTML account before outside judges: the Nu checker, and axe in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_judges import axe_finds, chromium, nu_finds
from playwright.sync_api import Browser

from esep.messages import LANGUAGES, Language

WIDTHS = (1280, 390)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.java
def test_the_nu_checker_finds_nothing(written: Path) -> None:
    files = list(written.glob("*.html"))
    assert [(m["page"], m.get("lastLine"), m["message"]) for m in nu_finds(files)] == []
    assert len(files) == len(LANGUAGES)


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(written: Path, browser: Browser, language: Language, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((written / f"account.{language}.html").as_uri())
    found = axe_finds(page)
    page.close()
    assert found == []


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_phone(written: Path, browser: Browser, language: Language) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto((written / f"account.{language}.html").as_uri())
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert width == 390


@pytest.mark.browser
def test_the_page_asks_for_nothing_but_itself(written: Path, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = (written / "account.kk.html").as_uri()
    page.goto(address, wait_until="networkidle")
    page.close()
    assert asked == [address]
