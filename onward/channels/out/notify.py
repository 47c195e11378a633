"""Messages by GOV.UK Notify. Its templates hold the words alone: what was looked at is sent.

Notify keeps a message for seven days, in which it can be found by our reference.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from onward.channels.message_senders import MessageSender
from onward.channels.out.not_taken import NotTaken
from onward.channels.out.written import Receipt, Way, Written

TIMEOUT = 30.0  # seconds
# Its answers by number: what is wrong with the message itself, with the key, or with the hour.
MESSAGE_IS_WRONG = 400
FOR_NOW = frozenset({401, 403, 404, 429})
# Source: GOV.UK Notify's documentation of the Python client, "Check message status".
RECEIPTS: Mapping[str, Receipt] = {
    "delivered": Receipt.DELIVERED,
    "sent": Receipt.GONE,
    "received": Receipt.GONE,
    "temporary-failure": Receipt.NOT_DELIVERED,
    "technical-failure": Receipt.NOT_DELIVERED,
    "validation-failed": Receipt.NOT_DELIVERED,
    "virus-scan-failed": Receipt.NOT_DELIVERED,
    "cancelled": Receipt.NOT_DELIVERED,
    "permanent-failure": Receipt.NO_SUCH_ADDRESS,
}


class ByNotify:
    """The service of one organisation, reached with its key."""

    def __init__(self, sender: MessageSender) -> None:
        self._layouts = sender.layouts
        self._client = NotificationsAPIClient(sender.key, base_url=sender.address, timeout=TIMEOUT)

    def send(self, message: Written) -> str:
        """Hand over one message; gives the number it is known by there.

        Raises NotTaken where it was certainly not taken. Any other error leaves that unknown.
        """
        layout = self._layouts.get(message.way)
        if layout is None:
            words = f"No layout for {message.way} is set. Add it to the file of senders."
            raise NotTaken(words, for_now=True)
        try:
            return str(self._hand_over(message, layout)["id"])
        except HTTPError as refusal:
            raise _not_taken(refusal) from refusal

    def find(self, reference: UUID) -> str | None:
        """The number of the message that was handed over under this reference, if one was."""
        found = self._client.get_all_notifications(reference=str(reference))["notifications"]
        return str(found[0]["id"]) if found else None

    def receipt(self, number: str) -> Receipt | None:
        """What became of it; None while nobody knows."""
        return RECEIPTS.get(self._client.get_notification_by_id(number)["status"])

    def _hand_over(self, message: Written, layout: str) -> Any:
        said = {"words": message.words}
        if message.way is Way.TEXT:
            return self._client.send_sms_notification(
                message.to[0], layout, said, reference=str(message.reference)
            )
        said["subject"] = message.subject
        if message.way is Way.EMAIL:
            return self._client.send_email_notification(
                message.to[0], layout, said, reference=str(message.reference)
            )
        lines = {f"address_line_{n}": line for n, line in enumerate(message.to, start=1)}
        return self._client.send_letter_notification(
            layout, said | lines, reference=str(message.reference)
        )


def _not_taken(refusal: HTTPError) -> Exception:
    """By the number of the answer alone: its words may repeat what the service was sent."""
    words = f"GOV.UK Notify answered {refusal.status_code}."
    if refusal.status_code == MESSAGE_IS_WRONG:
        return NotTaken(words, for_now=False)
    if refusal.status_code in FOR_NOW:
        return NotTaken(words, for_now=True)
    return ConnectionError(words)
