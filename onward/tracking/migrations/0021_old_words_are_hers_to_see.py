"""The person reads in her statement what came of her from a system the authority had before."""

from django.db import migrations

from onward.tenancy.policies import OWN_UNRESTRICTED, PARTICIPANT

HERS = f"({PARTICIPANT} is not null and sees_record(record_id))"


class Migration(migrations.Migration):
    dependencies = [
        ("tracking", "0020_gazetteer_row_security"),
        ("casework", "0002_row_security"),
    ]
    operations = [
        migrations.RunSQL(
            f"alter policy sees on tracking_oldwords using ({OWN_UNRESTRICTED} or {HERS})",
            f"alter policy sees on tracking_oldwords using ({OWN_UNRESTRICTED})",
        ),
    ]
