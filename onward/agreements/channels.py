"""The ways by which an agreement may let information travel; `onward.channels` carries it."""

from enum import StrEnum


class Channel(StrEnum):
    INSIDE = "inside"  # from one organisation's records to another's on the same instance
    GATEWAY = "gateway"  # the accredited route of source 001 5.3
    BRAVO = "bravo"
    SECURE_EMAIL = "secure_email"
    TRACKED_POST = "tracked_post"
    DOWNLOAD = "download"
    EMAIL = "email"  # unencrypted, by the controlled route of source 003 paragraphs 43 to 63
    TELEPHONE = "telephone"  # told by one person to another, and written up


class Cadence(StrEnum):
    AS_IT_HAPPENS = "as_it_happens"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
