"""What is kept of instructions: where they came from, what was told to whom, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from esep_site.bodies.models import Body
from esep_site.delivery.models import Record
from esep_site.instructions.colours import Colour
from esep_site.instructions.states import Move, State
from esep_site.instructions.terms import Every, Kind, Term
from esep_site.instructions.turning import Turning
from esep_site.instructions.words import COLOURS, EVERY, KINDS, MOVES, STATES, THEMES
from esep_site.site_clock import now, today

WHOLE = 10_000
"""Shares are kept in ten-thousandths."""


def place_field(**named: object) -> models.CharField[str, str]:
    """A classifier's code; compared by its bytes, so that a range of codes is a place with all within it."""
    return models.CharField(_("place"), max_length=9, db_collation="C", **named)  # type: ignore[arg-type]


def somebody(**named: object) -> models.ForeignKey[object, object]:
    """An account that did something, kept for ever."""
    given = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+", **named}
    return models.ForeignKey(settings.AUTH_USER_MODEL, **given)  # type: ignore[arg-type]


class Seat(models.Model):
    """Somebody works for a body: with it an account acts for the body, where its roles allow that."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    valid_from = models.DateField(_("from"), default=today)
    valid_to = models.DateField(_("to"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["account", "body"], condition=Q(valid_to=None), name="one_open_seat_in_a_body"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account} – {self.body}"


class SourceKind(models.TextChoices):
    """What sort of document told the instructions."""

    MEETING = "meeting", _("protocol of a meeting")
    ADDRESS = "address", _("Address of the President")
    DECREE = "decree", _("decree or order")
    PLAN = "plan", _("national plan or plan of work")
    VISIT = "visit", _("visit")
    OTHER = "other", _("another document")


class Source(models.Model):
    """A document with instructions; ``text`` is what the reader read, spans count its characters.

    ``lexicon`` is the version of the reader's word lists.
    """

    kind = models.CharField(_("kind of document"), max_length=10, choices=SourceKind)
    title = models.CharField(_("title"), max_length=300)
    number = models.CharField(_("number"), max_length=60, blank=True)
    day = models.DateField(_("day of the document"))
    place = place_field()
    issuer = models.ForeignKey(Body, on_delete=models.PROTECT, verbose_name=_("issuer"), related_name="+")
    text = models.TextField(_("text"), blank=True)
    language = models.CharField(max_length=2, default="kk")
    file = models.CharField(max_length=200, blank=True)
    lexicon = models.CharField(max_length=80, blank=True)
    entered_by = somebody()
    entered_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-day", "-id")
        indexes = (models.Index(fields=["place", "-day"], name="source_by_place"),)

    def __str__(self) -> str:
        return self.title


class Instruction(models.Model):
    """Who told whom to do what by when.

    ``seen`` holds the stems of every place that it concerns, for the row policy; ``keys`` the words of its
    text without endings, ``marks`` what it says in any language (None where it was not read for them), to
    find what says the same. ``due`` is the next working day on which it falls due,
    ``first_due`` that of the day of issue. ``document_…`` say what told it also to those who do not see the
    source: a district answers to a document of the region. ``progress`` is in ten-thousandths. The days
    ``…_from`` tell when the computed colour turns (:mod:`esep_site.instructions.turning`).
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True)
    document_title = models.CharField(max_length=300, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    document_day = models.DateField(null=True)
    point = models.CharField(_("point of the document"), max_length=30, blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", db_index=True
    )
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    issuer = models.ForeignKey(Body, on_delete=models.PROTECT, verbose_name=_("issuer"), related_name="+")
    text = models.TextField(_("what is to be done"))
    language = models.CharField(max_length=2, default="kk")
    responsible = models.ForeignKey(
        Body, on_delete=models.PROTECT, verbose_name=_("responsible body"), related_name="+"
    )
    person = somebody(verbose_name=_("person"))
    theme = models.CharField(_("theme"), max_length=20, blank=True, choices=THEMES)
    place = place_field()
    term_kind = models.CharField(_("term"), max_length=10, choices=KINDS)
    term_first = models.DateField(_("from"), null=True, blank=True)
    term_last = models.DateField(_("to"), null=True, blank=True)
    term_every = models.CharField(_("how often"), max_length=12, blank=True, choices=EVERY)
    end_result = models.TextField(_("expected end result"))
    indicator = models.CharField(_("indicator"), max_length=80, blank=True)
    record = models.ForeignKey(
        Record, on_delete=models.PROTECT, null=True, blank=True, related_name="instructions"
    )
    state = models.CharField(_("state"), max_length=16, choices=STATES, default=State.ISSUED)
    declared = models.CharField(_("declared colour"), max_length=5, blank=True, choices=COLOURS)
    progress = models.PositiveIntegerField(null=True)
    issued_on = models.DateField(_("day of issue"))
    issued_by = somebody()
    due = models.DateField(_("due"), null=True, blank=True)
    first_due = models.DateField(null=True)
    reported_on = models.DateField(_("last report"), null=True, blank=True)
    finished_on = models.DateField(null=True)
    late_from = models.DateField(null=True)
    stale_from = models.DateField(null=True)
    near_from = models.DateField(null=True)
    behind_from = models.DateField(null=True)
    extended = models.PositiveSmallIntegerField(default=0)
    rung = models.PositiveSmallIntegerField(default=0)
    seen = ArrayField(models.TextField(), default=list)
    keys = ArrayField(models.TextField(), default=list)
    marks = ArrayField(models.TextField(), null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("due", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="no_part_of_itself"),
            models.CheckConstraint(
                condition=Q(term_last__isnull=True)
                | Q(term_first__isnull=True)
                | Q(term_last__gte=models.F("term_first")),
                name="term_ends_after_it_begins",
            ),
        )
        indexes = (
            models.Index(fields=["due", "id"], name="instruction_by_due"),
            models.Index(fields=["state", "due"], name="instruction_by_state"),
            models.Index(fields=["responsible", "due"], name="instruction_by_responsible"),
            models.Index(fields=["issuer", "due"], name="instruction_by_issuer"),
            models.Index(fields=["place", "due"], name="instruction_by_place"),
            models.Index(fields=["theme", "due"], name="instruction_by_theme"),
            models.Index(fields=["person", "due"], name="instruction_by_person"),
            GinIndex(fields=["seen"], name="instruction_seen"),
        )

    def __str__(self) -> str:
        return f"№ {self.pk}"

    @property
    def term(self) -> Term:
        """The term as it is reckoned with."""
        return Term(
            Kind(self.term_kind),
            self.term_first,
            self.term_last,
            Every(self.term_every) if self.term_every else None,
        )

    @property
    def turning(self) -> Turning:
        """The days on which its colour turns."""
        return Turning(self.late_from, self.stale_from, self.near_from, self.behind_from)


class Assignment(models.Model):
    """A body that helps the responsible one; the first-named coordinates, and is no assignment."""

    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="assignments")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "id")
        constraints = (models.UniqueConstraint(fields=["instruction", "body"], name="a_body_helps_once"),)

    def __str__(self) -> str:
        return f"{self.instruction_id}: {self.body}"


