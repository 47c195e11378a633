"""The money's life: claims, the checks they pass, runs, signatures, postings, differences."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class _Shared(models.Model):
    """A row that the commissioner and its operations team share, and a provider where named."""

    commissioner = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    operations = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        abstract = True


class Run(_Shared):
    """Claims paid together: prepared by operations, signed by two of the commissioner's staff."""

    class Status(models.TextChoices):
        PREPARED = "PREPARED", _("Prepared, to be signed")
        SIGNED_ONCE = "SIGNED_ONCE", _("Signed by one")
        SIGNED = "SIGNED", _("Signed by two")
        RELEASED = "RELEASED", _("Payfile released")
        RECONCILED = "RECONCILED", _("Reconciled")
        CALLED_OFF = "CALLED_OFF", _("Called off")

    class CallOffReason(models.TextChoices):
        WRONG_DAY = "WRONG_DAY", _("The day of payment is wrong")
        CLAIM_IN_DOUBT = "CLAIM_IN_DOUBT", _("A claim in it is in doubt")
        ACCOUNT_IN_DOUBT = "ACCOUNT_IN_DOUBT", _("Where a provider is paid is in doubt")
        NOT_ACCREDITED = "NOT_ACCREDITED", _("A provider is no longer accredited")
        CHANGED = "CHANGED", _("Something in it was changed after it was prepared")
        MISTAKE = "MISTAKE", _("It should not have been prepared")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=Status, default=Status.PREPARED)
    prepared_by = models.UUIDField()
    prepared_at = models.DateTimeField()
    lines_count = models.PositiveIntegerField(default=0)
    total_pence = models.BigIntegerField(default=0)
    lines_hash = models.CharField(max_length=64, blank=True)  # what the signers see and sign
    message_id = models.CharField(max_length=35, unique=True)
    execution_on = models.DateField()
    payfile_digest = models.CharField(max_length=64, blank=True)
    released_at = models.DateTimeField(null=True)
    reconciled_at = models.DateTimeField(null=True)
    called_off_because = models.CharField(max_length=16, choices=CallOffReason, blank=True)
    called_off_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commissioner", "number"], name="one_run_per_number"),
            models.UniqueConstraint(
                fields=["payfile_digest"],
                condition=~Q(payfile_digest=""),
                name="no_payfile_is_released_twice",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["RELEASED", "RECONCILED"])
                | (~Q(payfile_digest="") & Q(released_at__isnull=False)),
                name="released_run_says_what_and_when",
            ),
            models.CheckConstraint(
                condition=Q(status="CALLED_OFF", called_off_at__isnull=False)
                & ~Q(called_off_because="")
                | ~Q(status="CALLED_OFF") & Q(called_off_because="", called_off_at=None),
                name="called_off_run_says_why_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.number}"


class Claim(_Shared):
    """A provider's claim that one outcome of one participation is to be paid, once ever."""

    class Status(models.TextChoices):
        CLAIMED = "CLAIMED", _("Claimed, to be checked")
        PASSED = "PASSED", _("Passed its checks")
        FAILED = "FAILED", _("Failed a check")
        IN_RUN = "IN_RUN", _("In a payment run")
        PAID = "PAID", _("Paid")
        REJECTED = "REJECTED", _("Rejected by the finance system")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    provider = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    reference = models.CharField(max_length=30, unique=True)  # also the payment's end-to-end id
    referral = models.ForeignKey(
        "casework.Referral", models.PROTECT, related_name="+", db_index=False
    )
    subject = models.UUIDField()  # the handle of the provider's record, for entries about it
    contract = models.ForeignKey(
        "contracts.Contract", models.PROTECT, related_name="+", db_index=False
    )
    outcome = models.SlugField(max_length=40, db_index=False)
    sequence = models.PositiveSmallIntegerField(default=1)
    achieved_on = models.DateField()
    price = models.ForeignKey("contracts.Price", models.PROTECT, related_name="+", db_index=False)
    pence = models.BigIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.CLAIMED)
    claimed_by = models.UUIDField()
    claimed_at = models.DateTimeField()
    run = models.ForeignKey(Run, models.PROTECT, null=True, related_name="claims")
    paid_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "outcome", "sequence"], name="no_outcome_is_claimed_twice"
            ),
            models.CheckConstraint(condition=Q(pence__gt=0), name="claim_is_positive"),
            models.CheckConstraint(
                condition=Q(status__in=["IN_RUN", "PAID", "REJECTED"], run__isnull=False)
                | Q(status__in=["CLAIMED", "PASSED", "FAILED"], run=None),
                name="a_claim_is_paid_in_a_run",
            ),
        ]
        indexes = [
            models.Index(
                fields=["commissioner", "status", "claimed_at", "id"], name="claims_by_status"
            ),
            models.Index(
                fields=["operations", "status", "claimed_at", "id"], name="claims_of_operations"
            ),
            models.Index(
                fields=["provider", "status", "-claimed_at", "reference"],
                name="claims_of_provider",
            ),
            models.Index(
                fields=["provider", "-claimed_at", "reference"], name="claims_newest_first"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class RunLine(_Shared):
    """One payment of a run, as it was when prepared: what the signers' hash is made of."""

    provider = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    run = models.ForeignKey(Run, models.PROTECT, related_name="lines", db_index=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="lines")
    reference = models.CharField(max_length=35, unique=True)  # the end-to-end id, never used again
    outcome = models.SlugField(max_length=40, db_index=False)
    pence = models.BigIntegerField()
    bank_details = models.ForeignKey(
        "contracts.BankDetails", models.PROTECT, related_name="+", db_index=False
    )
    leaf_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "claim"], name="a_run_pays_a_claim_once"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="run_line_is_positive"),
        ]
        indexes = [models.Index(fields=["run", "reference"], name="lines_of_a_run")]

    def __str__(self) -> str:
        return self.reference


