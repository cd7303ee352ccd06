"""Row policies: an instruction is seen where it concerns a place of the scope, the rest where its instruction is."""

from django.db import migrations

from esep_site.instructions.row_policy import OF_PLACE, STEMS, keep, open_again, with_its

OF_INSTRUCTIONS = ("assignment", "report", "extension", "change", "reminder")
TABLES = {
    "instructions_instruction": keep("instructions_instruction", f"seen && {STEMS}"),
    "instructions_source": keep("instructions_source", OF_PLACE),
    "instructions_stocktake": keep("instructions_stocktake", OF_PLACE),
    "instructions_proposal": with_its("instructions_proposal", "source_id", "instructions_source"),
    "instructions_evidence": with_its("instructions_evidence", "report_id", "instructions_report"),
    **{
        f"instructions_{name}": with_its(f"instructions_{name}", "instruction_id", "instructions_instruction")
        for name in OF_INSTRUCTIONS
    },
}


class Migration(migrations.Migration):
    dependencies = [("instructions", "0002_packs_and_reminders")]

    operations = [migrations.RunSQL(policy, open_again(table)) for table, policy in TABLES.items()]
