"""The keys of second factors are encrypted; django-otp made a column for them as they are."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from esep_site.people.encryption import BEGINNING, decrypted, encrypted

LONGER = "ALTER TABLE otp_totp_totpdevice ALTER COLUMN key TYPE varchar(200)"
AS_BEFORE = "ALTER TABLE otp_totp_totpdevice ALTER COLUMN key TYPE varchar(80)"
NONE_PLAIN = (
    "ALTER TABLE otp_totp_totpdevice ADD CONSTRAINT otp_totp_key_is_encrypted "
    f"CHECK (starts_with(key, '{BEGINNING}'))"
)
PLAIN_MAY_BE = "ALTER TABLE otp_totp_totpdevice DROP CONSTRAINT otp_totp_key_is_encrypted"


def encrypt(apps: Any, _editor: object) -> None:
    """Put in place of each key, which django-otp wrote in hexadecimal, the encrypted one."""
    for device in apps.get_model("otp_totp", "TOTPDevice").objects.all():
        device.key = encrypted(bytes.fromhex(device.key))
        device.save(update_fields=["key"])


def decrypt(apps: Any, _editor: object) -> None:
    """Put the keys back as django-otp reads them."""
    for device in apps.get_model("otp_totp", "TOTPDevice").objects.all():
        device.key = decrypted(device.key).hex()
        device.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("people", "0005_seal"), ("otp_totp", "0003_add_timestamps")]

    operations = [
        migrations.CreateModel(
            name="EncryptedDevice",
            fields=[],
            options={"proxy": True, "indexes": [], "constraints": []},
            bases=("otp_totp.totpdevice",),
        ),
        migrations.RunSQL(LONGER, AS_BEFORE),
        migrations.RunPython(encrypt, decrypt),
        migrations.RunSQL(NONE_PLAIN, PLAIN_MAY_BE),
    ]
