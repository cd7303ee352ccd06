"""Who somebody is for the API."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from esep_site.api_rules import Said, problems, who
from esep_site.people.permissions import SIGNED_IN
from esep_site.people.roles import Permission

router = Router(tags=["people"])


class GrantSaid(Said):
    """One thing that may be done, and where."""

    permission: str
    places: list[str] = Field(description="Codes of places; all within them are meant.")


class MeSaid(Said):
    """The account, and what it may do with this session or key today."""

    login: str
    name: str
    language: str
    key: str | None = Field(description="The name of the key, null with a session.")
    grants: list[GrantSaid]


@router.get(
    "", response={200: MeSaid, **problems(401)}, auth=who(SIGNED_IN), url_name="me", operation_id="me"
)
def me(request: HttpRequest) -> MeSaid:
    """Who I am here and what I may do."""
    scope = request.scope
    grants = [
        GrantSaid(permission=permission.value, places=list(scope.places[permission]))
        for permission in Permission
        if permission in scope.places
    ]
    return MeSaid(
        login=scope.account.login,
        name=scope.account.name,
        language=scope.account.language,
        key=request.key.name if request.key else None,
        grants=grants,
    )
