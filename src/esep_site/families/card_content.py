"""What stands on the card of a family: its members, home, incomes, holdings, points, rights and offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from esep.engines.memory import Explained, Explanation, explain
from esep.familymap import plan_of
from esep.kazakhstan import law
from esep.law import Plan
from esep.law.moments import shifted
from esep.messages import Language
from esep.registers import TABLES
from esep.support import Offer
from esep_site.alphabet import in_order
from esep_site.families.card_queries import Card
from esep_site.families.offering import Rows, offers_to
from esep_site.families.rows import MONTHLY_OF_PERSONS
from esep_site.families.telling import Teller
from esep_site.templatetags.shown import day, number

STANDING = ("level", "wellbeing_score", "income_per_head", "regional_minimum", "poverty_line",
            "below_subsistence", "below_poverty_line", "family_kind", "multidimensionally_poor",
            "contract_missing", "assistance_barred")  # fmt: skip
SPHERES = ("income_and_loan_points", "movable_property_points", "employment_points",
           "social_protection_points", "health_points", "education_points", "housing_points",
           "agriculture_points")  # fmt: skip
RIGHTS = ("targeted_assistance", "assistance_due", "child_supplement", "large_family_allowance",
          "child_care_allowance", "birth_allowance", "survivor_allowance", "housing_aid")  # fmt: skip


@dataclass(frozen=True)
class Member:
    """A member now or once. ``facts`` are short sentences."""

    id: int
    name: str
    role: str
    birth: date
    age: int
    since: date
    until: date | None
    died: date | None
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """A value of the law with what it follows from. ``holds``: it grants something or is so.

    ``person`` is the place of the person it is about among the members, 0 of the family.
    """

    name: str
    person: int
    title: str
    value: str
    whose: str
    holds: bool
    because: SafeString


@dataclass(frozen=True)
class IncomeRow:
    """An income of a member month by month."""

    who: str
    kind: str
    amounts: tuple[str, ...]
    total: str


@dataclass(frozen=True)
class Proposal:
    """An offer as the card tells it."""

    measure: str
    person: int | None
    title: str
    whose: str
    provider: str
    reason: str
    needs: tuple[str, ...]
    amount: int | None
    monthly: bool
    is_right: bool
    comes_first: bool


def set_in_list(answers: Iterable[Answer], address: str, *, marks: bool = False) -> SafeString:
    """Answers as items of a list, each with the address of its steps below ``address``, the card's.

    A card has forty, and templates are slow. ``marks``: whose it is, and whether it is granted.
    """
    steps, off = escape(_("Step by step")), ' class="not"'
    items = []
    for each in answers:
        whose = f'<span class="quiet-text">{escape(each.whose)}</span>' if marks and each.whose else ""
        way = f"{address}why/{each.name}{f'-{each.person}' if each.person else ''}/"
        items.append(
            f"<li{off if marks and not each.holds else ''}>{whose}"
            f'<details class="why"><summary>{escape(each.title)}: <strong>{escape(each.value)}</strong>'
            f'</summary>{each.because}<p class="no-print"><a href="{way}" data-hx-get="{way}">{steps}</a></p>'
            "</details></li>"
        )
    return mark_safe("".join(items))


class CardContent:
    """The sections of one card in the language of the page."""

    def __init__(self, card: Card, language: Language, address: str = "") -> None:
        self.card, self.language, self.address = card, language, address
        self.on = card.snapshot.law_date
        self.rows: Rows = {name: frame.to_dicts() for name, frame in card.registers.items()}
        self.persons = {row["person"]: row for row in self.rows["persons"]}
        self.names = names_of(self.rows["persons"])

    def members(self) -> list[Member]:
        """Members of the day first, then those who were; the head and spouse, then the elder first."""
        found = [self._member(row) for row in self.rows["memberships"] if row["person"] in self.persons]
        order = [_word("memberships", "role", role, self.language) for role in ("head", "spouse")]
        return sorted(
            found,
            key=lambda member: (
                member.until is not None or member.died is not None,
                order.index(member.role) if member.role in order else len(order),
                member.birth,
            ),
        )

    def _member(self, row: dict[str, Any]) -> Member:
        person = self.persons[row["person"]]
        past = row["valid_to"] is not None and row["valid_to"] < self.on
        return Member(
            row["person"],
            self.names[row["person"]],
            _word("memberships", "role", row["role"], self.language),
            person["birth_date"],
            _years(person["birth_date"], self.on),
            row["valid_from"],
            row["valid_to"] if past else None,
            person["death_date"],
            tuple(self._facts(person)),
        )

    def _facts(self, person: dict[str, Any]) -> Iterator[str]:
        works = [
            row for row in self.rows["work"] if row["person"] == person["person"] and _holds(row, self.on)
        ]
        yield from (_word("work", "status", row["status"], self.language) for row in works)
        if person["education"] != "none":
            yield _word("persons", "education", person["education"], self.language)
        if person["disability"] != "none":
            said = _word("persons", "disability", person["disability"], self.language)
            yield _("disability: %(which)s") % {"which": said}
        if person["mother_award"] != "none":
            yield _word("persons", "mother_award", person["mother_award"], self.language)
        if person["business"] != "none":
            yield _word("persons", "business", person["business"], self.language)
        for holds, said in (
            (person["chronic_illness"], _("chronic illness")),
            (not person["medical_attachment"], _("not attached to a clinic")),
            (not person["health_insurance"], _("no health insurance")),
            (person["overdue_loan"], _("overdue loan")),
            (person["loans"] and not person["overdue_loan"], _("has loans")),
            (person["absent_from_school"], _("misses school")),
        ):
            if holds:
                yield said

    def incomes(self) -> tuple[list[str], list[IncomeRow]]:
        """The months, and a row for each member and kind of income."""
        months = sorted({row["month"] for row in self.rows["incomes"]})
        sums: dict[tuple[int, str], dict[date, int]] = {}
        for row in self.rows["incomes"]:
            of = sums.setdefault((row["person"], row["kind"]), {})
            of[row["month"]] = of.get(row["month"], 0) + row["amount"]
        rows = [
            IncomeRow(
                self.names.get(person, str(person)),
                _word("incomes", "kind", kind, self.language),
                tuple(number(of[month]) if month in of else "–" for month in months),
                number(sum(of.values())),
            )
            for (person, kind), of in sums.items()
        ]
        heads = [month.strftime("%m.%Y") for month in months]
        return heads, sorted(rows, key=lambda row: (in_order(row.who), in_order(row.kind)))

    def benefits(self) -> list[tuple[str, str, str, str, str]]:
        """Payments that members receive: who, what, tenge a month, since, until."""
        return [
            (
                self.names.get(row["person"], str(row["person"])),
                _word("benefits", "kind", row["kind"], self.language),
                number(row["amount"]),
                day(row["valid_from"]),
                day(row["valid_to"]) if row["valid_to"] else "",
            )
            for row in self.rows["benefits"]
            if row["valid_to"] is None or row["valid_to"] >= self.on
        ]

    def home(self) -> list[tuple[str, str]]:
        """Address, dwellings, vehicles, business property: name and value."""
        family = self.rows["families"][0]
        said = [(_("Address"), family["address"] or "–")]
        for row in self.rows["dwellings"]:
            area = number(Decimal(row["area"]) / 100)
            owned = _("owned") if row["owned"] else _("not owned")
            costs = _("upkeep %(amount)s tenge a month") % {"amount": number(row["utility_costs"])}
            kind = _word("dwellings", "kind", row["kind"], self.language)
            said.append((_("Dwelling"), f"{kind}, {area} м², {owned}, {costs}"))
        for column, name in (
            ("cars", _("Cars")),
            ("commercial_vehicles", _("Lorries and buses")),
            ("farm_machinery", _("Kinds of farm machinery")),
        ):
            if family[column]:
                said.append((name, number(family[column])))
        if family["commercial_property"]:
            said.append((_("Commercial property"), _("yes")))
        return said

    def holdings(self) -> list[tuple[str, str, str]]:
        """Land and animals: kind, how much, worth in tenge."""
        rows = []
        for row in self.rows["holdings"]:
            land = row["kind"] in ("household_plot", "land")
            amount = (
                _("%(area)s ha") % {"area": number(Decimal(row["quantity"]) / 100)}
                if land
                else ngettext("%(n)s head", "%(n)s head", row["quantity"]) % {"n": number(row["quantity"])}
            )
            kind = _word("holdings", "kind", row["kind"], self.language)
            rows.append((kind, amount, number(row["value"])))
        return rows

    def contracts(self) -> list[tuple[str, str, str]]:
        """Social contracts: first day, last day, day on which it was broken."""
        return [
            (day(row["valid_from"]), day(row["valid_to"]), day(row["broken_on"]) if row["broken_on"] else "")
            for row in self.rows["social_contracts"]
        ]

    @cached_property
    def _explanation(self) -> Explanation:
        return explain(plan_of_card(self.on), self.rows, self.card.line.family, one_step=True)

    @cached_property
    def _teller(self) -> Teller:
        return Teller(self._explanation, self.language, self.names, one_step=True)

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """Persons → their place among the rows of the registers, by which an address names them."""
        return {person: at for at, person in enumerate(self.persons, start=1)}

    def _answers(self, names: tuple[str, ...], *, granted: bool = False) -> list[Answer]:
        order = {name: at for at, name in enumerate(names)}
        found = [told for told in self._explanation.values if told.name in order]
        wanted = [told for told in found if _holds_good(told)] if granted else found
        return [
            self._answer(told, self._teller) for told in sorted(wanted, key=lambda told: order[told.name])
        ]

    def _answer(self, told: Explained, teller: Teller) -> Answer:
        person = told.entity == "person"
        return Answer(
            told.name,
            self._numbers.get(told.id or 0, 0) if person else 0,
            told.title.in_language(self.language),
            self._value(told, teller),
            self.names.get(told.id or 0, "") if person else "",
            _holds_good(told),
            teller.because(told),
        )

    def whole(self, name: str, number: int) -> Answer | None:
        """One answer with all that it follows from, down to the registers; None where the card has none."""
        if name not in plan_of_card(self.on).names:
            return None
        found = explain(plan_of_card(self.on), self.rows, self.card.line.family, names=[name])
        teller = Teller(found, self.language, self.names)
        for told in found.values:
            if number == (self._numbers.get(told.id or 0) if told.entity == "person" else 0):
                return self._answer(told, teller)
        return None

    def _value(self, told: Explained, teller: Teller) -> str:
        """In words; of a payment that is nought, that it is not due."""
        if told.name in (*RIGHTS, *MONTHLY_OF_PERSONS) and told.value == 0:
            return _("not due")
        return teller.value(told)

    def listed(self) -> dict[str, SafeString]:
        """Rights, standing and points by sphere as items of lists."""
        return {
            "rights": set_in_list(self.rights(), self.address, marks=True),
            "standing": set_in_list(self.standing(), self.address),
            "spheres": set_in_list(self.spheres(), self.address),
        }

    def standing(self) -> list[Answer]:
        """Level, income, lines."""
        return self._answers(STANDING)

    def spheres(self) -> list[Answer]:
        """Points by sphere."""
        return self._answers(SPHERES)

    def rights(self) -> list[Answer]:
        """What is due to the family, and to those members to whom anything is; granted ones first."""
        found = [*self._answers(RIGHTS), *self._answers(MONTHLY_OF_PERSONS, granted=True)]
        return sorted(found, key=lambda answer: not answer.holds)

    def proposals(self) -> list[Proposal]:
        """What the family is offered, in order."""
        return [self._proposal(offer) for offer in offers_to(self.rows, self.card.line.family, self.on)]

    def _proposal(self, offer: Offer) -> Proposal:
        measure = offer.measure
        return Proposal(
            measure.id,
            offer.person,
            measure.name.in_language(self.language),
            self.names.get(offer.person or 0, ""),
            measure.provider.in_language(self.language),
            offer.reason(self.language),
            offer.needs(self.language),
            offer.amount,
            measure.cost.payment != "once",
            measure.group == "right",
            offer.comes_first,
        )


@lru_cache(maxsize=32)
def plan_of_card(on: date) -> Plan:
    """What a card explains, by the law of a day."""
    known = law()
    wanted = [*RIGHTS, *MONTHLY_OF_PERSONS, *STANDING, *SPHERES]  # told in full where it stands first
    names = [name for name in wanted if any(version.is_in_force(on) for version in known.versions(name))]
    return plan_of(known, on, names)


def names_of(persons: list[dict[str, Any]]) -> dict[int, str]:
    """The full names of persons by their numbers."""
    return {
        row["person"]: " ".join(filter(None, (row["surname"], row["given_name"], row["patronymic"])))
        for row in persons
    }


def _holds_good(told: Explained) -> bool:
    return bool(told.value) and told.value != "none"


def _years(birth: date, on: date) -> int:
    years = on.year - birth.year
    return years - (shifted(birth, 12 * years) > on)


def _holds(row: dict[str, Any], on: date) -> bool:
    return bool(row["valid_from"] <= on and (row["valid_to"] is None or on <= row["valid_to"]))


def _word(table: str, column: str, value: str, language: Language) -> str:
    """The name of a word of a register's column."""
    for declared in TABLES[table].columns:
        if declared.name == column and value in declared.values:
            return declared.values[value].in_language(language)
    return value
