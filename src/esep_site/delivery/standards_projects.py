"""Records of works as projects of OC4IDS 0.9.5 (Open Contracting for Infrastructure Data Standard).

Which kinds are projects, their sectors and the statuses of their stages are told by the catalogue. The
standard has no inspections: they go as milestones of the type ``assessment``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings

from esep.places import places
from esep_site.bodies.models import Body
from esep_site.delivery.catalogue import Category, kinds
from esep_site.delivery.models import Aspect, Partner
from esep_site.delivery.standards_contracts import contracts_of, ocid_of, project_id
from esep_site.delivery.standards_ledger import Published
from esep_site.delivery.standards_words import day, full, moment, organisation, reference, value

VERSION = "0.9"
STATUSES: Mapping[Category, str] = {
    Category.PLANNED: "identification",
    Category.PREPARING: "preparation",
    Category.UNDER_WAY: "implementation",
    Category.DONE: "completion",
    Category.STOPPED: "cancelled",
}
TYPES: Mapping[str, str] = {
    "new": "construction",
    "reconstruction": "rehabilitation",
    "capital": "rehabilitation",
    "middle": "rehabilitation",
    "current": "rehabilitation",
}
"""The field ``works`` of a kind → the type of the project."""
SECTORS: Mapping[str, str] = {
    "education": "education",
    "health": "health",
    "culture": "cultureSportsAndRecreation",
    "water": "waterAndWaste",
    "roads": "transport.road",
    "housing": "socialHousing",
    "heat": "energy",
    "irrigation": "waterAndWaste",
    "flood": "naturalResources.floodProtection",
    "improvement": "transport.urban",
}
"""The field ``sector`` of a kind → the sector of the project, where the kind's own is too wide."""
ROLES: Mapping[str, str] = {
    "customer": "publicAuthority",
    "coordinator": "publicAuthority",
    "contractor": "supplier",
    "supervisor": "administrativeEntity",
    "laboratory": "independentMonitor",
    "funder": "funder",
    "investor": "funder",
    "buyer": "buyer",
}


def project_kinds() -> list[str]:
    """The kinds whose records are projects: those with a sector."""
    return [code for code, kind in kinds().items() if kind.sector]


def package(
    records: Iterable[Published], uri: str, publisher: str, language: str, at: datetime.datetime
) -> dict[str, Any]:
    """A project package with all records."""
    return {
        "uri": uri,
        "publishedDate": moment(at),
        "version": VERSION,
        "publisher": {"name": publisher},
        "projects": [project(each, language) for each in records],
    }


def project(told: Published, language: str) -> dict[str, Any]:
    """A record as a project; what is not known is left out."""
    record, stage = told.record, told.record.stage_entry
    return full(
        {
            "id": project_id(told),
            "updated": moment(record.changed_at),
            "language": language,
            "identifiers": [{"id": record.code, "scheme": "ESEP"}],
            "title": told.name(language),
            "description": told.kind.names.in_language(language),
            "status": stage.standard or STATUSES[stage.category],
            "type": TYPES.get(str(record.fields.get("works"))),
            "sector": [SECTORS.get(str(record.fields.get("sector")), told.kind.sector)],
            "period": _period(record.start, record.end),
            "locations": [_location(record.place, language)],
            "budget": _budget(told),
            "parties": list(_parties(told, language)),
            "publicAuthority": _authority(told, language),
            "forecasts": list(_metrics(told, language, Aspect.PLANNED)),
            "metrics": list(_metrics(told, language, Aspect.CREATED)),
            "milestones": list(_milestones(told, language)),
            "documents": [_document(each) for each in told.documents],
            "contractingProcesses": [
                _process(told, partner, number, language)
                for number, partner in enumerate(contracts_of(told), start=1)
            ],
            "relatedProjects": _related(told),
            "completion": _completion(told),
        }
    )


def _period(start: datetime.date | None, end: datetime.date | None) -> dict[str, Any]:
    return full({"startDate": day(start), "endDate": day(end)})


def _location(code: str, language: str) -> dict[str, Any]:
    place = places().get(code)
    names = [each.names.in_language(language) for each in (*reversed(place.ancestors), place)]
    return {
        "id": code,
        "description": ", ".join(names),
        "gazetteer": {"scheme": "KATO", "identifiers": [code]},
        "address": {"region": names[0], "locality": names[-1], "countryName": "Kazakhstan"},
    }


def _budget(told: Published) -> dict[str, Any]:
    planned = [line for line in told.money if line.planned]
    if not planned:
        return {}
    return {
        "amount": value(sum(line.planned for line in planned)),
        "budgetBreakdowns": [
            {
                "id": "by-source",
                "budgetBreakdown": [
                    {
                        "id": f"{line.year}-{line.source}",
                        "description": line.source,
                        "amount": value(line.planned),
                        "period": {
                            "startDate": f"{line.year}-01-01T00:00:00Z",
                            "endDate": f"{line.year}-12-31T00:00:00Z",
                        },
                    }
                    for line in planned
                ],
            }
        ],
    }


