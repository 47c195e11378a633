"""The monthly returns an authority has made, and how each held everyone."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.people.of_a_record import OfRecord


class MonthlyReturn(models.Model):
    """One return as it was made for the end of a month, from what was known at a moment."""

    class Status(models.TextChoices):
        MADE = "MADE", _("Made, on its way")
        ACCEPTED = "ACCEPTED", _("Accepted by the department")
        REJECTED = "REJECTED", _("Rejected by the department")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    period_end = models.DateField()
    known_at = models.DateTimeField()
    rule_set = models.CharField(max_length=10)
    people_count = models.PositiveIntegerField()
    disclosure_id = models.UUIDField(unique=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.MADE)
    made_by = models.UUIDField()  # staff handle
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)  # staff handle

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "id"], name="monthly_return_of_organisation"
            ),
            models.UniqueConstraint(
                fields=["organisation", "period_end"],
                condition=Q(status="ACCEPTED"),
                name="one_accepted_return_a_month",
            ),
            models.CheckConstraint(
                condition=Q(status="MADE", settled_at=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="settled_return_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"return for {self.period_end}"


class InReturn(OfRecord):
    """How one return held one person: a leaver is owed until a return that tells it is accepted."""

    monthly_return = models.ForeignKey(
        MonthlyReturn, models.PROTECT, related_name="people", db_constraint=False
    )
    cohort_status = models.CharField(max_length=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "monthly_return"], name="once_in_a_return"),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_status} in {self.monthly_return_id}"
