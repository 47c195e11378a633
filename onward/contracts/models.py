"""Contracts, what can be referred to under them, what people are told, what outcomes are worth."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Contract(models.Model):
    """One provider's contract for one area under one programme."""

    class Status(models.TextChoices):
        DRAFT = "DRAFT", _("Set up, not approved")
        APPROVED = "APPROVED", _("Approved")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    commissioner = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    operations = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    provider = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    reference = models.SlugField(max_length=40)
    programme = models.SlugField(max_length=20)
    area = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    made_by = models.UUIDField()  # staff handles: who set it up, and who else approved it
    made_at = models.DateTimeField()
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operations", "reference"], name="one_contract_per_reference"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("made_by")),
                name="approver_is_not_the_maker",
            ),
            models.CheckConstraint(
                condition=Q(status="DRAFT", approved_at=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="approved_contract_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="contract_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Opportunity(models.Model):
    """What a work coach can refer to; published only after its contract is approved."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="opportunities")
    commissioner = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    operations = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    provider = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    referrer = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)  # the opportunity type
    title = models.CharField(max_length=200)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # Files of the referrer name an opportunity by its code alone.
            models.UniqueConstraint(fields=["referrer", "code"], name="one_opportunity_per_code"),
        ]

    def __str__(self) -> str:
        return self.title


class Notice(models.Model):
    """One version of what people are told, before a referral, is given about them and to whom.

    A version is never edited: what a person was given stays as it was. It is about no person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    organisations = ArrayField(models.BigIntegerField())  # who gives it to people, or relies on it
    programme = models.SlugField(max_length=20)
    version = models.SlugField(max_length=40)  # as printed on it, and noted with each discussion
    text = models.TextField()
    items = ArrayField(models.SlugField(max_length=60))  # of the catalogue: what the text names
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "version"], name="one_notice_per_version"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_notice_says_something"),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="a_published_notice_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.version


class Price(models.Model):
    """What one outcome is worth under a contract from a date on. A change is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="prices")
    commissioner = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    operations = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    provider = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    outcome = models.SlugField(max_length=40)
    pence = models.BigIntegerField()
    from_on = models.DateField()
    demonstration = models.BooleanField(default=False)  # the real prices were never published
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "outcome", "from_on"], name="one_price_per_day"
            ),
            models.CheckConstraint(condition=Q(pence__gt=0), name="price_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} from {self.from_on}"


class BankDetails(models.Model):
    """Where a provider is paid, from a date on; approved by someone who did not enter it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    commissioner = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    operations = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    provider = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    account_name = models.CharField(max_length=70)
    sort_code = models.CharField(max_length=6)
    account_number = models.CharField(max_length=8)
    from_on = models.DateField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("made_by")),
                name="bank_details_are_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(sort_code__regex=r"^\d{6}$") & Q(account_number__regex=r"^\d{8}$"),
                name="bank_details_are_6_and_8_digits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} from {self.from_on}"
