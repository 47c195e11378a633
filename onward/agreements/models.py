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

    class EndReason(models.TextChoices):
        BY_NOTICE = "BY_NOTICE", _("One party ended it")
        BREACH = "BREACH", _("A dispute was not settled in good faith in time")

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
    maximum_a_day = models.PositiveIntegerField(null=True)  # people, one way
    demands = ArrayField(models.SlugField(max_length=20), default=list)  # `demands.Demand`
    population = models.JSONField(default=list)  # the readings of `populations`, as data
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=10, choices=EndReason, blank=True)
    is_memorandum = models.BooleanField(default=False)
    is_legally_binding = models.BooleanField(default=True)
    needs = ArrayField(models.SlugField(max_length=30), default=list)  # `Paper.Kind`, of each party
    calendars = models.JSONField(default=dict)  # nations whose bank holidays count, by place
    disputes = models.JSONField(default=dict)  # `terms.DisputeRule`
    register_id = models.CharField(max_length=80, blank=True)  # in the public register of 2017
    benefits = models.CharField(max_length=500, blank=True)  # what that register tells of it
    # Processors that their controller has told to stop, by organisation.
    without_instruction = ArrayField(models.BigIntegerField(), default=list)

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
    # Whose processor it is, or by whom it was commissioned to do this.
    acts_for = models.ForeignKey(
        "parties.Organisation", models.PROTECT, null=True, related_name="+"
    )
    country = models.CharField(max_length=2, default="GB")  # ISO 3166: where it keeps what it gets
    safeguard = models.CharField(max_length=200, blank=True)  # for a country without adequacy

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
    unless_refused = models.SlugField(max_length=40, blank=True)  # a consent item
    stages = ArrayField(models.SlugField(max_length=10), default=list)  # `terms.Stage`
    condition = models.CharField(max_length=200, blank=True)
    onward = models.SlugField(max_length=10, default="none")  # `terms.Onward`
    item_digest = models.CharField(max_length=64, blank=True)  # of what the item meant when agreed

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "item", "giver", "receiver"], name="one_permit_per_direction"
            ),
            models.CheckConstraint(condition=~Q(gateway=""), name="a_permit_names_its_gateway"),
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
    recorded_at = models.DateTimeField(null=True)

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


class Contact(_Part):
    """Whom one party names for something under an agreement, from a day until the next is named."""

    class For(models.TextChoices):
        REPRESENTATIVE = "REPRESENTATIVE", _("First point of contact in all matters")
        RECIPIENT = "RECIPIENT", _("Receives the files that are sent")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="contacts")
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    task = models.CharField(max_length=14, choices=For)
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120)
    reached_at = models.CharField(max_length=200)  # telephone or e-mail of the office
    staff = models.UUIDField(null=True)  # handle of the account, where it is one's own staff
    from_on = models.DateField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation", "task", "from_on"],
                name="one_contact_for_a_task_from_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(post="") & ~Q(reached_at=""),
                name="a_contact_can_be_reached_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}"


class Paper(_Part):
    """A document that one party puts on file under an agreement: what it is, where it is kept."""

    class Kind(models.TextChoices):
        SECURITY_POLICY = "SECURITY_POLICY", _("security policy")
        MINIMUM_MEASURES = "MINIMUM_MEASURES", _("statement of the mandatory minimum measures")
        BACKUP_ENCRYPTION = "BACKUP_ENCRYPTION", _("statement that backups are encrypted")
        RETENTION_POLICY = "RETENTION_POLICY", _("retention and destruction policy")
        REGISTERED_COPY = "REGISTERED_COPY", _("signed copy in the central register")
        CENTRAL_PROTOCOL = "CENTRAL_PROTOCOL", _("central handling protocol")
        CENTRAL_ASSESSMENT = "CENTRAL_ASSESSMENT", _("central privacy assessment")
        PUBLICITY = "PUBLICITY", _("written consent to publicity")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="papers")
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    reference = models.CharField(max_length=200)  # its title, and where it is kept
    dated_on = models.DateField()
    review_on = models.DateField(null=True)
    name = models.CharField(max_length=120)  # who vouches for it
    post = models.CharField(max_length=120)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reference="") & ~Q(name="") & ~Q(post=""),
                name="a_paper_says_what_it_is_and_who_vouches",
            ),
            models.CheckConstraint(
                condition=Q(review_on=None) | Q(review_on__gt=models.F("dated_on")),
                name="a_paper_is_reviewed_after_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.dated_on}"


class Dispute(_Part):
    """One party's notice of a dispute, which both try to settle in good faith."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="disputes_notified")
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    notified_on = models.DateField()
    settled_on = models.DateField(null=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on=None) | Q(settled_on__gte=models.F("notified_on")),
                name="a_dispute_is_settled_after_its_notice",
            ),
        ]

    def __str__(self) -> str:
        return f"dispute of {self.notified_on}"


class Approval(_Part):
    """An organisation that may be brought in or be passed things, as a controller has agreed."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="approvals")
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    approved = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    approved_on = models.DateField()
    ended_on = models.DateField(null=True)
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("approved_on")),
                name="an_approval_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(post=""), name="an_approval_is_somebodys"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.approved_id} from {self.approved_on}"
