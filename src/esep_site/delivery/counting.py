"""Counts claims of jobs again where claims of the same employers were entered, changed or removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection

from esep_site.delivery.job_links import Claim, counted
from esep_site.delivery.models import Jobs
from esep_site.people.scope import unrestricted

AT_ONCE = 300
"""Employers whose claims are held in memory together."""


def count_again(region: str, employers: Iterable[int]) -> int:
    """Let each job of these employers be counted once in a region; how many claims changed.

    Claims reach across districts, so it looks at all of the region, whoever wrote.
    """
    numbers = sorted(set(employers))
    with unrestricted():
        return sum(_count(region, numbers[at : at + AT_ONCE]) for at in range(0, len(numbers), AT_ONCE))


def _count(region: str, employers: Sequence[int]) -> int:
    changed: list[tuple[int, int]] = []
    was: dict[int, int] = {}
    claims = []
    for claim, before in _claims(region, employers):
        was[claim.key] = before
        claims.append(claim)
    for key, number in counted(claims).items():
        if was[key] != number:
            changed.append((key, number))
    if changed:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE delivery_jobs j SET counted = n.counted FROM unnest(%s::bigint[], %s::integer[]) "
                "AS n(id, counted) WHERE j.id = n.id",
                [[key for key, _ in changed], [number for _, number in changed]],
            )
    return len(changed)


def _claims(region: str, employers: Sequence[int]) -> Iterator[tuple[Claim, int]]:
    rows = Jobs.objects.filter(region=region, employer__in=employers).values_list(
        "id", "programme_id", "record_id", "aspect", "term", "district", "employer_id", "person", "starts",
        "ends", "month", "number", "counted",
    )  # fmt: skip
    for key, programme, record, *told, before in rows.iterator(chunk_size=20_000):
        yield Claim(key, programme or -record, *told), before
