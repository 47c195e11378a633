"""The append-only log: entries, their places in the tree, the tree's nodes and signed heads.

Organisations and subjects are opaque numbers and handles here, so anything may write to it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One act, as the canonical bytes that the tree is made of.

    The leaf holds codes, random handles and commitments: no value, and no identifier of a
    person. Its place in the tree is not part of it, so writers never wait for one another.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=40)
    by_organisation_id = models.BigIntegerField()
    to_organisation_id = models.BigIntegerField(null=True)
    for_organisation_id = models.BigIntegerField(null=True)
    subject = models.UUIDField(null=True)
    about_id = models.UUIDField(null=True)
    leaf = models.BinaryField()
    leaf_hash = models.BinaryField()
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["subject"], name="entries_of_a_subject"),
            models.Index(fields=["about_id"], name="entries_about_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Waiting(models.Model):
    """An entry committed but not yet placed. Filled by a trigger, emptied by the sequencer."""

    entry_id = models.UUIDField(primary_key=True)
    leaf_hash = models.BinaryField()
    entered_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.entry_id)


class Place(models.Model):
    """Where an entry stands in the tree, counted from 0."""

    place = models.BigIntegerField(primary_key=True)
    entry_id = models.UUIDField(unique=True)
    leaf_hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.place}: {self.entry_id}"


class Node(models.Model):
    """The hash over one complete subtree of 2**level entries, the index-th from the left."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Head(models.Model):
    """The tree's root at one size, signed: what witnesses keep."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    signed_at = models.DateTimeField()
    software = models.CharField(max_length=40)
    signature = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.size} entries"


class Witnessed(models.Model):
    """That a head has left this database, and how: only then can it tell of a change."""

    class Way(models.TextChoices):
        COMMAND = "COMMAND", _("Given out by whoever runs Onward")
        DOWNLOAD = "DOWNLOAD", _("Downloaded")
        PROOF = "PROOF", _("In the proof of an entry")
        FILE = "FILE", _("Beside a file that was sent")

    size = models.BigIntegerField(primary_key=True)
    way = models.CharField(max_length=8, choices=Way)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.size} entries, {self.way}"


class Verification(models.Model):
    """What a verification found: counts alone, for what it names is for whoever ran it."""

    at = models.DateTimeField()
    entries = models.BigIntegerField()
    root = models.BinaryField()
    integrity = models.PositiveIntegerField()  # findings
    consistency = models.PositiveIntegerField()
    completeness = models.PositiveIntegerField()
    decryptability = models.PositiveIntegerField(null=True)  # not asked without the keys

    class Meta:
        indexes = [models.Index(fields=["-at"], name="last_verifications")]

    def __str__(self) -> str:
        return f"verification of {self.at:%Y-%m-%d}"
