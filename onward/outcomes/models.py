"""A provider's own evidence that an outcome has come true: jobs, weeks worked, what follows."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class _Own(models.Model):
    """A row about one of the organisation's own records."""

    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    restricted_to = ArrayField(models.BigIntegerField(), null=True)
    record = models.ForeignKey(
        "people.Record", models.PROTECT, related_name="+", db_constraint=False
    )

    class Meta:
        abstract = True


class Job(_Own):
    """One job a participant has or had, as the provider knows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    referral = models.ForeignKey("casework.Referral", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40)  # the provider's own
    employer = models.CharField(max_length=120, blank=True)
    started_on = models.DateField(null=True)  # empty once erased
    ended_on = models.DateField(null=True)
    self_employed = models.BooleanField(default=False)
    supported = models.BooleanField(default=False)
    by = models.UUIDField(null=True)  # staff handle
    source_id = models.UUIDField(null=True)  # the landed file
    known_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "referral", "reference"], name="one_job_per_reference"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("started_on")),
                name="job_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"job {self.id}"


class WeekWorked(_Own):
    """The time worked in one job in one week, Monday to Sunday."""

    job = models.ForeignKey(Job, models.PROTECT, related_name="weeks", db_index=False)
    beginning = models.DateField()
    minutes = models.PositiveIntegerField()
    by = models.UUIDField(null=True)
    source_id = models.UUIDField(null=True)
    known_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "beginning"], name="one_row_per_job_and_week"),
            models.CheckConstraint(
                condition=Q(beginning__iso_week_day=1), name="a_week_begins_on_a_monday"
            ),
            models.CheckConstraint(
                condition=Q(minutes__lte=7 * 24 * 60), name="a_week_has_168_hours"
            ),
        ]

    def __str__(self) -> str:
        return f"week of {self.beginning}"


class EarlierEvidence(_Own):
    """What was known of a job, or of one week of it, until it was known better."""

    job = models.ForeignKey(Job, models.PROTECT, related_name="earlier")
    beginning = models.DateField(null=True)  # of the week; empty where it is about the job
    values = models.JSONField()  # column to value, as they were
    by = models.UUIDField(null=True)
    source_id = models.UUIDField(null=True)
    known_at = models.DateTimeField()
    known_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"known until {self.known_until}"


class Outcome(_Own):
    """The programme's rule has come true for a participation, on a day, for a reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    referral = models.ForeignKey(
        "casework.Referral", models.PROTECT, related_name="+", db_index=False
    )
    code = models.SlugField(max_length=40, db_index=False)
    achieved_on = models.DateField()
    rules = models.CharField(max_length=40)
    why = models.JSONField()  # the weeks that counted, and the rule's doubts
    known_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)  # so that what is not is found among the many

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "code"], name="one_outcome_of_a_kind")
        ]
        indexes = [
            models.Index(
                fields=["organisation", "achieved_on", "id"],
                name="outcomes_unclaimed",
                condition=Q(claimed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} on {self.achieved_on}"
