"""The words of comparisons and months: columns, tests, moves, measures; names of places, payments, kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from esep.familymap.whatif.comparison import WITHOUT_FAMILY
from esep.familymap.whatif.help import TOTAL, Help
from esep.familymap.whatif.moves import MOVES
from esep.messages import Language, Message, Name, messages_of
from esep.places import places

_, _n = messages_of("esep.familymap")

COLUMNS: Mapping[str, Message] = {
    "provision": _("payment"),
    "district": _("district"),
    "family_kind": _("kind of family"),
    "month": _("month"),
    "families": _("families"),
    "persons": _("people"),
    "gaining_families": _("families that gain"),
    "losing_families": _("families that lose"),
    "gaining_persons": _("people who gain"),
    "losing_persons": _("people who lose"),
    "gained": _("gained, tenge"),
    "lost": _("lost, tenge"),
    "cost_before": _("cost before, tenge a month"),
    "cost_after": _("cost after, tenge a month"),
    "change": _("change, tenge a month"),
    "before": _("before"),
    "after": _("after"),
    "difference": _("difference"),
    "entered": _("came below"),
    "left": _("left"),
    "stayed_below": _("stayed below"),
    "stayed_above": _("stayed above"),
    "recipients": _("recipients"),
    "amount": _("tenge a month"),
}
TEST_NAMES: Mapping[str, Message] = {
    "below_subsistence": _("below the subsistence minimum"),
    "below_poverty_line": _("below the poverty line"),
}
MEASURE_NAMES: Mapping[str, Message] = {
    "head_count": _("share of the poor"),
    "poverty_gap": _("depth of poverty"),
    "poverty_severity": _("severity of poverty"),
    "gini": _("inequality (Gini)"),
    "at_risk_of_poverty": _("at risk of poverty"),
}
INCOME_NAMES: Mapping[str, Message] = {
    "counted": _("by the income that the law counts"),
    "with_help": _("by income with help that is drawn"),
}
ALL_HELP = _("All payments together")
NOBODYS = _("People without family")

CAUTION = _("Levels A to E rest on points from one unofficial source: a guide, no ground for a decision.")
NO_BEHAVIOUR = _(
    "Everybody is taken to live, work and apply as the registers show: the comparison counts what the rules "
    "do, not how people would answer to them."
)
RIGHTS = _("Payments are rights by the rules, whether drawn or not; one-off payments are left out.")


WORDS_OF_COLUMNS: Mapping[str, Mapping[str, Message]] = {
    "test": TEST_NAMES,
    "move": {name: COLUMNS[name] for name in MOVES},
    "income": INCOME_NAMES,
    "measure": MEASURE_NAMES,
}
"""Columns of tables that hold words of the program, with the names of these words."""


def column(name: str, language: Language) -> str:
    """The head of a column."""
    return COLUMNS[name].in_language(language)


def payment_names(help: Iterable[Help], language: Language) -> Mapping[str, str]:
    """The names of payments and of all together."""
    named = {one.name: one.title.in_language(language) for one in help}
    return {**named, TOTAL: ALL_HELP.in_language(language)}


def place_names(codes: Iterable[str], language: Language) -> Mapping[str, str]:
    """The short names of places by code."""
    return {code: places().get(code).short_names.in_language(language) for code in codes}


def kind_names(kinds: Mapping[str, Name], language: Language) -> Mapping[str, str]:
    """The names of kinds of family, and of those who are in none."""
    named = {kind: name.in_language(language) for kind, name in kinds.items()}
    return {**named, WITHOUT_FAMILY: NOBODYS.in_language(language)}
