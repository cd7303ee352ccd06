"""What the roles of partners are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

ROLE_NAMES: Mapping[str, object] = {
    "coordinator": _("coordinates"),
    "customer": _("customer"),
    "contractor": _("contractor"),
    "operator": _("operator"),
    "investor": _("investor"),
    "employer": _("employer"),
    "supervisor": _("technical supervision"),
    "laboratory": _("laboratory"),
    "union": _("trade union"),
    "funder": _("funder"),
    "buyer": _("buyer"),
    "tenant": _("tenant"),
}
