"""The app of bodies."""

from collections.abc import Collection

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Bodies(AppConfig):
    """The register of bodies."""

    name = "esep_site.bodies"
    label = "bodies"

    def ready(self) -> None:
        """Let the audit page know what is done here."""
        from esep_site.bodies.event_names import NAMES
        from esep_site.people.events import name
        from esep_site.people.subjects import Kind, kinds

        name(NAMES)
        from esep_site.bodies.models import Body

        def names(numbers: Collection[int]) -> dict[int, str]:
            return {each.pk: each.name for each in Body.objects.filter(pk__in=numbers)}

        kinds({"body": Kind(_("body"), names)})
