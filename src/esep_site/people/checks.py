"""A check of the program before it runs: every address says who may open it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.urls import URLPattern, URLResolver, get_resolver

from esep_site.people.permissions import rule_of


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site, by the name under which Django knows it; "?" and the route without one."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{before}{pattern.namespace}:" if pattern.namespace else before
            yield from addresses(pattern, space)
        else:
            yield (f"{before}{pattern.name}" if pattern.name else f"?{pattern.pattern}"), pattern


@register(Tags.security)
def every_address_has_a_rule(app_configs: Sequence[Any] | None, **_options: Any) -> list[CheckMessage]:
    """Errors for the addresses without ``@public``, ``@arriving``, ``@signed_in`` or ``@allowed``."""
    return [
        Error(
            f"The address {name} does not say who may open it.",
            hint="Decorate its page with a rule of esep_site.people.permissions.",
            id="esep.E001",
        )
        for name, pattern in addresses()
        if rule_of(pattern.callback) is None
    ]
