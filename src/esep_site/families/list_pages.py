"""Pages of lists of families: filters, order, search, saved lists, files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from esep.places import Place, places
from esep_site.alphabet import in_order
from esep_site.editing import Conflict, conflict_page, version_field
from esep_site.families import family_tables, list_queries, queries, view_actions
from esep_site.families.list_form import ListForm, language, matches
from esep_site.families.list_queries import FamilyLine, Filters, Sort
from esep_site.families.list_rows import set_in_rows
from esep_site.families.models import LoadedSnapshot, SavedView
from esep_site.families.pages import above, known_place, sort_links
from esep_site.families.place_figures import name_of
from esep_site.people.permissions import allowed
from esep_site.people.roles import Permission
from esep_site.people.scope import stem
from esep_site.spreadsheets import chosen
from esep_site.templatetags.shown import day, number

AT_ONCE = 5_000
"""Rows that a file is written from at a time."""
MOST_EXPORTED = 200_000


class NameForm(forms.Form):
    """The name of a saved list."""

    name = forms.CharField(max_length=120)
    version = version_field()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["name"].label = _("Name of the list")


@allowed(Permission.SEE_FAMILIES)
def own_list(request: HttpRequest) -> HttpResponse:
    """The list of the place of the person's role, asked as this page was."""
    address = reverse("families:list", args=[request.scope.places[Permission.SEE_FAMILIES][0]])
    query = _kept(request.GET).urlencode()
    return redirect(f"{address}?{query}" if query else address)


@allowed(Permission.SEE_FAMILIES)
def family_list(request: HttpRequest, place: str) -> HttpResponse:
    """The families of a place that have something in common; a search by name or card number.

    Filters are an address, so that a list can be kept and come back to. What is searched is sent in the body
    and stands in no address: neither in the history of the browser nor in the log of a proxy.
    """
    found, asked = known_place(place), _asked(request)
    snapshot = queries.in_force(place)
    context: dict[str, Any] = {
        "place": found,
        "above": above(found, request.scope, Permission.SEE_FAMILIES),
    }
    if snapshot is None:
        return render(request, "families/no_snapshot.html", context)
    form = _form(asked, found)
    within = asked.get("within", "")
    narrower = bool(within) and within.startswith(stem(place)) and within in places()
    address = _address(within if narrower else place, request.GET)
    if narrower and not (form.search and request.method == "POST"):
        return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
    if request.method == "POST" and not form.search and not request.htmx:
        return redirect(address)
    shown = _page(request, snapshot, places().get(within) if narrower else found, form)
    query = _kept(request.GET, without=("q",))
    context |= shown | {
        "snapshot": snapshot,
        "form": form,
        "fields": _fields(form),
        "chosen": chosen(form),
        "query": query.urlencode(),
        "searched": _pairs(asked) if form.search else [],
        "exports": request.scope.may(Permission.EXPORT_FAMILIES, place),
        "views": sorted(
            SavedView.objects.filter(account=request.scope.account), key=lambda view: in_order(view.name)
        ),
        "sees_counts": request.scope.may(Permission.SEE_COUNTS, place),
        "own_places": request.scope.places[Permission.SEE_FAMILIES],
        "htmx_here": True,
    }
    answer = render(request, "families/list.html", context)
    if request.method == "POST" and not form.search:
        answer["HX-Push-Url"] = address
    return answer


def _asked(request: HttpRequest) -> QueryDict:
    """What was asked, by address or in the body; of the latter the links of the page keep no name."""
    if request.method != "POST":
        return request.GET
    request.GET = _kept(request.POST, without=("q",))
    return request.POST


def _address(place: str, asked: QueryDict) -> str:
    """The address of a list that is asked so."""
    query = _kept(asked).urlencode()
    path = reverse("families:list", args=[place])
    return f"{path}?{query}" if query else path


def _pairs(asked: QueryDict) -> list[tuple[str, str]]:
    """What was asked as fields of a form."""
    return [(name, value) for name, values in _kept(asked).lists() for value in values]


def _form(asked: QueryDict, place: Place) -> ListForm:
    form = ListForm(place, place.children, asked)
    form.is_valid()
    return form


