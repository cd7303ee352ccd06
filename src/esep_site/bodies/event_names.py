"""What the audit log calls that which is done with the register of bodies."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES: dict[str, object] = {
    "body entered": _("body entered in the register"),
    "body changed": _("body of the register changed"),
}
