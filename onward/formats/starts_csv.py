"""A provider's acknowledgements, starts and ends, in bulk.

A layout of ours: PRaP had no upload of this kind (`programmes.md` section 5), a person
keyed each one. One row is one act on one referral.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from onward.formats.cells import choice, day, reference, text
from onward.formats.layout import BadRow, Field, FileRead, Layout, read_rows, write_rows


class Action(StrEnum):
    """What the provider does to the referral."""

    ACKNOWLEDGE = "ACKNOWLEDGE"
    START = "START"
    END = "END"


@dataclass(frozen=True, kw_only=True)
class ReferralAction:
    """One act of a provider on one referral."""

    referral_reference: str
    action: Action
    on: date
    reason: str
    row_number: int = field(default=0, compare=False)


def _end_has_a_reason(act: ReferralAction) -> None:
    if act.action is Action.END and not act.reason:
        raise BadRow("reason", "An end needs a reason.", "Write the reason code of the end.")


def referral_actions() -> Layout[ReferralAction]:
    return Layout(
        row=ReferralAction,
        fields=(
            Field("referral_reference", reference()),
            Field("action", choice(Action)),
            Field("on", day()),
            Field("reason", text(), required=False),
        ),
        unique=("referral_reference", "action"),
        check=_end_has_a_reason,
    )


def read_referral_actions(content: bytes, *, name: str) -> FileRead[ReferralAction]:
    return read_rows(content, name=name, layout=referral_actions())


def write_referral_actions(acts: Iterable[ReferralAction]) -> bytes:
    return write_rows(acts, layout=referral_actions())
