"""The app of the self-check."""

from __future__ import annotations

from django.apps import AppConfig


class SelfCheck(AppConfig):
    """The self-check: it has no models, since nothing is kept."""

    name = "esep_site.selfcheck"
    label = "selfcheck"
