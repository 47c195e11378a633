"""Contact withheld: one act that empties what there is to reach the person by, until she allows it.

Source: source 002, privacy assessment, principle 1: where consent is withheld, address and
telephone are removed and no survey is sent.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from onward.parties.models import Staff
from onward.people.entering import enter_of
from onward.people.facts import NewFact, add_fact, present_values
from onward.people.kept_out import DO_NOT_SURVEY, held_for_contact
from onward.people.models import Fact, Record


class NotWithheld(ValueError):
    """Contact is not withheld, or the day lies before it was."""


@transaction.atomic
def withhold_contact(
    record: Record, *, wording: str, on: date, by: Staff | None, at: datetime
) -> Fact:
    """The person wants no contact kept: what is held of it goes, and no survey is sent, at once.

    One fact, so that no moment knows the one without the other. From then on nothing to reach her
    by enters the record, whichever list or colleague says it.
    """
    emptied = dict.fromkeys(held_for_contact(present_values(record)))
    _set(record, withheld_on=on)
    fact = _say(record, {**emptied, DO_NOT_SURVEY: True}, on=on, by=by, at=at)
    enter_of(record, "contact.withheld", by=by, at=at, items=sorted(emptied), wording=wording)
    return fact


@transaction.atomic
def allow_contact(
    record: Record, *, wording: str, on: date, by: Staff | None, at: datetime
) -> Fact:
    """The person allows contact again; what was emptied stays so until it is recorded anew.

    Raises NotWithheld.
    """
    held = Record.objects.select_for_update(no_key=True).get(pk=record.pk)
    if held.contact_withheld_on is None or on < held.contact_withheld_on:
        raise NotWithheld(_("Contact was not withheld on that day. Give the day they allowed it."))
    _set(record, withheld_on=None)
    fact = _say(record, {DO_NOT_SURVEY: None}, on=on, by=by, at=at)
    enter_of(record, "contact.allowed", by=by, at=at, wording=wording)
    return fact


def _set(record: Record, *, withheld_on: date | None) -> None:
    Record.objects.filter(pk=record.pk).update(contact_withheld_on=withheld_on)
    record.contact_withheld_on = withheld_on


def _say(
    record: Record, values: dict[str, object], *, on: date, by: Staff | None, at: datetime
) -> Fact:
    return add_fact(
        NewFact(
            record=record, values=values, source=Fact.Source.PERSON, valid_from=on, at=at, by=by
        )
    )
