"""A role for whoever deals in person with providers about public protection cases."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0005_roles_of_local_requests"),
    ]

    operations = [
        migrations.AlterField(
            model_name="staff",
            name="roles",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("WORK_COACH", "Work coach"),
                        ("REFERRAL_TEAM", "Referral administration team"),
                        ("OPERATIONS", "Operations team"),
                        ("CASEWORKER", "Caseworker"),
                        ("CASE_MANAGER", "Case manager"),
                        ("CONTRACT_MANAGER", "Contract manager"),
                        ("FINANCE_OFFICER", "Finance officer"),
                        ("SIGNER", "Payment signer"),
                        ("DATA_PROTECTION", "Data protection officer"),
                        ("ADMINISTRATOR", "Administrator"),
                        ("TRACKING_ADVISER", "Tracking adviser"),
                        ("DISTRICT_OFFICER", "Jobcentre district officer"),
                        ("NOMINATED_OFFICER", "Nominated officer for public protection"),
                    ],
                    max_length=24,
                ),
                default=list,
                size=None,
            ),
        ),
    ]
