"""The app of instructions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Instructions(AppConfig):
    """Instructions and their control."""

    name = "esep_site.instructions"
    label = "instructions"

    def ready(self) -> None:
        """Let the audit page know what is done here."""
        from esep_site.instructions.event_names import NAMES
        from esep_site.people.events import name
        from esep_site.people.subjects import Kind, kinds

        name(NAMES)
        kinds(
            {
                "instruction": Kind(_("instruction")),
                "source": Kind(_("source of instructions")),
                "stocktake": Kind(_("pack of a stocktake")),
            }
        )
