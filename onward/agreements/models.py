"""Sharing agreements as they are kept: versions, parties, permits and signatures."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Agreement(models.Model):
    """One version of who may give which items to whom, for what, under which law.

    A version is never edited in place; it is in force only when every signature is dated.
    """

    class Kind(models.TextChoices):
        SHARING = "SHARING", _("Sharing between controllers")
        JOINT = "JOINT", _("Joint controllers")
        PROCESSOR = "PROCESSOR", _("Controller and processor")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisations = ArrayField(models.BigIntegerField())  # the parties, for the row policy
    code = models.CharField(max_length=81)  # of who drew it up, a point, and the code it gave
    number = models.PositiveSmallIntegerField(default=1)
    standard = models.SlugField(max_length=60)  # the published text it was drawn up from
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    purpose = models.SlugField(max_length=40)
    basis = models.CharField(max_length=200)
    condition = models.CharField(max_length=200, blank=True)
    gateway = models.SlugField(max_length=60)
    channels = ArrayField(models.SlugField(max_length=20))
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    citations = ArrayField(models.CharField(max_length=300))
    retention = models.CharField(max_length=300)
    maximum_records = models.PositiveIntegerField(null=True)
    population = models.JSONField(default=list)  # the readings of `populations`, as data
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="one_agreement_per_version"),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gte=models.F("effective_from")),
                name="agreement_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}/{self.number}"


class _Part(models.Model):
    """A row of one agreement, seen by its parties."""

    organisations = ArrayField(models.BigIntegerField())
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Party(_Part):
    """An organisation's part in an agreement: its role there and who must sign for it."""

    class Activity(models.TextChoices):
        CONTROLLER = "CONTROLLER", _("Controller")
        JOINT_CONTROLLER = "JOINT_CONTROLLER", _("Joint controller")
        PROCESSOR = "PROCESSOR", _("Processor")
        SUB_PROCESSOR = "SUB_PROCESSOR", _("Sub-processor")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    role = models.SlugField(max_length=20)  # commissioner, department, provider ...
    activity = models.CharField(max_length=16, choices=Activity)
    signatory = models.CharField(max_length=120)  # the post that must sign

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"], name="one_part_per_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} as {self.role}"


class Permit(_Part):
    """One item that one role may give to another under an agreement."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="permits")
    item = models.SlugField(max_length=60)
    giver = models.SlugField(max_length=20)
    receiver = models.SlugField(max_length=20)
    purpose = models.SlugField(max_length=40)  # may be another than the agreement's, and so may
    basis = models.CharField(max_length=200)  # what it stands on
    gateway = models.SlugField(max_length=60)
    consent_scope = models.SlugField(max_length=40, blank=True)
    condition = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "item", "giver", "receiver"], name="one_permit_per_direction"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.giver} to {self.receiver}"


class Signature(_Part):
    """A named person's dated signature for one party, to one text."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120)
    signed_on = models.DateField()
    text_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"], name="one_signature_per_party"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(post=""), name="a_signature_has_a_name_and_a_post"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.signed_on}"


class Finding(_Part):
    """Something that the text says twice, or not at all; nothing passes until it is decided."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="findings")
    code = models.SlugField(max_length=30)  # onward.agreements.findings
    about = models.CharField(max_length=120)
    says = models.CharField(max_length=500)
    choices = ArrayField(models.CharField(max_length=60))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "code", "about"], name="a_defect_is_found_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.about}"


class DecisionNote(_Part):
    """What a named person decided about a finding, and why: it stands with the agreement."""

    finding = models.OneToOneField(Finding, models.PROTECT, related_name="note")
    choice = models.CharField(max_length=60, blank=True)  # the place that counts
    note = models.TextField()
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120)
    by = models.UUIDField()  # staff handle
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(note="") & ~Q(name="") & ~Q(post=""),
                name="a_decision_says_why_and_by_whom",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.at}"
