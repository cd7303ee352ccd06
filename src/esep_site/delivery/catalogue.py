"""The catalogue of kinds: what is followed, with which fields, stages, documents, indicators and checks.

A kind is a YAML file of this package (``kinds/<code>.yaml``) or of the installation (``kinds/`` in its
folder, which wins); an earlier version stays as ``<code>.v<number>.yaml`` for the records written under it.
A new kind needs no code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from django.utils.translation import get_language
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from esep.yaml_texts import read_yaml
from esep_site.delivery.expressions import ImpossibleExpression, names_in
from esep_site.folder import folder

OWN = Path(__file__).parent / "kinds"
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class Category(StrEnum):
    """What a stage means, whatever the kind calls it."""

    PLANNED = "planned"
    PREPARING = "preparing"
    UNDER_WAY = "under_way"
    DONE = "done"
    STOPPED = "stopped"


OPEN = ("planned", "preparing", "under_way")
"""Categories in which something is still to be done."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Names(_Part):
    """A name in the three languages."""

    kk: str
    ru: str
    en: str

    def __str__(self) -> str:
        """In the language of the page."""
        return self.in_language((get_language() or "kk")[:2])

    def in_language(self, language: str) -> str:
        """In one of the three; in Kazakh where the language is another."""
        return str(getattr(self, language if language in ("kk", "ru", "en") else "kk"))


class FieldType(StrEnum):
    """What a field holds, and how it stands in the ledger's JSON.

    ``money`` whole tenge, ``number`` and ``year`` as numbers; ``decimal`` and ``share`` (per cent) as texts
    of digits with a point; ``day`` as YYYY-MM-DD; ``choice`` its code; ``body`` a code of the register of
    bodies; ``place`` a classifier's code; ``yes_no`` true or false.
    """

    TEXT = "text"
    NUMBER = "number"
    DECIMAL = "decimal"
    MONEY = "money"
    SHARE = "share"
    DAY = "day"
    YEAR = "year"
    CHOICE = "choice"
    YES_NO = "yes_no"
    BODY = "body"
    PLACE = "place"


class FieldOf(_Part):
    """A field of a kind. ``required_from`` is a stage from which on it must be filled, or ``always``."""

    code: Code
    names: Names
    type: FieldType
    unit: Names | None = None
    hint: Names | None = None
    required_from: str = ""
    choices: dict[Code, Names] = {}
    at_least: int | None = None
    at_most: int | None = None
    decimals: int = 2

    @model_validator(mode="after")
    def _choices_where_chosen(self) -> FieldOf:
        if (self.type is FieldType.CHOICE) != bool(self.choices):
            raise ValueError(f"{self.code}: choices stand with a field of the type choice, and only there")
        return self


class Stage(_Part):
    """A stage. ``moves`` are the stages that may follow, ``needs`` the documents without which it is not
    reached; ``standard`` is the status of OC4IDS where the category does not tell it."""

    code: Code
    names: Names
    category: Category
    moves: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    standard: str = ""


class Document(_Part):
    """A document of a kind; ``standard`` is its type in OC4IDS."""

    code: Code
    names: Names
    standard: str = ""


class IndicatorOf(_Part):
    """What is added up over records of a kind: ``count``, ``money.planned``, ``jobs.created`` or a field.

    Only records in the ``categories`` are counted, in all where none are named. ``otherwise`` is what a
    record counts where the field is not filled; else it is not counted. ``share_of`` is the indicator of
    the kind of which this one is a part, told in per cent with ``share_decimals``, halves rounded up.
    """

    code: Code
    names: Names
    of: str
    unit: Names | None = None
    categories: tuple[Category, ...] = ()
    otherwise: int | None = None
    share_of: str = ""
    share_decimals: int = 1


class Check(_Part):
    """What must hold of a record: ``refuse`` keeps the record out, ``warn`` is said beside it."""

    code: Code
    holds: Any
    text: Names
    severity: Literal["refuse", "warn"] = "warn"


SUMMED: Mapping[str, str] = {
    "faults.open": "faults_open",
    "jobs.planned": "jobs_planned",
    "jobs.created": "jobs_created",
    "jobs.permanent_planned": "permanent_planned",
    "jobs.permanent_created": "permanent_created",
    "jobs.not_told_planned": "not_told_planned",
    "jobs.not_told_created": "not_told_created",
    "money.planned": "money_planned",
    "money.contracted": "money_contracted",
    "money.paid": "money_paid",
}
"""Sums that stand beside every record, by the names that checks and indicators call them by → column."""
SUMMED_TYPES = (FieldType.NUMBER, FieldType.DECIMAL, FieldType.MONEY)
"""Fields that can be added up over records."""
ALWAYS_KNOWN = frozenset({"start", "end", "today", "category", "stage", *SUMMED})
ROLES_OF_PARTNERS = (
    "coordinator", "customer", "contractor", "operator", "investor", "employer", "supervisor", "laboratory",
    "union", "funder", "buyer", "tenant",
)  # fmt: skip


