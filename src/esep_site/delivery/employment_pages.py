"""The page of the Regional Employment Map: a place in a year."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from esep.places import Place, places
from esep_site import site_clock
from esep_site.delivery.charts import Trajectory, trajectory, trajectory_of_years
from esep_site.delivery.employment import EmploymentMap, Longer, Reached, first_year_told, wanted
from esep_site.delivery.employment_projects import could_close, largest
from esep_site.delivery.models import Target, Term
from esep_site.delivery.page_parts import above
from esep_site.delivery.places_of import district_of
from esep_site.delivery.targets import Counts, target_indicators
from esep_site.delivery.trajectory import MONTHS
from esep_site.people.permissions import allowed
from esep_site.people.roles import Permission
from esep_site.templatetags.shown import number, share
from esep_site.tile_map import TileMap, tile_map

FIRST = "jobs"
GROUPS = ("counted", "permanent", "not_told", "youth", "women", "disability")


@allowed(Permission.SEE_RECORDS)
def own_employment(request: HttpRequest) -> HttpResponse:
    """The map of the place of the person's role."""
    place = district_of(request.scope.places[Permission.SEE_RECORDS][0])
    return redirect("delivery:employment", place=place)


@allowed(Permission.SEE_RECORDS)
def employment(request: HttpRequest, place: str) -> HttpResponse:
    """Jobs of a region or district in a year: targets, trajectory, districts, programmes, what is missing."""
    found = place_of_map(place)
    today = site_clock.today()
    year = _year(request, today)
    asked = request.GET.get("indicator", FIRST)
    indicator = asked if asked in target_indicators() else FIRST
    picture = EmploymentMap(found, year, today)
    chosen = picture.reached(indicator)
    counts = target_indicators()[indicator].counts
    created = picture.by_month(counts, "created")
    programmes = picture.programmes()
    longer = picture.longer(indicator)
    own = [each for each in longer if each.target.place == place]
    context: dict[str, Any] = {
        "place": found,
        "above": above(found, request.scope),
        "year": year,
        "years": _years(picture, today),
        "today": picture.day,
        "indicator": indicator,
        "indicators": [(code, each.names) for code, each in target_indicators().items()],
        "chosen": chosen,
        "longer": [
            (each, target_indicators()[each.target.indicator].names)
            for each in picture.longer()
            if each.target.place == place
        ],
        "not_told": picture.created(term=Term.NOT_TOLD),
        "of_years": [(f"years-{each.target.pk}", each, _drawn(each, picture.day)) for each in own],
        "by_place": longer if len(longer) > len(own) else [],
        "reached": [(target_indicators()[code].names, picture.reached(code)) for code in target_indicators()],
        "chart": trajectory(_wanted(chosen.target), created, picture.months_done, chosen.forecast.likely),
        "months": _months(picture, chosen, created, counts),
        "parts": _parts(picture, indicator),
        "itself": picture.created(within=found.code) if picture.parts else 0,
        "map": _map(picture, indicator),
        "programmes": programmes,
        "sums": {
            name: sum(getattr(row, name) for row in programmes)
            for name in ("planned", "claimed", "counted", "double", *GROUPS[1:])
        },
        "projects": largest(place, year),
        "closing": could_close(place, chosen.missing or 0, counts, datetime.date(year, 12, 31)),
        "sets_targets": request.scope.may(Permission.RUN_PROGRAMMES, place),
    }  # fmt: skip
    return render(request, "delivery/employment.html", context)


def place_of_map(code: str) -> Place:
    """A region or district; others have no map."""
    if code not in places() or district_of(code) != code:
        raise Http404
    return places().get(code)


def _year(request: HttpRequest, today: datetime.date) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 and "1990" <= asked <= "2100" else today.year


def _years(picture: EmploymentMap, today: datetime.date) -> range:
    """The years that one may choose: from the first with jobs or a target to the next one."""
    told = first_year_told(picture.place.code) or today.year
    return range(today.year + 1, min(told, picture.first_year, picture.year, today.year) - 1, -1)


def _drawn(longer: Longer, day: datetime.date) -> Trajectory:
    """The way to a target of several years, and how far it was gone until a day."""
    target = longer.target
    years = range(target.first_year, target.last_year + 1)
    ends = {year: wanted(target, datetime.date(year, 12, 31)) for year in years}
    return trajectory_of_years(years, ends, longer.by_year, day.timetuple().tm_yday / 366)


def _part(number_of: int, whole: int) -> float | None:
    return number_of / whole if whole else None


def _wanted(target: Target | None) -> dict[int, int]:
    """What should be reached at the end of each month."""
    if target is None:
        return {}
    return {month: wanted(target, _last_day(target.first_year, month)) for month in range(1, MONTHS + 1)}


def _last_day(year: int, month: int) -> datetime.date:
    following = datetime.date(year + month // MONTHS, month % MONTHS + 1, 1)
    return following - datetime.timedelta(days=1)


def _months(
    picture: EmploymentMap, chosen: Reached, created: dict[int, int], counts: Counts
) -> list[dict[str, Any]]:
    way, planned = _wanted(chosen.target), picture.by_month(counts, "planned")
    so_far, rows = 0, []
    for month in range(1, MONTHS + 1):
        is_done = month <= picture.months_done
        so_far += created.get(month, 0)
        rows.append(
            {
                "month": datetime.date(picture.year, month, 1),
                "created": created.get(month, 0) if is_done else None,
                "so_far": so_far if is_done else None,
                "planned": planned.get(month, 0),
                "wanted": way.get(month),
            }
        )
    return rows


def _parts(picture: EmploymentMap, indicator: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {
            "code": part.code,
            "reached": picture.reached(indicator, part.code),
            "planned": picture.planned(part.code),
            "created": [
                picture.created("counted", group, part.code)
                if group in Term.values
                else picture.created(group, within=part.code)
                for group in GROUPS
            ],
        }
        for part in picture.parts
    ]
    return rows if any(row["reached"].target or row["planned"] or any(row["created"]) for row in rows) else []


def _map(picture: EmploymentMap, indicator: str) -> TileMap | None:
    if not picture.parts:
        return None
    language: Any = (get_language() or "kk")[:2]
    reached = {part.code: picture.reached(indicator, part.code) for part in picture.parts}
    has_targets = any(each.target for each in reached.values())
    total = sum(each.forecast.created for each in reached.values())
    shares = {
        code: each.share if has_targets else _part(each.forecast.created, total)
        for code, each in reached.items()
    }
    names = {part.code: part.short_names.in_language(language) for part in picture.parts}
    texts = {
        code: share(shares[code], 0)
        if has_targets and shares[code] is not None
        else number(each.forecast.created)
        for code, each in reached.items()
    }
    return tile_map(picture.place, shares, names, texts)
