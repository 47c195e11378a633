"""The ways by which an agreement may let information travel; `onward.channels` carries it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Channel(StrEnum):
    INSIDE = "inside"  # from one organisation's records to another's on the same instance
    GATEWAY = "gateway"  # the accredited route of source 001 5.3
    BRAVO = "bravo"
    PORTAL = "portal"  # a department's own: a person takes the file there
    SECURE_EMAIL = "secure_email"
    TRACKED_POST = "tracked_post"
    DOWNLOAD = "download"
    EMAIL = "email"  # unencrypted, by the controlled route of source 003 paragraphs 43 to 63
    TELEPHONE = "telephone"  # told by one person to another, and written up
    LETTER = "letter"  # written and posted by hand
    EMAIL_BY_HAND = "email_by_hand"  # written and sent by hand, from a mailbox of the sender's


# A person carries these: Onward keeps what may go, and is told when it went.
BY_HAND = frozenset({Channel.TELEPHONE, Channel.LETTER, Channel.EMAIL_BY_HAND})


@dataclass(frozen=True)
class Protection:
    """How what travels this way is protected, on the way and where it is kept (source 001 5.5)."""

    in_transit: str
    at_rest: str
    is_encrypted: bool = True


_SEALED = "sealed with AES-256-GCM under keys of the person's own"
PROTECTED: Mapping[Channel, Protection] = MappingProxyType(
    {
        Channel.INSIDE: Protection("never leaves the instance", _SEALED),
        Channel.GATEWAY: Protection("TLS to the accredited gateway", _SEALED),
        Channel.BRAVO: Protection("TLS to the portal", "as the portal's owner has it"),
        Channel.PORTAL: Protection("TLS to the portal", "as the portal's owner has it"),
        Channel.SECURE_EMAIL: Protection("TLS between mail servers", "as the recipient has it"),
        Channel.DOWNLOAD: Protection("TLS to the browser", "as the recipient has it"),
        Channel.TRACKED_POST: Protection("sealed and tracked", "on paper", is_encrypted=False),
        Channel.TELEPHONE: Protection("none", "as written up", is_encrypted=False),
        Channel.LETTER: Protection("sealed", "on paper", is_encrypted=False),
        Channel.EMAIL: Protection(
            "TLS where the mail server offers it", "as the recipient has it", is_encrypted=False
        ),
        Channel.EMAIL_BY_HAND: Protection("none", "as the recipient has it", is_encrypted=False),
    }
)


class Cadence(StrEnum):
    AS_IT_HAPPENS = "as_it_happens"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
