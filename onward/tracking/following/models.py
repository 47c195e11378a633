"""Young people as an authority follows them: whose they are, and how they left."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.people.of_a_record import OfRecord
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


class RiskWeighing(models.Model):
    """How an authority weighs the risk of becoming NEET: points by factor, and a threshold."""

    organisation = models.OneToOneField("parties.Organisation", models.PROTECT, related_name="+")
    points = models.JSONField()  # by code of a factor
    threshold = models.PositiveSmallIntegerField()
    by = models.UUIDField()  # staff handle
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"weighing of {self.organisation_id}"


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
