"""One record may stand for another of the same person, until that is undone."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from onward.tenancy.policies import OWN, OWN_UNRESTRICTED, isolate, own_reference


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0007_tracking_manager"),
        ("people", "0013_matching"),
    ]

    operations = [
        migrations.AddField(
            model_name="matchingdeclaration",
            name="searched_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="look",
            name="what",
            field=models.CharField(
                choices=[
                    ("RECORD", "The record"),
                    ("HOUSEHOLD", "That they live or lived with somebody"),
                    ("NINO", "The whole National Insurance number"),
                    ("STATEMENT", "The statement of what was shared"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "restricted_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), null=True, size=None
                    ),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("because", models.CharField(max_length=300)),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("undone_because", models.CharField(blank=True, max_length=300)),
                ("undone_by", models.UUIDField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "kept",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.record",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.record",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("other",),
                        name="merged_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("other")), _negated=True),
                        name="a_merge_is_of_two_records",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at", None), ("undone_because", "")),
                            models.Q(
                                ("undone_at__isnull", False),
                                models.Q(("undone_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_undone_merge_says_why",
                    ),
                ],
            },
        ),
        isolate("people_merge", read=OWN_UNRESTRICTED, write=OWN, becomes=OWN),
        own_reference("people_merge", "kept_id", "people_record"),
        own_reference("people_merge", "other_id", "people_record"),
    ]
