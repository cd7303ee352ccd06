"""Every page before outside judges, in each language, on a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_judges import WCAG, axe_finds, nu_finds
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from esep.registers import TABLES

from ..addresses import ADDRESSES
from .conftest import LANGUAGES, SIZES, context_of
from .pages import NOT_LOOKED_AT, PAGES, Shown

SEEN = "document.querySelectorAll('details:not([open]) > :not(summary)').forEach(each => each.remove())"
"""What is folded cannot be seen; a page with much of it has a line of its own where it is open."""
JUDGED = {"kk": "desktop", "ru": "phone", "en": "desktop"}
"""Each language and each size once for axe, whose rules ask nothing of both together."""
LOOKING, WORDS = (Path(__file__).with_name(name).read_text() for name in ("looking.js", "words.js"))
LATIN = re.compile(r"[A-Za-z]{2,}(?:[-'][A-Za-z]+)*")
FORMATS = {
    "XLSX",
    "CSV",
    "GeoJSON",
    "OC",
    "IDS",
    "OCDS",
    "YAML",
    "JSON",
    "Parquet",
    "zip",
    "Zip",
    "API",
    "QR",
    "IP",
    "PDF",
    "NEET",
} | {*("ZIP", "TXT", "HTML", "DOCX", "SHA")}
LOGINS = {"officer", "analyst", "surveyor", "control", "programmes", "press", "auditor", "administrator"}
NAMES = {"Esep", "Enbek", "kz", "English", "account", "law"}
COLUMNS = {word for table in TABLES.values() for each in table.columns for word in each.name.split("_")}
AS_IN_THE_FILES = {*FORMATS, *LOGINS, *NAMES, *COLUMNS, *TABLES, "csv", "number"}
SOURCES = ("Дереккөз:", "Источник:")
"""Where a value of the law was read: sites and remarks, as its file holds them."""

IN_ENGLISH = {
    *("front", "selfcheck-page-answer", "people-audit", "families-place-region", "families-list"),
    *("families-card", "families-reform"),
}
"""Pages that are looked at in English, too: one of each make."""


@pytest.fixture(scope="module")
def contexts(browser: Browser, site: dict[str, Any]) -> Iterator[dict[str, BrowserContext]]:
    opened = {who: context_of(browser, site, who) for who in sorted({each.who for each in PAGES})}
    yield opened
    for each in opened.values():
        each.close()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pages' HTML is kept for the Nu checker."""
    return tmp_path_factory.mktemp("pages")


def test_every_page_of_the_site_is_looked_at() -> None:
    gets = {name for name, address in ADDRESSES.items() if address.method == "GET"}
    asked = {name for name in gets if not name.startswith("api:")}
    looked_at = {each.name for each in PAGES}
    assert sorted(asked - looked_at - set(NOT_LOOKED_AT)) == [], "add a line to pages.py"
    assert sorted((looked_at | set(NOT_LOOKED_AT)) - set(ADDRESSES)) == []
    assert len({each.id for each in PAGES}) == len(PAGES)
    assert {each.id for each in PAGES} >= IN_ENGLISH


class Watched:
    """A page whose console, errors, requests and answers are watched."""

    def __init__(self, context: BrowserContext, site: dict[str, Any]) -> None:
        self.page = context.new_page()
        self.faults: list[str] = []
        self._answers: list[Response] = []
        self._address = site["address"]
        self.page.set_viewport_size(SIZES["desktop"])
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._came)

    def _said(self, line: ConsoleMessage) -> None:
        if line.type in ("error", "warning") and "the server responded with a status of" not in line.text:
            self.faults.append(f"console: {line.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self._address, "data:")):
            self.faults.append(f"asks another place: {request.url}")

    def _came(self, answer: Response) -> None:
        if answer.request.is_navigation_request() and not 300 <= answer.status < 400:
            self._answers.append(answer)
        elif answer.status >= 400:
            self.faults.append(f"{answer.status}: {answer.url}")

    def answer(self, status: int) -> Response:
        """The last page that came."""
        answer = self._answers[-1]
        if answer.status != status:
            self.faults.append(f"status {answer.status}")
        policy = answer.headers.get("content-security-policy", "").replace("img-src 'self' data:", "")
        if "default-src 'self'" not in policy or re.search(r"unsafe-|\*|data:|https?:", policy):
            self.faults.append(f"policy: {policy}")
        return answer


def foreign_words(page: Page) -> list[str]:
    """Latin words on a page in Kazakh or Russian that are no names and no addresses of mail."""
    said = [text for text in page.evaluate(WORDS) if not text.startswith(SOURCES)]
    found = set(LATIN.findall(re.sub(r"\S+@\S+", "", " ".join(said))))
    return sorted(word for word in found if word.split("-")[0] not in AS_IN_THE_FILES)


@pytest.mark.browser
@pytest.mark.parametrize("each", PAGES, ids=lambda each: each.id)
def test_nobody_trips_over_a_page(
    each: Shown, contexts: dict[str, BrowserContext], site: dict[str, Any], kept: Path
) -> None:
    found = []
    for language in (*LANGUAGES, "en") if each.id in IN_ENGLISH else LANGUAGES:
        watched = Watched(contexts[each.who], site)
        page, faults = watched.page, watched.faults
        page.goto(each.path(language, site))
        if each.way:
            each.way(page)
            page.wait_for_load_state()
        html = watched.answer(each.status).text()
        (kept / f"{each.id}.{language}.html").write_text(html, encoding="utf-8")
        if language != "en" and (words := foreign_words(page)):
            faults.append(f"not translated: {' '.join(words)}")
        for size in SIZES:
            page.set_viewport_size(SIZES[size])
            page.keyboard.press("Tab")
            faults += [f"{size}: {fault}" for fault in page.evaluate(LOOKING, {"language": language})]
        page.set_viewport_size(SIZES[JUDGED[language]])
        page.evaluate(SEEN)
        faults += [f"{JUDGED[language]}: {fault}" for fault in axe_finds(page, WCAG)]
        page.close()
        found += [f"{language}: {fault}" for fault in faults]
    assert not found, "\n".join(found)


@pytest.mark.browser
def test_the_judges_see_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page(viewport=SIZES["phone"])
    page.set_content(
        "<html lang=ru><title>wrong</title><style>*:focus { outline: 0 }</style><main><h1>a</h1><h1>b</h1>"
        "<img src='data:,'><p style='color: #aaa; width: 500px'>pale</p><button style='width: 9px'>x</button>"
    )
    page.keyboard.press("Tab")
    said = " ".join(page.evaluate(LOOKING, {"language": "kk"}))
    for fault in ("px wide", "px: <button", "focus is not seen", "not one h1", "lang is ru", "a style"):
        assert fault in said
    found = " ".join(axe_finds(page, WCAG))
    assert "image-alt" in found
    assert "color-contrast" in found
    assert foreign_words(page) == ["pale", "wrong"]
    page.close()


@pytest.mark.browser
@pytest.mark.java
def test_the_nu_checker_finds_nothing(kept: Path) -> None:
    pages = list(kept.glob("*.html"))
    if not pages:
        pytest.skip("no page was looked at in this run")
    found = {
        (m["page"], m["message"], m.get("extract", "")[:200]) for m in nu_finds(pages) if m["type"] == "error"
    }
    assert not found, "\n".join(map(str, sorted(found)))