class Kind(_Part):
    """One kind of record."""

    kind: Code
    version: int
    names: Names
    plural: Names
    about: Names
    shared: bool = False
    sector: str = ""
    fresh_days: int = 45
    partners: tuple[str, ...] = ()
    fields: tuple[FieldOf, ...] = ()
    stages: tuple[Stage, ...]
    documents: tuple[Document, ...] = ()
    indicators: tuple[IndicatorOf, ...] = ()
    checks: tuple[Check, ...] = ()

    @model_validator(mode="after")
    def _all_names_are_known(self) -> Kind:
        stages, documents, fields = (
            {each.code for each in part} for part in (self.stages, self.documents, self.fields)
        )
        faults = [
            f"{what} {code} stands more than once"
            for what, part in (
                ("stage", self.stages),
                ("field", self.fields),
                ("document", self.documents),
                ("indicator", self.indicators),
                ("check", self.checks),
            )
            for code in {each.code for each in part}
            if [each.code for each in part].count(code) > 1
        ]
        for stage in self.stages:
            faults += [f"stage {stage.code} moves to {each}" for each in stage.moves if each not in stages]
            faults += [f"stage {stage.code} needs {each}" for each in stage.needs if each not in documents]
        for each in self.fields:
            if each.required_from not in {"", "always", *stages}:
                faults.append(f"field {each.code} is required from {each.required_from}")
        faults += [f"partner {each}" for each in self.partners if each not in ROLES_OF_PARTNERS]
        known = ALWAYS_KNOWN | fields | {f"has.{each}" for each in documents | set(self.partners)}
        for check in self.checks:
            try:
                faults += [f"check {check.code} asks {name}" for name in names_in(check.holds) - known]
            except ImpossibleExpression as fault:
                faults.append(f"check {check.code}: {fault}")
        of = {"count", *SUMMED, *(each.code for each in self.fields if each.type in SUMMED_TYPES)}
        faults += [f"indicator {each.code} is of {each.of}" for each in self.indicators if each.of not in of]
        shares = {"", *(each.code for each in self.indicators)}
        faults += [
            f"indicator {each.code} is a share of {each.share_of}"
            for each in self.indicators
            if each.share_of not in shares
        ]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @cached_property
    def by_code(self) -> Mapping[str, FieldOf]:
        """The fields by their codes."""
        return {each.code: each for each in self.fields}

    @cached_property
    def stage_by_code(self) -> Mapping[str, Stage]:
        """The stages by their codes."""
        return {each.code: each for each in self.stages}

    @cached_property
    def document_by_code(self) -> Mapping[str, Document]:
        """The documents by their codes."""
        return {each.code: each for each in self.documents}

    @cached_property
    def indicator_by_code(self) -> Mapping[str, IndicatorOf]:
        """The indicators by their codes."""
        return {each.code: each for each in self.indicators}

    @property
    def first_stage(self) -> Stage:
        """Where a record begins."""
        return self.stages[0]

    def has_reached(self, stage: str, wanted: str) -> bool:
        """Whether ``stage`` stands at ``wanted`` or after it, in the order of the file; a stopped record of
        no stage but its own."""
        codes = [each.code for each in self.stages]
        if self.stage_by_code[stage].category is Category.STOPPED:
            return stage == wanted
        return codes.index(stage) >= codes.index(wanted)


class ImpossibleKind(Exception):
    """A file of the catalogue cannot be read; the sentence names the file and every fault."""


@cache
def kinds() -> Mapping[str, Kind]:
    """The newest version of every kind, by code, in the order of the catalogue."""
    found = {kind.kind: kind for path in _files() if ".v" not in path.stem for kind in [read_kind(path)]}
    order = {code: at for at, code in enumerate(ORDER)}
    return dict(sorted(found.items(), key=lambda item: (order.get(item[0], len(order)), item[0])))


@cache
def kind_of(code: str, version: int) -> Kind:
    """A version of a kind; the newest where the very version is no longer kept."""
    newest = kinds()[code]
    if newest.version == version:
        return newest
    path = next((path for path in _files() if path.stem == f"{code}.v{version}"), None)
    return read_kind(path) if path else newest


def read_kind(path: Path) -> Kind:
    """The kind in a file; ImpossibleKind with every fault."""
    try:
        return Kind.model_validate(read_yaml(path.read_text("utf-8")))
    except (yaml.YAMLError, ValidationError, ValueError) as error:
        raise ImpossibleKind(f"{path.name}: {error}") from error


def _files() -> Iterator[Path]:
    yield from sorted(OWN.glob("*.yaml"))
    yield from sorted((folder().root / "kinds").glob("*.yaml"))


ORDER = (
    "programme", "business_support", "grant", "training", "infrastructure_project", "investment_project",
    "zone", "site", "road_section", "housing_block", "memorandum", "employer_agreement", "settlement_budget",
    "digital_item", "openness_item",
)  # fmt: skip
"""How pages list the kinds that the project ships; others follow."""
