"""The auditor sees that a justification is there, not its words, and what was passed on from what."""

from django.db import migrations

FORWARD = """
grant select (parent) on disclosures_parcel to onward_auditor;
grant select (organisation_id, disclosure_id) on disclosures_justification to onward_auditor;
create policy audits on disclosures_justification for select to onward_auditor using (true);
"""
BACKWARD = """
revoke select (parent) on disclosures_parcel from onward_auditor;
revoke select (organisation_id, disclosure_id) on disclosures_justification from onward_auditor;
drop policy audits on disclosures_justification;
"""


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0011_what_is_passed_on")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
