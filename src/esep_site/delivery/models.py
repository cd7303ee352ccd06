"""What is followed and what is known of it: money, milestones, risks, files, inspections, faults, jobs,
targets.

Rows of a record carry its ``place``, by which the row policies of the database decide who reads and writes
them. Sums that lists show stand beside each record and are kept by the database (``sums.sql``), so that
they agree with the rows whoever wrote them and however many at once.
"""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from esep_site.bodies.models import Body
from esep_site.delivery.catalogue import OPEN, Category, Kind, Stage, kind_of
from esep_site.site_clock import now


def place_field(**named: object) -> models.CharField[str, str]:
    """A classifier's code; compared by its bytes, so that a range of codes is a place with all within it."""
    return models.CharField(_("place"), max_length=9, db_collation="C", **named)  # type: ignore[arg-type]


def _code(length: int = 40, **named: object) -> models.CharField[str, str]:
    return models.CharField(max_length=length, db_collation="C", **named)  # type: ignore[arg-type]


def _tenge(label: object) -> models.BigIntegerField[int, int]:
    return models.BigIntegerField(label, default=0)  # type: ignore[arg-type]


def _by(**named: object) -> models.ForeignKey[object, object]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", **named
    )  # type: ignore[call-overload,no-any-return]


class Light(models.TextChoices):
    """How something stands. Grey is «nobody has reported lately» and is never shown as green."""

    GREEN = "green", _("on course")
    AMBER = "amber", _("at risk")
    RED = "red", _("late")
    GREY = "grey", _("no fresh report")


