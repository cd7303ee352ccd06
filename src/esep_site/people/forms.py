"""Forms of people: signing in, the own account, accounts and roles, the audit log."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from esep_site.alphabet import in_order
from esep_site.editing import version_field
from esep_site.people.events import NAMES
from esep_site.people.models import Account
from esep_site.people.places_field import PlaceField
from esep_site.people.roles import Permission, Role
from esep_site.people.scope import Scope
from esep_site.people.subjects import meant

Day = forms.DateInput(attrs={"inputmode": "numeric", "placeholder": "31.12.2026"})


class SignInForm(AuthenticationForm):
    """Login and password; the login in any case of its letters."""

    def clean_username(self) -> str:
        """As logins are kept."""
        return str(self.cleaned_data["username"]).strip().lower()


class PasswordForm(forms.Form):
    """The old password, and the new one twice."""

    old = forms.CharField(
        label=_("Password until now"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html(),
    )
    again = forms.CharField(
        label=_("New password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, account: Account, *arguments: Any, **named: Any) -> None:
        self.account = account
        super().__init__(*arguments, **named)

    def clean_old(self) -> str:
        """The password is asked again, so that an open session alone does not change it."""
        old: str = self.cleaned_data["old"]
        if not self.account.check_password(old):
            raise ValidationError(_("This is not your password."))
        return old

    def clean_new(self) -> str:
        """By the rules, and another than before."""
        new: str = self.cleaned_data["new"]
        if self.account.check_password(new):
            raise ValidationError(_("The new password must be another than the one until now."))
        validate_password(new, self.account)
        return new

    def clean_again(self) -> str:
        """The same as the first time."""
        again: str = self.cleaned_data["again"]
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise ValidationError(_("The two new passwords differ."))
        return again


class ConfirmForm(forms.Form):
    """The password once more; wrong ones count as failures to sign in."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *arguments: Any, **named: Any) -> None:
        self._request = request
        super().__init__(*arguments, **named)

    def clean_password(self) -> str:
        """That of the person whose session it is."""
        typed: str = self.cleaned_data["password"]
        if authenticate(self._request, username=self._request.arriving.login, password=typed) is None:
            raise ValidationError(_("This is not your password."))
        return typed


class CodeForm(forms.Form):
    """A code of the telephone, or one of the one-time codes."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
        help_text=_("Six digits from the application on your telephone, or one of your one-time codes."),
    )

    def clean_code(self) -> str:
        """Without the gaps in which people write codes."""
        return "".join(self.cleaned_data["code"].split()).replace("-", "").lower()


class OwnForm(forms.ModelForm):
    """What everybody may change of the own account."""

    name = forms.CharField(label=_("Full name"), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    version = version_field()

    class Meta:
        model = Account
        fields = ("name", "email", "language")

    def _post_clean(self) -> None:
        """The action writes the model, not the form."""


class AccountForm(OwnForm):
    """An account that an administrator keeps."""

    place = PlaceField(
        label=_("Place of work"), help_text=_("Administrators of this place keep the account.")
    )

    class Meta(OwnForm.Meta):
        fields = ("name", "email", "language")

    field_order = ("name", "email", "place", "language")

    def __init__(self, scope: Scope, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["place"].stems = scope.stems(Permission.MANAGE_ACCOUNTS)  # type: ignore[attr-defined]


class OpenForm(forms.Form):
    """A new account."""

    login = forms.SlugField(
        label=_("Login"), max_length=60, help_text=_("Latin letters, digits, hyphens. It stays as it is.")
    )
    name = forms.CharField(label=_("Full name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    place = PlaceField(
        label=_("Place of work"), help_text=_("Administrators of this place keep the account.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, scope: Scope, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["place"].stems = scope.stems(Permission.MANAGE_ACCOUNTS)  # type: ignore[attr-defined]

    def clean_login(self) -> str:
        """In small letters, and of nobody else."""
        login = str(self.cleaned_data["login"]).lower()
        if Account.objects.filter(login=login).exists():
            raise ValidationError(_("Somebody has this login already. Choose another."))
        return login


class RoleForm(forms.Form):
    """A role for a place and a period."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    place = PlaceField(label=_("For the place"))
    valid_from = forms.DateField(label=_("From"), widget=Day, initial=timezone.localdate)
    valid_to = forms.DateField(
        label=_("To"), widget=Day, required=False, help_text=_("The last day; empty while no end is set.")
    )
    reason = forms.CharField(
        label=_("On what ground"), max_length=300, help_text=_("The order with its number and date.")
    )

    def __init__(self, scope: Scope, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["place"].stems = scope.stems(Permission.MANAGE_ACCOUNTS)  # type: ignore[attr-defined]

    def clean_valid_to(self) -> datetime.date | None:
        """Not before the first day."""
        first, last = self.cleaned_data.get("valid_from"), self.cleaned_data["valid_to"]
        if first and last and last < first:
            raise ValidationError(_("The last day lies before the first."))
        return last  # type: ignore[no-any-return]


class EndForm(forms.Form):
    """The end of a role."""

    last_day = forms.DateField(
        label=_("Last day"),
        widget=Day,
        initial=timezone.localdate,
        help_text=_("Yesterday ends the role at once."),
    )
    reason = forms.CharField(
        label=_("On what ground"), max_length=300, help_text=_("The order with its number and date.")
    )
    version = version_field()


class AuditForm(forms.Form):
    """What is looked for in the audit log."""

    person = forms.CharField(label=_("Person"), required=False, max_length=200)
    action = forms.ChoiceField(label=_("Action"), required=False)
    subject = forms.CharField(
        label=_("Subject"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"placeholder": _("account 7")}),
    )
    first = forms.DateField(label=_("From"), required=False, widget=Day)
    last = forms.DateField(label=_("To"), required=False, widget=Day)

    def clean_subject(self) -> str:
        """As events keep it, in whichever language it was typed."""
        return meant(self.cleaned_data["subject"])

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        named_actions = sorted(
            ((key, str(name)) for key, name in NAMES.items()), key=lambda row: in_order(row[1])
        )
        self.fields["action"].choices = [("", _("all")), *named_actions]  # type: ignore[attr-defined]
