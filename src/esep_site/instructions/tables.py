"""The list of instructions as a table for spreadsheets and for programs: one row for each."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from esep_site.instructions import queries
from esep_site.instructions.indicators import name_of
from esep_site.instructions.ladder import days_late
from esep_site.instructions.models import Instruction
from esep_site.instructions.queries import Asked
from esep_site.instructions.states import FINISHED
from esep_site.instructions.templatetags.told import term
from esep_site.instructions.words import COLOURS, STATES, THEMES
from esep_site.instructions.working import working_days
from esep_site.spreadsheets import Cell
from esep_site.templatetags.shown import place

AT_ONCE = 1000


def heads() -> list[str]:
    """The names of the columns, in the language of the page."""
    return [
        *("№", _("What is to be done"), _("Expected end result"), _("Issuer"), _("Issued on")),
        *(_("Responsible"), _("Person"), _("Helping bodies"), _("Place"), _("Place code"), _("Theme")),
        *(_("Term"), _("Due"), _("Working days late"), _("State"), _("Computed colour")),
        *(_("Declared colour"), _("Done, %"), _("Last report"), _("Finished on"), _("Extended, times")),
        *(_("Document"), _("Point of the document"), _("Indicator that it serves")),
        *(_("Project or other record that it serves"), _("Part of"), _("Says the same as")),
    ]


class Rows:
    """Makes the cells of instructions as they stand on a day; words are looked up once for the table."""

    def __init__(self, on: datetime.date) -> None:
        self._on, self._working = on, working_days()
        self._states, self._themes, self._colours = (
            {str(key): str(name) for key, name in choices} for choices in (STATES, THEMES, COLOURS)
        )

    def cells(self, row: Instruction) -> list[Cell]:
        """The row of an instruction."""
        late = 0 if row.state in FINISHED else days_late(row.due, self._on, self._working)
        helping = "; ".join(str(each.body.name) for each in row.assignments.all())
        return [
            *(row.pk, row.text, row.end_result, row.issuer.name, row.issued_on, row.responsible.name),
            *(row.person.name if row.person else "", helping, place(row.place), row.place),
            *(self._themes.get(row.theme, row.theme), term(row), row.due, late, self._states[row.state]),
            *(self._colours.get(each or "", "") for each in (row.colour, row.declared)),
            *(None if row.progress is None else row.progress // 100, row.reported_on, row.finished_on),
            *(row.extended, row.source.title if row.source else "", row.point, name_of(row.indicator)),
            *(row.record.code if row.record else "", row.parent_id, row.duplicate_of_id),
        ]


def rows_of(asked: Asked, on: datetime.date) -> Iterator[Instruction]:
    """The instructions of a list in its order, with all that a row tells, some hundreds at once."""
    found = queries.listed(asked, on).defer("seen", "keys", "marks")
    found = found.select_related("issuer", "responsible", "person", "source", "record")
    return found.prefetch_related("assignments__body").iterator(AT_ONCE)
