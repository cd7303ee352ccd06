"""What the audit log calls that which is done with records, as a person reads it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES: dict[str, object] = {
    "record entered": _("record entered"),
    "record changed": _("record changed"),
    "stage changed": _("record moved to another stage"),
    "records imported": _("records imported"),
    "inspection entered": _("inspection entered"),
    "fault mended": _("fault mended"),
    "file attached": _("file attached"),
    "jobs entered": _("jobs entered"),
    "target set": _("target set"),
    "workbook sent in": _("workbook of records sent in"),
    "records exported": _("records exported"),
}