def _page(request: HttpRequest, snapshot: LoadedSnapshot, place: Place, form: ListForm) -> dict[str, Any]:
    """The rows of one page and how many there are in all."""
    sort, descending = _order(request)
    filters = form.filters()
    who: dict[str, Any] = {"by": request.scope.account, "snapshot": snapshot, "place": place.code}
    if form.search:
        found = list_queries.find(snapshot, form.search, place.code)
        rows = [line for line in found.rows if matches(line, filters)]
        total, after, more = len(rows), None, found.more
        sort, descending = Sort.HEAD, False  # as they were found
        view_actions.record_search(**who, filters=filters, found=total)
    else:
        try:
            listed = list_queries.families(
                snapshot, place.code, filters, sort, request.GET.get("after") or None, descending=descending
            )
        except ValueError:
            raise Http404 from None
        rows, after, more = list(listed.rows), listed.after, False
        total = _count(snapshot, place, filters, listed.few)
        later = bool(request.GET.get("after"))
        view_actions.record_listing(**who, filters=filters, shown=len(rows), later=later)
    heads = [("head", _("Family")), ("points", _("Points")), ("income", _("Income per head"))]
    links = sort_links([*heads, ("payments", _("Payments due"))], sort.value, descending, request)
    card = reverse("families:card", kwargs={"family": 0})
    following = _kept(request.GET)
    following["after"] = after or ""
    named = dict(zip(("head", "points", "income", "payments"), links, strict=True))
    return {
        "rows": set_in_rows(rows, card, named),
        "total": number(min(total, list_queries.MOST_COUNTED)),
        "total_is_more": total > list_queries.MOST_COUNTED,
        "found_more": more,
        "next": following.urlencode() if after else "",
        "is_later": bool(request.GET.get("after")),
        "heads": named,
    }


def _order(request: HttpRequest) -> tuple[Sort, bool]:
    asked = request.GET.get("sort", "")
    sort = Sort(asked) if asked in set(Sort) else Sort.POINTS
    return sort, request.GET.get("way") == "down"


MOST_KNOWN_TOTALS = 5000
_known_totals: dict[tuple[int, str, Filters], int] = {}


def _count(
    snapshot: LoadedSnapshot, place: Place, filters: Filters, few: tuple[int, ...] | None = None
) -> int:
    """All of a place and all of a level are counted when registers are loaded; the rest is counted now."""
    if filters in (Filters(), Filters(levels=filters.levels)):
        counts = queries.counts_of(snapshot, [place.code]).get(place.code, queries.Counts(place.code))
        if not filters.levels:
            return counts["families"] + counts["families_without_members"]
        return sum(counts.of("level", level) for level in filters.levels)
    # Whoever sees the list sees the whole place, and rows in force never change: it is counted once for all.
    key = (snapshot.pk, place.code, filters)
    total = _known_totals.get(key)
    if total is None:
        total = list_queries.count(snapshot, place.code, filters, few=few)
        if len(_known_totals) >= MOST_KNOWN_TOTALS:
            _known_totals.clear()
        _known_totals[key] = total
    return total


def _fields(form: ListForm) -> dict[str, SafeString]:
    """The fields as HTML: they make a third of the page, and most lists are asked with the same ones.

    Each is kept but that of the name, which is kept nowhere; with faults nothing is.
    """
    return {
        part: mark_safe("".join(_field(form, field) for field in fields))
        for part, fields in (("seen", form.seen()), ("folded", form.folded()))
    }


def _field(form: ListForm, field: forms.BoundField) -> str:
    key = (language(), form.place.code, field.name, tuple(form.data.getlist(field.name)))
    found = None if form.errors or field.name == "q" else _known_fields.get(key)
    if found is None:
        found = get_template("families/filter_field.html").render({"field": field})
        if not form.errors and field.name != "q":
            if len(_known_fields) >= MOST_KNOWN_FIELDS:
                _known_fields.clear()
            _known_fields[key] = found
    return found


MOST_KNOWN_FIELDS = 2000
_known_fields: dict[tuple[object, ...], str] = {}


def _kept(asked: QueryDict, without: tuple[str, ...] = ()) -> QueryDict:
    """What was asked, without the place in the list, empty fields and what else is left out."""
    kept = QueryDict(mutable=True)
    for name, values in asked.lists():
        given = [value for value in values if value]
        if given and name not in ("after", "within", "csrfmiddlewaretoken", *without):
            kept.setlist(name, given)
    return kept


