"""From what was typed to a household of the library, and what a button does to what was typed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from esep.support import Drawn, Home, Household, Member, Receipt, months_asked
from esep_site.selfcheck.forms import Person, Telling

FULL_TIME = ("school", "college", "university")
_PERSON = re.compile(r"p(\d+)(-.*)")


def household_of(telling: Telling) -> tuple[Household, datetime.date]:
    """The household that was told, and the day asked about; every form must have been found sound."""
    where, home = telling.place.cleaned_data, telling.home.cleaned_data
    on = where["on"]
    return (
        Household(
            place=where["district"],
            rural=where["settlement"] == "village",
            members=tuple(_member(person, on) for person in telling.persons),
            home=_home(home),
            has_contract=home["has_contract"],
            expecting=home["expecting"],
        ),
        on,
    )


def _member(person: Person, on: datetime.date) -> Member:
    told = person.form.cleaned_data
    studies = told["studies"]
    return Member(
        role=told["role"],
        birth_date=told["birth_date"],
        age=told["age"],
        sex=told["sex"],
        disability=told["disability"] or "none",
        education="none" if studies in ("", "part_time") else studies,
        full_time_student=studies in FULL_TIME,
        work=told["work"],
        mother_award=told["mother_award"] or "none",
        breadwinner_lost=told["breadwinner_lost"] or "none",
        job_lost_on=told["job_lost_on"],
        insured_income=told["insured_income"] or 0,
        contribution_months=told["contribution_months"] or 0,
        incomes=tuple(
            Receipt(month, form.cleaned_data["kind"], amount)
            for form in person.incomes
            if form.cleaned_data.get("kind")
            for month, name in zip(months_asked(on), ("first", "second", "third"), strict=True)
            if (amount := form.cleaned_data[name])
        ),
        benefits=tuple(
            Drawn(form.cleaned_data["kind"], form.cleaned_data["amount"], form.cleaned_data["since"])
            for form in person.drawn
            if form.cleaned_data.get("kind")
        ),
    )


def _home(told: Mapping[str, Any]) -> Home | None:
    if not told["tenure"]:
        return None
    return Home(
        kind="dormitory" if told["tenure"] == "dormitory" else told["kind"] or "house",
        owned=told["tenure"] == "own",
        area=int((told["area"] or 0) * 100),
        utility_costs=told["utility_costs"] or 0,
    )


def pressed(typed: Mapping[str, Any], button: str) -> tuple[dict[str, Any], str]:
    """What was typed as a button leaves it, and the id of the part to go to; others change nothing."""
    told = {name: value for name, value in typed.items() if name not in ("do", "csrfmiddlewaretoken")}
    told.setdefault("p1-role", "head")
    word, _sign, which = button.partition(" ")
    persons = _whole(told.get("persons"), 1)
    if word == "add-person":
        told["persons"] = str(min(persons + 1, Telling.MOST_PERSONS))
        return told, f"person-{told['persons']}"
    if word == "remove-person" and 1 < _whole(which, 0) <= persons:
        told = _without(told, _whole(which, 0))
        told["persons"] = str(persons - 1)
        return told, "persons"
    if word in ("add-income", "add-drawn") and which.isdecimal():
        name = f"p{which}-{'incomes' if word == 'add-income' else 'drawn'}"
        told[name] = str(min(_whole(told.get(name), 1) + 1, Telling.MOST_LINES))
        return told, f"person-{which}"
    return told, ""


def _whole(value: Any, otherwise: int) -> int:
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 4 else otherwise


def _without(told: Mapping[str, Any], gone: int) -> dict[str, Any]:
    """The same without one person; those who come after move up."""
    kept = {}
    for name, value in told.items():
        match = _PERSON.fullmatch(name)
        number = _whole(match[1], 0) if match else 0
        if match and number == gone:
            continue
        kept[f"p{number - 1}{match[2]}" if match and number > gone else name] = value
    return kept
