"""What stands between a provider and an e-mail: permissions, lists, inboxes and exemptions."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.email_route.clocks import Mode
from onward.email_route.processes import Process


class _Row(models.Model):
    """A row with an id that says nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)

    class Meta:
        abstract = True


class ProcessPermission(_Row):
    """A provider's request to use e-mail for one process, and the department's written answer.

    Source: 003 paragraphs 44 and 46.
    """

    provider = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    department = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    process = models.CharField(max_length=24, choices=Process)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()  # staff handle
    # Implementation and assurance, as the department specified them, were found to be met.
    conditions_met_on = models.DateField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    form_digest = models.CharField(max_length=64, blank=True)  # of the standard form permitted
    document_digest = models.CharField(max_length=64, blank=True)  # of the written permission
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "department", "process"],
                condition=Q(revoked_at=None),
                name="one_open_permission_per_process",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None)
                | (
                    Q(approved_by__isnull=False, conditions_met_on__isnull=False)
                    & ~Q(form_digest="")
                    & ~Q(document_digest="")
                ),
                name="an_approval_is_in_writing_and_on_conditions_met",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_by__isnull=False),
                name="a_revocation_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process} of {self.provider_id}"


class PermissionDocument(_Row):
    """The letter by which the department permitted a process, as both keep it on file."""

    provider = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    department = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    permission = models.OneToOneField(
        ProcessPermission, models.PROTECT, related_name="document", db_index=False
    )
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ListedUse(_Row):
    """One line of a prime's list: a subcontractor that may use e-mail for one process, and when.

    Source: 003 paragraphs 45, 51, 52 and 54.
    """

    class Offshore(models.TextChoices):
        UNKNOWN = "UNKNOWN", _("Not known")
        NO = "NO", _("No offshore element or link")
        YES = "YES", _("There is one")

    prime = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    subcontractor = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    department = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    process = models.CharField(max_length=24, choices=Process)
    offshore = models.CharField(max_length=7, choices=Offshore, default=Offshore.UNKNOWN)
    due_diligence_on = models.DateField(null=True)
    formally_approved_on = models.DateField(null=True)  # by the department
    listed_at = models.DateTimeField()  # when the supplier manager got the list with it
    listed_by = models.UUIDField()
    starts_on = models.DateField(null=True)  # as agreed with the supplier manager
    start_agreed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)  # when the supplier manager got the list without
    ends_on = models.DateField(null=True)  # as agreed: the last day is the one before
    end_agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["prime", "subcontractor", "department", "process"],
                condition=Q(ends_on=None),
                name="one_open_line_per_subcontractor_and_process",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(start_agreed_at__isnull=False),
                name="a_start_is_agreed",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None)
                | Q(end_agreed_at__isnull=False, withdrawn_at__isnull=False),
                name="an_end_is_notified_and_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subcontractor_id} for {self.process}"


class InboxPair(_Row):
    """Two designated inboxes: from the one to the other mail may go, once both sides agree.

    Source: 003 paragraphs 47 and 49, fourth point.
    """

    sender = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    recipient = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    from_address = models.EmailField()
    to_address = models.EmailField()
    designated_by = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    designated_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "recipient", "from_address", "to_address"],
                condition=Q(ended_at=None),
                name="a_pair_of_inboxes_is_designated_once",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(agreed_by__isnull=False),
                name="an_agreed_pair_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_address} to {self.to_address}"


class Exemption(_Row):
    """The department's leave to put more records into a message than one, for one process.

    Never a flag: it has a reference, a scope and a last day. Source: 003 paragraphs 49 and 50.
    """

    provider = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    department = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    process = models.CharField(max_length=24, choices=Process)
    reference = models.CharField(max_length=60)
    most_records = models.PositiveIntegerField()
    supply_chain_only = models.BooleanField(default=True)
    granted_at = models.DateTimeField()
    granted_by = models.UUIDField()
    expires_on = models.DateField()  # the last day

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reference=""), name="an_exemption_has_a_reference"),
            models.UniqueConstraint(
                fields=["provider", "department", "reference"],
                name="one_exemption_per_reference",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Outage(_Row):
    """One time during which no e-mail goes between a provider and the department.

    Source: 003 paragraphs 58 to 63.
    """

    class Meanwhile(models.TextChoices):
        WAIT = Mode.WAIT, _("Wait")
        CLERICAL = Mode.CLERICAL, _("On paper")

    provider = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    department = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    declared_by = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    expected_until = models.DateTimeField()
    meanwhile = models.CharField(max_length=8, choices=Meanwhile)
    # When the other side was told that paper is used; where it only waits nobody need be told.
    clerical_notice_at = models.DateTimeField(null=True)
    works_since = models.DateTimeField(null=True)  # again, but not to be used before the notice
    ended_at = models.DateTimeField(null=True)  # the notice that it is used again

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "department", "declared_by"],
                condition=Q(ended_at=None),
                name="one_open_outage_per_side",
            ),
            models.CheckConstraint(
                condition=~Q(meanwhile="CLERICAL") | Q(clerical_notice_at__isnull=False),
                name="paper_is_used_with_notice",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(works_since__isnull=False),
                name="an_outage_ends_once_it_works",
            ),
        ]

    def __str__(self) -> str:
        return f"outage since {self.started_at}"


class SentForm(_Row):
    """Where and when one form was sent by e-mail: kept three months, by whoever sent it.

    Source: 003 paragraph 53, note.
    """

    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    disclosure_id = models.UUIDField()
    process = models.CharField(max_length=24, choices=Process)
    from_address = models.EmailField()
    to_address = models.EmailField()
    protection = models.CharField(max_length=20)  # of the connection: none, or which TLS
    sent_at = models.DateTimeField()
    kept_until = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["disclosure_id"], name="a_form_is_logged_once")
        ]

    def __str__(self) -> str:
        return f"{self.process} to {self.to_address}"


class Misdirection(_Row):
    """A message that went to the wrong subcontractor, and what was done about it.

    Source: 003 paragraph 55: the one who got it is told, deletes it, and says so; what was done
    is kept three months from the day it was done with.
    """

    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    disclosure_id = models.UUIDField()
    went_to = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    aware_at = models.DateTimeField()
    found_by = models.UUIDField()
    alerted_at = models.DateTimeField(null=True)
    deletion_confirmed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    kept_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["disclosure_id"], name="a_message_goes_astray_once"),
            models.CheckConstraint(
                condition=Q(deletion_confirmed_at=None) | Q(alerted_at__isnull=False),
                name="whoever_confirms_a_deletion_was_alerted",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | Q(deletion_confirmed_at__isnull=False, kept_until__isnull=False),
                name="closed_only_once_deletion_is_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"misdirected {self.disclosure_id}"


class BreachAssessment(_Row):
    """Whether one misdirection must be reported to the regulator, decided within 72 hours."""

    class Decision(models.TextChoices):
        REPORT = "REPORT", _("Report it to the regulator")
        DO_NOT_REPORT = "DO_NOT_REPORT", _("Do not report it")

    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    disclosure_id = models.UUIDField()  # outlives the record of what was done
    aware_at = models.DateTimeField()
    report_due_at = models.DateTimeField()
    decision = models.CharField(max_length=13, choices=Decision, blank=True)
    reasons = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["disclosure_id"], name="a_breach_is_assessed_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | (
                    Q(decided_at__isnull=False, decided_by__isnull=False)
                    & ~Q(decision="")
                    & ~Q(reasons="")
                ),
                name="a_decision_about_a_breach_has_reasons",
            ),
        ]

    def __str__(self) -> str:
        return f"assessment due {self.report_due_at}"
