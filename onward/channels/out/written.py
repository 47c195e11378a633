"""A message as it leaves, and the receipts that come back for it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Way(StrEnum):
    TEXT = "TEXT"
    EMAIL = "EMAIL"
    LETTER = "LETTER"


class Receipt(StrEnum):
    """What became of a message, once that is known."""

    DELIVERED = "DELIVERED"
    GONE = "GONE"  # printed and posted, or sent abroad: nobody tells more
    NOT_DELIVERED = "NOT_DELIVERED"
    NO_SUCH_ADDRESS = "NO_SUCH_ADDRESS"


@dataclass(frozen=True, kw_only=True, repr=False)
class Written:
    """One message: `to` is a number, an address of e-mail, or the lines of a postal address."""

    reference: UUID
    way: Way
    to: tuple[str, ...]
    subject: str
    words: str
