"""What an authority asks a jobcentre district about a young person, and what each side keeps."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.parties.models import Organisation


class Status(models.TextChoices):
    """The steps of annex A: asked, decided, received, the record updated, contact if fit."""

    ASKED = "ASKED", _("Asked")
    WITHDRAWN = "WITHDRAWN", _("Taken back")
    REFUSED = "REFUSED", _("Refused")
    RELEASED = "RELEASED", _("Released, on its way")
    RECEIVED = "RECEIVED", _("Received")
    UPDATED = "UPDATED", _("Record updated")
    CONTACTED = "CONTACTED", _("Young person contacted")
    CLOSED = "CLOSED", _("Closed")


class Reason(models.TextChoices):
    """The situations in which an authority may ask, and no other (source 002 section 4, C)."""

    MORE_ON_BULK_LIST = "more_on_bulk_list", _("More about a person on the monthly list")
    STAGE_OF_CLAIM = "stage_of_claim", _("The present stage of their claim")
    ACTIVITY_NOT_KNOWN = "activity_not_known", _("A person whose activity is not known")


class Channel(models.TextChoices):
    """How it is asked and answered (recital G); codes of `onward.agreements.channels`."""

    TELEPHONE = "telephone", _("Telephone")
    EMAIL = "secure_email", _("E-mail")


class RefusalReason(models.TextChoices):
    """What the authority is told: never which kind of case a person's is, nor that there is one."""

    NOT_JUSTIFIED = "not_justified", _("It is not shown to help the authority with its duties")
    NOT_IN_ANNEX_B = "not_in_annex_b", _("What is asked is not in annex B of the memorandum")
    NOT_COVERED = "not_covered", _("The memorandum is not about this person")
    CANNOT_BE_GIVEN = "cannot_be_given", _("Nothing can be given")


WITH_THE_DISTRICT = (Status.ASKED, Status.RELEASED)
ANSWERED = (Status.RECEIVED, Status.UPDATED, Status.CONTACTED, Status.CLOSED)
OPEN = (*WITH_THE_DISTRICT, Status.RECEIVED, Status.UPDATED)


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    """Requests, narrowed in words that read after the noun."""

    def asked_by(self, authority: Organisation) -> Self:
        return self.filter(authority=authority)

    def asked_of(self, district: Organisation) -> Self:
        return self.filter(district=district)

    def to_decide(self) -> Self:
        return self.filter(status=Status.ASKED)

    def to_decide_overdue(self, *, on: date) -> Self:
        return self.to_decide().filter(answer_due_on__lt=on)

    def to_update(self) -> Self:
        return self.filter(status=Status.RECEIVED)

    def kept_too_long(self, *, on: date) -> Self:
        """What was received under it is still there after the last day the authority gave."""
        return self.filter(status__in=ANSWERED, keep_until__lt=on, deleted_at=None)


