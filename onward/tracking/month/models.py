"""The monthly returns of an authority: how each held everyone, and what was wrong with it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.parties.clock import machine_now
from onward.people.of_a_record import OfRecord


class MonthlyReturn(models.Model):
    """One return for the end of a month, from what was known at the moment it was checked."""

    class Status(models.TextChoices):
        ASKED = "ASKED", _("Being checked")
        CHECKED = "CHECKED", _("Checked, not sent")
        TO_SEND = "TO_SEND", _("Being prepared to be sent")
        SENT = "SENT", _("Sent")
        ACCEPTED = "ACCEPTED", _("Accepted by the department")
        REJECTED = "REJECTED", _("Rejected by the department")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    period_end = models.DateField()
    known_at = models.DateTimeField()
    asked_at = models.DateTimeField(default=machine_now)  # the last asked for is the newest
    rule_set = models.CharField(max_length=10)
    people_count = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=8, choices=Status, default=Status.ASKED)
    followed_count = models.PositiveIntegerField(default=0)  # records to look at
    looked_at_count = models.PositiveIntegerField(default=0)  # so far
    checked_by = models.UUIDField()  # staff handle
    sent_by = models.UUIDField(null=True)  # staff handle
    refusals = models.JSONField(default=list)  # why the gate would send nothing at all
    comparison = models.JSONField(null=True)  # with the month before: counts only
    is_to_compare = models.BooleanField(default=False)
    disclosure_id = models.UUIDField(null=True, unique=True)
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
                condition=Q(status__in=["ASKED", "CHECKED", "TO_SEND"])
                | Q(disclosure_id__isnull=False),
                name="sent_return_has_its_disclosure",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["ACCEPTED", "REJECTED"])
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="settled_return_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["ASKED", "CHECKED"]) | Q(sent_by__isnull=False),
                name="sent_return_says_by_whom",
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


class ReturnFinding(OfRecord):
    """That one person's part of a return breaks a rule: a line of somebody's list of fixes."""

    class By(models.TextChoices):
        CHECK = "CHECK", _("Our own check")
        GATE = "GATE", _("The gate")
        COMPARISON = "COMPARISON", _("The month before")
        DEPARTMENT = "DEPARTMENT", _("The department's report")

    monthly_return = models.ForeignKey(
        MonthlyReturn, models.PROTECT, related_name="findings", db_constraint=False
    )
    rule = models.CharField(max_length=40)
    priority = models.PositiveSmallIntegerField()
    found_by = models.CharField(max_length=10, choices=By, default=By.CHECK)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["monthly_return", "record", "rule", "found_by"], name="found_once"
            ),
        ]
        indexes = [
            models.Index(fields=["monthly_return", "rule"], name="findings_by_rule"),
        ]

    def __str__(self) -> str:
        return f"rule {self.rule} in {self.monthly_return_id}"
