"""The app of delivery."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Delivery(AppConfig):
    """The ledger of delivery."""

    name = "esep_site.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Let the audit page know what is done here."""
        from esep_site.delivery.event_names import NAMES
        from esep_site.people.events import name
        from esep_site.people.subjects import Kind, kinds

        name(NAMES)
        kinds(
            {
                "record": Kind(_("record of delivery")),
                "target": Kind(_("target value")),
                "import": Kind(_("workbook")),
            }
        )
