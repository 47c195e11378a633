"""The life of a case: the referral that organisations share, and each side's own notes of it."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onward.parties.models import Organisation


class Status(models.TextChoices):
    REFERRED = "REFERRED", _("Referred")
    ACKNOWLEDGED = "ACKNOWLEDGED", _("Acknowledged")
    REJECTED = "REJECTED", _("Rejected")
    CANCELLED = "CANCELLED", _("Cancelled")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    DID_NOT_START = "DID_NOT_START", _("Did not start")
    STARTED = "STARTED", _("Started")
    ENDED = "ENDED", _("Ended")


OPEN = (Status.REFERRED, Status.ACKNOWLEDGED, Status.STARTED)
BEFORE_START = (Status.REFERRED, Status.ACKNOWLEDGED)
SENT_BACK = (Status.REJECTED, Status.CANCELLED, Status.DID_NOT_START)


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Referrals, narrowed in words that read after the noun."""

    def sent_by(self, referrer: Organisation) -> Self:
        return self.filter(referrer=referrer)

    def sent_to(self, provider: Organisation) -> Self:
        return self.filter(provider=provider)

    def made_for(self, commissioner: Organisation) -> Self:
        return self.filter(commissioner=commissioner)

    def by_reference(self, references: Iterable[str]) -> dict[str, "Referral"]:
        """Those with these references; one that two referrers gave is not there, naming neither."""
        found: dict[str, list[Referral]] = {}
        for referral in self.filter(reference__in=set(references)):
            found.setdefault(referral.reference, []).append(referral)
        return {reference: each[0] for reference, each in found.items() if len(each) == 1}

    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def awaiting_reply(self) -> Self:
        return self.filter(status=Status.REFERRED)

    def overdue(self, *, on: date) -> Self:
        """Still without a reply after the last day for it."""
        return self.awaiting_reply().filter(reply_due_on__lt=on)

    def awaiting_answer_to_cancellation(self) -> Self:
        """The provider asked to cancel, and the commissioner has not yet said yes or no."""
        return self.filter(status__in=BEFORE_START, cancellation_asked_at__isnull=False)

    def awaiting_deletion(self) -> Self:
        """Taken back after the person's data had arrived, which the provider has yet to delete."""
        return self.filter(
            status=Status.WITHDRAWN, arrived_at__isnull=False, deletion_confirmed_at=None
        )


