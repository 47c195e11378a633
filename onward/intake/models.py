"""Files as they came in from outside, until what they hold has been handed over."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Landing(models.Model):
    """One file as it arrived: whose, for which feed, and how far it has come.

    The same bytes for the same feed are one landing, however often they are sent. The content
    is emptied once it is handed over; `retention.py` says how long the rest is kept.
    """

    class Status(models.TextChoices):
        LANDED = "LANDED", _("Waiting to be checked")
        CHECKED = "CHECKED", _("Checked, waiting for a yes")
        ACCEPTED = "ACCEPTED", _("Being taken in")
        DONE = "DONE", _("Taken in")
        REFUSED = "REFUSED", _("Cannot be read")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    feed = models.SlugField(max_length=20)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)  # SHA-256 of the file, in hexadecimal
    size = models.PositiveIntegerField()
    content = models.BinaryField(default=b"")
    status = models.CharField(max_length=8, choices=Status, default=Status.LANDED)
    received_at = models.DateTimeField()
    received_by = models.UUIDField()  # staff handle
    row_count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    taken_count = models.PositiveIntegerField(default=0)  # good rows handed over so far
    problems = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    texts = models.JSONField(default=list)  # free texts that a person must read first
    effect = models.JSONField(default=list)  # what it does: code, name, count
    refused_rows = models.BinaryField(default=b"")
    texts_read = models.BooleanField(default=False)
    settings = models.JSONField(default=dict)  # how its sender writes it, as known when it landed
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "feed", "digest"], name="a_file_lands_once"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["ACCEPTED", "DONE"])
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="accepted_landing_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["DONE", "REFUSED"]) | Q(content=b""),
                name="content_goes_once_it_is_handed_over",
            ),
            models.CheckConstraint(
                condition=~Q(status="DONE") | Q(done_at__isnull=False),
                name="done_landing_says_when",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "status"], name="landings_by_status")]

    def __str__(self) -> str:
        return f"{self.feed} landed at {self.received_at}"

    @property
    def good_count(self) -> int:
        return self.row_count - self.refused_count

    @property
    def is_over_volume(self) -> bool:
        """It has more rows than its settings take without a word."""
        most = self.settings.get("most_rows", 0)
        return bool(most) and self.row_count > most

    @property
    def is_in_use(self) -> bool:
        """Something was taken in from it, or may be at this moment."""
        is_done = self.status == self.Status.DONE
        taken = self.done_count + self.unchanged_count
        return self.status == self.Status.ACCEPTED or (is_done and taken > 0)


class ListSettings(models.Model):
    """How one kind of list is written by those who send it to an organisation, and is taken in."""

    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    feed = models.SlugField(max_length=20)
    settings = models.JSONField()
    by = models.UUIDField()  # staff handle
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "feed"], name="a_list_is_set_once")
        ]

    def __str__(self) -> str:
        return f"settings of {self.feed}"


class ReceivedEmail(models.Model):
    """One message that came into a mailbox: to be acted on, put aside, or done with.

    Its content is here only while one person of ours waits for it to be acted on; what was put
    aside is never loaded. Once done with, a digest and moments remain (003 paragraph 57).
    """

    class Status(models.TextChoices):
        WAITING = "WAITING", _("To be acted on")
        PUT_ASIDE = "PUT_ASIDE", _("Put aside")
        DONE = "DONE", _("Done with")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    inbox = models.EmailField()
    place = models.CharField(max_length=80)  # where it lies in the mailbox
    digest = models.CharField(max_length=64)  # SHA-256 of the message, in hexadecimal
    received_at = models.DateTimeField()
    status = models.CharField(max_length=9, choices=Status)
    put_aside_because = models.SlugField(max_length=20, blank=True)  # received_rules.Why
    record = models.ForeignKey(
        "people.Record", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    content = models.BinaryField(default=b"")
    manager_told_at = models.DateTimeField(null=True)  # the performance manager
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)  # staff handle; nobody where the record was erased
    removed_at = models.DateTimeField(null=True)  # from the mailbox, for good

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "inbox", "place"], name="a_message_is_read_once"
            ),
            models.CheckConstraint(
                condition=Q(status="WAITING", record__isnull=False) | Q(content=b""),
                name="content_is_held_only_while_it_waits",
            ),
            models.CheckConstraint(
                condition=~Q(status="PUT_ASIDE") | ~Q(put_aside_because=""),
                name="put_aside_says_why",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(done_at__isnull=False),
                name="removed_once_it_is_done_with",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "status"], name="received_email_by_status"),
            models.Index(
                fields=["organisation", "inbox"],
                name="received_email_to_remove",
                condition=Q(done_at__isnull=False, removed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"e-mail received at {self.received_at}"
