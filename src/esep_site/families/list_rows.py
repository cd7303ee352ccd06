"""The rows of a list as HTML, written at once: a page has up to two hundred, and templates are slow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from esep_site.families.list_form import kind_name, title_of
from esep_site.families.list_queries import FamilyLine
from esep_site.families.place_figures import name_of
from esep_site.templatetags.shown import number

CHIPS = ("large_family", "single_parent", "has_member_with_disability", "has_overdue_loan",
         "has_child_missing_school", "contract_missing", "assistance_barred")  # fmt: skip
"""Flags that a list shows beside the name; what a family lacks stands on its card."""
SAID_BY = {"large": "large_family"}
"""Kind of family → the flag that would say it again."""


def set_in_rows(lines: Iterable[FamilyLine], address: str, heads: Mapping[str, Any]) -> SafeString:
    """A row of the table for each family; ``address`` is that of the card of family 0."""
    before, _zero, after = address.partition("/0/")
    named = {name: escape(str(head["name"])) for name, head in heads.items()}
    level, place, members, children = (
        escape(_("Level")),
        escape(_("Place")),
        escape(_("Members")),
        escape(_("Children")),
    )
    due = f'<span class="mark-due">{escape(_("rights not drawn"))}</span>'
    below = f'<span class="hidden"> ({escape(_("below the minimum"))})</span>'
    rows = []
    for line in lines:
        letter = escape(line.level)
        year = f' <span class="quiet-text">{line.birth_year}</span>' if line.birth_year else ""
        low = line.below_minimum
        rows.append(
            f'<tr><td data-head="{level}">'
            + (f'<span class="level level-{letter}">{letter}</span>' if letter else "–")
            + f'</td><th scope="row"><a href="{before}/{line.family}/{after}">'
            f"{escape(line.head or str(line.family))}</a>{year}"
            f'<span class="marks"><span>{escape(kind_name(line.kind))}</span>{due if line.undrawn else ""}'
            + "".join(f"<span>{escape(title_of(flag))}</span>" for flag in _told(line))
            + f'</span></th><td class="number" data-head="{named["points"]}">{number(line.points)}</td>'
            f'<td data-head="{place}">{escape(name_of(line.place))}</td>'
            f'<td class="number" data-head="{members}">{line.members}</td>'
            f'<td class="number" data-head="{children}">{line.children}</td>'
            f'<td class="number{" low" if low else ""}" data-head="{named["income"]}">'
            f"{number(line.income_per_head)}{below if low else ''}</td>"
            f'<td class="number" data-head="{named["payments"]}">{number(line.payments)}</td></tr>\n'
        )
    return mark_safe("".join(rows))


def _told(line: FamilyLine) -> list[str]:
    """The marks of a family that its kind does not say already."""
    return [flag for flag in line.flags if flag in CHIPS and flag not in (line.kind, SAID_BY.get(line.kind))]
