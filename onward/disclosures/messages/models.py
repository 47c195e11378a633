"""Messages to the person of a record, from the moment they are written."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.people.of_a_record import OfRecord
from onward.tracking.models import Contact


class Message(OfRecord):
    """One message to the person of a record: which words it held, sealed, and how far it got.

    Once it has gone it is a contact too, on which the receipt is noted.
    """

    class Status(models.TextChoices):
        WAITING = "WAITING", _("To be sent")
        SENDING = "SENDING", _("Being sent")
        SENT = "SENT", _("Sent")
        STOPPED = "STOPPED", _("Not sent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    template = models.SlugField(max_length=40, db_index=False)
    kind = models.CharField(max_length=9, choices=Contact.Kind)
    purpose = models.CharField(max_length=12, choices=Contact.Purpose)
    reached_by = models.SlugField(max_length=60, db_index=False)  # the item it goes by
    status = models.CharField(max_length=7, choices=Status, default=Status.WAITING)
    stopped_because = models.CharField(max_length=20, blank=True)  # a code of `stopping`
    by = models.UUIDField()  # staff handle
    at = models.DateTimeField()
    entry = models.UUIDField(unique=True)  # the ledger entry that it is sealed to
    sealed = models.JSONField()  # commitment and sealed part, as in a parcel
    sending_since = models.DateTimeField(null=True)  # the machine's own time
    sent_as = models.CharField(max_length=64, blank=True)  # its number at the service
    receipt_due_at = models.DateTimeField(null=True)  # when the service is asked, machine's time

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="STOPPED") | ~Q(stopped_because=""),
                name="a_message_stopped_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(status="SENDING") | Q(sending_since__isnull=False),
                name="a_message_leaves_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["record", "-at"], name="messages_to_a_person"),
            models.Index(
                fields=["organisation", "status", "at"],
                name="messages_under_way",
                condition=Q(status__in=["WAITING", "SENDING"]),
            ),
            models.Index(
                fields=["organisation", "receipt_due_at"],
                name="messages_to_ask_about",
                condition=Q(receipt_due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.id}"
