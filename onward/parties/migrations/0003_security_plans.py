import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="SecurityPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("iso27001_statement", models.CharField(max_length=200)),
                ("is_assured", models.BooleanField()),
                ("assured_on", models.DateField()),
                ("expires_on", models.DateField()),
                (
                    "offshore",
                    models.CharField(
                        choices=[
                            ("NONE", "Nothing is held or seen outside the United Kingdom"),
                            ("SOME", "Something is held or seen outside the United Kingdom"),
                            ("UNKNOWN", "Nobody has said"),
                        ],
                        max_length=7,
                    ),
                ),
                ("reviewer", models.UUIDField()),
                (
                    "assurer",
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
                        related_name="security_plans",
                        to="parties.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_on__gt", models.F("assured_on"))),
                        name="security_plan_expires_after_it_is_assured",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("iso27001_statement", ""), _negated=True),
                        name="security_plan_has_its_statement",
                    ),
                ],
            },
        ),
    ]