class DataRequest(models.Model):
    """One question of an authority to a jobcentre district about one young person.

    The two share the row, so it holds codes and dates only. Whom it is about stands in each side's
    own record; what was answered is in a disclosure.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=20)
    batch = models.UUIDField(db_index=False)  # asked in one act
    authority = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    district = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    agreement = models.ForeignKey(
        "agreements.Agreement", models.PROTECT, related_name="+", db_index=False
    )
    asked_from = models.ForeignKey(
        "people.Record", models.PROTECT, related_name="+", db_constraint=False
    )
    found_as = models.ForeignKey(
        "people.Record", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    asked_handle = models.UUIDField()  # of that record: the one thing both sides may compare
    found_handle = models.UUIDField(null=True)
    authority_restricted_to = ArrayField(models.BigIntegerField(), null=True)
    district_restricted_to = ArrayField(models.BigIntegerField(), null=True)
    reason = models.SlugField(max_length=20, choices=Reason, db_index=False)
    items = ArrayField(models.SlugField(max_length=60))
    channel = models.SlugField(max_length=20, choices=Channel, db_index=False)
    no_contact = models.BooleanField()  # the authority has said that nobody will be contacted
    keep_months = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()  # staff handle
    answer_due_on = models.DateField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)  # staff handle: a person, never the system
    released_items = ArrayField(models.SlugField(max_length=60), default=list)
    refusal_reason = models.SlugField(
        max_length=20, choices=RefusalReason, blank=True, db_index=False
    )
    disclosure_id = models.UUIDField(null=True, unique=True)
    received_at = models.DateTimeField(null=True)
    update_due_on = models.DateField(null=True)
    keep_until = models.DateField(null=True)
    updated_at = models.DateTimeField(null=True)
    contacted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "reference"], name="one_request_per_reference"
            ),
            models.UniqueConstraint(
                fields=["asked_from", "district"],
                condition=Q(status__in=[str(status) for status in WITH_THE_DISTRICT]),
                name="one_open_question_per_record_and_district",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=[str(reason) for reason in Reason]),
                name="a_request_has_a_listed_reason",
            ),
            models.CheckConstraint(condition=~Q(items=[]), name="a_request_asks_for_something"),
            models.CheckConstraint(
                condition=~Q(status=Status.REFUSED) | ~Q(refusal_reason=""),
                name="refused_request_says_why",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["ASKED", "WITHDRAWN"])
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="a_request_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["RELEASED", *(str(status) for status in ANSWERED)])
                | Q(status="CLOSED", disclosure_id=None)
                | (Q(disclosure_id__isnull=False, found_as__isnull=False) & ~Q(released_items=[])),
                name="a_released_request_names_its_disclosure",
            ),
            models.CheckConstraint(
                condition=Q(received_at=None) | Q(keep_until__isnull=False),
                name="what_is_received_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(contacted_at=None) | Q(no_contact=False, updated_at__isnull=False),
                name="nobody_is_contacted_against_the_reassurance",
            ),
        ]
        indexes = [
            models.Index(
                fields=["district", "answer_due_on", "reference"],
                name="requests_to_decide",
                condition=Q(status="ASKED"),
            ),
            models.Index(
                fields=["authority", "update_due_on", "reference"],
                name="requests_to_update",
                condition=Q(status="RECEIVED"),
            ),
            models.Index(fields=["authority", "-asked_at", "reference"], name="requests_by_us"),
            models.Index(fields=["district", "-asked_at", "reference"], name="requests_to_us"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def refused_items(self) -> Sequence[str]:
        """What was asked and not released, once it is decided."""
        return sorted(set(self.items) - set(self.released_items)) if self.decided_at else []


class Release(models.Model):
    """How something that was released was moved: the district's own, written beforehand.

    The note of a call, or the data movement template of an e-mail. Why it helps the authority with
    its duties is the justification of the disclosure.
    """

    class Protection(models.TextChoices):
        ENCRYPTED_FILE = "encrypted_file", _("Encrypted file, password by telephone")
        SECURE_MAILBOX = "secure_mailbox", _("Secure mailbox to secure mailbox")

    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    restricted_to = ArrayField(models.BigIntegerField(), null=True)
    request = models.ForeignKey(DataRequest, models.PROTECT, related_name="+")
    record = models.ForeignKey(
        "people.Record", models.PROTECT, related_name="+", db_constraint=False
    )
    disclosure_id = models.UUIDField(unique=True)
    call_note = models.TextField(blank=True)
    template_reference = models.CharField(max_length=40, blank=True)
    template_protection = models.SlugField(max_length=20, choices=Protection, blank=True)
    template_mailbox = models.CharField(max_length=254, blank=True)
    by = models.UUIDField()  # staff handle
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"release of {self.request_id}"


class Inspection(models.Model):
    """A person of the district may read, until a day, what the authority keeps (clause 4.3).

    She asks for it in her own name, and the authority permits it; the two share the row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    authority = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    district = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="+")
    inspector = models.UUIDField()  # staff handle
    asked_at = models.DateTimeField()
    permitted_by = models.UUIDField(null=True)  # staff handle
    permitted_at = models.DateTimeField(null=True)
    until_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "inspector"],
                condition=Q(ended_at=None),
                name="one_inspection_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(permitted_at=None)
                | Q(until_on__isnull=False, permitted_by__isnull=False),
                name="an_inspection_is_permitted_until_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"inspection {self.id}"

    def is_open(self, *, on: date) -> bool:
        """Permitted, and this day is not past the last."""
        return self.ended_at is None and self.until_on is not None and on <= self.until_on
