"""Who may use an address of the API, and what all addresses share: forms of values, problems."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from annotated_types import GroupedMetadata
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Schema
from ninja.errors import AuthorizationError
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf
from pydantic import BeforeValidator, ConfigDict, Field

from esep_site.people.models import Account
from esep_site.people.permissions import PUBLIC, SIGNED_IN, Rule
from esep_site.people.roles import Permission

CODE = r"^[0-9]{9}$"


class Told(Schema):
    """What is sent to the API: nothing but what is declared, and of its own type."""

    model_config = ConfigDict(extra="forbid")


class Said(Schema):
    """What the API answers."""


class Fault(Said):
    """One thing that is missing or wrong."""

    where: str = Field(description="A JSON pointer into the body, or the name of a parameter.")
    fault: str = Field(description="What is wrong, in the language of the caller.")


class Problem(Said):
    """Problem details (RFC 9457)."""

    type: str = Field(description="`about:blank`: the status says what it is.")
    title: str
    status: int
    detail: str
    faults: list[Fault] = Field(default=[], description="With 422: every fault.")


def _text_only(value: object) -> object:
    """JSON has no dates: a date is a text, never a number of seconds."""
    if isinstance(value, datetime.date) or (isinstance(value, str) and len(value) == 10):
        return value
    raise ValueError("a date is written as YYYY-MM-DD")


Day = Annotated[datetime.date, BeforeValidator(_text_only, json_schema_input_type=datetime.date)]
"""``2026-03-08``."""


def _number_only(value: object) -> object:
    """A whole number of JSON may be written 51.0; a text or a truth value is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise ValueError("a whole number")
    return int(value)


@dataclass(frozen=True)
class Whole(GroupedMetadata):
    """Of ``Annotated[int, Whole(most)]``: a number from 0 to ``most`` that is no text and no fraction."""

    most: int

    def __iter__(self) -> Iterator[Any]:
        bounds = Field(ge=0, le=self.most)
        yield BeforeValidator(_number_only, json_schema_input_type=Annotated[int, bounds])
        yield bounds


Flag = Annotated[bool, Field(strict=True)]
Place = Annotated[str, Field(pattern=CODE, description="A code of the classifier of places (KATO).")]


def problems(*more: int) -> dict[Any, Any]:
    """The problems that an address may answer with, for its declaration."""
    return dict.fromkeys((400, 406, 429, *more), Problem)


class KeyAuth(HttpBearer):
    """A key of the API in the header ``Authorization: Bearer esep_…``."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> Account | None:  # noqa: ARG002
        """The account behind the key, which the middleware has opened."""
        return _permitted(request, self.rule) if request.key else None


class SessionAuth(APIKeyCookie):
    """The session of somebody who signed in on a page; what changes something needs the CSRF token, too."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        super().__init__()

    def __call__(self, request: HttpRequest) -> Account | None:
        """The account of the session."""
        if request.key or not request.scope.account:
            return None
        if check_csrf(request):
            raise AuthorizationError
        return _permitted(request, self.rule)

    def authenticate(self, request: HttpRequest, key: str | None) -> Account | None:
        """Asked by nobody: :meth:`__call__` answers."""
        raise NotImplementedError


def who(rule: Rule) -> list[Any] | None:
    """The ``auth`` of an address: a permission (for the place in the address), SIGNED_IN or PUBLIC."""
    return None if rule == PUBLIC else [KeyAuth(rule), SessionAuth(rule)]


def _permitted(request: HttpRequest, rule: Rule) -> Account:
    scope = request.scope
    if rule != SIGNED_IN:
        assert isinstance(rule, Permission)
        place = request.resolver_match.kwargs.get("place")
        if not scope.may(rule, place):
            raise PermissionDenied
    return scope.account