class Record(models.Model):
    """One thing that is followed: a programme, deal, project, road section, agreement … by its kind.

    ``code`` is unique within the region (the first two digits of the place). ``stage`` is one of its kind,
    ``category`` what that stage means. ``fields`` hold the kind's own fields, forms as in
    :class:`~esep_site.delivery.catalogue.FieldType`. ``shared`` records (programmes, zones) are seen by
    everybody who sees records. ``words`` are the folded words of the names, for the search. The columns
    from ``money_planned`` on are kept by the database.
    """

    region = _code(2)
    code = models.CharField(_("code"), max_length=80)
    kind = _code()
    kind_version = models.PositiveSmallIntegerField()
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    place = place_field()
    district = _code(9)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    programme = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="under_it")
    start = models.DateField(_("start"), null=True)
    end = models.DateField(_("end"), null=True)
    stage = _code()
    category = _code(12)
    fields = models.JSONField(default=dict)
    shared = models.BooleanField(default=False)
    declared = models.CharField(_("declared"), max_length=6, choices=Light, blank=True)
    words = models.TextField(db_collation="C")
    source = models.CharField(_("source"), max_length=200, blank=True)
    source_span = models.JSONField(null=True)
    reported_on = models.DateField(_("last report"), null=True)
    entered_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    changed_by = _by()
    version = models.PositiveIntegerField(default=1)

    money_planned = _tenge(_("planned"))
    money_contracted = _tenge(_("contracted"))
    money_paid = _tenge(_("paid"))
    jobs_planned = models.IntegerField(default=0)
    jobs_created = models.IntegerField(default=0)
    permanent_planned = models.IntegerField(default=0)
    permanent_created = models.IntegerField(default=0)
    not_told_planned = models.IntegerField(default=0)
    not_told_created = models.IntegerField(default=0)
    next_due = models.DateField(null=True)
    last_forecast = models.DateField(null=True)
    faults_open = models.IntegerField(default=0)
    fault_due = models.DateField(null=True)
    risk_level = models.SmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region", "code"], name="one_record_of_a_code"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(start__isnull=True) | Q(end__gte=F("start")),
                name="record_ends_after_it_begins",
            ),
        )
        indexes = (
            models.Index(fields=["place", "kind", "category"], name="record_by_place"),
            models.Index(fields=["kind", "stage", "next_due", "id"], name="record_by_stage"),
            models.Index(fields=["category", "next_due", "id"], name="record_by_category"),
            models.Index(fields=["name_kk", "id"], name="record_by_name"),
            models.Index(fields=["region", "id"], name="record_by_region"),
            models.Index(fields=["changed_at", "id"], name="record_by_change"),
            models.Index(
                "region", Greatest("jobs_planned", "jobs_created").desc(), "id", name="record_by_most_jobs"
            ),
            models.Index(fields=["next_due", "id"], name="record_due", condition=Q(category__in=OPEN)),
            models.Index(
                F("reported_on").asc(nulls_first=True),
                "id",
                name="record_silent",
                condition=Q(category__in=OPEN),
            ),
            models.Index(
                fields=["fault_due", "id"], name="record_faulty", condition=Q(fault_due__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        """In Russian on Russian pages, else in Kazakh."""
        return self.name_ru if (get_language() or "kk").startswith("ru") else self.name_kk

    @property
    def kind_entry(self) -> Kind:
        """Its kind in the catalogue, in the version under which it was written."""
        return kind_of(self.kind, self.kind_version)

    @property
    def stage_entry(self) -> Stage:
        """Its stage in the catalogue."""
        return self.kind_entry.stage_by_code[self.stage]

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.category not in (Category.DONE, Category.STOPPED)


class OfRecord(models.Model):
    """A row of a record, in the record's place."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE)
    place = place_field()

    class Meta:
        abstract = True


class Partner(OfRecord):
    """A body that does something for a record, in a role of the catalogue."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT)
    role = _code(20)
    contract = models.CharField(_("contract"), max_length=100, blank=True)
    signed_on = models.DateField(_("signed on"), null=True)
    sum = models.BigIntegerField(_("sum"), null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["record", "body", "role"], name="one_partner"),)
        indexes = (models.Index(fields=["body", "role", "record"], name="partner_by_body"),)


class MoneySource(models.TextChoices):
    """Where money comes from."""

    REPUBLICAN = "republican", _("republican budget")
    REGIONAL = "regional", _("regional budget")
    DISTRICT = "district", _("district budget")
    NATIONAL_FUND = "national_fund", _("National Fund")
    PRIVATE = "private", _("private funds")
    LOAN = "loan", _("loans")
    FOREIGN = "foreign", _("foreign funds")
    OTHER = "other", _("other sources")


class Money(OfRecord):
    """Whole tenge of one year from one source: planned, contracted, paid."""

    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source of money"), max_length=14, choices=MoneySource)
    planned = _tenge(_("planned"))
    contracted = _tenge(_("contracted"))
    paid = _tenge(_("paid"))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["record", "year", "source"], name="one_line_of_money"),
            models.CheckConstraint(
                condition=Q(planned__gte=0, contracted__gte=0, paid__gte=0), name="money_is_not_negative"
            ),
        )
        indexes = (models.Index(fields=["year", "source", "place"], name="money_by_year"),)


class Milestone(OfRecord):
    """A step with a day by plan, a day by forecast and the day on which it was made."""

    position = models.PositiveSmallIntegerField(default=0)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    plan = models.DateField(_("plan"))
    forecast = models.DateField(_("forecast"), null=True)
    fact = models.DateField(_("fact"), null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("record", "position", "id")
        constraints = (models.UniqueConstraint(fields=["record", "name_kk"], name="one_milestone_of_a_name"),)

    @property
    def name(self) -> str:
        """In Russian on Russian pages, else in Kazakh."""
        return self.name_ru if (get_language() or "kk").startswith("ru") else self.name_kk


class Risk(OfRecord):
    """What could go wrong: how likely and how bad (1 to 3 each), and what is done about it."""

    text = models.CharField(_("risk"), max_length=500)
    likelihood = models.PositiveSmallIntegerField(_("likelihood"))
    impact = models.PositiveSmallIntegerField(_("impact"))
    measures = models.CharField(_("what is done about it"), max_length=500, blank=True)
    closed_on = models.DateField(_("closed on"), null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("record", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 3), impact__range=(1, 3)), name="risk_is_one_to_three"
            ),
        )


