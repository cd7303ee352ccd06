"""A week of the region in a browser.

A protocol is uploaded; its instructions are confirmed, one broken down and extended, one told late after the
ladder was climbed. A road is inspected on a phone without a connection, fails, is repaired and accepted. The
pack of the stocktake shows all of it, and its decision is issued.
"""

from __future__ import annotations

import email
import email.policy
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from esep.periods import work_calendar

from .conftest import SIZES, context_of

pytestmark = pytest.mark.browser
HOME = "/kk/instructions/"
TODAY = date.today()  # noqa: DTZ011
MONTHS = (
    "қаңтарға", "ақпанға", "наурызға", "сәуірге", "мамырға", "маусымға", "шілдеге", "тамызға", "қыркүйекке",
    "қазанға", "қарашаға", "желтоқсанға",
)  # fmt: skip
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 400
PDF = {"name": "акт.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
WORKING = work_calendar()
SHORT = WORKING.add_working_days(TODAY, 3)
"""The last day of the instruction that is forgotten."""
ESCALATED = WORKING.add_working_days(SHORT, 3)
"""Three working days later the control officers are told."""


def typed(day: date | int) -> str:
    """A day, or so many days from today, as the forms take it."""
    found = TODAY + timedelta(days=day) if isinstance(day, int) else day
    return found.strftime("%d.%m.%Y")


@pytest.fixture
def contexts(browser: Browser, site: dict[str, Any]) -> Iterator[dict[str, BrowserContext]]:
    """Windows of the control officer, of the department's officer and of the district's, who has a phone,
    too."""
    names = dict.fromkeys(("control", "programmes", "officer-2"), SIZES["desktop"])
    found = {name: context_of(browser, site, name, viewport=size) for name, size in names.items()}
    phone = {"viewport": SIZES["phone"], "is_mobile": True, "has_touch": True}
    found["phone"] = context_of(browser, site, "officer-2", **phone)
    yield found
    for context in found.values():
        context.close()


def protocol() -> bytes:
    """A Word file with three points; the third is no instruction."""

    def until(day: date) -> str:
        return f"{day.year} жылғы {day.day} {MONTHS[day.month - 1]} дейін"

    document = docx.Document()
    for paragraph in (
        "Облыс әкімдігінің аппарат жиынының хаттамасы",
        "Облыс әкімі тапсырды:",
        f"1. Жол басқармасы {until(TODAY + timedelta(days=60))} көпірді жөндеуді аяқтасын.",
        f"2. Аудан әкімі {until(SHORT)} су бұратын арықтарды тазалатсын.",
        "3. Барлық басқармалар есептерін уақытылы тапсырсын.",
    ):
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


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


def read_a_protocol(page: Page, district_body: str, district: str) -> tuple[str, str]:
    """The numbers of the two instructions that were confirmed; the third proposal is rejected."""
    page.goto(HOME + "documents/enter/")
    page.fill("#id_title", "Көпір туралы жиын")
    page.fill("#id_day", typed(0))
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.set_input_files("#id_file", {"name": "хаттама.docx", "mimeType": word, "buffer": protocol()})
    send(page)
    expect(page.locator("mark.span-waiting")).to_have_count(3)
    expect(page.locator("mark.span-waiting").first).to_contain_text("көпірді жөндеуді аяқтасын")
    page.click("ul.proposals a.button >> nth=0")
    confirm(page, typed(60), "Көпірмен көлік жүреді", "жол басқармасы", "310000000")
    confirm(page, typed(SHORT), "Арықтар таза", district_body, district)
    page.click("main form[action$='/reject/'] button")
    expect(page.locator("li.span-rejected")).to_have_count(1)
    links = page.locator("ul.proposals a[href*='/instructions/']:not(.button)").all()
    first, second = (str(link.get_attribute("href")).split("/")[-2] for link in links)
    return first, second


def confirm(page: Page, last: str, result: str, body: str, place: str) -> None:
    """A proposal whose term was read, the rest is said by a person; the next that waits comes after it."""
    expect(page.locator("#id_term_last")).to_have_value(last)
    choose(page, body)
    page.fill("#id_place", place)
    page.fill("#id_end_result", result)
    send(page)
    told(page)


def break_down(page: Page, number: str, district: str, other: str) -> str:
    """A part for the district; a term beyond that of the whole is refused first."""
    page.goto(f"{HOME}{number}/")
    page.click("main .acts button.primary")
    told(page)
    page.click("main .acts a[href$='/break-down/']")
    page.fill("#id_place", district)
    page.fill("#id_term_last", typed(90))
    choose(page, other)
    send(page)
    expect(page.locator("main .fault").first).to_be_visible()
    page.fill("#id_term_last", typed(20))
    send(page)
    told(page)
    return number_of(page)


def extend(district: Page, department: Page, part: str) -> None:
    """Asked by the district, given by the department."""
    district.goto(f"{HOME}{part}/")
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


def inspect_without_a_connection(context: BrowserContext, address: str) -> None:
    """A failed inspection with a fault and a photo, typed on a phone, kept in it, and sent once."""
    page = context.new_page()
    page.goto(address)
    page.select_option("#id_result", "failed")
    page.fill("#id_notes", "Жол жиегі шайылған")
    page.fill("#id_faults-0-text", "Жол жиегінің шайылуы")
    page.fill("#id_faults-0-term", typed(40))
    page.set_input_files("#id_photos", {"name": "road.png", "mimeType": "image/png", "buffer": PNG})
    context.set_offline(True)
    page.click("main button.primary")
    expect(page.locator("[data-draft-note]")).to_contain_text("Байланыс жоқ")
    context.set_offline(False)
    page.wait_for_url(f"**{address.removesuffix('inspect/')}")
    expect(page.locator("main")).to_contain_text("Жол жиегінің шайылуы")
    page.goto(address)
    expect(page.locator("[data-draft-note]")).to_be_hidden()
    assert page.input_value("#id_notes") == ""
    page.close()


def move_on(site: dict[str, Any], days: int) -> str:
    """Days pass by the site's own command, and each morning's messages leave; what it says."""
    mail = {"ESEP_MAIL_HOST": "127.0.0.1", "ESEP_MAIL_PORT": str(site["mail_port"]), "ESEP_MAIL_TLS": "0"}
    command = [str(Path(sys.executable).with_name("esep")), "site", "move-on", str(days), "--language", "kk"]
    environment = site["environment"] | mail | {"ESEP_ADDRESS": site["address"]}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def messages_to(site: dict[str, Any], whom: str) -> list[str]:
    """The messages that somebody got, from the first."""
    read = [
        email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        for file in sorted(Path(site["mail"]).glob("*.eml"))
    ]
    return [str(each.get_content()) for each in read if str(each["To"]).startswith(f"{whom}@")]


def look_at_what_is_late(control: Page, district: Page, site: dict[str, Any], number: str) -> None:
    """Red in the list, brought to the control officer on the page and by mail, once a day for each."""
    control.goto(HOME + "agenda/")
    brought = control.locator(
        "section", has=control.locator("h2", has_text="Кешіктіріліп, сізге жеткізілген")
    )
    expect(brought.locator(f"a[href$='/instructions/{number}/']")).to_be_visible()
    control.goto(f"{HOME}{number}/")
    expect(control.locator("dl.facts .light-red")).to_be_visible()
    expect(control.locator("ol.history")).to_contain_text("жоғарыға хабарланды: бақылау қызметкерлері")
    district.goto(HOME + "agenda/")
    expect(district.locator(f"main .light-red + a[href$='/instructions/{number}/']")).to_be_visible()
    last = messages_to(site, "control")[-1]
    _before, brought_up = last.split("Кешіктіріліп, сізге жеткізілген")
    assert f"№ {number} " in brought_up
    assert f"{site['address']}/kk/instructions/{number}/" in brought_up
    days = sum(
        WORKING.is_working(TODAY + timedelta(days=day)) for day in range(1, (ESCALATED - TODAY).days + 1)
    )
    assert len(messages_to(site, "officer-2")) == days


def report(district: Page, control: Page, part: str, text: str, move: str) -> None:
    """The district reports on its part; control accepts the report or returns it."""
    district.goto(f"{HOME}{part}/report/")
    district.fill("#id_text", text)
    district.select_option("#id_declared", "green")
    district.fill("#id_name_1", "Көпір")
    district.fill("#id_plan_1", "1")
    district.fill("#id_fact_1", "1")
    district.set_input_files("#id_files", PDF)
    send(district)
    told(district)
    control.goto(HOME + "control/")
    control.click(f"main a[href$='/instructions/{part}/'] >> nth=0")
    control.click(f"main .acts a[href$='/{move}/']")
    if move == "return-report":
        control.fill("#id_reason", "Жолы жоқ")
    send(control)
    told(control)


def repair_and_accept(page: Page, road: str) -> None:
    """The fault is mended, a second inspection finds nothing, the act is attached, the road accepted."""
    page.goto(road)
    page.click("text=Жол жиегінің шайылуы >> nth=0")
    page.fill("#id_reason", "Жиек қайта төселді")
    send(page)
    told(page)
    page.goto(road + "inspect/")
    page.select_option("#id_result", "passed")
    page.set_input_files("#id_photos", {"name": "mended.png", "mimeType": "image/png", "buffer": PNG + b"1"})
    send(page)
    page.wait_for_url(f"**{road}")
    page.goto(road + "attach/?document=acceptance")
    page.fill("#id_title", "Қабылдау актісі")
    page.set_input_files("#id_file", PDF)
    send(page)
    told(page)
    page.goto(road + "change/")
    page.fill("#id_own_warranty_years", "5")
    page.fill("#id_own_accepted_on", typed(ESCALATED))
    page.select_option("#id_own_conclusion", "fit")
    send(page)
    told(page)
    for stage in ("accepting", "accepted"):
        page.goto(f"{road}stage/?to={stage}")
        send(page)
        told(page)


def test_a_week(contexts: dict[str, BrowserContext], site: dict[str, Any]) -> None:
    control, department, district = (
        contexts[name].new_page() for name in ("control", "programmes", "officer-2")
    )
    district.goto(HOME + "agenda/")
    own = district.locator("main h1 + p").inner_text().strip()
    whole, forgotten = read_a_protocol(control, own, site["places"]["district"])
    part = break_down(department, whole, site["places"]["district"], own)
    extend(district, department, part)
    district.goto(f"{HOME}{forgotten}/")
    district.click("main .acts button.primary")
    road = f"/kk/delivery/records/{site['road_at_work']}/"
    inspect_without_a_connection(contexts["phone"], road + "inspect/")

    said = move_on(site, (ESCALATED - TODAY).days)
    assert f"Енді {ESCALATED}" in said
    look_at_what_is_late(control, district, site, forgotten)
    report(district, control, forgotten, "Арықтар тазаланды", "accept-report")
    report(district, control, part, "Тіреу қойылды", "return-report")
    report(district, control, part, "Көпір ашылды", "accept-report")
    expect(control.locator("dl.facts strong")).to_have_text("орындалды")
    expect(control.locator("ol.history li")).to_have_count(8)
    expect(control.locator("article.report")).to_have_count(2)
    repair_and_accept(district, road)
    look_at_the_pack(control, site, whole, part, forgotten)


def look_at_the_pack(control: Page, site: dict[str, Any], whole: str, part: str, forgotten: str) -> None:
    """All of the week is in the pack, and a decision of the meeting becomes an instruction."""
    control.goto(HOME + "stocktakes/freeze/")
    control.fill("#id_title", "Апталық шолу")
    control.fill("#id_until", typed(70))
    send(control)
    told(control)

    def row_of(table: str, link: str) -> Any:
        found = control.locator("main table", has=control.locator("caption", has_text=table))
        return found.locator("tr", has=control.locator(f"a[href$='{link}']"))

    expect(row_of("Кешік", f"/instructions/{site['late']}/")).to_be_visible()
    expect(row_of("Материал күніне дейін", f"/instructions/{whole}/")).to_be_visible()
    done = row_of("материалдан бері орындалғандар", f"/instructions/{forgotten}/")
    expect(done).to_contain_text("3 жұмыс күніне кешікті")
    expect(done).to_contain_text("бақылау қызметкерлері")
    expect(done).to_contain_text("Арықтар тазаланды")
    longer = row_of("мерзімі ұзартылғандар", f"/instructions/{part}/")
    expect(longer).to_contain_text(f"{typed(20)} → {typed(30)}")
    works = row_of("тексерілген, жөнделген, қабылданған", f"/records/{site['road_at_work']}/")
    for sentence in (
        f"{typed(0)}: өтпеді фото мен файл: 1",
        f"{typed(ESCALATED)}: өтті фото мен файл: 1",
        f"Жол жиегінің шайылуы: {typed(ESCALATED)} жөнделді",
        "жұмыс жүріп жатыр → қабылданды, кепілдікте",
    ):
        expect(works).to_contain_text(sentence)

    control.click("main a.primary[href$='/decide/']")
    control.fill("#id_text", "Көпірдің күзетін ұйымдастыру")
    control.fill("#id_end_result", "Күзетші тәулік бойы тұрады")
    choose(control, "жол басқармасы")
    control.fill("#id_term_last", typed(ESCALATED + timedelta(days=15)))
    send(control)
    told(control)
    expect(control.locator("main table").last).to_contain_text("Көпірдің күзетін ұйымдастыру")
