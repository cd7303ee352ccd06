"""No address hides a page behind a code: whatever a code or number is, its page is reached by its address."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, get_resolver

from .conftest import MakeAccount

FORMS = {"int": "[0-9]+", "slug": "[-a-zA-Z0-9_]+", "str": "[^/]+"}
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
CODES = ("enter", "new", "change", "body", "control", "template", "own", "1", "310000000")
"""What a body, a kind or a place could be called, words of addresses among them."""


def routes(patterns: list[object], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each address as it is written, from the root on."""
    for each in patterns:
        if isinstance(each, URLPattern):
            yield before + str(each.pattern), each
        else:
            yield from routes(each.url_patterns, before + str(each.pattern))  # type: ignore[attr-defined]


ROUTES = list(routes(get_resolver().url_patterns))


def taken_by(path: str) -> list[str]:
    """The addresses that a path fits, as they are written."""
    found = []
    for route, _pattern in ROUTES:
        form = re.escape(re.sub(ARGUMENT, lambda each: f"\0{each[1] or 'str'}\0", route))
        form = re.sub(r"\\?\0(\w+)\\?\0", lambda each: FORMS[each[1]], form)
        if re.fullmatch(form, path):
            found.append(route)
    return found


@pytest.mark.parametrize("route", sorted({route for route, _pattern in ROUTES if "<" in route}))
def test_a_code_reaches_its_own_page_whatever_the_code_is(route: str) -> None:
    for code in CODES:
        path = ARGUMENT.sub(lambda each, code=code: "7" if each[1] == "int" else code, route)
        places = ARGUMENT.findall(route)
        if all(form == "int" or name == "place" for form, name in places) and code != CODES[-1]:
            continue  # numbers, and codes of the classifier, which are nine digits
        assert set(taken_by(path)) == {route}, f"{path} could be several pages"


@pytest.mark.django_db
def test_a_body_called_enter_has_its_page(make_account: MakeAccount, client: object) -> None:
    from esep_site.bodies.models import Body
    from esep_site.people.roles import Role

    own = {"kind": "employer", "name_kk": "«Кіру»", "name_ru": "«Вход»", "place": "310000000"}
    Body.objects.create(code="enter", **own)
    client.force_login(make_account(Role.PROGRAMME_OFFICER))  # type: ignore[attr-defined]
    assert "«Вход»" in client.get("/ru/bodies/enter/").content.decode()  # type: ignore[attr-defined]
    assert client.get("/ru/bodies/enter/body/").status_code == 200  # type: ignore[attr-defined]
