"""The app of families."""

from django.apps import AppConfig


class Families(AppConfig):
    """The family map."""

    name = "esep_site.families"
    label = "families"

    def ready(self) -> None:
        """Let the audit page know what is done here."""
        from esep_site.families.event_names import NAMES
        from esep_site.families.subjects import KINDS, REASONS
        from esep_site.people import events, subjects

        events.name(NAMES)
        events.REASONS.update(REASONS)
        subjects.kinds(KINDS)
