"""Settings that row policies look at are sealed; for installations that were made before."""

from django.db import migrations

from esep_site.people.seal import MAKE_SEALED


class Migration(migrations.Migration):
    dependencies = [("people", "0004_api_keys")]

    operations = [migrations.RunSQL(MAKE_SEALED, migrations.RunSQL.noop)]
