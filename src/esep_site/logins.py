"""As whom the processes of the site come to its database: the owner of the tables, or the login of the pages.

``esep site prepare``, the commands and the worker come as the owner: they migrate, load and keep. The server
comes as a login that owns nothing, is no superuser and has no rights but to take the role of the pages
(:mod:`esep_site.people.database_role`), so that a page cannot step out of it, whatever is asked.
"""

from __future__ import annotations

import os
from typing import Any

import psycopg

from esep_site.embedded import connection, database_url
from esep_site.folder import folder
from esep_site.people.database_role import ROLE

OWNER_URL, PAGES_URL = "DATABASE_URL", "ESEP_PAGES_DATABASE_URL"
AS = "ESEP_DATABASE_AS"
"""The variable that the server sets for itself to :data:`PAGES`."""
PAGES = "pages"


def of_this_process() -> dict[str, Any]:
    """Django's settings of the database for the process that asks."""
    return of_pages() if os.environ.get(AS) == PAGES else of_owner()


def of_owner() -> dict[str, Any]:
    """The owner of the tables: DATABASE_URL, or the embedded server's first role."""
    return connection(os.environ.get(OWNER_URL) or database_url(folder().database))


def of_pages() -> dict[str, Any]:
    """The login of the pages: ESEP_PAGES_DATABASE_URL, or the one that ``esep site prepare`` made."""
    told = os.environ.get(PAGES_URL)
    found: dict[str, Any] = connection(told) if told else as_pages(of_owner())
    options: dict[str, Any] = {**found["OPTIONS"], "assume_role": ROLE}
    return {**found, "OPTIONS": options}


def as_pages(owner: dict[str, Any]) -> dict[str, Any]:
    """The same database for the login of the pages."""
    return {**owner, "USER": login_of(str(owner["NAME"])), "PASSWORD": password()}


def can_come() -> bool:
    """Whether the login of the pages opens the database and may take their role."""
    asked = of_pages()
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    told = {name: asked[key] for name, key in names.items() if asked[key]}
    told |= {name: value for name, value in asked["OPTIONS"].items() if name != "assume_role"}
    try:
        with psycopg.connect(**told) as opened:
            opened.execute(f"SET ROLE {ROLE}")
    except psycopg.Error:
        return False
    return True


def login_of(database: str) -> str:
    """The login of the pages of a database: called after it, since roles are those of a whole server."""
    return f"{database[:57]}_pages"


def password() -> str:
    """The password of that login, kept in the folder of the installation."""
    return folder().secret("pages")
