import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("disclosures", "0006_text_readings"),
        ("parties", "0003_security_plans"),
    ]

    operations = [
        migrations.AddField(
            model_name="disclosure",
            name="channel_reason",
            field=models.SlugField(blank=True, db_index=False, max_length=20),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="movement_template",
            field=models.SlugField(blank=True, db_index=False, max_length=40),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="stage",
            field=models.SlugField(blank=True, db_index=False, max_length=10),
        ),
        migrations.CreateModel(
            name="Justification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("nonce", models.BinaryField()),
                ("likeness", models.CharField(blank=True, max_length=64)),
                (
                    "disclosure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
            options={
                "indexes": [
                    models.Index(fields=["organisation", "likeness"], name="justifications_alike")
                ],
            },
        ),
    ]
