"""What marked texts were read and let through is the sender's own, and is never altered."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from onward.tenancy.policies import OWN, isolate


class Migration(migrations.Migration):
    dependencies = [
        ("disclosures", "0005_one_off_row_security"),
        ("parties", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="TextReading",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False),
                ),
                ("handle", models.UUIDField()),
                ("item", models.SlugField(db_index=False, max_length=60)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None
                    ),
                ),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="disclosures.disclosure",
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
            ],
        ),
        isolate("disclosures_textreading", read=OWN, append_only=True),
    ]
