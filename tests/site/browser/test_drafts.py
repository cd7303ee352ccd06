"""An inspection typed without a connection is kept in the browser, photo and all, until it was sent."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from .conftest import SIZES, context_of

pytestmark = pytest.mark.browser
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 400


def test_a_draft_outlives_the_lost_connection_and_is_sent_once(
    browser: Browser, site: dict[str, Any]
) -> None:
    address = f"/ru/delivery/records/{site['road']}/inspect/"
    context = context_of(browser, site, "officer-2", viewport=SIZES["phone"], is_mobile=True, has_touch=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(address)
    page.fill("#id_day", "01.11.2026")
    page.select_option("#id_result", "failed")
    page.fill("#id_notes", "Обочина размыта")
    page.fill("#id_faults-0-text", "Размыв обочины")
    page.fill("#id_faults-0-term", "20.12.2026")
    page.set_input_files("#id_photos", {"name": "road.png", "mimeType": "image/png", "buffer": PNG})
    context.set_offline(True)
    page.click("main button.primary")
    expect(page.locator("[data-draft-note]")).to_contain_text("Нет связи")
    context.set_offline(False)
    page.goto("/ru/")
    page.goto(address)
    expect(page.locator("[data-draft-note]")).to_contain_text("восстановлен")
    assert page.input_value("#id_notes") == "Обочина размыта"
    assert page.evaluate("document.querySelector('#id_photos').files[0].size") == len(PNG)
    page.click("main button.primary")
    expect(page.locator("main")).to_contain_text("Размыв обочины")
    assert page.url.endswith(f"/records/{site['road']}/")
    page.goto(address)
    expect(page.locator("[data-draft-note]")).to_be_hidden()
    assert page.input_value("#id_notes") == ""
    context.close()