class InspectionResult(models.TextChoices):
    """What an inspection found."""

    PASSED = "passed", _("passed")
    REMARKS = "remarks", _("passed with remarks")
    FAILED = "failed", _("not passed")


class Inspection(OfRecord):
    """A visit to the site. ``samples`` are of a laboratory: ``[{"name", "found", "norm", "passed"}]``.

    ``draft`` is the mark that a browser gave the draft, or that a file tells it by: sent twice, it is entered
    once.
    """

    day = models.DateField(_("day"))
    inspector = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="inspections")
    result = models.CharField(_("result"), max_length=8, choices=InspectionResult)
    notes = models.TextField(_("notes"), blank=True)
    samples = models.JSONField(default=list, blank=True)
    draft = models.UUIDField(default=uuid4, unique=True)
    by = _by()
    entered_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("record", "-day", "-id")


class Fault(OfRecord):
    """Something wrong at the works, to be mended by a day; found by an inspection, mostly.

    ``mark`` is what files tell it by, whatever it is called.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.SET_NULL, null=True)
    text = models.CharField(_("fault"), max_length=500)
    at_km = models.DecimalField(_("at kilometre"), max_digits=8, decimal_places=3, null=True)
    contractor = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="faults")
    found_on = models.DateField(_("found on"))
    term = models.DateField(_("to be mended by"))
    mended_on = models.DateField(_("mended on"), null=True)
    under_warranty = models.BooleanField(_("under warranty"), default=False)
    mark = models.UUIDField(default=uuid4, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("record", "term", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(mended_on__isnull=True) | Q(mended_on__gte=F("found_on")),
                name="fault_is_mended_after_it_was_found",
            ),
        )
        indexes = (
            models.Index(fields=["contractor", "mended_on", "term"], name="fault_by_contractor"),
            models.Index(fields=["place", "term"], name="fault_open", condition=Q(mended_on__isnull=True)),
        )


class Attachment(OfRecord):
    """A photo or file of a record, an inspection or a fault; the file stands in the folder by its SHA-256."""

    inspection = models.ForeignKey(Inspection, on_delete=models.SET_NULL, null=True)
    fault = models.ForeignKey(Fault, on_delete=models.SET_NULL, null=True)
    document = _code(blank=True)
    title = models.CharField(_("title"), max_length=200)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    taken_on = models.DateField(_("day"), null=True)
    by = _by()
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("record", "-at", "-id")


class Aspect(models.TextChoices):
    """Planned or created."""

    PLANNED = "planned", _("planned")
    CREATED = "created", _("created")


class Term(models.TextChoices):
    """How long a job lasts. ``not_told`` where the source tells only the number of jobs: such jobs are in
    every sum of jobs, and neither in that of the permanent ones nor in that of the temporary ones."""

    PERMANENT = "permanent", _("permanent")
    TEMPORARY = "temporary", _("temporary")
    NOT_TOLD = "not_told", _("term not told")


class Jobs(OfRecord):
    """Jobs that a record claims for a month: one with its person's pseudonym, or several of one contract
    period.

    ``programme`` is that of the record, whose claim it is. ``counted`` are those of ``number`` that are
    counted here; the rest were counted with an earlier claim of the same jobs
    (:mod:`esep_site.delivery.job_links`). ``month`` is its first day.
    """

    programme = models.ForeignKey(Record, on_delete=models.PROTECT, null=True, related_name="claims")
    region = _code(2)
    district = _code(9)
    month = models.DateField(_("month"))
    aspect = models.CharField(_("aspect"), max_length=7, choices=Aspect, db_collation="C")
    term = models.CharField(_("term"), max_length=9, choices=Term, db_collation="C")
    employer = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="jobs")
    person = models.CharField(_("pseudonym of the person"), max_length=64, blank=True, db_collation="C")
    starts = models.DateField(_("contract from"), null=True)
    ends = models.DateField(_("contract to"), null=True)
    number = models.PositiveIntegerField(_("jobs"), default=1)
    youth = models.PositiveIntegerField(_("young people"), default=0)
    women = models.PositiveIntegerField(_("women"), default=0)
    disability = models.PositiveIntegerField(_("people with a disability"), default=0)
    counted = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    counted__lte=F("number"),
                    youth__lte=F("number"),
                    women__lte=F("number"),
                    disability__lte=F("number"),
                ),
                name="parts_of_jobs_are_within_the_jobs",
            ),
            models.CheckConstraint(
                condition=Q(person="") | Q(number=1, employer__isnull=False),
                name="a_person_has_one_job_at_an_employer",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=True) | Q(ends__gte=F("starts")),
                name="contract_ends_after_it_begins",
            ),
        )
        indexes = (
            models.Index(
                fields=["employer", "aspect", "person"],
                name="jobs_by_employer",
                condition=Q(employer__isnull=False),
            ),
            models.Index(fields=["record", "aspect", "month"], name="jobs_of_record"),
        )


class JobSum(models.Model):
    """Jobs by district, month, programme, aspect and term, kept by the database as rows of jobs come and go.

    ``programme`` is the number of its record, 0 without one. ``claimed`` are all that were claimed,
    ``counted`` each job once; youth, women and people with a disability are of the counted.
    """

    place = place_field()
    region = _code(2)
    month = models.DateField()
    programme = models.BigIntegerField(default=0)
    aspect = _code(7)
    term = _code(9)
    claimed = models.BigIntegerField(default=0)
    counted = models.BigIntegerField(default=0)
    youth = models.BigIntegerField(default=0)
    women = models.BigIntegerField(default=0)
    disability = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["region", "place", "month", "programme", "aspect", "term"], name="one_sum_of_jobs"
            ),
        )
        indexes = (models.Index(fields=["region", "month"], name="job_sum_by_month"),)


class Target(models.Model):
    """What a place is to reach in a year, or in several: of an indicator (``targets.py``).

    ``points`` are days with the value to be reached by then, ``[["2022-06-30", 9000], …]``; between them it
    is a straight line, from nought on the first day to ``value`` on the last.
    """

    place = place_field()
    indicator = _code()
    first_year = models.PositiveSmallIntegerField(_("from year"))
    last_year = models.PositiveSmallIntegerField(_("to year"))
    value = models.BigIntegerField(_("target"))
    points = models.JSONField(default=list, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["place", "indicator", "first_year", "last_year"], name="one_target"
            ),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="target_years"),
            models.CheckConstraint(condition=Q(value__gte=0), name="target_is_not_negative"),
        )


class Change(OfRecord):
    """What was changed of a record: which part, which field, from what to what, by whom, when."""

    part = models.CharField(max_length=120, blank=True)
    field = models.CharField(max_length=60)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    by = _by()
    at = models.DateTimeField(default=now)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=["record", "-id"], name="change_of_record"),)


ROWS = (Partner, Money, Milestone, Risk, Inspection, Fault, Attachment, Jobs, Change)
"""The models of a record's rows."""


class ImportState(models.TextChoices):
    """Where a workbook that was sent in stands."""

    WAITING = "waiting", _("being looked at")
    LOOKED_AT = "looked at", _("looked at, not entered")
    ENTERING = "entering", _("being entered")
    ENTERED = "entered", _("entered")
    REFUSED = "refused", _("refused: it has faults")
    FAILED = "failed", _("the program failed")


class Import(models.Model):
    """A workbook that somebody sent in: its file, what was found in it, what became of it.

    ``result`` is what :mod:`esep_site.delivery.importing` found, ``taken`` the codes of records that the
    workbook overrides although somebody changed them after it was exported. Only who sent it sees it.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=40, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    taken = models.JSONField(default=list)
    sent_at = models.DateTimeField(_("sent in"), default=now)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=["account", "-id"], name="import_of_account"),)

    @property
    def is_moving(self) -> bool:
        """Whether the worker has it."""
        return self.state in (ImportState.WAITING, ImportState.ENTERING)