def _parties(told: Published, language: str) -> Iterator[dict[str, Any]]:
    bodies: dict[int, tuple[Body, list[str]]] = {}
    for partner in told.partners:
        role = ROLES.get(partner.role)
        if role:
            bodies.setdefault(partner.body_id, (partner.body, []))[1].append(role)
    for body, roles in bodies.values():
        yield organisation(body, language) | {"roles": list(dict.fromkeys(roles))}


def _authority(told: Published, language: str) -> dict[str, Any]:
    found = [each for each in told.partners if ROLES.get(each.role) == "publicAuthority"]
    return reference(found[0].body, language) if found else {}


def _metrics(told: Published, language: str, aspect: Aspect) -> Iterator[dict[str, Any]]:
    """Jobs and money by plan (forecasts) or as they came (metrics)."""
    jobs = [line for line in told.jobs if line.aspect == aspect]
    if jobs:
        yield {
            "id": "jobs",
            "title": {"kk": "Жұмыс орындары", "ru": "Рабочие места"}.get(language, "Jobs"),
            "observations": [
                {
                    "id": f"{line.month:%Y-%m}-{line.term}-{number}",
                    "measure": line.number,
                    "unit": {"name": "job"},
                    "period": {"startDate": day(line.month)},
                    "dimensions": {"term": str(line.term)},
                }
                for number, line in enumerate(jobs, start=1)
            ],
        }
    column = "planned" if aspect == Aspect.PLANNED else "paid"
    money = [line for line in told.money if getattr(line, column)]
    if money:
        yield {
            "id": "financialProgress",
            "title": {"kk": "Қаражат", "ru": "Деньги"}.get(language, "Money"),
            "observations": [
                {
                    "id": f"{line.year}-{line.source}",
                    "value": value(getattr(line, column)),
                    "period": {"startDate": f"{line.year}-01-01T00:00:00Z"},
                    "dimensions": {"source": str(line.source)},
                }
                for line in money
            ],
        }


def _milestones(told: Published, language: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(told.milestones, start=1):
        yield full(
            {
                "id": str(number),
                "title": line.name_ru if language == "ru" else line.name_kk,
                "type": "delivery",
                "dueDate": day(line.plan),
                "dateMet": day(line.fact),
                "status": "met" if line.fact else "scheduled",
            }
        )
    for inspection in told.inspections:
        yield full(
            {
                "id": f"inspection-{inspection.pk}",
                "title": str(inspection.get_result_display()),
                "type": "assessment",
                "description": inspection.notes or None,
                "dateMet": day(inspection.day),
                "status": "notMet" if inspection.result == "failed" else "met",
            }
        )


def _document(document: Any) -> dict[str, Any]:
    kind = document.record.kind_entry.document_by_code.get(document.document)
    return full(
        {
            "id": str(document.pk),
            "documentType": kind.standard if kind and kind.standard else None,
            "title": document.title,
            "datePublished": moment(document.at),
            "format": document.media_type,
        }
    )


def _process(told: Published, partner: Partner, number: int, language: str) -> dict[str, Any]:
    ended = told.record.stage_entry.category in (Category.DONE, Category.STOPPED)
    customers = told.partners_in("customer", "coordinator")
    summary = {
        "ocid": ocid_of(told, number),
        "externalReference": partner.contract or None,
        "title": told.name(language),
        "status": "closed" if ended else "active",
        "suppliers": [reference(partner.body, language)],
        "contractValue": value(partner.sum) if partner.sum else None,
        "contractPeriod": _period(partner.signed_on or told.record.start, told.record.end),
        "tender": {"procuringEntity": reference(customers[0].body, language)} if customers else None,
    }
    return {"id": ocid_of(told, number), "summary": full(summary)}


def _related(told: Published) -> list[dict[str, Any]]:
    above = [("parent", told.record.parent), ("programme", told.record.programme)]
    return [
        {
            "id": name,
            "scheme": "oc4ids",
            "identifier": f"{settings.ESEP_PUBLICATION_PREFIX}-{record.region}-{record.code}",
            "relationship": "parent" if name == "parent" else "programme",
            "title": record.name_kk,
        }
        for name, record in above
        if record is not None
    ]


def _completion(told: Published) -> dict[str, Any]:
    if told.record.stage_entry.category is not Category.DONE:
        return {}
    paid = sum(line.paid for line in told.money)
    return full({"endDate": day(told.record.end), "finalValue": value(paid) if paid else None})
