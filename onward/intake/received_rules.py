"""Is a message that came in one of ours to act on? A pure decision, with the first reason why not.

Source: 003 paragraphs 47, 49, 53 and 56. What is not ours is not loaded: it stays in the mailbox,
and somebody tells the performance manager.
"""

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from onward.formats.email_read import ReceivedMessage
from onward.values.nino import ninos_in


class Why(StrEnum):
    """Why a message was put aside."""

    TOO_LARGE = "TOO_LARGE"
    WRONG_INBOX = "WRONG_INBOX"
    FORWARDED = "FORWARDED"
    UNKNOWN_SENDER = "UNKNOWN_SENDER"
    NO_NUMBER = "NO_NUMBER"
    SEVERAL_PEOPLE = "SEVERAL_PEOPLE"
    NOT_OURS = "NOT_OURS"


def put_aside_because(
    message: ReceivedMessage,
    *,
    inbox: str,
    pairs: frozenset[tuple[str, str]],
    ours: Mapping[str, UUID],
) -> Why | None:
    """The reason to put a message aside, or None where it is about one person of ours.

    `pairs` are the designated inboxes, from and to; `ours` the records that are helped now, by
    National Insurance number.
    """
    if inbox not in {to for _from, to in pairs} or inbox not in message.to_addresses:
        return Why.WRONG_INBOX
    if message.was_forwarded_by_a_rule:
        return Why.FORWARDED
    if (message.from_address, inbox) not in pairs:
        return Why.UNKNOWN_SENDER
    numbers = ninos_in(message.text)
    if not numbers:
        return Why.NO_NUMBER
    if len(numbers) > 1:
        return Why.SEVERAL_PEOPLE
    return None if numbers <= ours.keys() else Why.NOT_OURS
