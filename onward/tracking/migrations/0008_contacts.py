import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0007_tracking_manager"),
        ("people", "0010_signposts"),
        ("tracking", "0007_returns_in_the_background"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "restricted_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), null=True, size=None
                    ),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("TELEPHONE", "Telephone call"),
                            ("TEXT", "Text message"),
                            ("EMAIL", "Email"),
                            ("LETTER", "Letter"),
                            ("VISIT", "Visit"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("SURVEY", "To find out what they do"),
                            ("SUPPORT", "To offer support"),
                            ("SAFEGUARDING", "To keep them safe"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("UNCHANGED", "Nothing has changed"),
                            ("NEW_ACTIVITY", "A new activity"),
                            ("SPOKEN", "Reached; nothing said of the activity"),
                            ("NO_ANSWER", "No answer"),
                            ("WRONG", "Wrong number or address"),
                            ("NO_MORE_SURVEYS", "Asked not to be called"),
                            ("SENT", "Sent"),
                        ],
                        max_length=15,
                    ),
                ),
                ("reached_by", models.SlugField(blank=True, db_index=False, max_length=60)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("act", models.UUIDField(null=True)),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="following",
            name="called_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="following",
            name="called_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="following",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("called_by", None), ("called_until__isnull", False), _connector="OR"
                ),
                name="taken_to_be_called_until_a_moment",
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="parties.organisation",
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="record",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contacts",
                to="people.record",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["record", "-at"], name="contacts_of_a_record"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["organisation", "by", "-at"], name="contacts_by_whom"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome__in", ["UNCHANGED", "NEW_ACTIVITY"]), _negated=True),
                    ("act__isnull", False),
                    _connector="OR",
                ),
                name="a_contact_names_the_activity_told_in_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("undone_at", None), ("undone_at__gte", models.F("at")), _connector="OR"
                ),
                name="a_contact_is_undone_afterwards",
            ),
        ),
    ]