class Verdict(models.TextChoices):
    """What became of a proposal of the reader."""

    WAITING = "waiting", _("not looked at")
    CONFIRMED = "confirmed", _("confirmed")
    CORRECTED = "corrected", _("corrected")
    REJECTED = "rejected", _("rejected")


class Proposal(models.Model):
    """An instruction that the reader found in a source, or that a person found where the reader did not.

    ``said`` is what the reader said, in the form of ``esep read --json-lines``; None where it said nothing.
    ``suggested`` is the term and the codes of bodies and place that follow from it; ``right`` are the values
    that a person corrected.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="proposals")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    said = models.JSONField(null=True)
    suggested = models.JSONField(default=dict, blank=True)
    right = models.JSONField(default=dict, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.WAITING)
    instruction = models.OneToOneField(Instruction, on_delete=models.PROTECT, null=True)
    decided_by = somebody()
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("start", "end", "id")

    def __str__(self) -> str:
        return self.quote[:60]


class ReportState(models.TextChoices):
    """What became of a report."""

    SUBMITTED = "submitted", _("waits to be looked at")
    ACCEPTED = "accepted", _("accepted")
    RETURNED = "returned", _("returned")
    NOTED = "noted", _("noted")


class Report(models.Model):
    """What a body says it did: words, files, figures. What a helping body says is noted, and moves nothing.

    ``figures`` are ``{"name", "unit", "plan", "fact"}``, numbers as text with a decimal point; ``due`` is the
    day for which it reports.
    """

    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="reports")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("what was done"))
    declared = models.CharField(_("declared colour"), max_length=5, blank=True, choices=COLOURS)
    figures = models.JSONField(default=list, blank=True)
    progress = models.PositiveIntegerField(null=True)
    due = models.DateField(null=True)
    day = models.DateField()
    by = somebody()
    at = models.DateTimeField(default=now)
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.SUBMITTED)
    decided_by = somebody()
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["instruction"],
                condition=Q(state=ReportState.SUBMITTED),
                name="one_report_waits",
            ),
        )

    def __str__(self) -> str:
        return f"{self.instruction_id}: {self.day}"


class Evidence(models.Model):
    """A file of a report, kept as it came; ``sha256`` tells whether it still is."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class ExtensionState(models.TextChoices):
    """What became of a request for a longer term."""

    ASKED = "asked", _("asked")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")