class Referral(models.Model):
    """One person sent to one provider. A second attempt is a second referral.

    Two organisations share the row, and the commissioner for whom it is done sees it: so it
    holds codes and dates only, each of them an item that the agreement must permit.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=40)  # the referrer's own
    version = models.PositiveSmallIntegerField(default=1)
    programme = models.SlugField(max_length=20, db_index=False)
    rules = models.CharField(max_length=40)  # the dated rules it is decided by
    contract = models.ForeignKey(
        "contracts.Contract", models.PROTECT, related_name="+", db_index=False
    )
    opportunity = models.ForeignKey(
        "contracts.Opportunity", models.PROTECT, related_name="+", db_index=False
    )
    agreement = models.ForeignKey(
        "agreements.Agreement", models.PROTECT, related_name="+", db_index=False
    )
    referrer = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    provider = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    commissioner = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    sent_from = models.ForeignKey(
        "people.Record", models.PROTECT, related_name="referrals_out", db_constraint=False
    )
    received_as = models.ForeignKey(
        "people.Record",
        models.PROTECT,
        null=True,
        related_name="referrals_in",
        db_constraint=False,
    )
    referrer_restricted_to = ArrayField(models.BigIntegerField(), null=True)
    provider_restricted_to = ArrayField(models.BigIntegerField(), null=True)
    status = models.CharField(max_length=14, choices=Status, default=Status.REFERRED)
    referred_on = models.DateField()
    referred_by = models.UUIDField()  # staff handle
    arrived_at = models.DateTimeField(null=True)  # delivered into the provider's record
    reply_due_on = models.DateField()
    acknowledged_at = models.DateTimeField(null=True)
    rejection_reason = models.SlugField(max_length=40, blank=True, db_index=False)
    cancellation_reason = models.SlugField(max_length=40, blank=True, db_index=False)
    cancellation_asked_at = models.DateTimeField(null=True)
    withdrawal_reason = models.SlugField(max_length=40, blank=True, db_index=False)
    deletion_confirmed_at = models.DateTimeField(null=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.SlugField(max_length=40, blank=True, db_index=False)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referrer", "reference"], name="one_referral_per_reference"
            ),
            models.UniqueConstraint(
                fields=["sent_from", "programme"],
                condition=Q(status__in=[str(status) for status in OPEN]),
                name="one_open_referral_per_record_and_programme",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.REJECTED) | ~Q(rejection_reason=""),
                name="rejected_referral_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.CANCELLED)
                | (~Q(cancellation_reason="") & Q(cancellation_asked_at__isnull=False)),
                name="cancelled_referral_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.WITHDRAWN) | ~Q(withdrawal_reason=""),
                name="withdrawn_referral_says_why",
            ),
            models.CheckConstraint(
                condition=Q(started_on=None)
                | Q(acknowledged_at__isnull=False, started_on__gte=F("referred_on")),
                name="no_start_without_acknowledgement_or_before_referral",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None)
                | Q(started_on__isnull=False, ended_on__gte=F("started_on")),
                name="no_end_without_or_before_start",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.ENDED) | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="ended_referral_says_when_and_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["provider", "status", "-referred_on", "-reference"], name="referrals_in"
            ),
            models.Index(
                fields=["provider", "-referred_on", "-reference"], name="referrals_newest_first"
            ),
            models.Index(
                fields=["referrer", "status", "-referred_on", "-reference"], name="referrals_out"
            ),
            models.Index(
                fields=["referrer", "-referred_on", "-reference"], name="referrals_newest_sent"
            ),
            models.Index(fields=["commissioner", "contract"], name="referrals_for"),
            models.Index(fields=["provider", "reference"], name="referrals_by_reference"),
            # What waits is little, whatever has been dealt with: each list of tasks has its own.
            models.Index(
                fields=["provider", "-referred_on", "-reference"],
                name="caseload_newest_first",
                condition=Q(status__in=[str(status) for status in OPEN]),
            ),
            models.Index(
                fields=["provider", "reply_due_on", "reference"],
                name="referrals_to_answer",
                condition=Q(status="REFERRED"),
            ),
            models.Index(
                fields=["referrer", "reply_due_on"],
                name="referrals_unanswered",
                condition=Q(status="REFERRED"),
            ),
            models.Index(
                fields=["referrer", "referred_on", "reference"],
                name="referrals_under_way",
                condition=Q(status="REFERRED", arrived_at=None),
            ),
            models.Index(
                fields=["referrer", "referred_on", "reference"],
                name="referrals_sent_back",
                condition=Q(status__in=[str(status) for status in SENT_BACK]),
            ),
            *(
                models.Index(
                    fields=[party, "cancellation_asked_at"],
                    name=f"cancellations_{party}",
                    condition=Q(
                        status__in=[str(status) for status in BEFORE_START],
                        cancellation_asked_at__isnull=False,
                    ),
                )
                for party in ("provider", "commissioner")
            ),
            models.Index(
                fields=["provider", "reference"],
                name="deletions_awaited",
                condition=Q(
                    status="WITHDRAWN", arrived_at__isnull=False, deletion_confirmed_at=None
                ),
            ),
            models.Index(
                fields=["provider", "-ended_on", "-reference"],
                name="referrals_ended",
                condition=Q(status="ENDED"),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class ClericalReferral(models.Model):
    """A special customer record referred on paper: a register that names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    provider = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    commissioner = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    form = models.CharField(max_length=10)
    sent_on = models.DateField()
    entered_by = models.UUIDField()
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="one_clerical_referral_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"clerical referral {self.number}"


class PlanRead(models.Model):
    """A leavers plan that arrived, read and acted on by the organisation that received it."""

    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    restricted_to = ArrayField(models.BigIntegerField(), null=True)
    fact = models.OneToOneField("people.Fact", models.PROTECT, related_name="+")
    done_at = models.DateTimeField()
    done_by = models.UUIDField()

    def __str__(self) -> str:
        return f"plan read at {self.done_at}"
