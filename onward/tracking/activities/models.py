"""What young people do, statement by statement."""

import uuid

from django.db import models
from django.db.models import F, Q

from onward.people.models import Fact
from onward.people.of_a_record import OfRecord
from onward.programmes.participation.activity import Activity


class ActivityStatement(OfRecord):
    """What one source said a young person does or did, from a day. Replaced, never altered.

    Statements about one stretch of time share `spell`. What was known at a moment is what had been
    said by then and was not yet replaced; `act` is what was said at once, and can be undone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    record = models.ForeignKey(
        "people.Record", models.PROTECT, related_name="activities", db_constraint=False
    )
    spell = models.UUIDField(default=uuid.uuid4)
    code = models.CharField(max_length=3)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    is_primary = models.BooleanField(default=True)
    is_confirmed = models.BooleanField(default=True)
    ascertained_on = models.DateField()
    verified_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    predicted_end_on = models.DateField(null=True)
    neet_started_on = models.DateField(null=True)
    lapses_on = models.DateField(null=True)  # by the rules of the day it was said
    establishment_number = models.CharField(max_length=7, blank=True)
    establishment_name = models.CharField(max_length=120, blank=True)
    provider_number = models.CharField(max_length=8, blank=True)
    source = models.CharField(max_length=10, choices=Fact.Source)
    source_id = models.UUIDField(null=True)  # the disclosure or the landed file
    by = models.UUIDField(null=True)  # staff handle
    act = models.UUIDField()
    known_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    replaced_by = models.UUIDField(null=True)  # the act

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(replaced_at=None, ended_on=None, is_primary=True),
                name="one_present_activity",
            ),
            models.UniqueConstraint(
                fields=["record", "started_on"],
                condition=Q(replaced_at=None, is_primary=True),
                name="one_activity_from_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="activity_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at=None, replaced_by=None)
                | Q(replaced_at__gte=F("known_at"), replaced_by__isnull=False),
                name="replaced_statement_says_by_what",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "lapses_on"],
                name="activities_by_lapse",
                condition=Q(replaced_at=None, ended_on=None, is_primary=True),
            ),
            models.Index(fields=["act"], name="activities_by_act"),
        ]

    def __str__(self) -> str:
        return f"activity {self.code} from {self.started_on}"

    @property
    def activity(self) -> Activity:
        """The same as a value, for the rules."""
        return Activity(
            code=self.code,
            started_on=self.started_on,
            ascertained_on=self.ascertained_on,
            verified_on=self.verified_on,
            review_on=self.review_on,
            predicted_end_on=self.predicted_end_on,
            neet_started_on=self.neet_started_on,
            ended_on=self.ended_on,
            is_primary=self.is_primary,
        )