class Extension(models.Model):
    """A longer term: asked by who must act, granted or refused by the issuer alone."""

    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="extensions")
    state = models.CharField(max_length=10, choices=ExtensionState, default=ExtensionState.ASKED)
    before = models.DateField(null=True)
    wanted = models.DateField(_("new last day"))
    reason = models.TextField(_("on what ground"))
    asked_by = somebody()
    asked_at = models.DateTimeField(default=now)
    decided_by = somebody()
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["instruction"], condition=Q(state=ExtensionState.ASKED), name="one_extension_asked"
            ),
        )

    def __str__(self) -> str:
        return f"{self.instruction_id}: {self.wanted}"


class Change(models.Model):
    """What was done with an instruction, in order: its history. ``by`` is None for the clock."""

    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=now)
    by = somebody()
    what = models.CharField(max_length=20, choices=MOVES)
    before = models.CharField(max_length=16, blank=True, choices=STATES)
    after = models.CharField(max_length=16, blank=True, choices=STATES)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.instruction_id}: {self.what}"


class Reminder(models.Model):
    """Somebody is to be told of a term: before it, or on a rung of the ladder after it; once a due day.

    ``days`` are working days before the term, or after it where ``late``.
    """

    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="reminders")
    due = models.DateField()
    late = models.BooleanField()
    days = models.PositiveSmallIntegerField()
    told = models.CharField(max_length=12)
    day = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["instruction", "due", "late", "days"], name="reminded_once"),
        )
        indexes = (models.Index(fields=["day"], name="reminder_by_day"),)

    def __str__(self) -> str:
        return f"{self.instruction_id}: {self.told} {self.day}"


class MessageState(models.TextChoices):
    """How far a daily message has come. Nobody gets one twice: what is leaving is never sent again."""

    WAITING = "waiting", _("waits to be sent")
    LEAVING = "leaving", _("handed to the mail server")
    SENT = "sent", _("sent")
    REFUSED = "refused", _("refused by the mail server")


class Agenda(models.Model):
    """The daily message of a person; never an empty one. ``next_try`` is when a waiting one may leave."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    day = models.DateField()
    lines = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "day"], name="one_agenda_a_day"),)

    def __str__(self) -> str:
        return f"{self.account_id}: {self.day}"


class Stocktake(models.Model):
    """The frozen pack of a meeting: what was due, late and at risk when it was prepared, and figures.

    ``pack`` never changes; ``sha256`` is that of its JSON. ``source`` holds what the meeting decided.
    """

    place = place_field()
    title = models.CharField(_("title"), max_length=300)
    day = models.DateField(_("day of the meeting"))
    until = models.DateField(_("terms up to"))
    pack = models.JSONField()
    sha256 = models.CharField(max_length=64)
    source = models.OneToOneField(Source, on_delete=models.PROTECT, null=True, blank=True)
    frozen_by = somebody()
    frozen_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-day", "-id")
        indexes = (models.Index(fields=["place", "-day"], name="stocktake_by_place"),)

    def __str__(self) -> str:
        return self.title


class FeedKey(models.Model):
    """With it a calendar program reads the terms of an account; only the SHA-256 of the key is kept."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return str(self.account_id)


__all__ = [
    "Agenda",
    "Assignment",
    "Change",
    "Colour",
    "Evidence",
    "Extension",
    "ExtensionState",
    "FeedKey",
    "Instruction",
    "MessageState",
    "Move",
    "Proposal",
    "Reminder",
    "Report",
    "ReportState",
    "Seat",
    "Source",
    "SourceKind",
    "State",
    "Stocktake",
    "Verdict",
    "today",
]
