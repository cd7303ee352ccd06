"""The app of families."""

from django.apps import AppConfig


class Families(AppConfig):
    """The family map."""

    name = "esep_site.families"
    label = "families"
