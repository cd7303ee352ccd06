"""Django made ready for a command of ``esep site``, and what such a command must find."""

from __future__ import annotations

import os

from esep.errors import WrongSettings
from esep.messages import current_language, messages_of

_, _n = messages_of(__package__)


def ready_django() -> None:
    """Load the site's settings and apps; what Django says is in the language of the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esep_site.settings")
    import django
    from django.utils.translation import activate

    django.setup()
    activate(current_language())


def ready_database() -> None:
    """The same, with a database that fits this version; WrongSettings where it must be prepared first."""
    ready_django()
    from django.db import DatabaseError

    from esep_site.health import fits

    try:
        fit = fits()
    except DatabaseError as error:
        raise WrongSettings(
            _("The database cannot be reached. Look at DATABASE_URL, and whether the server runs.")
        ) from error
    if not fit:
        raise WrongSettings(
            _("The database does not fit this version of the program. Run esep site prepare first.")
        )
