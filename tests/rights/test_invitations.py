"""A link works once, for two weeks, for five tries, and never says what was wrong."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from onward.ledger.models import Entry
from onward.parties.models import Organisation
from onward.people.models import Record
from onward.people.records import record_death
from onward.rights.invitations import GOOD_FOR, TRIES, CannotInvite, NotInvited, accept, invite
from onward.rights.models import Invitation
from onward.tenancy.context import acting_for
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record
from tests.times import NOON

CHECKED = ["name", "address", "document"]


@pytest.fixture
def organisation(db):
    return an_organisation(Organisation.Kind.DEPARTMENT)


def invited(organisation, record=None, *, at=NOON):
    record = record or a_record(organisation)
    staff = a_member_of_staff(organisation)
    with acting_for(organisation.pk, user=staff.pk):
        return record, invite(record, checked=CHECKED, by=staff, at=at)


def wrong(code):
    return f"{(int(code) + 1) % 10**8:08d}"


def refusal(token, code, *, at=NOON):
    with pytest.raises(NotInvited) as refused:
        accept(token, code=code, at=at)
    return str(refused.value), refused.value.args


def test_the_link_and_its_code_lead_to_the_record(organisation):
    record, link = invited(organisation)

    assert accept(link.token, code=link.code, at=NOON) == record.handle


def test_a_code_may_be_typed_in_groups(organisation):
    record, link = invited(organisation)

    typed = f" {link.code[:4]} {link.code[4:]} "

    assert accept(link.token, code=typed, at=NOON) == record.handle


def test_a_used_link_does_not_open_again(organisation):
    _, link = invited(organisation)
    accept(link.token, code=link.code, at=NOON)

    refusal(link.token, link.code)


def test_an_expired_link_does_not_open(organisation):
    _, link = invited(organisation)

    refusal(link.token, link.code, at=NOON + GOOD_FOR)


def test_a_link_opens_until_it_expires(organisation):
    record, link = invited(organisation)

    at = NOON + GOOD_FOR - timedelta(seconds=1)

    assert accept(link.token, code=link.code, at=at) == record.handle


def test_five_wrong_codes_close_a_link(organisation):
    _, link = invited(organisation)

    for _ in range(TRIES):
        refusal(link.token, wrong(link.code))

    refusal(link.token, link.code)


def test_four_wrong_codes_do_not(organisation):
    record, link = invited(organisation)

    for _ in range(TRIES - 1):
        refusal(link.token, wrong(link.code))

    assert accept(link.token, code=link.code, at=NOON) == record.handle


def test_nothing_says_what_was_wrong(organisation):
    _, link = invited(organisation)
    _, used = invited(organisation)
    accept(used.token, code=used.code, at=NOON)

    said = {
        refusal("no-such-link", link.code),
        refusal(link.token, wrong(link.code)),
        refusal(link.token, "not a number"),
        refusal(link.token, link.code, at=NOON + GOOD_FOR),
        refusal(used.token, used.code),
    }

    assert said == {("", ())}


def test_a_new_invitation_ends_the_one_before(organisation):
    record, first = invited(organisation)
    _, second = invited(organisation, record, at=NOON + timedelta(hours=1))
    later = NOON + timedelta(hours=2)

    refusal(first.token, first.code, at=later)

    assert accept(second.token, code=second.code, at=later) == record.handle


def test_neither_link_nor_code_is_kept(organisation):
    _, link = invited(organisation)

    with acting_for(organisation.pk):
        kept = str(Invitation.objects.values().get())

    assert link.token not in kept
    assert link.code not in kept


def test_an_invitation_is_an_entry_that_says_what_was_checked(organisation):
    record, link = invited(organisation)

    with acting_for(organisation.pk):
        entry = Entry.objects.get(kind="statement.invited")

    assert entry.subject == record.handle
    assert b'"checked":["address","document","name"]' in bytes(entry.leaf)
    assert link.code.encode() not in bytes(entry.leaf)


@pytest.mark.parametrize("checked", [[], ["shoe_size"], ["name", "shoe_size"]])
def test_nobody_is_invited_before_somebody_checked_who_they_are(organisation, checked):
    record, staff = a_record(organisation), a_member_of_staff(organisation)

    with acting_for(organisation.pk), pytest.raises(CannotInvite, match="what you checked"):
        invite(record, checked=checked, by=staff, at=NOON)


def test_nobody_is_invited_who_has_died(organisation):
    record, staff = a_record(organisation), a_member_of_staff(organisation)

    with acting_for(organisation.pk):
        record_death(record, on=NOON.date(), by=staff, at=NOON)
        with pytest.raises(CannotInvite, match="has died"):
            invite(record, checked=CHECKED, by=staff, at=NOON)


def test_someone_only_mentioned_is_not_invited(organisation):
    record = a_record(organisation, kind=Record.Kind.MENTIONED)
    staff = a_member_of_staff(organisation)

    with acting_for(organisation.pk), pytest.raises(CannotInvite, match="holds no person"):
        invite(record, checked=CHECKED, by=staff, at=NOON)


def test_an_invitation_is_seen_by_its_organisation_and_nobody_else(organisation):
    invited(organisation)

    with acting_for(an_organisation().pk):
        assert not Invitation.objects.exists()
    assert not Invitation.objects.exists()


@pytest.mark.usefixtures("committed")
def test_twenty_guesses_at_once_are_five():
    organisation = an_organisation(Organisation.Kind.DEPARTMENT)
    _, link = invited(organisation)
    guesses = [threading.Thread(target=_guess, args=[link.token]) for _ in range(20)]

    for guess in guesses:
        guess.start()
    for guess in guesses:
        guess.join()

    with acting_for(organisation.pk):
        assert Invitation.objects.get().tries == TRIES
    refusal(link.token, link.code)


def _guess(token):
    try:
        accept(token, code="00000000", at=NOON)
    except NotInvited:
        pass
    finally:
        connection.close()
