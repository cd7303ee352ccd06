"""The app of instructions."""

from django.apps import AppConfig


class Instructions(AppConfig):
    """Instructions and their control."""

    name = "esep_site.instructions"
    label = "instructions"

    def ready(self) -> None:
        """Let the audit page know what is done here."""
        from esep_site.instructions.event_names import NAMES
        from esep_site.people.events import name

        name(NAMES)
