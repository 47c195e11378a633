import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0004_security_row_security"),
        ("people", "0006_mentions_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="Introduction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "restricted_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), null=True, size=None
                    ),
                ),
                (
                    "items",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=60), size=None
                    ),
                ),
                ("basis", models.SlugField(db_index=False, max_length=40)),
                ("received_on", models.DateField()),
                ("notice", models.SlugField(blank=True, db_index=False, max_length=40)),
                ("notice_given_on", models.DateField(null=True)),
                (
                    "introduced_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
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
                    "record",
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("notice", ""), ("notice_given_on", None)),
                            models.Q(
                                models.Q(("notice", ""), _negated=True),
                                ("notice_given_on__gte", models.F("received_on")),
                            ),
                            _connector="OR",
                        ),
                        name="a_notice_has_its_version_and_its_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "restricted_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), null=True, size=None
                    ),
                ),
                ("purpose", models.SlugField(blank=True, db_index=False, max_length=40)),
                ("raised_on", models.DateField()),
                ("raised_by", models.UUIDField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("UPHELD", "Upheld: it is not done any more"),
                            ("OVERRIDDEN", "Compelling grounds go before it"),
                        ],
                        max_length=10,
                    ),
                ),
                ("grounds", models.CharField(blank=True, max_length=1000)),
                ("decided_on", models.DateField(null=True)),
                ("decided_by", models.UUIDField(null=True)),
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
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="people.record",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on", None), ("outcome", "")),
                            models.Q(
                                ("decided_by__isnull", False),
                                ("decided_on__gte", models.F("raised_on")),
                            ),
                            _connector="OR",
                        ),
                        name="a_decided_objection_says_when_and_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "OVERRIDDEN"), _negated=True),
                            models.Q(("grounds", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_objection_is_overridden_on_grounds",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "restricted_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), null=True, size=None
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            (
                                "ACCURACY",
                                "The person says that something is wrong; it is being checked",
                            ),
                            (
                                "UNLAWFUL",
                                "It should not have been used; she wants it kept, not erased",
                            ),
                            ("CLAIM", "We need it no more; she needs it for a legal claim"),
                            (
                                "OBJECTION",
                                "She has objected; whose grounds go first is being decided",
                            ),
                        ],
                        max_length=9,
                    ),
                ),
                ("from_on", models.DateField()),
                ("by", models.UUIDField()),
                ("warned_on", models.DateField(null=True)),
                ("lifted_on", models.DateField(null=True)),
                ("lifted_by", models.UUIDField(null=True)),
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
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restrictions",
                        to="people.record",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifted_on", None),
                            models.Q(
                                ("lifted_on__gte", models.F("warned_on")),
                                ("warned_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_restriction_is_lifted_after_a_warning",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_on", None)),
                        fields=("record",),
                        name="one_restriction_at_a_time",
                    ),
                ],
            },
        ),
    ]
