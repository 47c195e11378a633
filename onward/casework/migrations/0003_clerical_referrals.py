"""Referrals on paper stand in a register of their own organisation that names nobody."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from onward.tenancy.policies import OWN, isolate


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0002_row_security"),
        ("parties", "0006_nominated_officer"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClericalReferral",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("form", models.CharField(max_length=10)),
                ("sent_on", models.DateField()),
                ("entered_by", models.UUIDField()),
                ("entered_at", models.DateTimeField()),
                (
                    "commissioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "number"), name="one_clerical_referral_per_number"
                    )
                ],
            },
        ),
        isolate("casework_clericalreferral", read=OWN),
    ]
