"""What the audit log calls that which is done with instructions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES: dict[str, object] = {
    "source entered": _("document with instructions entered"),
    "proposal confirmed": _("proposal of the reader confirmed"),
    "proposal corrected": _("proposal of the reader corrected"),
    "proposal rejected": _("proposal of the reader rejected"),
    "instruction issued": _("instruction issued"),
    "instruction changed": _("instruction changed"),
    "instruction accepted": _("instruction accepted for work"),
    "instruction begun": _("work on an instruction begun"),
    "report submitted": _("report on an instruction submitted"),
    "report accepted": _("report on an instruction accepted"),
    "report returned": _("report on an instruction returned"),
    "extension asked": _("longer term of an instruction asked"),
    "extension refused": _("longer term of an instruction refused"),
    "instruction extended": _("term of an instruction extended"),
    "instruction lapsed": _("term of an instruction lapsed"),
    "instruction withdrawn": _("instruction withdrawn"),
    "instruction closed": _("standing instruction closed"),
    "instruction linked": _("instruction linked as the same"),
    "instruction unlinked": _("instruction no longer linked as the same"),
    "evidence opened": _("file of a report opened"),
    "stocktake frozen": _("pack of a stocktake frozen"),
    "decision taken": _("decision of a stocktake issued"),
    "seat given": _("seat in a body given"),
    "seat ended": _("seat in a body ended"),
    "calendar key made": _("address of the calendar made"),
    "calendar key ended": _("address of the calendar ended"),
    "agendas sent": _("daily agendas sent"),
    "instructions exported": _("instructions taken out as a file"),
}
