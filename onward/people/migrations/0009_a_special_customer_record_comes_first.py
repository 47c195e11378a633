"""A special customer record may be under public protection arrangements besides."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0006_nominated_officer"),
        ("people", "0008_objections_row_security"),
    ]

    operations = [
        migrations.AddField(
            model_name="record",
            name="also_mappa",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(("also_mappa", False), ("case_kind", "SCR"), _connector="OR"),
                name="a_special_customer_record_comes_first",
            ),
        ),
    ]
