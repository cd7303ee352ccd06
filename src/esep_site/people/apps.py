"""The app of people."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class People(AppConfig):
    """Accounts, roles, scope and audit."""

    name = "esep_site.people"
    label = "people"

    def ready(self) -> None:
        """After a migration the site's database role may use the new tables; every address has a rule."""
        from esep_site.people import checks
        from esep_site.people.database_role import grant

        del checks  # it registers itself

        post_migrate.connect(grant, dispatch_uid="esep_site.grant")
