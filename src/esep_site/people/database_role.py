"""The database role under which pages run: it may do little, and row policies hold for it.

The server comes to the database as a login that owns nothing and can do nothing but take this role
(:mod:`esep_site.logins`): whoever could ask ``RESET ROLE`` would be that login, and see nothing at all.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from esep_site.people.seal import keep_key

ROLE = "esep_site"
APPEND_ONLY = ("people_auditevent",)


def grant(**_signal: Any) -> None:
    """Make the role where it is not there, and let it use every table; the audit log only to read and add."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {ROLE} NOLOGIN")
        cursor.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [ROLE])
        if not cursor.fetchone()[0]:
            cursor.execute(f"GRANT {ROLE} TO CURRENT_USER")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {ROLE}")
        cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {ROLE}")
        existing = connection.introspection.table_names(cursor)
        for table in APPEND_ONLY:
            if table in existing:
                cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {ROLE}")
        if "people_seal" in existing:
            keep_key(cursor)
        _let_pages_in(cursor)


def _let_pages_in(cursor: Any) -> None:
    """Make the login of the pages, or give it its password again; left to the administrator of the database
    where the owner of the tables may not make roles (ESEP_PAGES_DATABASE_URL)."""
    from esep_site.logins import login_of, password

    login = login_of(str(connection.settings_dict["NAME"]))
    cursor.execute(
        "SELECT rolsuper OR rolcreaterole, "
        "rolsuper OR pg_has_role(current_user, %s, 'MEMBER WITH ADMIN OPTION'), "
        "(SELECT true FROM pg_roles WHERE rolname = %s) FROM pg_roles WHERE rolname = current_user",
        [ROLE, login],
    )
    may_make, may_grant, there = cursor.fetchone()
    if not (may_make and may_grant):
        return
    name = connection.ops.quote_name(login)
    hidden = connection.connection.pgconn.encrypt_password(
        password().encode(), login.encode(), b"scram-sha-256"
    ).decode()  # so that the log of the server does not hold it
    what = "ALTER" if there else "CREATE"
    held = "" if there else "NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT"
    cursor.execute(f"{what} ROLE {name} LOGIN {held} PASSWORD '{hidden}'")
    cursor.execute(f"GRANT {ROLE} TO {name} WITH INHERIT FALSE, SET TRUE")
