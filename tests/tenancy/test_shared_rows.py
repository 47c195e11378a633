"""Rows that several organisations share: each changes what is its own to say, and no more."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from onward.agreements.models import Party, Permit
from onward.casework.models import Referral
from onward.parties.models import Accreditation, Organisation, Staff
from onward.tenancy.context import acting_for
from tests.agreements.factories import an_agreement
from tests.journeys.stage import a_referred_person
from tests.parties.factories import a_member_of_staff, an_accreditation, an_organisation
from tests.times import NOON

pytestmark = pytest.mark.django_db
ANOTHER = 999_999
Kind = Organisation.Kind


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_referred_person)


def refused(error=ProgrammingError, match=""):
    return pytest.raises(error, match=match)


@pytest.fixture
def referral(django_db_setup):
    return django_db_setup[2]


@pytest.mark.parametrize(
    ("side", "column", "value"),
    [
        ("provider", "referrer_id", ANOTHER),
        ("provider", "provider_id", ANOTHER),
        ("provider", "referred_on", "2016-01-01"),
        ("provider", "withdrawal_reason", "duplicate"),
        ("provider", "received_as_id", None),
        ("provider", "referrer_restricted_to", [ANOTHER]),
        ("referrer", "started_on", "2017-06-01"),
        ("referrer", "commissioner_id", ANOTHER),
        ("commissioner", "acknowledged_at", NOON),
        ("commissioner", "reply_due_on", "2030-01-01"),
    ],
)
def test_no_party_changes_what_another_says_in_a_referral(referral, side, column, value):
    party = getattr(referral, f"{side}_id")
    told = refused(DatabaseError, match="its own to say")

    with acting_for(party, user="automatic"), told, transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(**{column: value})


@pytest.mark.parametrize(
    "table", ["casework_referral", "parties_organisation", "parties_accreditation"]
)
def test_no_party_removes_a_shared_row(table):
    told = refused(match="permission denied")

    with (
        acting_for(an_organisation().pk),
        told,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"delete from {table}")


def a_permit(agreement, organisations):
    return Permit(
        organisations=organisations, agreement=agreement, item="nino", giver="giver",
        receiver="receiver", purpose="employment_support", basis="", gateway="",
    )  # fmt: skip


def test_no_party_adds_an_item_to_an_agreement_that_is_signed():
    giver, receiver = an_organisation(), an_organisation()
    agreement = an_agreement(items={"surname"}, giver=giver, receiver=receiver)

    with acting_for(receiver.pk), refused(match="somebody has signed"):
        a_permit(agreement, agreement.organisations).save()


@pytest.mark.parametrize("signed", [True, False])
def test_a_stranger_adds_neither_an_item_nor_itself_to_an_agreement(signed):
    giver, receiver, stranger = (an_organisation() for _ in range(3))
    agreement = an_agreement(items={"surname"}, giver=giver, receiver=receiver, signed=signed)
    named = [giver.pk, receiver.pk, stranger.pk]

    with acting_for(stranger.pk):
        with refused(match="names the parties"), transaction.atomic():
            a_permit(agreement, named).save()
        with refused(match="names the parties"), transaction.atomic():
            Party.objects.create(
                organisations=named, agreement=agreement, organisation=stranger, role="x"
            )


def test_no_organisation_changes_anothers_entry_in_the_register_or_adds_one():
    ours, theirs = an_organisation(), an_organisation()

    with acting_for(ours.pk):
        with refused(match="row-level security"), transaction.atomic():
            Organisation.objects.filter(pk=theirs.pk).update(kind=Kind.COMMISSIONER)
        with refused(match="row-level security"), transaction.atomic():
            Organisation.objects.create(code="new", name="New", kind=Kind.SCHOOL, nation="SCT")
        assert Organisation.objects.filter(pk=ours.pk).update(name="Renamed") == 1


def test_nobody_moves_an_account_to_another_organisation():
    ours, theirs = an_organisation(), an_organisation()
    staff = a_member_of_staff(ours)

    with acting_for(ours.pk, user=staff.pk), refused(match="row-level security"):
        Staff.objects.filter(pk=staff.pk).update(organisation=theirs)


@pytest.mark.parametrize("column", ["provider", "commissioner", "operations"])
def test_an_accreditation_is_of_whom_and_by_whom_it_was_for_ever(column):
    commissioner, operations = an_organisation(Kind.COMMISSIONER), an_organisation()
    provider, other = an_organisation(), an_organisation()
    an_accreditation(provider, commissioner=commissioner, operations=operations)

    with acting_for(operations.pk), refused(match="permission denied"):
        Accreditation.objects.update(**{column: other})
