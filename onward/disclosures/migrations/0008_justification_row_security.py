"""Why something was given is known to who gave it."""

from django.db import migrations

from onward.tenancy.policies import OWN, isolate, no_statistics


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0007_what_an_act_is_asked_for")]
    operations = [
        isolate("disclosures_justification", read=OWN),
        migrations.RunSQL("revoke delete on disclosures_justification from onward_app"),
        no_statistics("disclosures_justification", ["text", "likeness"]),
    ]
