"""Giving once, outside every agreement: who may, on what ground they did, and who looked after."""

import uuid
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

WRITTEN_UP_WITHIN = timedelta(hours=24)


class Checked(models.TextChoices):
    """What was compared to be sure who is asking (source 002, risk R5)."""

    NAME = "NAME", _("Name")
    ADDRESS = "ADDRESS", _("Address")
    DATE_OF_BIRTH = "DATE_OF_BIRTH", _("Date of birth")
    MOBILE = "MOBILE", _("Mobile number")
    EMAIL = "EMAIL", _("Email address")


ALWAYS_CHECKED = (Checked.NAME, Checked.ADDRESS, Checked.DATE_OF_BIRTH)
CHECKED_IN_DOUBT = (Checked.MOBILE, Checked.EMAIL)


class OneOff(models.Model):
    """A named person's power to give stated items about one person to one recipient, once.

    Never altered. Who it was, who asked and why are words, sealed under the record's own key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    handle = models.UUIDField()
    recipient = models.ForeignKey(
        "parties.Organisation", models.PROTECT, null=True, related_name="+", db_index=False
    )
    ground = models.CharField(max_length=20)  # agreements.one_off_grounds
    basis = models.SlugField(max_length=40, db_index=False)
    conditions = ArrayField(models.SlugField(max_length=40))
    items = ArrayField(models.SlugField(max_length=60))
    channel = models.SlugField(max_length=20, db_index=False)
    checked = ArrayField(models.CharField(max_length=13, choices=Checked))
    was_in_doubt = models.BooleanField()
    consented_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)  # where it was told before it was written up
    by = models.UUIDField()  # staff handle
    at = models.DateTimeField()
    review_due_on = models.DateField()
    entry = models.UUIDField(unique=True)  # the ledger entry that its words are sealed to
    sealed = models.JSONField()  # commitment and sealed part, as in a parcel

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked__contains=list(ALWAYS_CHECKED)),
                name="who_asks_is_always_checked",
            ),
            models.CheckConstraint(
                condition=Q(was_in_doubt=False) | Q(checked__overlap=list(CHECKED_IN_DOUBT)),
                name="a_doubt_is_cleared_by_a_further_check",
            ),
            models.CheckConstraint(
                condition=~Q(ground="CONSENT") | Q(consented_on__isnull=False),
                name="consent_was_given_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(channel="telephone", told_at__lte=F("at")),
                name="only_a_call_is_written_up_afterwards",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "by", "review_due_on"], name="one_offs_of_giver"),
            models.Index(fields=["handle"], name="one_offs_about_a_record"),
        ]

    def __str__(self) -> str:
        return f"one-off {self.id}"

    @property
    def is_late(self) -> bool:
        """It was written up more than 24 hours after the call."""
        return self.told_at is not None and self.at - self.told_at > WRITTEN_UP_WITHIN


class OneOffReview(models.Model):
    """What somebody else found when they looked at a giving outside every agreement."""

    class Verdict(models.TextChoices):
        JUSTIFIED = "JUSTIFIED", _("Justified")
        UNJUSTIFIED = "UNJUSTIFIED", _("Not justified")
        INCONCLUSIVE = "INCONCLUSIVE", _("It cannot be said")

    one_off = models.OneToOneField(OneOff, models.PROTECT, related_name="review")
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=12, choices=Verdict)
    given_by = models.UUIDField()  # staff handles
    by = models.UUIDField()
    at = models.DateTimeField()
    entry = models.UUIDField(unique=True)
    sealed = models.JSONField()  # why, in words

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(by=F("given_by")), name="nobody_reviews_their_own_giving"
            ),
        ]

    def __str__(self) -> str:
        return f"review of {self.one_off_id}"


class TrainedGiver(models.Model):
    """That one member of staff is trained to give once, from a day, until a day."""

    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    staff = models.ForeignKey("parties.Staff", models.PROTECT, related_name="+", db_index=False)
    trained_on = models.DateField()
    expires_on = models.DateField()
    ended_on = models.DateField(null=True)
    named_by = models.UUIDField()  # staff handle
    named_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("trained_on")), name="training_expires_after_it"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "staff"], name="trained_givers")]

    def __str__(self) -> str:
        return f"{self.staff_id} until {self.expires_on}"


class DeclaredInterest(models.Model):
    """A member of staff and a record that is their own, or of somebody they know."""

    class Kind(models.TextChoices):
        OWN = "OWN", _("It is my own record")
        KNOWN = "KNOWN", _("I know this person, or am related to them")

    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    staff = models.UUIDField()  # staff handle
    handle = models.UUIDField()
    kind = models.CharField(max_length=5, choices=Kind)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handle", "staff"], name="an_interest_is_declared_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.staff}"
