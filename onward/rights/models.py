"""Invitations to a person to see what was shared about them, and erasures carried out."""

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
