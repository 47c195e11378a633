"""Lists of people for another organisation: made by an operator, in the name of its staff."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from onward.agreements.actions import NoAgreement
from onward.disclosures.models import Disclosure
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Permission
from onward.returns.evaluation_samples import (
    AlreadyReleased,
    NobodyToDraw,
    NothingDrawn,
    draw_sample,
    last_drawn,
    release_sample,
)
from onward.returns.monthly_lists import make_monthly_list
from onward.tenancy.context import REGISTER, acting_for


class NotKnown(LookupError):
    """An organisation or a member of staff of that name is not there, or may not make lists."""


def monthly_list(options: argparse.Namespace) -> int:
    """The monthly list for one authority; 1 where it is refused."""
    return _as_staff(options, _monthly)


def evaluation_sample(options: argparse.Namespace) -> int:
    """Draw a sample, or release the one drawn last; 1 where that is refused."""
    return _as_staff(options, _drawn if options.what == "draw" else _released)


def _as_staff(
    options: argparse.Namespace,
    act: Callable[[argparse.Namespace, Organisation, Staff], int],
) -> int:
    try:
        giver, recipient = _organisation(options.giver), _organisation(options.to)
        with acting_for(giver.pk):
            staff_id = _who_may(options.by).pk
        with acting_for(giver.pk, user=staff_id):
            return act(options, recipient, Staff.objects.get(pk=staff_id))
    except (NotKnown, NoAgreement, NobodyToDraw, NothingDrawn, AlreadyReleased) as refusal:
        print(f"onward: {refusal}", file=sys.stderr)
        return 1


def _organisation(code: str) -> Organisation:
    with acting_for(REGISTER):
        found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise NotKnown(f"No organisation has the code {code}.")
    return found


def _who_may(email: str) -> Staff:
    """The member of staff with this address, whose roles let them make lists."""
    staff = Staff.objects.filter(email__iexact=email, is_active=True).first()
    if staff is None:
        raise NotKnown(f"Nobody there signs in with {email}.")
    if not staff.may(Permission.MAKE_LISTS):
        raise NotKnown(f"The roles of {staff.name} do not include making lists of people.")
    return staff


def _monthly(options: argparse.Namespace, authority: Organisation, staff: Staff) -> int:
    postcodes = Path(options.postcodes).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in postcodes if line.strip()]
    made = make_monthly_list(authority, postcodes=wanted, by=staff, at=now())
    if made.exceptions is not None:
        print(f"Set aside: {made.exceptions.people_count}.")
        _say_why(made.exceptions)
    return _say(made.given)


def _drawn(options: argparse.Namespace, commissioner: Organisation, staff: Staff) -> int:
    sample = draw_sample(commissioner, size=options.size, by=staff, at=now())
    print(f"Drawn: {len(sample.handles)}. Nothing is given until the sample is released.")
    return 0


def _released(options: argparse.Namespace, commissioner: Organisation, staff: Staff) -> int:
    sample = last_drawn(commissioner)
    made = release_sample(sample, by=staff, at=now())
    if made.status != Disclosure.Status.REFUSED:
        print(f"Left out since the draw: {len(sample.handles) - made.people_count}.")
    return _say(made)


def _say(made: Disclosure) -> int:
    if made.status == Disclosure.Status.REFUSED:
        print("Refused.")
        _say_why(made)
        return 1
    print(f"On the list: {made.people_count}. {made.get_status_display()}, as {made.pk}.")
    return 0


def _say_why(refused: Disclosure) -> None:
    for reason in in_words(refused.refusals):
        print(f"{reason.what} {reason.remedy} {reason.who_can_change_it}")
