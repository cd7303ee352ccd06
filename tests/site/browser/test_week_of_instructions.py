"""A week of instructions in a browser: a protocol is read, confirmed, broken down, extended, reported on.

The first report is returned, the second accepted; the pack of the stocktake shows what is open and late, and
its decision is issued.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import SIZES, context_of

pytestmark = pytest.mark.browser
HOME = "/kk/instructions/"
MONTHS = (
    "қаңтарға", "ақпанға", "наурызға", "сәуірге", "мамырға", "маусымға", "шілдеге", "тамызға", "қыркүйекке",
    "қазанға", "қарашаға", "желтоқсанға",
)  # fmt: skip


def typed(days: int) -> str:
    """A day so many days from today, as the forms take it."""
    return (date.today() + timedelta(days=days)).strftime("%d.%m.%Y")  # noqa: DTZ011


@pytest.fixture
def people(browser: Browser, site: dict[str, Any]) -> Iterator[dict[str, Page]]:
    """A window of the control officer, of the department's officer and of the district's."""
    names = ("control", "programmes", "officer-2")
    contexts = {name: context_of(browser, site, name, viewport=SIZES["desktop"]) for name in names}
    yield {name: context.new_page() for name, context in contexts.items()}
    for context in contexts.values():
        context.close()


def protocol() -> str:
    due = date.today() + timedelta(days=60)  # noqa: DTZ011
    return (
        "Облыс әкімі тапсырды:\n1. Жол басқармасы "
        f"{due.year} жылғы {due.day} {MONTHS[due.month - 1]} дейін көпірді жөндеуді аяқтасын.\n"
    )


def number_of(page: Page) -> str:
    """The number of the instruction whose card is shown."""
    found = re.search(r"/instructions/(\d+)/$", page.url)
    assert found, page.url
    return found[1]


def send(page: Page) -> None:
    """The chief button of the form, and what it leads to."""
    page.click("main form[method=post] button.primary, main form[method=post] button.danger")
    page.wait_for_load_state()


def told(page: Page) -> None:
    """It was done, and the page says so."""
    expect(page.locator("main .notice.success").first).to_be_visible()


def choose(page: Page, ending: str) -> None:
    """The responsible body whose name ends so."""
    option = page.locator("#id_responsible option").filter(has_text=re.compile(f"{ending}$"))
    page.select_option("#id_responsible", str(option.first.get_attribute("value")))


def read_and_issue(page: Page) -> str:
    page.goto(HOME + "documents/enter/")
    page.fill("#id_title", "Көпір туралы жиын")
    page.fill("#id_day", typed(0))
    page.fill("#id_text", protocol())
    send(page)
    expect(page.locator("mark.span-waiting")).to_contain_text("көпірді жөндеуді аяқтасын")
    page.click("ul.proposals a.button")
    expect(page.locator("#id_term_last")).to_have_value(typed(60))
    choose(page, "жол басқармасы")
    page.fill("#id_place", "310000000")
    page.fill("#id_end_result", "Көпірмен көлік жүреді")
    send(page)
    told(page)
    page.click("ul.proposals a[href*='/instructions/']:not(.button)")
    return number_of(page)


def break_down(page: Page, number: str, district: str, other: str) -> str:
    page.goto(f"{HOME}{number}/")
    page.click("main .acts button.primary")
    told(page)
    page.click("main .acts a[href$='/break-down/']")
    page.fill("#id_place", district)
    page.fill("#id_term_last", typed(90))
    page.select_option("#id_responsible", other)
    send(page)
    expect(page.locator("main .fault").first).to_be_visible()
    page.fill("#id_term_last", typed(20))
    send(page)
    told(page)
    return number_of(page)


def report(district: Page, control: Page, part: str, text: str, move: str) -> None:
    """The district reports on its part; control accepts the report or returns it."""
    district.goto(f"{HOME}{part}/report/")
    district.fill("#id_text", text)
    district.select_option("#id_declared", "green")
    district.fill("#id_name_1", "Көпір")
    district.fill("#id_plan_1", "1")
    district.fill("#id_fact_1", "1")
    district.set_input_files(
        "#id_files", {"name": "акт.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    send(district)
    told(district)
    control.goto(HOME + "control/")
    control.click(f"main a[href$='/instructions/{part}/'] >> nth=0")
    control.click(f"main .acts a[href$='/{move}/']")
    if move == "return-report":
        control.fill("#id_reason", "Жолы жоқ")
    send(control)
    told(control)


def test_a_week_of_instructions(people: dict[str, Page], site: dict[str, Any]) -> None:
    control, department, district = (people[name] for name in ("control", "programmes", "officer-2"))
    whole = read_and_issue(control)
    department.goto(f"{HOME}{whole}/break-down/")
    names = department.locator("#id_responsible option").all()
    district.goto(HOME + "agenda/")
    own = district.locator("main h1 + p").inner_text().strip()
    body = next(str(each.get_attribute("value")) for each in names if each.inner_text().strip() == own)
    part = break_down(department, whole, site["places"]["district"], body)

    district.goto(HOME + "agenda/")
    expect(district.locator(f"main a[href$='/instructions/{part}/']")).to_have_count(1)
    district.click(f"main a[href$='/instructions/{part}/']")
    district.click("main .acts button.primary")
    district.click("main .acts a[href$='/ask-extension/']")
    district.fill("#id_last", typed(30))
    district.fill("#id_reason", "Цемент кешігіп келді")
    send(district)
    told(district)
    department.goto(f"{HOME}{part}/extend/")
    expect(department.locator("#id_last")).to_have_value(typed(30))
    department.fill("#id_reason", "Келісілді")
    send(department)
    told(department)

    report(district, control, part, "Тіреу қойылды", "return-report")
    report(district, control, part, "Көпір ашылды", "accept-report")
    expect(control.locator("dl.facts strong")).to_have_text("орындалды")
    expect(control.locator("ol.history li")).to_have_count(8)
    expect(control.locator("article.report")).to_have_count(2)

    control.goto(HOME + "stocktakes/freeze/")
    control.fill("#id_title", "Апталық барлау")
    control.fill("#id_until", typed(70))
    send(control)
    told(control)
    for number in (site["late"], whole):
        expect(control.locator(f"main table a[href$='/instructions/{number}/']").first).to_be_visible()
    control.click("main a.primary[href$='/decide/']")
    control.fill("#id_text", "Көпірдің күзетін ұйымдастыру")
    control.fill("#id_end_result", "Күзетші тәулік бойы тұрады")
    choose(control, "жол басқармасы")
    control.fill("#id_term_last", typed(15))
    send(control)
    told(control)
    expect(control.locator("main table").last).to_contain_text("Көпірдің күзетін ұйымдастыру")
