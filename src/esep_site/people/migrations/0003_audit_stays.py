"""Nobody changes or removes an event of the audit log, the owner of the table included."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION people_audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit log is only added to: % refused.', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER people_audit_stays BEFORE UPDATE OR DELETE ON people_auditevent
    FOR EACH ROW EXECUTE FUNCTION people_audit_stays();
CREATE TRIGGER people_audit_stays_whole BEFORE TRUNCATE ON people_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION people_audit_stays();
ALTER TABLE people_auditevent ENABLE ALWAYS TRIGGER people_audit_stays;
ALTER TABLE people_auditevent ENABLE ALWAYS TRIGGER people_audit_stays_whole;
"""
ALLOW = """
DROP TRIGGER people_audit_stays ON people_auditevent;
DROP TRIGGER people_audit_stays_whole ON people_auditevent;
DROP FUNCTION people_audit_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_keeping")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
