from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_what_facts_may_be_used_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="said_by",
            field=models.CharField(
                choices=[
                    ("PERSON", "The person"),
                    ("PARENT", "A parent, while the person is under 16"),
                ],
                default="PERSON",
                max_length=6,
            ),
        ),
    ]
