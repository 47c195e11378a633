"""Young people as an authority follows them: whose they are, what they do, how they left."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onward.people.models import Fact
from onward.people.of_a_record import OfRecord
from onward.programmes.participation.activity import Activity
from onward.programmes.participation.leaving import CohortStatus


class Service(models.Model):
    """How an authority stands in the return: its number, its database's, and the next person's."""

    organisation = models.OneToOneField("parties.Organisation", models.PROTECT, related_name="+")
    authority_number = models.CharField(max_length=3)  # of the department's list
    database_number = models.CharField(max_length=3)
    next_number = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(authority_number__regex=r"^\d{3}$", database_number__regex=r"^\d{3}$"),
                name="service_numbers_have_three_digits",
            )
        ]

    def __str__(self) -> str:
        return f"service of {self.authority_number}"


class Following(OfRecord):
    """That the authority follows the person of a record: on whose caseload, and since when.

    Put away, it is in no list and no count until it is taken out again; nothing is erased by it.
    """

    since = models.DateTimeField()
    worker = models.UUIDField(null=True)  # staff handle
    archived_at = models.DateTimeField(null=True)
    # Who has taken the person from the call list, and until when nobody else is given them.
    called_by = models.UUIDField(null=True)  # staff handle
    called_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record"], name="a_record_is_followed_once"),
            models.CheckConstraint(
                condition=Q(called_by=None) | Q(called_until__isnull=False),
                name="taken_to_be_called_until_a_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "worker"],
                name="caseloads",
                condition=Q(archived_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"following of {self.record_id}"


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


class LeftCohort(OfRecord):
    """That a person left the authority's cohort, how, and where to."""

    class How(models.TextChoices):
        LEFT = CohortStatus.LEFT.value, _("Left for another reason, such as a plan that ended")
        TRANSFERRED = CohortStatus.TRANSFERRED.value, _("Moved to another authority in England")
        ABROAD = CohortStatus.ABROAD.value, _("Moved out of England")
        MERGED = CohortStatus.MERGED.value, _("Was a second record of the same person")
        DIED = CohortStatus.DIED.value, _("Died")

    how = models.CharField(max_length=1, choices=How)
    on = models.DateField()
    to_place = models.CharField(max_length=3, blank=True)
    by = models.UUIDField(null=True)  # staff handle
    known_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(undone_at=None), name="left_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(how__in=["T", "E"]) | ~Q(to_place=""),
                name="a_move_says_where_to",
            ),
        ]

    def __str__(self) -> str:
        return f"left as {self.how} on {self.on}"
