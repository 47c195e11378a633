"""A restricted record may be shown to be there, with whom to ask and nothing of it."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from onward.tenancy.policies import OWN, isolate, own_reference


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0006_nominated_officer"),
        ("people", "0009_a_special_customer_record_comes_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Signpost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "numbers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64), size=None
                    ),
                ),
                (
                    "named",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signpost",
                        to="people.record",
                    ),
                ),
            ],
        ),
        isolate("people_signpost", read=OWN),
        own_reference("people_signpost", "record_id", "people_record"),
    ]
