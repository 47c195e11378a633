"""The person reads in her statement when the authority tried to reach her."""

from django.db import migrations

from onward.tenancy.policies import OWN_UNRESTRICTED, PARTICIPANT

HERS = f"({PARTICIPANT} is not null and sees_record(record_id))"


class Migration(migrations.Migration):
    dependencies = [
        ("tracking", "0009_contacts_row_security"),
        ("casework", "0002_row_security"),
    ]
    operations = [
        migrations.RunSQL(
            f"alter policy sees on tracking_contact using ({OWN_UNRESTRICTED} or {HERS})",
            f"alter policy sees on tracking_contact using ({OWN_UNRESTRICTED})",
        ),
    ]
