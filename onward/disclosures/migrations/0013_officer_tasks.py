"""What is withheld under a dated policy is a task for a nominated officer of the giver."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from onward.tenancy.policies import OWN, isolate, sight


class Migration(migrations.Migration):
    dependencies = [
        ("disclosures", "0012_auditor_sees_what_there_is"),
        ("parties", "0006_nominated_officer"),
        ("people", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficerTask",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False),
                ),
                ("handle", models.UUIDField()),
                (
                    "items",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=60), size=None
                    ),
                ),
                ("policy", models.CharField(max_length=40)),
                ("made_at", models.DateTimeField()),
                ("done_by", models.UUIDField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="officer_tasks",
                        to="disclosures.disclosure",
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("done_by", None)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="officer_task_done_says_by_whom_and_when",
                    )
                ],
            },
        ),
        # Of a restricted record it is there for those alone who see the record.
        sight("sees_record_of", of="people_record", column="handle"),
        isolate("disclosures_officertask", read=f"{OWN} and sees_record_of(handle)", write=OWN),
    ]
