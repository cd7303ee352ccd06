"""Pages at the works: an inspection with its faults and photos, a fault mended, files."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import formset_factory
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from esep_site import site_clock
from esep_site.bodies.models import Body
from esep_site.delivery import actions, files
from esep_site.delivery.actions import FoundFault
from esep_site.delivery.models import Attachment, Fault, InspectionResult, Record
from esep_site.delivery.record_pages import of_record, record_address
from esep_site.delivery.warranty import warranty_until
from esep_site.editing import Conflict, conflict_page, version_field
from esep_site.people.permissions import allowed, takes_files
from esep_site.people.roles import Permission
from esep_site.typed_numbers import TypedDecimalField

MOST_PHOTOS = 12


class Photos(forms.ClearableFileInput):
    """Several files in one field."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several pictures or documents."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**{"widget": Photos(attrs={"multiple": True, "accept": "image/*,.pdf"}), **named})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file by itself."""
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        if len(given) > MOST_PHOTOS:
            raise ValidationError(_("At most %(most)s files at once.") % {"most": MOST_PHOTOS})
        return [super(PhotosField, self).clean(each, initial) for each in given]


def _body(code: str) -> Body | None:
    found = Body.objects.filter(code=code).first() if code else None
    if code and found is None:
        raise ValidationError(_("The register has no body with this code."))
    return found


class InspectionForm(forms.Form):
    """A visit to the works."""

    day = forms.DateField(label=_("Day"))
    result = forms.ChoiceField(label=_("Result"), choices=InspectionResult.choices)
    inspector = forms.CharField(
        label=_("Who inspected"),
        max_length=60,
        required=False,
        help_text=_("The code of a body of the register."),
    )
    notes = forms.CharField(label=_("Notes"), max_length=5000, required=False, widget=forms.Textarea)
    photos = PhotosField(label=_("Photos and files"), required=False)
    draft = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_inspector(self) -> Body | None:
        """The body with this code."""
        return _body(self.cleaned_data["inspector"].strip())


class FaultForm(forms.Form):
    """A fault that was found."""

    text = forms.CharField(label=_("Fault"), max_length=500)
    at_km = TypedDecimalField(
        label=_("At kilometre"), required=False, max_digits=8, decimal_places=3, min_value=0
    )
    term = forms.DateField(label=_("To be mended by"))
    contractor = forms.CharField(label=_("Code of the contractor"), max_length=60, required=False)
    under_warranty = forms.BooleanField(label=_("Under warranty"), required=False)

    def __init__(self, *arguments: Any, under_warranty: bool = False, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["under_warranty"].initial = under_warranty

    def has_changed(self) -> bool:
        """A box that is ticked or not makes no fault of an empty form."""
        return bool(set(self.changed_data) - {"under_warranty"})

    def clean_contractor(self) -> Body | None:
        """The body with this code."""
        return _body(self.cleaned_data["contractor"].strip())


class SampleForm(forms.Form):
    """A sample of a laboratory."""

    name = forms.CharField(label=_("Sample"), max_length=200)
    found = forms.CharField(label=_("Found"), max_length=100)
    norm = forms.CharField(label=_("Norm"), max_length=100, required=False)
    passed = forms.BooleanField(label=_("fits"), required=False)


Faults = formset_factory(FaultForm, extra=3, max_num=30)
Samples = formset_factory(SampleForm, extra=2, max_num=30)


@takes_files
@of_record(Permission.EDIT_RECORDS)
def inspect(request: HttpRequest, record: Record) -> HttpResponse:
    """An inspection: what was seen, which faults are to be mended by when, samples, photos."""
    contractor = (
        record.partner_set.filter(role="contractor").values_list("body__code", flat=True).first() or ""
    )
    posted = request.POST or None
    initial: dict[str, Any] = {"day": site_clock.today(), "draft": uuid.uuid4()}
    form = InspectionForm(posted, request.FILES or None, initial=initial)
    until = warranty_until(record)
    under_warranty = until is not None and initial["day"] <= until
    faults = Faults(posted, prefix="faults", form_kwargs={"under_warranty": under_warranty})
    samples = Samples(posted, prefix="samples")
    if posted and form.is_valid() and faults.is_valid() and samples.is_valid():
        found = [FoundFault(**each) for each in (one.cleaned_data for one in faults) if each]
        given = {**form.cleaned_data, "result": InspectionResult(form.cleaned_data["result"])}
        told = [each for each in (one.cleaned_data for one in samples) if each]
        try:
            actions.inspect(by=request.scope.account, record=record, faults=found, samples=told, **given)
        except ValidationError as refused:
            for name, errors in _by_field(refused).items():
                form.add_error(name if name in form.fields else None, errors)
        else:
            messages.success(request, _("The inspection is entered."))
            return redirect(record_address(record))
    context = {
        "record": record,
        "form": form,
        "faults": faults,
        "samples": samples,
        "contractor": contractor,
        "until": until,
    }
    return render(request, "delivery/inspect.html", context)


def _by_field(refused: ValidationError) -> dict[str, list[str]]:
    if hasattr(refused, "error_dict"):
        return dict(refused.message_dict)
    return {"photos": list(refused.messages)}


class MendForm(forms.Form):
    """When a fault was mended; nothing takes it back."""

    mended_on = forms.DateField(label=_("Mended on"), required=False)
    reason = forms.CharField(label=_("How it was mended"), max_length=300, required=False)
    version = version_field()


@allowed(Permission.EDIT_RECORDS)
def mend(request: HttpRequest, fault: int) -> HttpResponse:
    """A fault was mended."""
    row = get_object_or_404(Fault.objects.select_related("record"), pk=fault)
    if not request.scope.may(Permission.EDIT_RECORDS, row.place):
        raise PermissionDenied
    initial = {"mended_on": row.mended_on or site_clock.today(), "version": row.version}
    form = MendForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.mend_fault(by=request.scope.account, fault=row, **form.cleaned_data)
        except Conflict as conflict:
            now = {"mended_on": conflict.now.mended_on, "reason": ""}  # type: ignore[attr-defined]
            return conflict_page(request, form, conflict, now, record_address(row.record))
        except ValidationError as refused:
            for name, errors in refused.message_dict.items():
                form.add_error(name, errors)
        else:
            messages.success(request, _("Saved."))
            return redirect(record_address(row.record))
    title = _("A fault mended: %(text)s") % {"text": row.text}
    return render(request, "delivery/of_record.html", {"form": form, "record": row.record, "title": title})


class AttachForm(forms.Form):
    """A file and which document it is."""

    document = forms.ChoiceField(label=_("Document"), required=False)
    title = forms.CharField(label=_("Title"), max_length=200)
    file = forms.FileField(label=_("File"))

    def __init__(self, record: Record, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        names = [(each.code, str(each.names)) for each in record.kind_entry.documents]
        self.fields["document"].choices = [("", _("photo or other file")), *names]  # type: ignore[attr-defined]


@takes_files
@of_record(Permission.EDIT_RECORDS)
def attach(request: HttpRequest, record: Record) -> HttpResponse:
    """A photo or document of a record."""
    form = AttachForm(
        record,
        request.POST or None,
        request.FILES or None,
        initial={"document": request.GET.get("document", "")},
    )
    if form.is_valid():
        try:
            actions.attach(by=request.scope.account, record=record, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error("file", refused.messages)
        else:
            messages.success(request, _("The file is attached."))
            return redirect(record_address(record))
    context = {"form": form, "record": record, "title": _("Attach a file"), "has_files": True}
    return render(request, "delivery/of_record.html", context)


@allowed(Permission.SEE_RECORDS)
def file(request: HttpRequest, attachment: int) -> FileResponse:
    """A file of a record, as it was sent: pictures are shown, the rest is offered to be kept."""
    row = get_object_or_404(Attachment, pk=attachment)
    path = files.path_of(row.sha256)
    if not path.is_file():
        raise Http404
    name = f"{row.sha256[:12]}.{files.NAMES[row.media_type]}"
    shown = row.media_type in files.IMAGES
    return FileResponse(path.open("rb"), as_attachment=not shown, filename=name, content_type=row.media_type)
