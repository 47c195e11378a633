"""A trained member of staff, and somebody who asks for something once."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from onward.disclosures.giving_once import Asking, give_once
from onward.disclosures.models import Disclosure, OneOff
from onward.disclosures.reviewing import name_trained
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Role
from onward.tenancy.context import acting_for
from tests.disclosures.factories import HELD, Exchange, an_exchange
from tests.parties.factories import a_member_of_staff
from tests.times import NOON

A_YEAR = timedelta(days=365)
CHECKED = ("NAME", "ADDRESS", "DATE_OF_BIRTH")


def an_officer(organisation: Organisation) -> Staff:
    return a_member_of_staff(organisation, Role.DATA_PROTECTION)


def trained(staff: Staff, *, by: Staff | None = None, at: datetime = NOON) -> Staff:
    """Named as trained a month ago, for a year."""
    with acting_for(staff.organisation_id):
        organisation = staff.organisation
    officer = by or an_officer(organisation)
    start = at.date() - timedelta(days=30)
    with acting_for(staff.organisation_id, user=officer.pk):
        name_trained(staff, trained_on=start, expires_on=start + A_YEAR, by=officer, at=at)
    return staff


def an_asking(exchange: Exchange, *items: str, **changes: Any) -> Asking:
    """A constable telephones about somebody in danger."""
    asking = Asking(
        record=exchange.record,
        items=frozenset(items or ("surname", "forename")),
        recipient=None,
        who_asks="PC 1234 Munro, Police Scotland",
        why="She was seen on the bridge.",
        ground="VITAL_INTERESTS",
        basis="dpa1998-sch2-4",
        channel="telephone",
        checked=CHECKED,
    )
    return replace(asking, **changes)


def a_giver(**held: Any) -> Exchange:
    """An exchange whose member of staff is trained to give once; no agreement covers anything."""
    exchange = an_exchange(items=[], held=held or HELD)
    trained(exchange.staff)
    return exchange


def given_once(
    exchange: Exchange, *items: str, at: datetime = NOON, by: Staff | None = None, **changes: Any
) -> Disclosure:
    by = by or exchange.staff
    with acting_for(exchange.sender.pk, user=by.pk):
        return give_once(an_asking(exchange, *items, **changes), by=by, at=at)


def the_one_off(exchange: Exchange) -> OneOff:
    with exchange.sending():
        return OneOff.objects.get()
