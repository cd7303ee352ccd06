"""Which claims are of the same jobs, and so how many of each are counted. Pure; knows no database.

*Named* claims (one job with its person's pseudonym) are of one job where the employer and the person are
the same and the contract periods meet. *Unnamed* claims (some jobs of one contract period) of different
claimants are of the same jobs where employer, district, term and contract period are the same: of such a
period there are as many jobs as the claimant with the most of them has. A named job of that very period
that a claimant does not name may be one of its unnamed ones, so it is taken off them. What has no employer,
or no contract period, is linked to nothing. The earliest claim (the lowest ``key``) is counted; later ones
only for what they have beyond it. Unnamed jobs whose term is not told are linked with their like only:
nobody can tell whether they are among the permanent or among the temporary ones of the period.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

LAST = datetime.date.max


@dataclass(frozen=True, slots=True)
class Claim:
    """``number`` jobs that ``claimant`` says were planned or created (``aspect``) at an employer.

    ``key`` orders the claims; ``starts`` None is not known, ``ends`` None without end. A named claim is of
    one job, and where its contract's beginning is not known, ``month`` stands for it.
    """

    key: int
    claimant: int
    aspect: str
    term: str
    district: str
    employer: int | None
    person: str
    starts: datetime.date | None
    ends: datetime.date | None
    month: datetime.date
    number: int


Period = tuple[str, int, str, str, datetime.date, datetime.date | None]
"""Aspect, employer, district, term and contract period: what unnamed claims are linked by."""


def counted(claims: Iterable[Claim]) -> dict[int, int]:
    """How many jobs of each claim (by its key) are counted; together each job once."""
    answer: dict[int, int] = {}
    named: dict[tuple[str, int, str], list[Claim]] = defaultdict(list)
    unnamed: dict[Period, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda each: each.key):
        if claim.employer is not None and claim.person:
            named[claim.aspect, claim.employer, claim.person].append(claim)
        elif period := _period(claim):
            unnamed[period].append(claim)
        else:
            answer[claim.key] = claim.number
    jobs: dict[Period, list[set[int]]] = defaultdict(list)
    for group in named.values():
        for job in _jobs_of_person(group):
            first = min(job, key=lambda each: each.key)
            answer |= {claim.key: int(claim is first) * claim.number for claim in job}
            if period := _period(first):
                jobs[period].append({claim.claimant for claim in job})
    for period, group in unnamed.items():
        _count_unnamed(group, jobs[period], answer)
    return answer


def _period(claim: Claim) -> Period | None:
    if claim.employer is None or claim.starts is None:
        return None
    return (claim.aspect, claim.employer, claim.district, claim.term, claim.starts, claim.ends)


def _jobs_of_person(group: list[Claim]) -> list[list[Claim]]:
    """The claims of one person at one employer, gathered where their contract periods meet."""
    jobs: list[list[Claim]] = []
    last = datetime.date.min
    for claim in sorted(group, key=lambda each: (each.starts or each.month, each.key)):
        if not jobs or (claim.starts or claim.month) > last:
            jobs.append([])
            last = datetime.date.min
        jobs[-1].append(claim)
        last = max(last, claim.ends or LAST)
    return jobs


def _count_unnamed(group: list[Claim], named: list[set[int]], answer: dict[int, int]) -> None:
    by_claimant: dict[int, list[Claim]] = defaultdict(list)
    for claim in group:
        by_claimant[claim.claimant].append(claim)
    so_far = 0
    for claimant, claims in by_claimant.items():
        elsewhere = sum(claimant not in claimants for claimants in named)
        own = sum(claim.number for claim in claims) - elsewhere
        left = max(0, own - so_far)
        so_far += left
        for claim in claims:
            answer[claim.key] = min(claim.number, left)
            left -= answer[claim.key]
