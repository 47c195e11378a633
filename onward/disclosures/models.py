"""Acts of giving: what was decided, what was sealed, and whether it arrived."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onward.agreements.channels import BY_HAND
from onward.disclosures.messages.models import Message
from onward.disclosures.one_off_models import (
    DeclaredInterest,
    OneOff,
    OneOffReview,
    TrainedGiver,
)
from onward.people.models import UseRestriction

__all__ = [
    "DeclaredInterest",
    "Disclosure",
    "Message",
    "OneOff",
    "OneOffReview",
    "Parcel",
    "TrainedGiver",
]


class Disclosure(models.Model):
    """One act of giving stated items about stated people to one recipient, or its refusal.

    Without `recipient` it went, by a one-off authority, to somebody who is not on Onward.

    The recipient sees the row once it is prepared. A refusal, and one that was stopped on its way,
    is seen by the sender alone: why may say what the recipient must not learn.
    """

    class Status(models.TextChoices):
        REFUSED = "REFUSED", _("Refused")
        PREPARED = "PREPARED", _("Prepared")
        SENDING = "SENDING", _("Being sent")
        SENT = "SENT", _("Sent")
        FAILED = "FAILED", _("Not sent")
        UNKNOWN = "UNKNOWN", _("Unknown: it may have been sent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.SlugField(max_length=40, db_index=False)
    sender = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    recipient = models.ForeignKey(
        "parties.Organisation", models.PROTECT, null=True, related_name="+", db_index=False
    )
    on_behalf_of = models.ForeignKey(
        "parties.Organisation", models.PROTECT, null=True, related_name="+", db_index=False
    )
    agreement = models.ForeignKey(
        "agreements.Agreement", models.PROTECT, null=True, related_name="+", db_index=False
    )
    one_off = models.ForeignKey(
        OneOff, models.PROTECT, null=True, related_name="disclosures", db_index=False
    )
    purpose = models.SlugField(max_length=40, db_index=False)
    channel = models.SlugField(max_length=20, db_index=False)  # onward.agreements.channels
    # What the recipient may do with it: where nothing is said, all that was agreed.
    use = models.CharField(max_length=16, choices=UseRestriction, blank=True)
    referral = models.ForeignKey("casework.Referral", models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status)
    refusals = models.JSONField(default=list)  # code, item and handle, for the sender
    warnings = models.JSONField(default=list)
    people_count = models.PositiveIntegerField(default=0)
    # How a file of it is laid out.
    layout = models.SlugField(max_length=40, blank=True, db_index=False)
    cover = models.JSONField(default=dict)  # the file's own header: no personal data
    stage = models.SlugField(max_length=10, blank=True, db_index=False)  # of the programme
    # Why it goes by e-mail (`circumstances.EmailReason`), and the form filled in for that.
    channel_reason = models.SlugField(max_length=20, blank=True, db_index=False)
    movement_template = models.SlugField(max_length=40, blank=True, db_index=False)
    digest = models.CharField(max_length=64, blank=True)
    by = models.UUIDField()  # staff handle
    at = models.DateTimeField()
    sending_since = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="REFUSED") | ~Q(refusals=[]), name="a_refusal_has_reasons"
            ),
            models.CheckConstraint(
                condition=Q(status="REFUSED")
                | Q(agreement__isnull=False, one_off=None)
                | Q(agreement=None, one_off__isnull=False),
                name="nothing_is_prepared_without_authority",
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False)
                | Q(one_off__isnull=False, channel__in=sorted(map(str, BY_HAND))),
                name="only_a_one_off_goes_to_somebody_elsewhere",
            ),
            models.UniqueConstraint(
                fields=["one_off"],
                condition=~Q(status__in=["REFUSED", "FAILED"]),
                name="a_one_off_is_used_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["sender", "status"],
                name="disclosures_under_way",
                condition=Q(status__in=["PREPARED", "SENDING", "UNKNOWN"]),
            ),
            models.Index(fields=["sender", "status", "-at", "id"], name="disclosures_by_status"),
            models.Index(fields=["sender", "-at", "id"], name="disclosures_by_us"),
            models.Index(fields=["recipient", "-at", "id"], name="disclosures_to_us"),
            models.Index(fields=["on_behalf_of", "-at", "id"], name="disclosures_for_us"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def given_to(self) -> str:
        """The recipient's name; of somebody elsewhere the sender alone keeps it, sealed."""
        return self.recipient.name if self.recipient else gettext("Somebody who is not on Onward")


class Justification(models.Model):
    """Why the sender gave something, in its own words: its own row, which no recipient sees."""

    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    disclosure = models.OneToOneField(Disclosure, models.PROTECT, related_name="+")
    text = models.TextField()  # empty once someone it is about is erased
    nonce = models.BinaryField()  # of the commitment in the ledger; goes with the text
    likeness = models.CharField(max_length=64, blank=True)  # `justifying.likeness`

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "likeness"], name="justifications_alike"),
        ]

    def __str__(self) -> str:
        return f"justification of {self.disclosure_id}"


class Parcel(models.Model):
    """What one disclosure holds about one person, sealed under the sender's keys for that record.

    The leaf of its ledger entry carries the commitments; destroying a key erases its class here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="parcels")
    sender = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    recipient = models.ForeignKey(
        "parties.Organisation", models.PROTECT, null=True, related_name="+", db_index=False
    )
    on_behalf_of = models.ForeignKey(
        "parties.Organisation", models.PROTECT, null=True, related_name="+", db_index=False
    )
    from_handle = models.UUIDField()
    to_handle = models.UUIDField(null=True)
    received_as = models.UUIDField(null=True)  # the recipient's record
    # Of somebody mentioned: the handle of whose part this was said in. It is not in their entry.
    within = models.UUIDField(null=True)
    entry = models.UUIDField(unique=True)  # the ledger entry
    parent = models.UUIDField(null=True)  # the entry with which the sender had received it
    items = ArrayField(models.SlugField(max_length=60))
    not_held = ArrayField(models.SlugField(max_length=60), default=list)
    withheld = ArrayField(
        models.SlugField(max_length=60), default=list
    )  # no more: it told the recipient
    sealed = models.JSONField()  # class of key to sealed part, in base 64

    class Meta:
        indexes = [
            models.Index(fields=["from_handle"], name="parcels_from_a_record"),
            models.Index(fields=["to_handle"], name="parcels_to_a_record"),
        ]

    def __str__(self) -> str:
        return f"parcel {self.id}"


class TextReading(models.Model):
    """Somebody read a marked text and let it go: which text, and which kinds of marks it bore.

    Who and when are the disclosure's own `by` and `at`. The sender's alone: that a word was taken
    for a name tells of the sender's records. The words are nowhere here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="readings")
    handle = models.UUIDField()
    item = models.SlugField(max_length=60, db_index=False)
    kinds = ArrayField(models.CharField(max_length=20))

    def __str__(self) -> str:
        return f"{self.item} of {self.disclosure_id}"


class OfficerTask(models.Model):
    """Something was withheld from a disclosure, and a nominated officer sees to it in person.

    The giver's alone. It says which items, never their values, and by which dated policy.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="officer_tasks")
    handle = models.UUIDField()
    items = ArrayField(models.SlugField(max_length=60))
    policy = models.CharField(max_length=40)  # of `programmes.mappa`
    made_at = models.DateTimeField()
    done_by = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_by=None, done_at=None)
                | Q(done_by__isnull=False, done_at__isnull=False),
                name="officer_task_done_says_by_whom_and_when",
            )
        ]

    def __str__(self) -> str:
        return f"officer's task of {self.disclosure_id}"
