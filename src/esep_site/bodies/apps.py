"""The app of bodies."""

from django.apps import AppConfig


class Bodies(AppConfig):
    """The register of bodies."""

    name = "esep_site.bodies"
    label = "bodies"

    def ready(self) -> None:
        """Let the audit page know what is done here."""
        from esep_site.bodies.event_names import NAMES
        from esep_site.people.events import name

        name(NAMES)
