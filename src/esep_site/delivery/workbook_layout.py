"""What stands in a workbook of records: its sheets and their columns, told by the kind alone.

One workbook holds records of one kind. The first sheet has a row for each record, the others the rows of its
parts, each with the code of its record. The same layout is written and read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from esep_site.delivery.catalogue import ROLES_OF_PARTNERS, FieldOf, FieldType, Kind, Names, kind_of
from esep_site.delivery.models import Aspect, InspectionResult, Light, MoneySource, Term
from esep_site.delivery.role_names import ROLE_NAMES

LANGUAGES = ("kk", "ru", "en")
FORM = 1
"""Raised when workbooks take another form."""


@dataclass(frozen=True)
class Column:
    """A column: ``field`` is what its cells hold; one that is ``told`` is written for people and not read."""

    field: FieldOf
    told: bool = False
    required: bool = False

    @property
    def code(self) -> str:
        """How the hidden row above the heads calls it."""
        return self.field.code


@dataclass(frozen=True)
class Sheet:
    """A sheet: the records, or one of their parts. ``names`` are those of its tab."""

    part: str
    names: Names
    columns: tuple[Column, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Column]:
        """The columns by their codes."""
        return {column.code: column for column in self.columns}


@dataclass(frozen=True)
class Layout:
    """All sheets of a workbook of a kind, the records first."""

    kind: Kind
    sheets: tuple[Sheet, ...]


def layout_of(kind: Kind) -> Layout:
    """The layout of the workbooks of a kind."""
    return _layout(kind.kind, kind.version)


@cache
def _layout(code: str, version: int) -> Layout:
    kind = kind_of(code, version)
    return Layout(kind, (_records(kind), *_parts(kind)))


def _records(kind: Kind) -> Sheet:
    stages = {stage.code: stage.names for stage in kind.stages}
    columns = [
        _column("code", _("code"), FieldType.TEXT, required=True),
        _column("name_kk", _("name in Kazakh"), FieldType.TEXT, required=True),
        _column("name_ru", _("name in Russian"), FieldType.TEXT, required=True),
        _column("place", _("place"), FieldType.PLACE, required=True),
        _column("place_name", _("name of the place"), FieldType.TEXT, told=True),
        Column(FieldOf(code="stage", names=_names(_("stage")), type=FieldType.CHOICE, choices=stages)),
        _column("start", _("start"), FieldType.DAY),
        _column("end", _("end"), FieldType.DAY),
        _column("parent", _("part of (code)"), FieldType.TEXT),
        _column("programme", _("programme (code)"), FieldType.TEXT),
        *(Column(_prefixed(each), required=each.required_from == "always") for each in kind.fields),
        _chosen("declared", _("declared colour"), Light.choices),
        _column("reported_on", _("last report"), FieldType.DAY),
        _column("source", _("source of the record"), FieldType.TEXT),
        _column("source_span", _("place in the source"), FieldType.TEXT),
        _column("version", _("version that was read"), FieldType.NUMBER),
    ]
    return Sheet("", kind.plural, tuple(columns))


def _parts(kind: Kind) -> Iterable[Sheet]:
    yield _sheet("money", _("Money"), [
        _column("year", _("year"), FieldType.YEAR, required=True),
        _chosen("source", _("source of money"), MoneySource.choices, required=True),
        *(_column(code, head, FieldType.MONEY) for code, head in (
            ("planned", _("planned, tenge")),
            ("contracted", _("contracted, tenge")),
            ("paid", _("paid, tenge")),
        )),
    ])  # fmt: skip
    roles = kind.partners or ROLES_OF_PARTNERS
    yield _sheet("partners", _("Partners"), [
        _chosen("role", _("role"), [(role, ROLE_NAMES[role]) for role in roles], required=True),
        _column("body", _("body (code)"), FieldType.TEXT, required=True),
        _column("body_name", _("name of the body"), FieldType.TEXT, told=True),
        _column("contract", _("contract"), FieldType.TEXT),
        _column("signed_on", _("signed on"), FieldType.DAY),
        _column("sum", _("sum, tenge"), FieldType.MONEY),
    ])  # fmt: skip
    yield _sheet("milestones", _("Milestones"), [
        _column("name_kk", _("name in Kazakh"), FieldType.TEXT, required=True),
        _column("name_ru", _("name in Russian"), FieldType.TEXT, required=True),
        _column("plan", pgettext_lazy("a day", "plan"), FieldType.DAY, required=True),
        _column("forecast", pgettext_lazy("a day", "forecast"), FieldType.DAY),
        _column("fact", pgettext_lazy("a day", "fact"), FieldType.DAY),
    ])  # fmt: skip
    yield _sheet("risks", _("Risks"), [
        _column("text", _("risk"), FieldType.TEXT, required=True),
        _column("likelihood", _("likelihood, 1 to 3"), FieldType.NUMBER, required=True),
        _column("impact", _("impact, 1 to 3"), FieldType.NUMBER, required=True),
        _column("measures", _("what is done about it"), FieldType.TEXT),
        _column("closed_on", _("closed on"), FieldType.DAY),
    ])  # fmt: skip
    yield _sheet("jobs", _("Jobs"), [
        _column("month", _("month (its first day)"), FieldType.DAY, required=True),
        _chosen("aspect", _("planned or created"), Aspect.choices, required=True),
        _chosen("term", _("permanent or temporary"), Term.choices, required=True),
        *(_column(code, head, FieldType.NUMBER, required=code == "number") for code, head in (
            ("number", _("jobs")), ("youth", _("young people")), ("women", _("women")),
            ("disability", _("people with a disability")))),
        _column("employer", _("employer (code)"), FieldType.TEXT),
        _column("employer_name", _("name of the employer"), FieldType.TEXT, told=True),
        _column("person", _("pseudonym of the person"), FieldType.TEXT),
        _column("starts", _("contract from"), FieldType.DAY),
        _column("ends", _("contract to"), FieldType.DAY),
        _column("place", _("place, where it is another"), FieldType.PLACE),
    ])  # fmt: skip
    yield from _inspections()


def _inspections() -> Iterable[Sheet]:
    mark = _("mark of the inspection")
    yield _sheet("inspections", _("Inspections"), [
        _column("mark", mark, FieldType.TEXT, required=True),
        _column("day", _("day"), FieldType.DAY, required=True),
        _chosen("result", _("result"), InspectionResult.choices, required=True),
        _column("inspector", _("who inspected (code)"), FieldType.TEXT),
        _column("inspector_name", _("name of who inspected"), FieldType.TEXT, told=True),
        _column("notes", _("notes"), FieldType.TEXT),
    ])  # fmt: skip
    yield _sheet("samples", _("Samples of the laboratory"), [
        _column("inspection", mark, FieldType.TEXT, required=True),
        _column("name", _("sample"), FieldType.TEXT, required=True),
        _column("found", _("found"), FieldType.TEXT, required=True),
        _column("norm", _("norm"), FieldType.TEXT),
        _column("passed", _("fits"), FieldType.YES_NO),
    ])  # fmt: skip
    yield _sheet("faults", _("Faults of the works"), [
        _column("text", _("fault of the works"), FieldType.TEXT, required=True),
        _column("found_on", _("found on"), FieldType.DAY, required=True),
        _column("term", _("to be mended by"), FieldType.DAY, required=True),
        _column("inspection", mark, FieldType.TEXT),
        Column(FieldOf(code="at_km", names=_names(_("at kilometre")), type=FieldType.DECIMAL, decimals=3)),
        _column("contractor", _("contractor (code)"), FieldType.TEXT),
        _column("contractor_name", _("name of the contractor"), FieldType.TEXT, told=True),
        _column("mended_on", _("mended on"), FieldType.DAY),
        _column("under_warranty", _("under warranty"), FieldType.YES_NO),
        _column("mark", _("mark of the fault"), FieldType.TEXT),
    ])  # fmt: skip


def _sheet(part: str, name: Any, columns: list[Column]) -> Sheet:
    record = _column("record", _("record (code)"), FieldType.TEXT, required=True)
    return Sheet(part, _names(name), (record, *columns))


def _column(code: str, head: Any, kind: FieldType, *, told: bool = False, required: bool = False) -> Column:
    return Column(FieldOf(code=code, names=_names(head), type=kind), told, required)


def _chosen(code: str, head: Any, choices: Iterable[tuple[str, Any]], *, required: bool = False) -> Column:
    known = {value: _names(name) for value, name in choices}
    return Column(
        FieldOf(code=code, names=_names(head), type=FieldType.CHOICE, choices=known), required=required
    )


def _prefixed(field: FieldOf) -> FieldOf:
    """A field of the kind under a code that no column of the record has."""
    return field.model_copy(update={"code": f"{OWN}{field.code}"})


OWN = "fields."
"""Stands before the code of a field of the kind."""


def _names(text: Any) -> Names:
    """A word of the pages in the three languages."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = str(text)
    return Names(**said)
