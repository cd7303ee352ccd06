"""The API under /api/v1: put together from the apps, its errors, its schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as Refused
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from esep_site.api_rules import KeyAuth
from esep_site.delivery.api import router as records
from esep_site.delivery.targets_api import router as targets
from esep_site.families.api import router as families
from esep_site.families.reform_api import router as what_ifs
from esep_site.instructions.api import router as instructions
from esep_site.people.api import router as people
from esep_site.people.permissions import PUBLIC, RULE, Rule, public
from esep_site.places_api import router as places
from esep_site.problems import PROBLEM, problem
from esep_site.selfcheck.api import router as selfcheck

DESCRIPTION = """Counts of families, one family's explanation, what-ifs, the self-check, records of delivery,
instructions.

Sign in with a session, or send a key made under “My account” as `Authorization: Bearer esep_…`. A session
that changes something sends the CSRF token in `X-CSRFToken`, too. Errors are problem details (RFC 9457) in
the language of `Accept-Language` (kk, ru, en). How often may be asked in a minute is limited; `Retry-After`
tells when to go on."""


ROOT, SCHEMA = "api-root", "openapi-json"
"""Addresses that Ninja has by itself."""


class Api(NinjaAPI):
    """The API with its problems named as they are sent."""

    def get_openapi_schema(self, **named: Any) -> Any:
        """The OpenAPI 3.1 document."""
        schema = super().get_openapi_schema(**named)
        rules = _rules("operation_id")
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["x-permission"] = str(rules[operation["operationId"]])
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "content" in answer:
                        answer["content"] = {PROBLEM: answer["content"].popitem()[1]}
                    if int(status) == 429:
                        answer["headers"] = {
                            "Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}
                        }
        return schema


api = Api(
    title="Esep",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    openapi_extra={"info": {"license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}}},
)
api.add_router("/me", people)
api.add_router("/places", places)
api.add_router("/places", families)
api.add_router("/places", what_ifs)
api.add_router("/places", records)
api.add_router("/places", targets)
api.add_router("/places", instructions)
api.add_router("/self-check", selfcheck)


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, error.args[0] if error.args and isinstance(error.args[0], str) else "")


@api.exception_handler(PermissionDenied)
def _denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problem(403)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return problem(422, " ".join(error.messages))


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(401)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(422, faults=[_fault(each) for each in error.errors])


def _fault(error: Mapping[str, Any]) -> dict[str, str]:
    """What Pydantic says, as a sentence in the language of the caller; where, without names of ours."""
    if "fault" in error:
        return {"where": str(error["where"]), "fault": str(error["fault"])}
    source, *path = [str(part) for part in error["loc"]]
    where = "/" + "/".join(path[1:]) if source == "body" else ".".join(path)
    kinds = {
        "missing": _("This is missing."),
        "extra_forbidden": _("This is not known here."),
        "literal_error": _("This is none of the words that may stand here."),
        "string_pattern_mismatch": _("This has not the form that is asked for."),
        "too_long": _("There are too many."),
        "too_short": _("There are too few."),
    }
    return {"where": where, "fault": kinds.get(str(error["type"]), _("This value is not allowed here."))}


@public
def root(request: HttpRequest) -> HttpResponse:
    """Where the document of the API is."""
    return JsonResponse({"title": api.title, "version": api.version, "document": reverse(f"api:{SCHEMA}")})


def addresses() -> list[URLPattern]:
    """The addresses of the API, each with its rule as pages have theirs."""
    rules = _rules() | {SCHEMA: PUBLIC}
    patterns: list[URLPattern] = [each for each in api.urls[0] if each.name != ROOT]
    for pattern in patterns:
        setattr(pattern.callback, RULE, rules.get(str(pattern.name)))
    return [path("", root, name=ROOT), *patterns]


def _rules(named_by: str = "url_name") -> dict[str, Rule]:
    """Who may use each operation."""
    found: dict[str, Rule] = {}
    for bound in api._get_bound_routers():
        for view in bound.path_operations.values():
            for operation in view.operations:
                keys = [each for each in operation.auth_callbacks if isinstance(each, KeyAuth)]
                found[getattr(operation, named_by)] = keys[0].rule if keys else PUBLIC
    return found
