"""What was loaded, the rows of families that pages look at, and what people wrote down about them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def place_field(**named: object) -> models.CharField[str, str]:
    """A classifier's code; compared by its bytes, so that a range of codes is a place with all within it."""
    return models.CharField(_("place"), max_length=9, db_collation="C", **named)  # type: ignore[arg-type]


class State(models.TextChoices):
    """Where a snapshot stands on its way from extracts to the pages."""

    UPLOADED = "uploaded", _("uploaded")
    CHECKING = "checking", _("being checked")
    REFUSED = "refused", _("refused: it has faults")
    CHECKED = "checked", _("checked, no faults")
    LOADING = "loading", _("being loaded")
    FAILED = "failed", _("interrupted")
    READY = "ready", _("ready")
    WITHDRAWN = "withdrawn", _("withdrawn")


class LoadedSnapshot(models.Model):
    """The registers of a region at a date, on their way to the pages or there.

    ``folder`` and ``assessment`` are names of folders below those of the installation; ``stamp`` says
    what the assessment is of (ids of snapshot and assessment, hash of the law, versions). ``step`` and
    ``reason`` are sentences in each language, ``flows`` what became of the families since the snapshot that
    was in force when this one was loaded (:mod:`esep_site.families.flows`). Of a region at most one snapshot
    is in force.
    """

    region = place_field()
    date = models.DateField(_("date of the registers"))
    law_date = models.DateField(_("date of the law"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UPLOADED)
    in_force = models.BooleanField(_("in force"), default=False)
    only_check = models.BooleanField(default=False)
    step = models.JSONField(default=dict, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField(default=timezone.now)
    reason = models.JSONField(default=dict, blank=True)
    fault_count = models.PositiveIntegerField(default=0)
    extracts = models.CharField(max_length=100, blank=True)
    folder = models.CharField(max_length=200, blank=True)
    assessment = models.CharField(max_length=200, blank=True)
    stamp = models.JSONField(default=dict, blank=True)
    flows = models.JSONField(default=dict, blank=True)
    families = models.PositiveIntegerField(null=True)
    persons = models.PositiveIntegerField(null=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-date", "-id")
        constraints = (
            models.UniqueConstraint(fields=["region"], condition=Q(in_force=True), name="one_in_force"),
            models.CheckConstraint(
                condition=Q(in_force=False) | Q(state=State.READY), name="only_a_ready_one_is_in_force"
            ),
        )

    def __str__(self) -> str:
        return f"{self.region} {self.date}"

    @property
    def step_text(self) -> str:
        """What is being done, in the language of the page."""
        return in_page_language(self.step)

    @property
    def reason_text(self) -> str:
        """Why it was refused or interrupted, in the language of the page."""
        return in_page_language(self.reason)

    @property
    def is_moving(self) -> bool:
        """Whether the worker has it, or will have it soon."""
        return self.state in (State.UPLOADED, State.CHECKING, State.LOADING)


def in_page_language(text: dict[str, str]) -> str:
    """Of a sentence kept as ``{"kk": …, "ru": …, "en": …}`` the one in the language of the page."""
    return text.get((get_language() or "kk")[:2], text.get("en", ""))


class Fault(models.Model):
    """One fault of uploaded extracts. It may quote a cell, so the row policy holds for it as for families."""

    snapshot = models.ForeignKey(LoadedSnapshot, on_delete=models.CASCADE)
    place = place_field()
    file = models.CharField(max_length=200)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=100, blank=True)
    text = models.JSONField()

    class Meta:
        ordering = ("snapshot", "id")

    def __str__(self) -> str:
        return f"{self.file}:{self.row} {self.column}"

    @property
    def shown_text(self) -> str:
        """What is wrong, in the language of the page."""
        return in_page_language(self.text)


class FamilyRow(models.Model):
    """A family of a snapshot as lists and searches need it; the card reads the rest from the snapshot.

    A table partitioned by snapshot, with a row policy. Money is tenge a month, ``points`` those of wellbeing.
    ``names`` are the folded words of all members' names, for the search. A family without members has
    ``members`` 0 and an empty ``level``.
    """

    pk = models.CompositePrimaryKey("snapshot_id", "family")
    snapshot = models.ForeignKey(LoadedSnapshot, on_delete=models.DO_NOTHING, db_constraint=False)
    family = models.BigIntegerField()
    place = place_field()
    region = place_field()
    district = place_field()
    okrug = place_field()
    rural = models.BooleanField()
    level = models.CharField(_("level"), max_length=1, db_collation="C")
    points = models.IntegerField(_("points"))
    members = models.SmallIntegerField(_("members"))
    children = models.SmallIntegerField(_("children"))
    head = models.TextField(_("head of the family"), db_collation="C")
    birth_year = models.SmallIntegerField(null=True)
    names = models.TextField()
    kind = models.CharField(max_length=40, db_collation="C")
    income_per_head = models.BigIntegerField(_("income per head"))
    line = models.BigIntegerField(_("poverty line"))
    minimum = models.BigIntegerField(_("subsistence minimum"))
    below_minimum = models.BooleanField()
    below_line = models.BooleanField()
    poor = models.BooleanField()
    deprivation = models.SmallIntegerField()
    assistance = models.BigIntegerField(_("targeted assistance"))
    payments = models.BigIntegerField(_("payments due"))
    undrawn = models.BooleanField()
    rights = ArrayField(models.TextField())
    flags = ArrayField(models.TextField())

    class Meta:
        managed = False

    def __str__(self) -> str:
        return f"{self.family}"


class PlaceCount(models.Model):
    """One count of a place in a snapshot: how many families, persons or tenge. No rows of families.

    ``measure`` is what was counted, ``breakdown`` a level, a kind of family, a right or nothing. Places are
    the region, its districts, rural districts and settlements.
    """

    snapshot = models.ForeignKey(LoadedSnapshot, on_delete=models.CASCADE)
    place = place_field()
    measure = models.CharField(max_length=60, db_collation="C")
    breakdown = models.CharField(max_length=60, blank=True, db_collation="C")
    value = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["snapshot", "place", "measure", "breakdown"], name="one_count", include=["value"]
            ),
        )
        indexes = (
            models.Index(fields=["snapshot", "measure", "breakdown", "place"], name="count_by_measure"),
        )

    def __str__(self) -> str:
        return f"{self.place} {self.measure} {self.breakdown}: {self.value}"


