"""Secrets encrypted for the database, by keys that are made from the secret key of the installation.

The site must know the key of a second factor to hold a code against it, and one-time codes are short, so no
hash will do. Encrypted by what is not in the database, they are worth nothing to who reads it or a dump of
it. Fernet is AES-128 in CBC with HMAC-SHA256; its keys are made by HKDF (RFC 5869). What an earlier secret
key encrypted is opened by it (``SECRET_KEY_FALLBACKS``), until it is encrypted anew.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import cache
from hmac import compare_digest

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

BEGINNING = "gAAAAA"
"""Of everything that Fernet encrypted: its version and the first bytes of the time."""
_LENGTH = 32
_USE = b"esep second factor"


class OtherSecretKeyError(Exception):
    """None of the secret keys of the installation opens it."""


def encrypted(secret: bytes) -> str:
    """The secret as the database may have it."""
    return _opener(settings.SECRET_KEY).encrypt(secret).decode()


def decrypted(token: str) -> bytes:
    """The secret; OtherSecretKeyError where another installation, or a forgotten key, encrypted it."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    try:
        return MultiFernet([_opener(key) for key in keys]).decrypt(token)
    except InvalidToken as error:
        raise OtherSecretKeyError from error


def is_readable(token: str) -> bool:
    """Whether a secret key of the installation opens it."""
    try:
        decrypted(token)
    except OtherSecretKeyError:
        return False
    return True


def opens(token: str, secret: bytes) -> bool:
    """Whether the token is readable, and of this secret."""
    try:
        return compare_digest(decrypted(token), secret)
    except OtherSecretKeyError:
        return False


def is_of_today(token: str) -> bool:
    """Whether the secret key of now encrypted it."""
    try:
        _opener(settings.SECRET_KEY).decrypt(token)
    except InvalidToken:
        return False
    return True


@cache
def _opener(secret_key: str) -> Fernet:
    made = HKDF(SHA256(), _LENGTH, salt=None, info=_USE).derive(secret_key.encode())
    return Fernet(urlsafe_b64encode(made))
