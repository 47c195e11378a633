"""What is kept to tell who is who, each row seen by its organisation alone."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import onward.people.matching_models
from onward.tenancy.policies import OWN, OWN_UNRESTRICTED, isolate, no_statistics, own_reference

OF_A_RECORD = ("people_writing", "people_matchcandidate")
OF_A_MATCH = ("people_matchcandidate", "people_matchedrow", "people_matchdecision")


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0007_tracking_manager"),
        ("people", "0012_the_section_that_a_file_came_under"),
    ]

    operations = [
        migrations.CreateModel(
            name="Match",
            fields=[
                (
                    "restricted_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), null=True, size=None
                    ),
                ),
                (
                    "id",
                    models.BigIntegerField(
                        default=onward.people.matching_models.random_number,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("ROW", "A row of a list"), ("RECORDS", "Two records")],
                        max_length=7,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("ALIKE", "Somebody is like it, but not surely the same"),
                            ("NUMBER_CONFLICT", "The number and the person disagree"),
                            ("SEVERAL", "More than one person fits"),
                            ("ACCEPTED", "Everything agrees"),
                            ("UNDONE", "It was taken for somebody, and that was undone"),
                        ],
                        max_length=15,
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("said", models.JSONField(default=dict)),
                ("model_version", models.CharField(blank=True, max_length=12)),
                ("raised_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SAME", "The same person"),
                            ("NOBODY", "None of these people"),
                            ("UNSURE", "Cannot tell"),
                        ],
                        max_length=6,
                    ),
                ),
                ("answered_by", models.UUIDField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "chosen",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
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
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.record",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MatchCandidate",
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
                ("bits", models.FloatField()),
                ("steps", models.JSONField(default=list)),
                ("shares", models.JSONField(default=dict)),
                (
                    "match",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidates",
                        to="people.match",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MatchDecision",
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
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SAME", "The same person"),
                            ("NOBODY", "None of these people"),
                            ("UNSURE", "Cannot tell"),
                        ],
                        max_length=6,
                    ),
                ),
                ("chosen_id", models.UUIDField(null=True)),
                ("because", models.CharField(blank=True, max_length=300)),
                ("by", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "match",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="people.match",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MatchedRow",
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
                ("landing_id", models.UUIDField()),
                ("row", models.PositiveIntegerField()),
                ("waits", models.BooleanField()),
                (
                    "match",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="people.match",
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
        migrations.CreateModel(
            name="MatchingDeclaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_matched", models.BooleanField()),
                ("because", models.CharField(max_length=300)),
                ("declared_by", models.UUIDField()),
                ("declared_at", models.DateTimeField()),
                ("approved_by", models.UUIDField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("built_at", models.DateTimeField(null=True)),
                ("written_count", models.PositiveIntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MatchingKey",
            fields=[
                (
                    "restricted_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), null=True, size=None
                    ),
                ),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation",
                        "hash",
                        "writing_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("hash", models.BigIntegerField()),
                ("writing_id", models.BigIntegerField(db_index=True)),
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MatchingModel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.CharField(max_length=12)),
                ("text", models.TextField()),
                ("fitted_at", models.DateTimeField()),
                ("approved_by", models.UUIDField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Writing",
            fields=[
                (
                    "restricted_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), null=True, size=None
                    ),
                ),
                (
                    "id",
                    models.BigIntegerField(
                        default=onward.people.matching_models.random_number,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name_id", models.BigIntegerField()),
                ("born", models.IntegerField()),
                ("postcode", models.BigIntegerField()),
                ("sector", models.BigIntegerField()),
                ("district", models.BigIntegerField()),
                ("area", models.BigIntegerField()),
                ("door", models.BigIntegerField()),
                ("street", models.BigIntegerField()),
                ("sex", models.SmallIntegerField()),
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
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="match",
            index=models.Index(
                condition=models.Q(("answer", "")),
                fields=["organisation", "raised_at", "id"],
                name="matches_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.UniqueConstraint(
                fields=("organisation", "digest"), name="a_match_is_asked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.UniqueConstraint(
                fields=("organisation", "id"), name="match_of_organisation"
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "SAME"), ("chosen__isnull", False)),
                    models.Q(models.Q(("answer", "SAME"), _negated=True), ("chosen", None)),
                    _connector="OR",
                ),
                name="the_same_person_is_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="an_answered_match_has_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchedrow",
            constraint=models.UniqueConstraint(
                fields=("organisation", "landing_id", "row"), name="a_row_is_matched_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="matchingdeclaration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("approved_at__isnull", False), ("ended_at", None)),
                fields=("organisation",),
                name="one_declaration_stands",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchingdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("approved_by", None)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="approved_declaration_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchingdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_matched", False),
                    ("approved_by", None),
                    models.Q(("approved_by", models.F("declared_by")), _negated=True),
                    _connector="OR",
                ),
                name="another_approves_matching",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchingmodel",
            constraint=models.UniqueConstraint(
                fields=("organisation", "version"), name="a_model_is_kept_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="matchingmodel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("approved_at__isnull", False), ("ended_at", None)),
                fields=("organisation",),
                name="one_model_is_in_use",
            ),
        ),
        isolate("people_matchingdeclaration", read=OWN),
        isolate("people_matchingmodel", read=OWN),
        *(
            isolate(table, read=OWN_UNRESTRICTED, write=OWN, becomes=OWN)
            for table in ("people_writing", "people_matchingkey", "people_match", *OF_A_MATCH)
        ),
        *(own_reference(table, "record_id", "people_record") for table in OF_A_RECORD),
        *(own_reference(table, "match_id", "people_match") for table in OF_A_MATCH),
        own_reference("people_match", "record_id", "people_record"),
        own_reference("people_match", "chosen_id", "people_record"),
        no_statistics(
            "people_writing",
            ["born", "postcode", "sector", "district", "area", "door", "street", "sex"],
        ),
        no_statistics("people_matchingkey", ["hash"]),
        no_statistics("people_match", ["said", "digest"]),
    ]
