"""A body: who does something or answers for it. Bodies are public offices and firms, no persons."""

from __future__ import annotations

import datetime

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class BodyKind(models.TextChoices):
    """What sort of body it is."""

    AKIMAT = "akimat", _("akimat")
    DEPARTMENT = "department", _("department")
    INSTITUTION = "institution", _("institution")
    GROUP = "group", _("group of bodies")
    POST = "post", _("post")
    CONTRACTOR = "contractor", _("contractor")
    EMPLOYER = "employer", _("employer")
    UNION = "union", _("trade union")
    FUND = "fund", _("fund or operator")
    OTHER = "other", _("other body")


CODE = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$", _("Small Latin letters and digits with hyphens between.")
)
NUMBER = RegexValidator(r"^\d{12}$", _("Twelve digits."))


class Body(models.Model):
    """A body of the register, by the code that the reader of texts gives an addressee, too.

    ``place`` is a classifier's code: where the body is at work. ``number`` is the business identification
    number of a firm. ``parent`` of a post is its body, of a department its akimat. ``name_en`` may be empty.
    """

    code = models.CharField(_("code"), max_length=60, unique=True, validators=[CODE])
    kind = models.CharField(_("kind of body"), max_length=12, choices=BodyKind)
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    aliases_kk = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    aliases_ru = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    number = models.CharField(
        _("business identification number"), max_length=12, blank=True, validators=[NUMBER]
    )
    place = models.CharField(_("place"), max_length=9, db_collation="C")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="body_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="one_body_of_a_number"),
        )
        indexes = (
            models.Index(fields=["kind", "place"], name="body_by_kind"),
            models.Index(fields=["place"], name="body_by_place"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the page; in Kazakh where English has none."""
        language = (get_language() or "kk")[:2]
        return (
            self.name_ru if language == "ru" else self.name_en if language == "en" else ""
        ) or self.name_kk

    def exists_on(self, day: datetime.date) -> bool:
        """Whether the body is there on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )
