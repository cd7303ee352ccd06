"""The users of the site under load, for Locust: analysts, district officers and citizens.

Each thinks for one to three seconds between two things. What each request took is written, as JSON, into the
file that LOAD_TOLD names; LOAD_PEOPLE names the file with accounts and with what there is to ask.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import re
import time
from pathlib import Path
from typing import Any

from locust import FastHttpUser, between, events, task

PEOPLE = json.loads(Path(os.environ["LOAD_PEOPLE"]).read_text())
LANGUAGES = ("kk", "kk", "ru")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FILTERS = (
    "",
    "sort=points&way=down",
    "sort=income",
    "sort=payments&way=down",
    "sort=head",
    "levels=E",
    "levels=D&levels=E&sort=head",
    "undrawn=1&sort=payments&way=down",
    "flags=assistance_barred",
    "flags=large_family&sort=income",
    "rights=targeted_assistance&sort=income",
    "rights=targeted_assistance&rights=disability_allowance&sort=income",
    "children_from=3&sort=income",
)
told: list[dict[str, Any]] = []
began = time.perf_counter()


@events.request.add_listener
def note(name: str, response_time: float, exception: object, **_others: object) -> None:
    """One request."""
    at = time.perf_counter() - began
    told.append({"page": name, "ms": response_time, "failed": str(exception) if exception else "", "at": at})


@events.quitting.add_listener
def tell(**_others: object) -> None:
    """All requests."""
    Path(os.environ["LOAD_TOLD"]).write_text(json.dumps(told))


class Person(FastHttpUser):
    """Somebody with a browser."""

    abstract = True
    wait_time = between(1, 3)
    token = ""

    def on_start(self) -> None:
        """Chance of one's own, so that runs are alike."""
        self.chance = random.Random(next(NUMBERS))
        self.language = self.chance.choice(LANGUAGES)

    def see(self, page: str, path: str) -> str:
        """The text of a page; anything but 200 at its own address is a failure."""
        with self.client.get(
            f"/{self.language}{path}", name=page, allow_redirects=False, catch_response=True
        ) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code}")
            text = answer.text or ""
            if token := TOKEN.search(text):
                self.token = token[1]
            return text

    def send(self, page: str, path: str, typed: dict[str, str], status: int) -> None:
        """A form, answered with a status."""
        address = f"/{self.language}{path}"
        headers = {"Referer": f"{self.host}{address}"}
        with self.client.post(
            address, typed, name=page, headers=headers, allow_redirects=False, catch_response=True
        ) as answer:
            if answer.status_code != status:
                answer.failure(f"{answer.status_code}")
            else:
                answer.success()


NUMBERS = itertools.count(1)
TURNS = {role: itertools.cycle([each for each in PEOPLE["staff"] if each["role"] == role]) for role in
         {each["role"] for each in PEOPLE["staff"]}}  # fmt: skip


class Staff(Person):
    """Somebody who signs in and works with families of a place."""

    abstract = True
    role = ""

    def on_start(self) -> None:
        """Sign in; the accounts are shared by several browsers."""
        super().on_start()
        account = next(TURNS[self.role])
        self.place = account["place"]
        self.asked = PEOPLE["places"][self.place]
        token = TOKEN.search(self.see("signing in", "/people/sign-in/"))
        assert token is not None
        typed = {
            "csrfmiddlewaretoken": token[1],
            "username": account["login"],
            "password": account["password"],
        }
        self.send("signing in", "/people/sign-in/", typed, 302)
        self.place_page()  # where signing in leads to; it brings the token of the new session

    @task(4)
    def place_page(self) -> None:
        """The own place: the region or a district."""
        page = "overview" if self.role == "regional_analyst" else "district page"
        self.see(page, f"/families/places/{self.place}/")

    @task(2)
    def part(self) -> None:
        """A place within it."""
        place = self.chance.choice(self.asked["places"])
        page = "district page" if place.endswith("00000") else "page of a rural district"
        self.see(page, f"/families/places/{place}/")

    @task(3)
    def listed(self) -> None:
        """A list with filters, in some order."""
        query = self.chance.choice(FILTERS)
        plain = not query or (query.startswith("sort=") and "&" not in query.replace("&way=down", ""))
        page = "list, all families in an order" if plain else "list with filters"
        self.see(page, f"/families/list/{self.place}/?{query}")

    @task(2)
    def search(self) -> None:
        """Families by a surname, which is sent in the body."""
        typed = {"csrfmiddlewaretoken": self.token, "q": self.chance.choice(self.asked["surnames"])}
        self.send("search by surname", f"/families/list/{self.place}/", typed, 200)

    @task(4)
    def card(self) -> None:
        """A card: the reason is given once, then it is looked at twice."""
        family = self.chance.choice(self.asked["families"])
        path = f"/families/family/{family}/"
        token = TOKEN.search(self.see("reason for a card", f"{path}reason/"))
        if token is None:
            return
        typed = {"csrfmiddlewaretoken": token[1], "reason": "visit", "more": ""}
        self.send("reason for a card, given", f"{path}reason/", typed, 302)
        for _time in range(2):
            self.see("family card", path)
            self.wait()


class Analyst(Staff):
    """Of the region."""

    role = "regional_analyst"
    weight = 2


class Officer(Staff):
    """Of a district."""

    role = "district_officer"
    weight = 6


HOUSEHOLD = {
    "months": "2026-01-01",
    "persons": "5",
    "place-region": "310000000",
    "place-district": "314000000",
    "place-settlement": "village",
    "place-on": "01.04.2026",
    "p1-i1-kind": "wage",
}
BORN = ("1.03.1990", "2.04.2025", "1.04.2025", "2.04.2019", "1.04.2019")


class Citizen(Person):
    """Somebody who asks what helps her family; each time anew, without an account."""

    weight = 2

    @task(1)
    def front(self) -> None:
        """The door."""
        self.see("front page", "/")

    @task(3)
    def self_check(self) -> None:
        """The questions, and the answer to a mother of four."""
        page = self.see("self-check, questions", "/self-check/")
        token = TOKEN.search(page)
        self.wait()
        typed = {**HOUSEHOLD, "csrfmiddlewaretoken": token[1] if token else "", "do": "answer"}
        for number, born in enumerate(BORN, 1):
            role = "head" if number == 1 else "child"
            person = {"role": role, "birth_date": born, "sex": "female", "incomes": "1", "drawn": "1"}
            typed |= {f"p{number}-{name}": value for name, value in person.items()}
        income = str(self.chance.randrange(0, 300_000, 1000))
        typed |= {f"p1-i1-{month}": income for month in ("first", "second", "third")}
        self.send("self-check, answered", "/self-check/", typed, 200)