class Check(_Shared):
    """One check of one claim before payment: what it looked at and what it found."""

    provider = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="checks")
    code = models.SlugField(max_length=40, db_index=False)
    passed = models.BooleanField()
    saw = models.JSONField()  # codes and dates only
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["commissioner", "claim"],
                name="checks_failed",
                condition=Q(passed=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {'passed' if self.passed else 'failed'}"


class Touch(_Shared):
    """A member of staff touched something that a payment depends on; so they cannot sign it."""

    provider = models.ForeignKey(
        "parties.Organisation", models.PROTECT, null=True, related_name="+", db_index=False
    )
    about = models.UUIDField()  # a claim, a price, bank details or a run
    staff = models.UUIDField()
    what = models.SlugField(max_length=40, db_index=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["about"], name="touches_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.what} at {self.at}"


class RunSignature(_Shared):
    """One signer's yes to exactly what the run held when they signed."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="signatures")
    staff = models.UUIDField()
    name = models.CharField(max_length=120)
    lines_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "staff"], name="nobody_signs_a_run_twice")
        ]

    def __str__(self) -> str:
        return f"signed at {self.at}"


class ReportedLine(_Shared):
    """What one report says of one claim: the payfile, the finance system, or a monthly report.

    A corrected report is a later row, and the latest is what its source says now.
    """

    class Source(models.TextChoices):
        PAYFILE = "PAYFILE", _("Payfile")
        FINANCE = "FINANCE", _("Finance system")
        PAYFILE_REPORT = "PAYFILE_REPORT", _("Payfile report")
        PPVR = "PPVR", _("Payment validation report")

    source = models.CharField(max_length=14, choices=Source)
    run = models.ForeignKey(Run, models.PROTECT, related_name="reported_lines", db_index=False)
    claim_reference = models.CharField(max_length=35)
    pence = models.BigIntegerField()
    status = models.CharField(max_length=10, blank=True)  # the finance system's PAID or REJECTED
    reason = models.CharField(max_length=140, blank=True)
    on = models.DateField(null=True)
    landing = models.UUIDField(null=True)  # the file it came in

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "run", "claim_reference", "landing"],
                nulls_distinct=False,
                name="one_line_per_file_and_claim",
            )
        ]
        indexes = [models.Index(fields=["claim_reference"], name="lines_said_of_a_claim")]

    def __str__(self) -> str:
        return f"{self.source} {self.claim_reference}"


class Posting(_Shared):
    """One event of the money, whose entries sum to zero. Never altered, only reversed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    event = models.SlugField(max_length=40, db_index=False)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")
    clerical = models.ForeignKey(
        "payments.ClericalPayment", models.PROTECT, null=True, related_name="+"
    )
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    on = models.DateField()
    by = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "claim", "run"],
                condition=Q(claim__isnull=False, reverses=None),
                name="no_event_of_a_claim_is_posted_twice_in_a_run",
            ),
            models.UniqueConstraint(
                fields=["event", "clerical"],
                condition=Q(clerical__isnull=False, reverses=None),
                name="no_event_of_a_clerical_payment_is_posted_twice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} on {self.on}"


class PostingEntry(_Shared):
    """One side of a posting: pence debited (positive) or credited (negative) to an account."""

    class Account(models.TextChoices):
        EXPENDITURE = "EXPENDITURE", _("Programme expenditure")
        PAYABLE = "PAYABLE", _("Owed to providers")
        CLEARING = "CLEARING", _("Bank clearing")
        RECEIVABLE = "RECEIVABLE", _("Owed by providers")

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="entries")
    account = models.CharField(max_length=12, choices=Account)
    provider = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    pence = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(pence=0), name="an_entry_moves_money")]
        indexes = [models.Index(fields=["commissioner", "account"], name="entries_by_account")]

    def __str__(self) -> str:
        return f"{self.account} {self.pence}"


class ClericalPayment(models.Model):
    """An outcome of a special customer record, paid by hand: a register that names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    provider = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    outcome = models.SlugField(max_length=40)
    achieved_on = models.DateField()
    pence = models.BigIntegerField()
    entered_by = models.UUIDField()
    entered_at = models.DateTimeField()
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    paid_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="one_clerical_payment_per_number"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("entered_by")),
                name="clerical_payment_is_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"clerical payment {self.number}"
