"""Addresses of the site. Pages begin with their language; the API and the addresses of machines do not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from esep_site import api, health
from esep_site.delivery import offline_pages

urlpatterns = [
    path("health/", health.health, name="health"),
    path("ready/", health.ready, name="ready"),
    path("worker.js", offline_pages.worker, name="worker"),
    path("api/v1/", (api.addresses(), "api", "api")),
    *i18n_patterns(
        path("", health.front, name="front"),
        path("self-check/", include("esep_site.selfcheck.urls")),
        path("people/", include("esep_site.people.urls")),
        path("families/", include("esep_site.families.urls")),
        path("bodies/", include("esep_site.bodies.urls")),
        path("instructions/", include("esep_site.instructions.urls")),
        path("delivery/", include("esep_site.delivery.urls")),
    ),
]
