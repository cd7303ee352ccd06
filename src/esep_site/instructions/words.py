"""What a person reads for the states, moves, colours, terms, themes and lacks of instructions."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from esep_site.instructions.checks import Lack
from esep_site.instructions.colours import Colour
from esep_site.instructions.states import Move, State
from esep_site.instructions.terms import Every, Kind

STATES = [
    (State.ISSUED, _("issued")),
    (State.ACCEPTED, pgettext_lazy("instruction", "accepted for work")),
    (State.UNDER_WAY, _("under way")),
    (State.REPORT_SUBMITTED, _("report submitted")),
    (State.EXTENDED, _("extended")),
    (State.DONE, pgettext_lazy("instruction", "done")),
    (State.LAPSED, _("lapsed")),
    (State.WITHDRAWN, pgettext_lazy("instruction", "withdrawn")),
]
COLOURS = [
    (Colour.GREEN, _("green")),
    (Colour.AMBER, _("amber")),
    (Colour.RED, _("red")),
    (Colour.GREY, _("grey")),
]
COLOUR_MEANINGS: Mapping[Colour, object] = {
    Colour.GREEN: _("goes as planned, by a fresh report"),
    Colour.AMBER: _("at risk: near its term, or behind"),
    Colour.RED: _("late"),
    Colour.GREY: _("no fresh report"),
}
KINDS = [
    (Kind.DAY, _("by a day")),
    (Kind.PERIOD, _("within a period")),
    (Kind.RECURRING, _("again and again")),
    (Kind.UNTIL_DONE, _("until done")),
]
EVERY = [
    (Every.DAILY, _("every working day")),
    (Every.WEEKLY, _("every week")),
    (Every.MONTHLY, _("every month")),
    (Every.QUARTERLY, _("every quarter")),
    (Every.HALF_YEARLY, _("every half-year")),
    (Every.YEARLY, _("every year")),
]
THEMES = [
    ("economy", _("economy and investment")),
    ("industry", _("industry and zones")),
    ("agriculture", _("agriculture")),
    ("business", _("business and trade")),
    ("jobs", _("jobs and labour")),
    ("roads", _("roads and transport")),
    ("housing", _("housing and utilities")),
    ("education", _("education")),
    ("health", _("health care")),
    ("social", _("social protection")),
    ("culture", _("culture and sport")),
    ("nature", _("nature and water")),
    ("digital", _("digital services")),
    ("order", _("order and emergencies")),
    ("budget", _("budget and procurement")),
    ("other", pgettext_lazy("theme", "other")),
]
OTHER_CHANGES = [
    ("issue", _("issued")),
    ("change", _("details changed")),
    ("break_down", _("part issued below it")),
    ("ask_extension", _("longer term asked")),
    ("refuse_extension", _("longer term refused")),
    ("contribute", _("helping body told")),
    ("link", _("linked as the same")),
    ("unlink", _("no longer linked as the same")),
    ("escalate", _("escalated")),
]
MOVES = [
    (Move.ACCEPT, pgettext_lazy("instruction", "accepted for work")),
    (Move.BEGIN, _("work begun")),
    (Move.SUBMIT_REPORT, _("report submitted")),
    (Move.ACCEPT_REPORT, _("report accepted")),
    (Move.RETURN_REPORT, _("report returned")),
    (Move.EXTEND, _("term extended")),
    (Move.LAPSE, _("term lapsed")),
    (Move.WITHDRAW, pgettext_lazy("instruction", "withdrawn")),
    (Move.CLOSE, _("closed")),
    *OTHER_CHANGES,
]
LACKS: Mapping[Lack, tuple[str, object]] = {
    Lack.TEXT: ("text", _("Say what is to be done.")),
    Lack.END_RESULT: ("end_result", _("Say by what one will know that it is done.")),
    Lack.END_RESULT_IS_TEXT: (
        "end_result",
        _("The end result only repeats the task. Say what will be there when it is done."),
    ),
    Lack.TERM_TOO_SHORT: (
        "term_last",
        _("The term is not realistic: at least two working days must be left after the day of issue."),
    ),
    Lack.TERM_IN_THE_PAST: ("term_last", _("This day has passed.")),
    Lack.TERM_BEYOND_PARENT: (
        "term_last",
        _("A part must end within the term of the whole, and fall due at least as often."),
    ),
    Lack.HELPING_NOT_THERE: (
        "helping",
        _("The register has closed one of the helping bodies, or not opened it yet."),
    ),
    Lack.BODY_NOT_THERE: ("responsible", _("The register has closed this body, or not opened it yet.")),
    Lack.BODY_ELSEWHERE: (
        "responsible",
        _("This body has no authority there: its place does not cover the place of the task."),
    ),
    Lack.BODY_ABOVE_ISSUER: ("responsible", _("The issuer does not stand above this body.")),
    Lack.BODY_TOLD_ITSELF: (
        "responsible",
        _("A body does not tell itself. Name the person in it who will do it."),
    ),
}
"""Lack → the field of the form where it is told, and the sentence."""
TOLD: Mapping[str, object] = {
    "responsible": _("who must act"),
    "control": _("the control officers"),
    "issuer": _("the issuer"),
    "head": _("the body above the issuer"),
}

REASON_WORDS: Mapping[str, object] = {
    "escalated": _("Late, and brought to you"),
    "decide": _("Wait for your decision"),
    "late": _("Late"),
    "new": _("To be accepted for work"),
    "due": _("Due soon"),
    "returned": _("Reports that came back"),
    "news": _("What happened"),
}


def word(choices: list[tuple[object, object]], key: str) -> str:
    """The word of a key; the key itself where there is none."""
    return str({str(each): name for each, name in choices}.get(key, key))
