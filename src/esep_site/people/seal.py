"""The seal of a setting that row policies look at: only the program itself can tell the database a scope.

Any statement may call ``set_config``. Therefore a setting counts only with the program's seal on it, made
with a key that neither the role of the pages nor its login can read: the database keeps it in
``people_seal``, which nobody but the owner of the tables reads, and the function ``people_sealed``, which
runs as that owner, opens a seal and makes none. A seal is for one connection (the number of its process in
the server), so that one that was seen elsewhere is worth nothing. A pooler that hands the connections of a
server around breaks every seal.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection

DIGITS = 64
"""Of a seal: HMAC-SHA256 in hexadecimal."""
BLOCK = 64
"""Bytes that SHA-256 takes at once, as long as HMAC makes its key (RFC 2104)."""

MAKE_SEALED = f"""
CREATE TABLE IF NOT EXISTS people_seal (
    one boolean PRIMARY KEY DEFAULT true CHECK (one), inner_key bytea NOT NULL, outer_key bytea NOT NULL);
ALTER TABLE people_seal ENABLE ROW LEVEL SECURITY; -- without a policy: for its owner alone
CREATE OR REPLACE FUNCTION people_sealed(setting text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
  told text := current_setting(setting, true);
  value text := substr(told, {DIGITS + 1});
  spoken bytea := convert_to(pg_backend_pid() || ' ' || setting || ' ' || value, 'UTF8');
BEGIN
  RETURN (SELECT value FROM public.people_seal AS k WHERE left(told, {DIGITS}) =
    encode(sha256(k.outer_key || sha256(k.inner_key || spoken)), 'hex'));
END $function$;
"""
"""SQL: the table of the key, and the function that gives what stands below a seal, NULL below a wrong one."""

KEEP_KEY = """
INSERT INTO people_seal (inner_key, outer_key) VALUES (%s, %s)
ON CONFLICT (one) DO UPDATE SET inner_key = excluded.inner_key, outer_key = excluded.outer_key
"""


def sealed(setting: str, value: str, process: int | None = None) -> str:
    """``value`` with its seal, for ``set_config(setting, …)`` on this connection, or that of ``process``."""
    if process is None:
        connection.ensure_connection()
        process = connection.connection.info.backend_pid
    spoken = f"{process} {setting} {value}".encode()
    return hmac.digest(_key(settings.SECRET_KEY), spoken, "sha256").hex() + value


def keep_key(cursor: Any) -> None:
    """Give the database the key that this program seals with; for the owner of the tables."""
    key = _key(settings.SECRET_KEY).ljust(BLOCK, b"\0")
    cursor.execute(KEEP_KEY, [bytes(byte ^ pad for byte in key) for pad in (0x36, 0x5C)])


def holds() -> bool:
    """Whether the database opens the seals of this program."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('esep.tried', %s, false)", [sealed("esep.tried", "yes")])
        cursor.execute("SELECT people_sealed('esep.tried')")
        return bool(cursor.fetchone()[0] == "yes")


@cache
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"esep.seal " + secret.encode()).digest()
