"""Accounts, the roles that they hold, and the audit log."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from esep_site.people.encryption import decrypted, encrypted, is_readable, opens
from esep_site.people.roles import Role


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts; they are made by :mod:`esep_site.people.actions` only."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """By login, in any case of its letters."""
        return self.get(login__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who may sign in."""

    login = models.SlugField(_("login"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=2, default="kk")
    place = models.CharField(
        _("place of work"),
        max_length=9,
        blank=True,
        help_text=_("Administrators of this place keep the account."),
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    must_change_password = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    objects = AccountManager()

    known_roles: tuple[tuple[str, str], ...] | None = None
    """Role and place of what is held today, where they came with the account (:mod:`.arrival`)."""

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("name",)

    def __str__(self) -> str:
        return self.name

    def holdings_on(self, day: datetime.date | None = None) -> models.QuerySet[RoleHolding]:
        """The roles held on a day, today when none is given."""
        day = day or timezone.localdate()
        return self.roleholding_set.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day
        ).order_by("place", "role")


class EncryptedDevice(TOTPDevice):
    """What makes the codes of a second factor, with its key encrypted; django-otp would have it as it is."""

    KEY = 20
    """Bytes of a key, as RFC 4226 recommends."""

    class Meta:
        proxy = True

    @classmethod
    def unconfirmed(cls, account: Account) -> EncryptedDevice:
        """A new device, which waits for its first code, in place of others that wait."""
        cls.objects.filter(user=account.pk, confirmed=False).delete()
        key = encrypted(secrets.token_bytes(cls.KEY))
        return cls.objects.create(user_id=account.pk, name=account.login, key=key, confirmed=False)

    @property
    def bin_key(self) -> bytes:
        """The key; OtherSecretKeyError where another secret key encrypted it."""
        return decrypted(self.key)

    @property
    def is_readable(self) -> bool:
        """Whether a secret key of the installation opens the key."""
        return is_readable(self.key)


class EncryptedCodes(StaticDevice):
    """The one-time codes of somebody, encrypted; django-otp would have them as they are."""

    class Meta:
        proxy = True

    @classmethod
    def of(cls, account: Account, codes: Iterable[str]) -> EncryptedCodes:
        """These codes in place of those of before."""
        cls.objects.filter(user=account.pk).delete()
        made = cls.objects.create(user_id=account.pk, name="one-time codes")
        tokens = (encrypted(code.encode()) for code in codes)
        StaticToken.objects.bulk_create(StaticToken(device=made, token=token) for token in tokens)
        return made

    def verify_token(self, token: str) -> bool:
        """Whether it is one of the codes, which ends with it."""
        held = self.token_set.values_list("token", flat=True)
        found = [each for each in held if opens(each, token.encode())]
        return bool(super().verify_token(found[0] if found else ""))


class RoleHolding(models.Model):
    """A role that somebody holds for a place and a period."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    place = models.CharField(_("place"), max_length=9)
    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_to = models.DateField(_("to"), null=True, blank=True)
    reason = models.CharField(_("on what ground"), max_length=300)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="role_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.place}"


class AuditEvent(models.Model):
    """What somebody did or saw. Rows are only ever added: the database refuses to change or remove them.

    ``hash`` is the SHA-256 of the event and of the hash before it, so that a row changed behind the
    database's back breaks the chain (:mod:`esep_site.people.audit`). No personal data of families stands
    here: only their numbers.
    """

    at = models.DateTimeField(default=timezone.now)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=9, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=["at", "id"], name="audit_by_time"),
            models.Index(fields=["account", "id"], name="audit_by_account"),
            models.Index(fields=["subject", "id"], name="audit_by_subject"),
            models.Index(fields=["action", "id"], name="audit_by_action"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"


class ApiKey(models.Model):
    """A key with which a program acts for an account, never for more than the account itself may do.

    Only the SHA-256 of the key is kept: 256 bits of chance need no slow hash. ``mark`` is its beginning, by
    which a person tells keys apart; ``permissions`` are what it may do of what the account may.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=120)
    mark = models.CharField(max_length=12)
    hash = models.CharField(max_length=64, unique=True)
    permissions = ArrayField(models.CharField(max_length=40))
    made_at = models.DateTimeField(default=timezone.now)
    valid_to = models.DateField(_("last day"))
    ended_at = models.DateTimeField(null=True, blank=True)
    used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.name} ({self.mark}…)"

    @property
    def is_valid(self) -> bool:
        """Whether it opens the door today."""
        return self.ended_at is None and timezone.localdate() <= self.valid_to


class RequestCount(models.Model):
    """How often one caller asked the API in one minute, counted here so that all server processes agree.

    ``caller`` is a key, an account, or a keyed hash of an address; rows go after an hour.
    """

    pk = models.CompositePrimaryKey("caller", "minute")
    caller = models.CharField(max_length=70, db_collation="C")
    minute = models.BigIntegerField()
    requests = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.caller} {self.minute}: {self.requests}"