@allowed(Permission.EXPORT_FAMILIES)
def export(request: HttpRequest, place: str, form: str) -> HttpResponseBase:
    """The list as a file, in the order of the page; what was taken out is recorded."""
    found, snapshot = known_place(place), queries.in_force(place)
    if (
        snapshot is None
        or form not in ("xlsx", "csv")
        or not request.scope.may(Permission.SEE_FAMILIES, place)
    ):
        raise Http404
    asked = _form(_asked(request), found)
    lines = _Lines(_all_lines(request, snapshot, found, asked))
    name = f"families-{place}-{snapshot.date}.{form}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        if form == "xlsx":
            about = [
                (_("Place"), f"{name_of(place)} ({place})"),
                (_("Date of the registers"), day(snapshot.date)),
                (_("Date of the law"), day(snapshot.law_date)),
                *chosen(asked),
            ]
            rows = family_tables.write_xlsx(path, lines, about)
        else:
            rows = family_tables.write_csv(path, lines)
        if lines.too_many:
            messages.error(
                request,
                _("The list has more than %(most)s families. Choose filters or a smaller place.")
                % {"most": number(MOST_EXPORTED)},
            )
            return redirect(f"{reverse('families:list', args=[place])}?{_kept(request.GET).urlencode()}")
        file = path.open("rb")  # it stays readable until it is sent, though its folder goes
    view_actions.record_export(
        by=request.scope.account,
        snapshot=snapshot,
        place=place,
        filters=asked.filters(),
        searched=bool(asked.search),
        rows=rows,
        form=form,
    )
    return FileResponse(file, as_attachment=True, filename=name)


class _Lines:
    """Families as they come, up to :data:`MOST_EXPORTED`; ``too_many`` says that there were more."""

    def __init__(self, lines: Iterator[FamilyLine]) -> None:
        self._lines = lines
        self.too_many = False

    def __iter__(self) -> Iterator[FamilyLine]:
        for number_of, line in enumerate(self._lines):
            if number_of == MOST_EXPORTED:
                self.too_many = True
                return
            yield line


def _all_lines(
    request: HttpRequest, snapshot: LoadedSnapshot, place: Place, form: ListForm
) -> Iterator[FamilyLine]:
    sort, descending = _order(request)
    filters = form.filters()
    if form.search:
        found = list_queries.find(snapshot, form.search, place.code)
        yield from (line for line in found.rows if matches(line, filters))
        return
    after: str | None = None
    while True:
        part = list_queries.families(
            snapshot, place.code, filters, sort, after, descending=descending, most=AT_ONCE
        )
        yield from part.rows
        after = part.after
        if after is None:
            return


@require_POST
@allowed(Permission.SEE_FAMILIES)
def save_view(request: HttpRequest, place: str) -> HttpResponse:
    """Keep the list that is shown under a name."""
    known_place(place)
    query = _kept(QueryDict(request.POST.get("query", "")[:4000]), without=("q",))
    name = " ".join(request.POST.get("name", "").split())[:120]
    back = f"{reverse('families:list', args=[place])}?{query.urlencode()}"
    if not name:
        messages.error(request, _("Give the list a name."))
        return redirect(back)
    try:
        view_actions.save_view(by=request.scope.account, name=name, place=place, query=dict(query.lists()))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("The list is saved."))
    return redirect(back)


@allowed(Permission.SEE_FAMILIES)
def open_view(request: HttpRequest, view: int) -> HttpResponse:
    """A saved list of one's own, as the roles of today show it."""
    found = _own_view(request, view)
    if found is None:
        return _no_such_list(request)
    query = QueryDict(mutable=True)
    for name, values in sorted(found.query.items()):
        if name != "q":
            query.setlist(name, values)
    return redirect(f"{reverse('families:list', args=[found.place])}?{query.urlencode()}")


@allowed(Permission.SEE_FAMILIES)
def change_view(request: HttpRequest, view: int) -> HttpResponse:
    """Another name for a saved list, or its end."""
    found = _own_view(request, view)
    if found is None:
        return _no_such_list(request)
    if request.method == "POST" and "delete" in request.POST:
        view_actions.delete_view(by=request.scope.account, view=found)
        messages.success(request, _("The list is deleted."))
        return redirect("families:list", place=found.place)
    form = NameForm(request.POST or None, initial={"name": found.name, "version": found.version})
    if form.is_valid():
        given = form.cleaned_data
        try:
            view_actions.rename_view(
                by=request.scope.account, view=found, version=given["version"], name=given["name"]
            )
        except Conflict as conflict:
            stored = {"name": conflict.now.name}  # type: ignore[attr-defined]
            return conflict_page(request, form, conflict, stored, request.path)
        except ValidationError as refused:
            form.add_error("name", refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("families:open-view", view=found.pk)
    return render(request, "families/change_view.html", {"view": found, "form": form})


def _own_view(request: HttpRequest, view: int) -> SavedView | None:
    return SavedView.objects.filter(pk=view, account=request.scope.account).first()


def _no_such_list(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("You have no such list. It may have been deleted."))
    return redirect("families:own-list")
