"""Roles and what each may do. A change here is a change of who sees what, and is reviewed as such."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing that a person may do, within the place of the role that grants it."""

    SEE_COUNTS = "see counts"
    SEE_FAMILIES = "see families"
    EXPORT_FAMILIES = "export families"
    OFFER_HELP = "offer help"
    TRY_REFORMS = "try reforms"
    LOAD_SNAPSHOTS = "load snapshots"
    SURVEY = "survey"
    CONTROL = "control"
    SEE_INSTRUCTIONS = "see instructions"
    ISSUE_INSTRUCTIONS = "issue instructions"
    REPORT_ON_INSTRUCTIONS = "report on instructions"
    RUN_PROGRAMMES = "run programmes"
    SEE_RECORDS = "see records"
    EDIT_RECORDS = "edit records"
    KEEP_BODIES = "keep bodies"
    PUBLISH = "publish"
    READ_AUDIT = "read audit"
    MANAGE_ACCOUNTS = "manage accounts"


class Role(TextChoices):
    """What somebody is here. The label is the name of the office; :data:`SENTENCES` says what it does."""

    ANALYST = "regional_analyst", _("Regional analyst")
    OFFICER = "district_officer", _("District officer")
    SURVEYOR = "surveyor", _("Surveyor")
    CONTROLLER = "control_officer", _("Control officer")
    PROGRAMME_OFFICER = "programme_officer", _("Programme officer")
    PRESS_OFFICER = "press_officer", _("Press officer")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


SENTENCES: Mapping[Role, object] = {
    Role.ANALYST: _("Loads the registers, compares laws, and sees every family of the place."),
    Role.OFFICER: _(
        "Sees the families of a district, offers them the help that is due, keeps its projects and jobs, "
        "and reports on its instructions."
    ),
    Role.SURVEYOR: _(
        "Visits families of a settlement and fills in questionnaires; sees only those families."
    ),
    Role.CONTROLLER: _(
        "Issues instructions, follows their terms and accepts reports; sees counts and projects, no families."
    ),
    Role.PROGRAMME_OFFICER: _(
        "Keeps programmes, projects and jobs, and reports on instructions; sees counts, no families."
    ),
    Role.PRESS_OFFICER: _("Publishes the account of the region; sees counts, no families."),
    Role.AUDITOR: _("Reads the record of who did and saw what; changes nothing, sees no families."),
    Role.ADMINISTRATOR: _("Gives and ends accounts and roles; sees no families."),
}

GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.ANALYST: frozenset(
        {
            Permission.SEE_COUNTS,
            Permission.SEE_FAMILIES,
            Permission.EXPORT_FAMILIES,
            Permission.TRY_REFORMS,
            Permission.LOAD_SNAPSHOTS,
            Permission.SEE_RECORDS,
        }
    ),
    Role.OFFICER: frozenset(
        {
            Permission.SEE_COUNTS,
            Permission.SEE_FAMILIES,
            Permission.EXPORT_FAMILIES,
            Permission.OFFER_HELP,
            Permission.SEE_RECORDS,
            Permission.EDIT_RECORDS,
            Permission.SEE_INSTRUCTIONS,
            Permission.ISSUE_INSTRUCTIONS,
            Permission.REPORT_ON_INSTRUCTIONS,
        }
    ),
    Role.SURVEYOR: frozenset({Permission.SEE_FAMILIES, Permission.SURVEY}),
    Role.CONTROLLER: frozenset(
        {
            Permission.SEE_COUNTS,
            Permission.CONTROL,
            Permission.SEE_RECORDS,
            Permission.KEEP_BODIES,
            Permission.SEE_INSTRUCTIONS,
            Permission.ISSUE_INSTRUCTIONS,
        }
    ),
    Role.PROGRAMME_OFFICER: frozenset(
        {
            Permission.SEE_COUNTS,
            Permission.RUN_PROGRAMMES,
            Permission.TRY_REFORMS,
            Permission.SEE_RECORDS,
            Permission.EDIT_RECORDS,
            Permission.KEEP_BODIES,
            Permission.SEE_INSTRUCTIONS,
            Permission.ISSUE_INSTRUCTIONS,
            Permission.REPORT_ON_INSTRUCTIONS,
        }
    ),
    Role.PRESS_OFFICER: frozenset({Permission.SEE_COUNTS, Permission.PUBLISH, Permission.SEE_RECORDS}),
    Role.AUDITOR: frozenset({Permission.SEE_COUNTS, Permission.READ_AUDIT, Permission.SEE_RECORDS}),
    Role.ADMINISTRATOR: frozenset({Permission.MANAGE_ACCOUNTS}),
}
