"""Every try to reach a young person, and what came of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.people.of_a_record import OfRecord


class Contact(OfRecord):
    """One try to reach a young person: how, what for, and what came of it.

    A try that was noted by mistake is undone, with the activity that was told in it; the row stays.
    """

    class Kind(models.TextChoices):
        TELEPHONE = "TELEPHONE", _("Telephone call")
        TEXT = "TEXT", _("Text message")
        EMAIL = "EMAIL", _("Email")
        LETTER = "LETTER", _("Letter")
        VISIT = "VISIT", _("Visit")

    class Purpose(models.TextChoices):
        SURVEY = "SURVEY", _("To find out what they do")
        SUPPORT = "SUPPORT", _("To offer support")
        SAFEGUARDING = "SAFEGUARDING", _("To keep them safe")

    class Outcome(models.TextChoices):
        UNCHANGED = "UNCHANGED", _("Nothing has changed")
        NEW_ACTIVITY = "NEW_ACTIVITY", _("A new activity")
        SPOKEN = "SPOKEN", _("Reached; nothing said of the activity")
        NO_ANSWER = "NO_ANSWER", _("No answer")
        WRONG = "WRONG", _("Wrong number or address")
        NO_MORE_SURVEYS = "NO_MORE_SURVEYS", _("Asked not to be called")
        SENT = "SENT", _("Sent")

    class Delivery(models.TextChoices):
        DELIVERED = "DELIVERED", _("Delivered")
        NOT_DELIVERED = "NOT_DELIVERED", _("Not delivered")
        NO_SUCH_ADDRESS = "NO_SUCH_ADDRESS", _("No such number or address")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    record = models.ForeignKey(
        "people.Record", models.PROTECT, related_name="contacts", db_constraint=False
    )
    kind = models.CharField(max_length=9, choices=Kind)
    purpose = models.CharField(max_length=12, choices=Purpose)
    outcome = models.CharField(max_length=15, choices=Outcome)
    reached_by = models.SlugField(max_length=60, blank=True, db_index=False)  # item it went by
    note = models.CharField(max_length=500, blank=True)
    act = models.UUIDField(null=True)  # of the activity that was told in it
    by = models.UUIDField()  # staff handle
    at = models.DateTimeField()
    # Of a message that Onward sent: which, and what the service that carried it said of it later.
    message = models.UUIDField(null=True, unique=True)
    delivery = models.CharField(max_length=15, choices=Delivery, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome__in=["UNCHANGED", "NEW_ACTIVITY"]) | Q(act__isnull=False),
                name="a_contact_names_the_activity_told_in_it",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_at__gte=models.F("at")),
                name="a_contact_is_undone_afterwards",
            ),
            models.CheckConstraint(
                condition=Q(delivery="") | Q(message__isnull=False),
                name="only_a_message_has_a_receipt",
            ),
        ]
        indexes = [
            models.Index(fields=["record", "-at"], name="contacts_of_a_record"),
            models.Index(fields=["organisation", "by", "-at"], name="contacts_by_whom"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