class SavedView(models.Model):
    """A list of families with its filters and order, kept by name; only its owner sees it."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=120)
    place = place_field()
    query = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=["account", "name"], name="one_view_of_a_name"),)

    def __str__(self) -> str:
        return self.name


class ScenarioState(models.TextChoices):
    """Where a what-if stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being computed")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class Scenario(models.Model):
    """A what-if: a reform asked of a snapshot, and what came of it (counts only, no families).

    ``near`` are the what-ifs from which too few families tell it apart, ``told_at`` when somebody who sees no
    families first saw its numbers (:mod:`esep_site.families.nearness`). ``removed``: its owner deleted it
    after that.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    snapshot = models.ForeignKey(LoadedSnapshot, on_delete=models.CASCADE)
    place = place_field()
    title = models.CharField(_("title"), max_length=200)
    law_date = models.DateField(_("date of the law"))
    reform = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ScenarioState, default=ScenarioState.WAITING)
    step = models.JSONField(default=dict, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    reason = models.JSONField(default=dict, blank=True)
    result = models.JSONField(default=dict, blank=True)
    shared = models.BooleanField(_("shared with everybody who may try reforms in its place"), default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    near = ArrayField(models.BigIntegerField(), default=list, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    removed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-asked_at",)

    def __str__(self) -> str:
        return self.title

    @property
    def step_text(self) -> str:
        """What is being done, in the language of the page."""
        return in_page_language(self.step)

    @property
    def reason_text(self) -> str:
        """Why it failed, in the language of the page."""
        return in_page_language(self.reason)


class OfferState(models.TextChoices):
    """What became of an offer."""

    OFFERED = "offered", _("offered")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    GIVEN = "given", _("given")
    ENDED = "ended", _("ended")


class CaseState(models.TextChoices):
    """Where the work with a family stands."""

    OPEN = "open", _("open")
    WAITING = "waiting", _("waiting for an answer")
    CLOSED = "closed", _("closed")


class Case(models.Model):
    """The work of an office with a family, kept across snapshots by the family's number."""

    family = models.BigIntegerField()
    place = place_field()
    state = models.CharField(_("state"), max_length=10, choices=CaseState, default=CaseState.OPEN)
    notes = models.TextField(_("notes"), blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-opened_at",)
        indexes = (models.Index(fields=["family"], name="case_of_family"),)

    def __str__(self) -> str:
        return f"{self.family} {self.state}"


class Offer(models.Model):
    """A measure of help offered to a family, and what became of it."""

    family = models.BigIntegerField()
    place = place_field()
    measure = models.CharField(_("measure"), max_length=80)
    state = models.CharField(_("state"), max_length=10, choices=OfferState, default=OfferState.OFFERED)
    notes = models.TextField(_("notes"), blank=True)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-offered_at",)
        indexes = (models.Index(fields=["family"], name="offer_to_family"),)

    def __str__(self) -> str:
        return f"{self.family} {self.measure} {self.state}"
