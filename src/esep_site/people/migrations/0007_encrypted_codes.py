"""One-time codes are encrypted, as the keys of second factors are."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from esep_site.people.encryption import BEGINNING, decrypted, encrypted

LONGER = "ALTER TABLE otp_static_statictoken ALTER COLUMN token TYPE varchar(200)"
AS_BEFORE = "ALTER TABLE otp_static_statictoken ALTER COLUMN token TYPE varchar(16)"
NONE_PLAIN = (
    "ALTER TABLE otp_static_statictoken ADD CONSTRAINT otp_static_token_is_encrypted "
    f"CHECK (starts_with(token, '{BEGINNING}'))"
)
PLAIN_MAY_BE = "ALTER TABLE otp_static_statictoken DROP CONSTRAINT otp_static_token_is_encrypted"


def encrypt(apps: Any, _editor: object) -> None:
    """Put in place of each code the encrypted one."""
    for each in apps.get_model("otp_static", "StaticToken").objects.all():
        each.token = encrypted(each.token.encode())
        each.save(update_fields=["token"])


def decrypt(apps: Any, _editor: object) -> None:
    """Put the codes back as django-otp reads them."""
    for each in apps.get_model("otp_static", "StaticToken").objects.all():
        each.token = decrypted(each.token).decode()
        each.save(update_fields=["token"])


class Migration(migrations.Migration):
    dependencies = [("people", "0006_encrypted_keys"), ("otp_static", "0003_add_timestamps")]

    operations = [
        migrations.CreateModel(
            name="EncryptedCodes",
            fields=[],
            options={"proxy": True, "indexes": [], "constraints": []},
            bases=("otp_static.staticdevice",),
        ),
        migrations.RunSQL(LONGER, AS_BEFORE),
        migrations.RunPython(encrypt, decrypt),
        migrations.RunSQL(NONE_PLAIN, PLAIN_MAY_BE),
    ]
