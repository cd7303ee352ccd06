"""What people come to the site for, from the first click to the last, as they would do it."""

from __future__ import annotations

import hmac
import re
import struct
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from esep.registers.synthesis import synthesize, zhambyl

from .conftest import SIZES, context_of
from .pages import answered

pytestmark = pytest.mark.browser
WAYS = ("kk-desktop", "ru-phone", "ru-desktop", "kk-phone")
SHORT = WAYS[:2]
"""Each language and each size once: for the ways that are long."""


@pytest.fixture
def windows(browser: Browser, site: dict[str, Any]) -> Iterator[Any]:
    """``windows(way, who)``: a page of somebody, in a language and a size."""
    opened = []

    def made(way: str, who: str = "", **options: Any) -> Page:
        language, size = way.split("-")
        phone = {"is_mobile": True, "has_touch": True} if size == "phone" else {}
        context = context_of(browser, site, who, viewport=SIZES[size], **phone, **options)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(f"/{language}/")
        return page

    yield made
    for context in opened:
        context.close()


def code_of(key: str, at: float) -> str:
    """The six digits of a key at a moment (RFC 6238), reckoned by hand."""
    digest = hmac.digest(bytes.fromhex(key), struct.pack(">Q", int(at) // 30), "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def test_the_code_is_that_of_the_standard() -> None:
    """RFC 6238, appendix B: at 59 seconds its key gives 94287082, of six digits 287082."""
    assert code_of(b"12345678901234567890".hex(), 59) == "287082"


def signed_in(page: Page, login: str, password: str) -> None:
    page.locator("a[href$='/people/sign-in/']").last.click()
    page.fill("#id_username", login)
    page.fill("#id_password", password)
    page.click("main button.primary")


@pytest.mark.parametrize("way", WAYS)
def test_somebody_signs_in_without_a_second_factor(way: str, windows: Any, site: dict[str, Any]) -> None:
    page = windows(way)
    signed_in(page, site["travellers"][way]["press"], site["password"])
    expect(page).to_have_url(re.compile(rf"/{way[:2]}/families/places/310000000/$"))
    page.click("form.who button")
    expect(page).to_have_url(re.compile("/people/sign-in/$"))


@pytest.mark.parametrize("way", WAYS)
def test_an_officer_goes_from_signing_in_to_the_printed_card(
    way: str, windows: Any, site: dict[str, Any]
) -> None:
    language, district = way[:2], site["places"]["district"]
    page = windows(way)
    traveller = site["travellers"][way]
    signed_in(page, traveller["officer"], site["password"])
    page.fill("#id_code", "000000")
    page.click("main button.primary")
    expect(page.locator(".fault")).to_be_visible()
    time.sleep(1)  # after a wrong code the next try must wait as long
    page.fill("#id_code", code_of(traveller["key"], time.time()))
    page.click("main button.primary")
    expect(page).to_have_url(re.compile(f"/{language}/families/places/{district}/$"))

    page.click(f"a.primary[href$='/families/list/{district}/']")
    before = page.locator("#results-title").inner_text()
    page.select_option("select[name=undrawn]", "1")
    page.click(".filters button.primary")
    expect(page.locator("#results-title")).not_to_have_text(before)
    families = page.locator("main tbody th").filter(has_not_text=site["head"])
    families.nth(WAYS.index(way)).locator("a").click()

    expect(page).to_have_url(re.compile("/reason/$"))
    page.check("input[name=reason][value=other]")
    page.click("main button.primary")
    expect(page.locator("main .fault")).to_be_visible()
    page.fill("#id_more", "приказ 12")
    page.click("main button.primary")
    expect(page.locator("#rights")).to_be_visible()
    offer = page.locator("button[name=measure]").first
    measure = offer.get_attribute("value")
    offer.click()
    expect(page.locator(".notice.success")).to_be_visible()
    expect(page.locator(f"button[name=measure][value={measure}]")).to_have_count(0)
    page.locator("a[href*='/families/cases/']").click()  # what is offered opens a case
    page.fill("#id_notes", "Балабақшаға кезекке тұрғызылды.")
    page.click("main button.primary")
    expect(page.get_by_text("Балабақшаға кезекке тұрғызылды.")).to_be_visible()

    page.emulate_media(media="print")
    for left_out in (".top nav", ".languages", "form.who", "footer", "main button"):
        assert not any(each.is_visible() for each in page.locator(left_out).all()), left_out
    for printed in ("h1", "#help", "#rights", "#members", "#home"):
        assert page.locator(printed).first.is_visible(), printed
    if "desktop" in way:
        assert len(page.pdf(format="A4")) > 10_000


@pytest.mark.parametrize("way", SHORT)
def test_an_analyst_asks_what_if(way: str, windows: Any) -> None:
    page = windows(way, "analyst")
    page.goto(f"/{way[:2]}/families/reforms/")
    page.locator("a[href$='/reforms/new/']").first.click()
    page.fill("#id_title", f"Жаңа шек {way}")
    page.fill("[id='id_poverty_share-0']", "80,5")
    page.click("main form[method=post] button.primary")
    expect(page.locator("main .cards")).to_be_visible(timeout=60_000)
    assert "80,5" in page.locator("main").inner_text()
    page.locator("a[href$='/change/']").click()
    page.check("#id_shared")
    page.click("main form button.primary")
    expect(page.locator(".notice.success")).to_be_visible()

    other = windows(way, "programmes")
    other.goto(f"/{way[:2]}/families/reforms/")
    other.get_by_role("link", name=f"Жаңа шек {way}").click()
    expect(other.locator("main .cards")).to_be_visible()


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Extracts of another quarter."""
    target = tmp_path_factory.mktemp("browser") / "extracts"
    synthesize(zhambyl().scaled(1000), target, seed=3)
    return sorted(target.iterdir())


@pytest.mark.parametrize("way", SHORT)
def test_an_analyst_uploads_publishes_and_puts_back(
    way: str, windows: Any, extracts: list[Path], site: dict[str, Any]
) -> None:
    page = windows(way, "analyst")
    page.goto(f"/{way[:2]}/families/snapshots/310000000/")
    page.set_input_files("#id_files", extracts)
    page.fill("#id_date", "01.10.2026")
    page.click("main form[method=post] button.primary")
    expect(page.locator("form[action$='/publish/']")).to_be_visible(timeout=90_000)
    page.fill("form[action$='/publish/'] [name=reason]", "приказ 12")
    page.click("form[action$='/publish/'] button.primary")
    expect(page.locator("dl.facts strong")).to_be_visible()

    page.goto(f"/{way[:2]}/families/snapshots/310000000/")
    page.locator(f"tbody a[href$='/{site['snapshot']}/']").click()
    page.fill("form[action$='/publish/'] [name=reason]", "қате жүктелді")
    page.click("form[action$='/publish/'] button.primary")
    expect(page.locator("dl.facts strong")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("way", WAYS)
def test_a_citizen_learns_which_help_there_is(way: str, scripts: bool, windows: Any) -> None:
    page = windows(way, java_script_enabled=scripts)
    page.click("a.primary.big")
    answered(page)
    expect(page.locator(".payment").first).to_be_visible()
    assert re.search(r"\d{1,3}\u00a0\d{3}", page.locator(".sums").inner_text())
    page.locator(".payment details, details.refused").first.locator("summary").click()
    with page.expect_download() as saved:
        page.click("button[value=download]")
    assert saved.value.suggested_filename == "esep.html"
    page.click("button[value=change]")
    assert page.input_value("#id_p1-birth_date") == "01.06.1990"


@pytest.mark.parametrize("way", SHORT)
def test_lists_and_cards_work_without_scripts(way: str, windows: Any, site: dict[str, Any]) -> None:
    page = windows(way, "officer-2", java_script_enabled=False)
    page.goto(f"/{way[:2]}/families/list/{site['places']['district']}/")
    page.check("input[name=levels][value=E]")
    page.click(".filters button.primary")
    expect(page).to_have_url(re.compile("levels=E"))
    page.goto(f"/{way[:2]}/families/family/{site['family']}/")
    page.locator("#refusals a").click()
    expect(page).to_have_url(re.compile("/refusals/$"))


@pytest.mark.parametrize("way", SHORT)
def test_an_administrator_gives_a_role_and_an_auditor_reads_it(
    way: str, windows: Any, site: dict[str, Any]
) -> None:
    language, login = way[:2], f"new-{way}"
    page = windows(way, "administrator")
    page.goto(f"/{language}/people/accounts/")
    page.locator("a[href$='/accounts/open/']").click()
    page.fill("#id_login", login)
    page.fill("#id_name", "Әсел Үмбетова")
    page.fill("#id_place", "310000000")
    page.click("main form[method=post] button.primary")
    expect(page.locator("code").first).to_be_visible()
    page.goto(f"/{language}/people/accounts/")
    page.get_by_text(login).first.wait_for()
    page.locator("tr", has_text=login).locator("a").first.click()
    page.locator("a[href$='/roles/']").click()
    page.select_option("#id_role", "surveyor")
    page.fill("#id_place", site["places"]["district"])
    page.fill("#id_valid_from", "08/03/2026")
    page.fill("#id_reason", f"бұйрық {way}")
    page.click("main form[method=post] button.primary")
    expect(page.locator(".fault")).to_be_visible()
    page.fill("#id_valid_from", "08.03.2026")
    page.click("main form[method=post] button.primary")
    expect(page).to_have_url(re.compile(r"/accounts/\d+/$"))

    auditor = windows(way, "auditor")
    auditor.goto(f"/{language}/people/audit/")
    expect(auditor.locator("tbody", has_text=f"бұйрық {way}")).to_be_visible()
    auditor.locator("form[action$='/verify/'] button").click()
    expect(auditor.locator(".notice")).to_be_visible()
