"""Invitations to a statement, lines kept out of one, and erasures carried out."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Invitation(models.Model):
    """A one-time link to a statement, given by the organisation that checked who the person is.

    Only hashes are kept: the link goes to the person and its code by another way.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    handle = models.UUIDField()
    link_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=128)
    checked = ArrayField(models.SlugField(max_length=40))  # what proved who they are
    invited_by = models.UUIDField()
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(checked=[]), name="an_invitation_says_what_was_checked"
            )
        ]

    def __str__(self) -> str:
        return f"invitation of {self.invited_at:%Y-%m-%d}"


class Withholding(models.Model):
    """One line kept out of a person's statement on a ground in law, until it is lifted.

    The person sees this row, so it holds no reason in words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    handle = models.UUIDField()
    entry = models.UUIDField()  # of the ledger
    exemption = models.SlugField(max_length=40)  # onward.rights.exemptions
    review_on = models.DateField()
    by = models.UUIDField()  # staff handle
    at = models.DateTimeField()
    lifted_by = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(lifted_at=None),
                name="a_line_is_withheld_once",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by=None, lifted_at=None)
                | Q(lifted_by__isnull=False, lifted_at__isnull=False),
                name="lifted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"withheld: {self.exemption}"


class Erasure(models.Model):
    """Classes of one record's values that were erased. Applied again after any restore."""

    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    handle = models.UUIDField()
    key_classes = ArrayField(models.CharField(max_length=16))
    whole_record = models.BooleanField(default=False)
    by = models.UUIDField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"erasure of {self.at:%Y-%m-%d}"
