"""The words under which tables of the law and kinds of families stand in rules, as a person reads them."""

from __future__ import annotations

from functools import lru_cache

from esep.messages import Message, messages_of
from esep.messages import Name as NameOfThree
from esep.registers import TABLES

_, _n = messages_of(__package__)

KEYS: dict[str, Message] = {
    "all": _("all"),
    "all_at_work": _("all at work"),
    "all_attached": _("all attached to a clinic"),
    "all_insured": _("all insured"),
    "children_educated": _("all children educated"),
    "commercial_property": _("has commercial property"),
    "commercial_vehicle": _("has a commercial vehicle"),
    "conditional": _("conditional"),
    "couple_with_children": _("couple with children"),
    "crowded": _("crowded"),
    "elderly": _("pensioners"),
    "empty": _("without members"),
    "enough": _("enough room"),
    "founder": _("founder of a firm"),
    "group_1_2": _("first or second group"),
    "house_or_apartment": _("house or apartment"),
    "large": _("large family"),
    "lone": _("lone person"),
    "nobody_in_arrears": _("nobody in arrears"),
    "none": _("none"),
    "one": _("one"),
    "both": _("both"),
    "other": _("other"),
    "single_parent": _("single parent"),
    "some": _("some"),
    "some_at_work": _("some at work"),
    "some_in_arrears": _("somebody in arrears"),
    "unconditional": _("unconditional"),
    "without_adult_disability": _("no adult with disability"),
    "without_child_disability": _("no child with disability"),
    "without_chronic_illness": _("no chronic illness"),
    "without_loans": _("no loans"),
    "without_single_parent": _("not a single parent"),
}


@lru_cache(maxsize=256)
def key_name(key: str) -> Message | NameOfThree | None:
    """The name of a key; a word of the registers under the name that it has there. None where it has none."""
    if key in KEYS:
        return KEYS[key]
    for table in TABLES.values():
        for column in table.columns:
            if key in column.values:
                return column.values[key]
    return None
