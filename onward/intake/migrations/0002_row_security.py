"""A landed file belongs to the organisation it came to."""

from django.db import migrations

from onward.tenancy.policies import OWN, isolate, no_statistics

PERSONAL = ("file_name", "content", "problems", "warnings", "texts", "refused_rows")


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]
    operations = [
        isolate("intake_landing", read=OWN),
        no_statistics("intake_landing", PERSONAL),
    ]
