"""A provider's acknowledgements, starts and ends, in bulk."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from onward.casework import moves
from onward.casework.carrying_out import Moved
from onward.casework.models import Referral
from onward.casework.moves import standing_against
from onward.casework.objections import in_words
from onward.casework.referrals import acknowledge_dated, end_all, start_all
from onward.formats.problem import Problem
from onward.formats.starts_csv import Action, ReferralAction, read_referral_actions
from onward.intake.findings import (
    Handed,
    HandOver,
    RowsRead,
    problem_at,
    problem_told,
    rows_read,
)
from onward.tenancy.context import acting

MOVES = {
    Action.ACKNOWLEDGE: moves.ACKNOWLEDGE,
    Action.START: moves.START,
    Action.END: moves.END,
}
EFFECTS = {Action.ACKNOWLEDGE: "acknowledged", Action.START: "started", Action.END: "ended"}


def read_actions(content: bytes, name: str, on: date, fictitious: bool) -> RowsRead[ReferralAction]:
    """The acts of a file in the order of a case's life, whatever their order in the file."""
    order = list(Action)
    file = read_referral_actions(content, name=name)
    return rows_read(file, name=name, order=lambda row: order.index(row.action))


def hand_over(rows: Sequence[ReferralAction], turn: HandOver) -> Handed:
    """Do these acts, as the provider acted for: those that its referrals allow."""
    handed = Handed()
    found = _referrals_of(rows)
    for action in Action:
        theirs = [row for row in rows if row.action is action]
        due = [row for row in theirs if _is_due(row, found, turn, handed)]
        if due:
            _do(action, due, found, turn, handed)
    return handed


def _referrals_of(rows: Sequence[ReferralAction]) -> dict[str, Referral]:
    theirs = Referral.objects.filter(provider=acting().organisation_id)
    return theirs.by_reference(row.referral_reference for row in rows)


def _is_due(
    row: ReferralAction, found: Mapping[str, Referral], turn: HandOver, handed: Handed
) -> bool:
    """Whether there is anything to do; an act done before is no problem, an unknown case is."""
    referral = found.get(row.referral_reference)
    if referral is None:
        handed.problems.append(_unknown(row, turn))
        return False
    if _is_done(row, referral):
        handed.unchanged += 1
        handed.effect["unchanged", ""] += 1
        return False
    if row.action is Action.ACKNOWLEDGE and not referral.referred_on <= row.on <= turn.on:
        handed.problems.append(_wrong_day(row, referral, turn))
        return False
    return True


def _is_done(row: ReferralAction, referral: Referral) -> bool:
    if row.action is Action.ACKNOWLEDGE:
        return referral.acknowledged_at is not None
    if row.action is Action.START:
        return referral.started_on == row.on
    return (referral.ended_on, referral.end_reason) == (row.on, row.reason)


def _do(
    action: Action,
    rows: Sequence[ReferralAction],
    found: Mapping[str, Referral],
    turn: HandOver,
    handed: Handed,
) -> None:
    moved = _move(action, rows, found, turn)
    handed.done += len(moved.done)
    handed.effect[EFFECTS[action], ""] += len(moved.done)
    by_reference = {row.referral_reference: row for row in rows}
    for referral, words in moved.refused:
        row = by_reference[referral.reference]
        column = _column(row, referral, turn)
        value = vars(row)[column]
        handed.problems.append(
            problem_told(turn.file_name, row.row_number, column, value, words=words)
        )


def _column(row: ReferralAction, referral: Referral, turn: HandOver) -> str:
    """Where the sender is to look: at what the act was, at its day, or at its reason."""
    if standing_against(MOVES[row.action], referral):
        return "action"
    begun_on = referral.started_on if row.action is Action.END else referral.referred_on
    if begun_on is not None and not begun_on <= row.on <= turn.on:
        return "on"
    return "reason" if row.action is Action.END else "referral_reference"


def _move(
    action: Action, rows: Sequence[ReferralAction], found: Mapping[str, Referral], turn: HandOver
) -> Moved:
    referrals = [(found[row.referral_reference], row) for row in rows]
    if action is Action.ACKNOWLEDGE:
        days = [(referral, row.on) for referral, row in referrals]
        return acknowledge_dated(days, by=turn.by, at=turn.at)
    if action is Action.START:
        starts = [(referral, row.on) for referral, row in referrals]
        return start_all(starts, by=turn.by, at=turn.at)
    ends = [(referral, row.on, row.reason) for referral, row in referrals]
    return end_all(ends, by=turn.by, at=turn.at)


def _unknown(row: ReferralAction, turn: HandOver) -> Problem:
    rule = _("You have no referral with this reference, or more than one.")
    remedy = _(
        "Copy the reference from the referral. It may not have arrived yet."
        " Where two have it, use the referral's own page."
    )
    return _problem(row, "referral_reference", turn, rule=rule, remedy=remedy)


def _wrong_day(row: ReferralAction, referral: Referral, turn: HandOver) -> Problem:
    if row.on > turn.on:
        rule = _("The day of the acknowledgement must be today or in the past.")
    else:
        rule = _("The referral was made after this day, on %(day)s.") % {
            "day": in_words(referral.referred_on)
        }
    return _problem(row, "on", turn, rule=rule, remedy=_("Correct the day."))


def _problem(
    row: ReferralAction, column: str, turn: HandOver, *, rule: str, remedy: str
) -> Problem:
    value = vars(row)[column]
    return problem_at(turn.file_name, row.row_number, column, value, rule=rule, remedy=remedy)
