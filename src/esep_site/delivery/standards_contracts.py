"""Contracts of records as releases of OCDS 1.1 (Open Contracting Data Standard), one process a contract."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from esep_site.delivery.catalogue import Category
from esep_site.delivery.models import Partner
from esep_site.delivery.standards_ledger import Published
from esep_site.delivery.standards_words import day, full, moment, organisation, reference, value

VERSION = "1.1"
CONTRACTED = ("contractor", "supervisor", "laboratory", "operator")
"""The roles whose bodies are paid by a contract."""


def contracts_of(told: Published) -> list[Partner]:
    """The partners that have a contract, in the order in which they were entered."""
    return [each for each in told.partners_in(*CONTRACTED) if each.contract or each.sum or each.signed_on]


def project_id(told: Published) -> str:
    """The project that a record is, the same in every export: prefix, region, code."""
    return f"{settings.ESEP_PUBLICATION_PREFIX}-{told.record.region}-{told.record.code}"


def ocid_of(told: Published, number: int) -> str:
    """The id of the process of the contract with a number (from 1), the same in every export."""
    return f"{settings.ESEP_PUBLICATION_PREFIX}-{told.record.region}-{told.record.code}-{number}"


def release_package(
    records: Iterable[Published], uri: str, publisher: str, language: str, at: datetime.datetime
) -> dict[str, Any]:
    """A release package with a release for each contract."""
    return {
        "uri": uri,
        "version": VERSION,
        "publishedDate": moment(at),
        "publisher": {"name": publisher},
        "releases": [release for told in records for release in releases(told, language)],
    }


def releases(told: Published, language: str) -> Iterator[dict[str, Any]]:
    """The releases of a record's contracts."""
    for number, partner in enumerate(contracts_of(told), start=1):
        yield _release(told, partner, number, language)


def _release(told: Published, partner: Partner, number: int, language: str) -> dict[str, Any]:
    record, ocid = told.record, ocid_of(told, number)
    customers = told.partners_in("customer", "coordinator")
    buyer = reference(customers[0].body, language) if customers else None
    parties = [organisation(partner.body, language) | {"roles": ["supplier"]}]
    if customers:
        both = customers[0].body_id == partner.body_id
        if both:
            parties[0]["roles"] = ["supplier", "buyer"]
        else:
            parties.append(organisation(customers[0].body, language) | {"roles": ["buyer"]})
    worth = value(partner.sum) if partner.sum else None
    period = {"startDate": day(partner.signed_on or record.start), "endDate": day(record.end)}
    contract = {
        "id": partner.contract or f"{ocid}-contract",
        "awardID": f"{ocid}-award",
        "title": told.name(language),
        "status": _status(told),
        "period": full(period),
        "value": worth,
        "dateSigned": day(partner.signed_on),
    }
    award = {
        "id": f"{ocid}-award",
        "title": told.name(language),
        "status": "active",
        "value": worth,
        "suppliers": [reference(partner.body, language)],
    }
    return full(
        {
            "ocid": ocid,
            "id": f"{ocid}-{record.version}",
            "date": moment(record.changed_at),
            "tag": ["contract"],
            "initiationType": "tender",
            "language": language,
            "parties": parties,
            "buyer": buyer,
            "planning": {"budget": {"project": told.name(language), "projectID": project_id(told)}},
            "awards": [full(award)],
            "contracts": [full(contract)],
        }
    )


def _status(told: Published) -> str:
    category = told.record.stage_entry.category
    if category is Category.DONE:
        return "terminated"
    return "cancelled" if category is Category.STOPPED else "active"
