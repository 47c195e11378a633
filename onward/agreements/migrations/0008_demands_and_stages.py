import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0007_benefits"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="demands",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.SlugField(max_length=20), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="maximum_a_day",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="permit",
            name="stages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.SlugField(max_length=10), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="permit",
            name="unless_refused",
            field=models.SlugField(blank=True, max_length=40),
        ),
    ]
