"""Forms of snapshots."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST_LAW = datetime.date(2018, 1, 1)
"""Before it the law that the program holds is not whole."""


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files."""

    widget = _Files

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each file as a single one would be."""
        files: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    """Extracts of registers and what to do with them."""

    files = FilesField(
        label=_("Extracts"),
        help_text=_("A zip, or a file for each table: CSV, XLSX or Parquet."),
        widget=_Files(attrs={"accept": ".zip,.csv,.xlsx,.parquet"}),
    )
    date = forms.DateField(
        label=_("Date of the registers"),
        widget=forms.DateInput(attrs={"inputmode": "numeric", "placeholder": "31.12.2026"}),
    )
    law_date = forms.DateField(
        label=_("Date of the law"),
        required=False,
        help_text=_("Left empty: the date of the registers."),
        widget=forms.DateInput(attrs={"inputmode": "numeric", "placeholder": "31.12.2026"}),
    )
    only_check = forms.BooleanField(label=_("Only check: list the faults and load nothing"), required=False)

    def clean_date(self) -> datetime.date:
        """Registers do not speak of days to come."""
        given: datetime.date = self.cleaned_data["date"]
        if given > timezone.localdate():
            raise ValidationError(_("This day is yet to come."))
        return given

    def clean(self) -> dict[str, Any]:
        """The law's date is that of the registers unless another is given."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["law_date"] = cleaned.get("law_date") or cleaned.get("date")
        if cleaned["law_date"] and cleaned["law_date"] < FIRST_LAW:
            self.add_error("law_date", _("The program holds the law from 2018 on."))
        return cleaned


class ReasonForm(forms.Form):
    """Why something is done, for the audit log."""

    reason = forms.CharField(label=_("On what ground"), max_length=300)
