"""Who asks: the session, and the account with the roles it holds today, each in one short question.

Every request asks both before anything else. Django's own ways to them cost three questions and most of
a millisecond of processor.
"""

from __future__ import annotations

from hashlib import blake2b
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as SessionsInDatabase
from django.db import DEFAULT_DB_ALIAS, connection
from django.utils import timezone

from esep_site.people.models import Account

COLUMNS = [field.attname for field in Account._meta.concrete_fields]
WHO = f"""
SELECT {", ".join(f"a.{name}" for name in COLUMNS)}, coalesce(
    (SELECT array_agg(ARRAY[h.role, h.place] ORDER BY h.place, h.role) FROM people_roleholding h
     WHERE h.account_id = a.id AND h.valid_from <= %s AND (h.valid_to IS NULL OR h.valid_to >= %s)), '{{}}')
FROM people_account a WHERE a.id = %s
"""


class SessionStore(SessionsInDatabase):
    """Sessions in the database, read by one plain question.

    The database keeps the hash of a key, as long as its column: who reads the table can be nobody by it.
    """

    def exists(self, session_key: str) -> bool:
        """Whether a session has the key."""
        return bool(super().exists(_kept(session_key)))

    def delete(self, session_key: str | None = None) -> None:
        """Forget the session of the key, else this one."""
        key = session_key or self.session_key
        if key:
            super().delete(_kept(key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row as it is kept."""
        row = super().create_model_instance(data)
        row.session_key = _kept(row.session_key)
        return row

    def _get_session_from_db(self) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT session_data, expire_date FROM django_session "
                "WHERE session_key = %s AND expire_date > %s",
                [_kept(self.session_key), timezone.now()],
            )
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return None
        return SimpleNamespace(session_data=row[0], expire_date=row[1])


def _kept(key: str) -> str:
    return blake2b(key.encode(), digest_size=20).hexdigest()


class Accounts(ModelBackend):
    """Accounts by login and password; whoever comes back by a session brings the roles along."""

    def get_user(self, user_id: int) -> Account | None:
        """The account with ``known_roles``; None where it is gone or may not sign in."""
        today = timezone.localdate()
        with connection.cursor() as cursor:
            cursor.execute(WHO, [today, today, user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        account = Account.from_db(DEFAULT_DB_ALIAS, COLUMNS, row[:-1])
        account.known_roles = tuple((role, place) for role, place in row[-1])
        return account if self.user_can_authenticate(account) else None
