"""Pages of the self-check. What is typed travels in the body of requests only and is kept nowhere."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from esep.support import months_asked, self_check
from esep_site.people.permissions import asks_nothing, public
from esep_site.selfcheck.forms import Telling
from esep_site.selfcheck.household import household_of, pressed
from esep_site.selfcheck.showing import month_names, page_language, shown

FILE = "esep.html"


@public
@asks_nothing
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@never_cache
def self_check_page(request: HttpRequest) -> HttpResponse:
    """The questions; after them the answer."""
    if request.method == "GET":
        return _questions(request, Telling(None))
    button = request.POST.get("do", "")
    typed, part = pressed({name: str(value) for name, value in request.POST.items()}, button)
    if button not in ("answer", "download"):
        return _questions(request, Telling(typed), part=part)
    telling = Telling(typed, checking=True)
    if not telling.is_whole:
        return _questions(request, telling, status=422)
    if typed.get("months") != _months(telling):
        telling.place.fields["on"].widget.attrs["autofocus"] = True
        return _questions(request, telling, months_moved=True)
    return _answer(request, telling, typed, as_file=button == "download")


def _questions(
    request: HttpRequest, telling: Telling, *, part: str = "", status: int = 200, months_moved: bool = False
) -> HttpResponse:
    on = telling.day
    return render(
        request,
        "selfcheck/questions.html",
        {
            "telling": telling,
            "faults": telling.faults if status == 422 else [],
            "part": part,
            "months": month_names(on),
            "months_shown": months_asked(on)[0].isoformat(),
            "months_moved": months_moved,
            "knows_region": bool(telling.place.is_bound and telling.place.data.get("place-region")),
        },
        status=status,
    )


def _months(telling: Telling) -> str:
    return months_asked(telling.day)[0].isoformat()


def _answer(request: HttpRequest, telling: Telling, typed: dict[str, str], *, as_file: bool) -> HttpResponse:
    household, on = household_of(telling)
    found = self_check(household, on)
    told = {"answer": shown(found, page_language()), "typed": typed}
    if not as_file:
        return render(request, "selfcheck/answer.html", told)
    style = Path(str(finders.find("esep/esep.css"))).read_text("utf-8")
    text = render_to_string("selfcheck/file.html", {**told, "style": style}, request)
    answer = HttpResponse(text, content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return answer
