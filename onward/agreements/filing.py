"""Verbs of what a party has on file: the people it names, the papers it vouches for."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.agreements.entering import enter_for_parties
from onward.agreements.models import Agreement, Contact, Paper
from onward.parties.models import Organisation, Staff
from onward.tenancy.context import acting


class CannotFile(Exception):
    """This would not count on file; the message says why."""


@transaction.atomic
def name_contact(
    agreement: Agreement,
    *,
    task: Contact.For,
    name: str,
    post: str,
    reached_at: str,
    from_on: date,
    staff: Staff | None = None,
    by: Staff,
    at: datetime,
) -> Contact:
    """Name, for the organisation acted for, whom others turn to from a day on.

    The one before stays until that day and in the history for ever. A day that is over cannot be
    given, but for the first. Raises CannotFile. Source: 002, section 3 and memorandum 5.1.
    """
    organisation = acting().organisation_id
    before = Contact.objects.filter(agreement=agreement, organisation=organisation, task=task)
    if not (name.strip() and post.strip() and reached_at.strip()):
        raise CannotFile(_("Give a name, a post, and how the person is reached."))
    if from_on < localdate(at) and before.exists():
        raise CannotFile(_("A change counts from today or a later day."))
    if before.filter(from_on=from_on).exists():
        raise CannotFile(_("Somebody else is already named from that day. Choose another day."))
    contact = Contact.objects.create(
        organisations=agreement.organisations,
        agreement=agreement,
        organisation_id=organisation,
        task=task,
        name=name.strip(),
        post=post.strip(),
        reached_at=reached_at.strip(),
        staff=staff.handle if staff else None,
        from_on=from_on,
        by=by.handle,
        at=at,
    )
    enter_for_parties("agreement.contact_named", agreement, by=by, at=at, task=task)
    return contact


@transaction.atomic
def put_on_file(
    agreement: Agreement,
    *,
    kind: Paper.Kind,
    reference: str,
    dated_on: date,
    review_on: date | None = None,
    name: str,
    post: str,
    by: Staff,
    at: datetime,
) -> Paper:
    """File, for the organisation acted for, a paper that somebody there vouches for by name.

    Raises CannotFile.
    """
    if not (reference.strip() and name.strip() and post.strip()):
        raise CannotFile(_("Say what it is and where it is kept, and who vouches for it."))
    if dated_on > localdate(at):
        raise CannotFile(_("It cannot bear a day that has not come. Give today or earlier."))
    if review_on is not None and review_on <= dated_on:
        raise CannotFile(_("It is looked at again after the day it bears. Give a later day."))
    paper = Paper.objects.create(
        organisations=agreement.organisations,
        agreement=agreement,
        organisation_id=acting().organisation_id,
        kind=kind,
        reference=reference.strip(),
        dated_on=dated_on,
        review_on=review_on,
        name=name.strip(),
        post=post.strip(),
        by=by.handle,
        at=at,
    )
    enter_for_parties("agreement.paper_filed", agreement, by=by, at=at, paper=kind)
    return paper


def contact_on(
    agreement: Agreement, organisation: Organisation, *, task: Contact.For, on: date
) -> Contact | None:
    """Whom this party named for it, as of a day."""
    named = Contact.objects.filter(agreement=agreement, organisation=organisation, task=task)
    return named.filter(from_on__lte=on).order_by("-from_on").first()


def may_collect(agreement: Agreement, staff: Staff, *, on: date) -> bool:
    """Whether this is the person its organisation named to receive files, that day."""
    named = contact_on(agreement, staff.organisation, task=Contact.For.RECIPIENT, on=on)
    return named is not None and named.staff == staff.handle


def may_publicise(agreement: Agreement, *, on: date, asked_by_law: bool = False) -> bool:
    """Every party has consented in writing, or freedom of information law asks for it.

    Source: 002, memorandum 8.1.
    """
    consents = Paper.objects.filter(agreement=agreement, kind=Paper.Kind.PUBLICITY)
    given = consents.filter(dated_on__lte=on).values_list("organisation", flat=True)
    return asked_by_law or set(agreement.organisations) <= set(given)
