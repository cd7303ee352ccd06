"""Row policies look at sealed settings; for installations that were made before."""

from django.db import migrations

from esep_site.instructions.row_policy import OF_PLACE, STEMS, keep

TABLES = {"instruction": f"seen && {STEMS}", "source": OF_PLACE, "stocktake": OF_PLACE}


class Migration(migrations.Migration):
    dependencies = [("instructions", "0007_documents"), ("people", "0005_seal")]

    operations = [
        migrations.RunSQL(
            f"DROP POLICY seen ON instructions_{table}; {keep(f'instructions_{table}', seen)}",
            migrations.RunSQL.noop,
        )
        for table, seen in TABLES.items()
    ]
