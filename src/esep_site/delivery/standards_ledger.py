"""What the standards' files are made of: records with all that they publish, in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from esep_site.bodies.models import Body
from esep_site.delivery.bulk import lines_of
from esep_site.delivery.catalogue import Kind
from esep_site.delivery.entries import JobsLine, MilestoneLine, MoneyLine
from esep_site.delivery.models import Attachment, Inspection, Partner, Record

AT_ONCE = 500
CURRENCY = "KZT"


@dataclass(frozen=True)
class Published:
    """A record and its rows. ``partners`` have their bodies."""

    record: Record
    kind: Kind
    money: Sequence[MoneyLine] = ()
    milestones: Sequence[MilestoneLine] = ()
    jobs: Sequence[JobsLine] = ()
    partners: Sequence[Partner] = field(default=())
    inspections: Sequence[Inspection] = field(default=())
    documents: Sequence[Attachment] = field(default=())

    def name(self, language: str) -> str:
        """Its name in Russian for Russian files, else in Kazakh."""
        return self.record.name_ru if language == "ru" else self.record.name_kk

    def partners_in(self, *roles: str) -> list[Partner]:
        """Those of some roles."""
        return [each for each in self.partners if each.role in roles]


def published(records: QuerySet[Record]) -> Iterator[Published]:
    """Records as they are published, in their order; eight queries for each :data:`AT_ONCE`."""
    rows = records.select_related("parent", "programme").iterator(chunk_size=AT_ONCE)
    while chunk := [row for _at, row in zip(range(AT_ONCE), rows, strict=False)]:
        numbers = [row.pk for row in chunk]
        lines = lines_of(numbers)
        partners, inspections, documents = defaultdict(list), defaultdict(list), defaultdict(list)
        for partner in Partner.objects.filter(record__in=numbers).select_related("body").order_by("pk"):
            partners[partner.record_id].append(partner)
        for inspection in Inspection.objects.filter(record__in=numbers).order_by("day", "pk"):
            inspections[inspection.record_id].append(inspection)
        for document in Attachment.objects.filter(record__in=numbers).order_by("pk"):
            documents[document.record_id].append(document)
        for row in chunk:
            yield Published(
                row,
                row.kind_entry,
                lines[row.pk]["money"],
                lines[row.pk]["milestones"],
                lines[row.pk]["jobs"],
                partners[row.pk],
                inspections[row.pk],
                documents[row.pk],
            )


def name_of(body: Body, language: str) -> str:
    """A body's name in Russian for Russian files, else in Kazakh."""
    return body.name_ru if language == "ru" else body.name_kk
