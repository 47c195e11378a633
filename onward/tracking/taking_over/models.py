"""What an authority took over from the system it had before, and who answers for it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.people.of_a_record import OfRecord


class OldReference(OfRecord):
    """What the old system called the person of a record."""

    reference = models.CharField(max_length=40)
    source_id = models.UUIDField()  # the landed file

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "reference"], name="an_old_reference_is_one_persons"
            )
        ]

    def __str__(self) -> str:
        return f"old reference of {self.record_id}"


class OldWords(OfRecord):
    """One contact or note that the old system kept of a person, as it stood there."""

    class Kind(models.TextChoices):
        CONTACT = "CONTACT", _("Contact")
        NOTE = "NOTE", _("Note")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=7, choices=Kind)
    on = models.DateField()
    channel = models.CharField(max_length=40, blank=True)
    by = models.CharField(max_length=100, blank=True)  # as the old system names them
    words = models.TextField(blank=True)
    digest = models.CharField(max_length=64)  # of all this: what is told again is not kept again
    source_id = models.UUIDField()  # the landed file

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "digest"], name="old_words_are_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.on}"


class Takeover(models.Model):
    """One file of an old system that was taken in, and who answers for what came of it.

    `report` is what was signed: counts by kind and field, and reasons; nothing of anybody.
    """

    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    source_id = models.UUIDField()  # the landed file
    begun_at = models.DateTimeField()
    report = models.JSONField(default=dict)
    signed_name = models.CharField(max_length=120, blank=True)
    signed_post = models.CharField(max_length=120, blank=True)
    signed_by = models.UUIDField(null=True)  # staff handle
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source_id"], name="a_file_is_taken_over_once"
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None)
                | (Q(signed_at__isnull=False, signed_by__isnull=False) & ~Q(signed_name="")),
                name="signed_takeover_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"takeover begun at {self.begun_at}"
