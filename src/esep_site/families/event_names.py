"""What the audit log calls that which is done with families, as a person reads it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES: dict[str, object] = {
    "snapshot uploaded": _("extracts uploaded"),
    "snapshot refused": _("extracts refused for their faults"),
    "snapshot loading asked": _("loading of a snapshot asked"),
    "snapshot tried again": _("loading of a snapshot tried again"),
    "snapshot loaded": _("snapshot loaded"),
    "snapshot failed": _("loading of a snapshot interrupted"),
    "snapshot published": _("snapshot published"),
    "snapshot put back in force": _("earlier snapshot put back in force"),
    "snapshot withdrawn": _("snapshot withdrawn"),
    "family card opened": _("family card opened"),
    "families searched": _("families looked for by name or card number"),
    "families listed": _("list of families with names looked at"),
    "families exported": _("list of families taken out as a file"),
    "list saved": _("list saved"),
    "list renamed": _("saved list renamed"),
    "list deleted": _("saved list deleted"),
    "help offered": _("help offered"),
    "offer changed": _("offer changed"),
    "case opened": _("case opened"),
    "case changed": _("case changed"),
    "work moved with family": _("offers and case moved with their family"),
    "reform asked": _("comparison of a reform asked"),
    "reform compared": _("reform compared"),
    "reform told": _("numbers of a comparison told to who sees no families"),
    "reform changed": _("comparison of a reform renamed or shared"),
    "reform deleted": _("comparison of a reform deleted"),
}
