"""Keyed pseudonyms: a register's number becomes a positive whole number that tells nothing without the key.

BLAKE2b with a secret key; persons and families in domains of their own, so the same text gives unlike
pseudonyms. 63 bits: among twenty million persons two would share one about once in 46,000 builds;
such a collision is refused, never merged.
"""

from __future__ import annotations

import os
import secrets
from hashlib import blake2b
from pathlib import Path
from typing import Literal

import polars as pl

from esep.errors import WrongSettings
from esep.messages import messages_of

_, _n = messages_of("esep.registers")

Domain = Literal["person", "family"]

KEY_BYTES = 32
_SHORTEST_KEY = 16
_LONGEST_KEY = 64
_CHUNK = 100_000


def read_or_make_key(path: Path) -> bytes:
    """The key in ``path`` (hexadecimal text); made there on first use, readable by its owner alone.

    Losing the file means that later snapshots cannot be joined with earlier ones. WrongSettings when the
    file is no key or other accounts of the computer may read it.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_key(path)
    with os.fdopen(handle, "w", encoding="ascii") as lines:
        key = secrets.token_bytes(KEY_BYTES)
        lines.write(key.hex() + "\n")
        lines.flush()
        os.fsync(lines.fileno())
    return key


def _read_key(path: Path) -> bytes:
    if path.stat().st_mode & 0o077:
        raise WrongSettings(
            _(
                "The key file {path} can be read by other accounts of this computer. "
                "Take their rights away with chmod 600 {path}, or make a new key.",
                path=path,
            )
        )
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError as error:
        raise WrongSettings(
            _("The file {path} is not a key: hexadecimal digits are expected.", path=path)
        ) from error
    check_key(key)
    return key


def check_key(key: bytes) -> None:
    """WrongSettings unless the key has 16 to 64 bytes."""
    if not _SHORTEST_KEY <= len(key) <= _LONGEST_KEY:
        raise WrongSettings(
            _(
                "The key has {length} bytes; from {shortest} to {longest} are needed.",
                length=len(key),
                shortest=_SHORTEST_KEY,
                longest=_LONGEST_KEY,
            )
        )


def key_fingerprint(key: bytes) -> str:
    """Sixteen hexadecimal digits by which two snapshots show that they share a key, and nothing more."""
    return blake2b(key=key, digest_size=8, person=b"esep.fingerprint").hexdigest()


def pseudonym(number: str, domain: Domain, key: bytes) -> int:
    """The pseudonym of one number: an int from 0 to 2**63 - 1."""
    return pseudonyms(pl.Series([number]), domain, key).item()  # type: ignore[no-any-return]


def pseudonyms(numbers: pl.Series, domain: Domain, key: bytes) -> pl.Series:
    """The pseudonyms (Int64, no nulls) of a column of numbers (String, no nulls), in its order."""
    keyed = blake2b(key=key, digest_size=8, person=f"esep.{domain}".encode())
    chunks = [pl.Series([], dtype=pl.Int64)]
    for start in range(0, len(numbers), _CHUNK):
        texts = numbers.slice(start, _CHUNK).to_list()
        chunks.append(pl.Series([_number(keyed, text) for text in texts], dtype=pl.Int64))
    return pl.concat(chunks).rename(domain)


def _number(keyed: blake2b, text: str) -> int:
    digest = keyed.copy()
    digest.update(text.encode())
    return int.from_bytes(digest.digest(), "big") >> 1
