"""A surveyor in a village: pages of inspections open without a network, keep what is typed, send it once."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .conftest import SIZES, context_of

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]  # the wire is on this machine
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 400
KEPT = """async () => ({
  drafts: (await window.esepKept.all("drafts")).length,
  pages: (await window.esepKept.all("pages")).map((each) => each.address),
  cached: (await (await caches.open("esep-inspections")).keys()).map((each) => new URL(each.url).pathname),
})"""


class Wire:
    """The network between the browser and the site: a way through, which can really be cut."""

    def __init__(self, host: str, port: int) -> None:
        self.to, self.is_up, self.ends = (host, port), True, []  # type: ignore[var-annotated]
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listening.getsockname()[1]}"
        threading.Thread(target=self._take, daemon=True).start()

    def cut(self) -> None:
        """Nothing goes through any more, and what was open ends."""
        self.is_up = False
        for end in [*self.ends]:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self.ends.clear()

    def mend(self) -> None:
        """All goes through again."""
        self.is_up = True

    def _take(self) -> None:
        while True:
            try:
                near, _from = self.listening.accept()
            except OSError:
                return
            if not self.is_up:
                near.close()
                continue
            far = socket.create_connection(self.to)
            self.ends += [near, far]
            for pair in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=pair, daemon=True).start()

    @staticmethod
    def _carry(source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while part := source.recv(65536):
                sink.sendall(part)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        source.close()


@contextmanager
def village(browser: Browser, site: dict[str, Any]) -> Iterator[tuple[BrowserContext, Wire]]:
    """A phone on a network of its own."""
    parts = urlsplit(site["address"])
    wire = Wire(str(parts.hostname), int(parts.port or 80))
    phone = {"viewport": SIZES["phone"], "is_mobile": True, "has_touch": True}
    context = context_of(browser, {**site, "address": wire.address}, "officer-2", **phone)
    try:
        yield context, wire
    finally:
        context.close()
        wire.listening.close()


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def test_an_inspection_is_made_in_a_village_without_a_network(browser: Browser, site: dict[str, Any]) -> None:
    road = f"/kk/delivery/records/{site['road']}/"
    with village(browser, site) as (context, wire):
        page = opened(context, road + "inspect/")
        expect(page.get_by_text("Бұл бет байланыссыз да ашылады.")).to_be_visible()
        page.close()

        context.set_offline(True)
        wire.cut()
        page = opened(context, road + "inspect/")
        page.select_option("#id_result", "remarks")
        page.fill("#id_notes", "Қар еріген соң жол жиегі шөккен")
        page.set_input_files("#id_photos", {"name": "road.png", "mimeType": "image/png", "buffer": PNG})
        page.click("main button.primary")
        expect(page.locator("[data-draft-note]")).to_contain_text("байланыс қалпына келгенде жіберіледі")
        page.close()

        page = opened(context, "/kk/delivery/desk/310000000/")
        expect(page.locator("h1")).to_have_text("Осы браузердегі тексерулер")
        expect(page.locator("[data-kept-list] li")).to_contain_text("жіберілуін күтіп тұр")
        page.click("[data-kept-list] a")
        expect(page.locator("#id_notes")).to_have_value("Қар еріген соң жол жиегі шөккен")
        assert page.evaluate("document.querySelector('#id_photos').files[0].size") == len(PNG)

        wire.mend()
        context.set_offline(False)
        page.wait_for_url(f"**{road}")
        expect(page.locator("main")).to_contain_text("Қар еріген соң жол жиегі шөккен", timeout=10_000)
        assert page.content().count("жол жиегі шөккен") == 1
        left = page.evaluate(KEPT)
        assert (left["drafts"], left["pages"]) == (0, [])
        assert not [path for path in left["cached"] if "/records/" in path]


def sign_out(page: Page, *, sure: bool) -> str:
    """What the browser asks when somebody signs out, who is sure or stays."""
    page.once("dialog", lambda dialog: dialog.accept() if sure else dialog.dismiss())
    with page.expect_event("dialog") as asked:
        page.click("form.who button")
    return str(asked.value.message)


def test_signing_out_leaves_nothing_in_the_browser(browser: Browser, site: dict[str, Any]) -> None:
    """Of pages and drafts nothing is left; who has drafts is asked first, and may stay."""
    own = {**site, "sessions": {"officer-2": site["leaving"]}}
    with village(browser, own) as (context, _wire):
        page = opened(context, f"/ru/delivery/records/{site['road']}/inspect/")
        expect(page.locator("[data-draft-offline]")).to_be_visible()
        page.fill("#id_notes", "Не отправлено")
        page.goto("/ru/delivery/")
        expect(page.locator("[data-kept-link]")).to_have_text("Неотправленные осмотры: 1")
        assert "пропадут" in sign_out(page, sure=False)
        expect(page.locator("[data-kept-link]")).to_be_visible()
        sign_out(page, sure=True)
        expect(page.locator("form.who")).to_have_count(0)
        assert page.evaluate("async () => (await caches.keys()).length") == 0
        assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
