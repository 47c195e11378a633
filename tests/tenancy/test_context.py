"""Nothing is seen before an organisation is named, and then only that one's."""

import pytest
from django.db import connection, transaction

from onward.parties.models import Organisation, Staff
from onward.tenancy.context import AlreadyActing, NotActing, acting, acting_for
from tests.parties.factories import a_member_of_staff, an_organisation

pytestmark = pytest.mark.django_db


def test_an_organisation_sees_its_own_staff_and_no_others():
    ours, theirs = an_organisation(), an_organisation()
    mine = a_member_of_staff(ours)
    a_member_of_staff(theirs)

    with acting_for(ours.pk):
        assert list(Staff.objects.all()) == [mine]


def test_before_an_organisation_is_named_nothing_is_seen():
    a_member_of_staff(an_organisation())

    assert not Staff.objects.exists()
    assert not Organisation.objects.exists()


def test_one_transaction_acts_for_one_organisation():
    ours, theirs = an_organisation(), an_organisation()

    with acting_for(ours.pk), pytest.raises(AlreadyActing), acting_for(theirs.pk):
        pass


def test_who_is_acting_is_forgotten_afterwards():
    with acting_for(an_organisation().pk):
        acting()

    with pytest.raises(NotActing):
        acting()


def test_a_failure_inside_leaves_nothing_named():
    ours = an_organisation()

    with pytest.raises(ZeroDivisionError), acting_for(ours.pk), transaction.atomic():
        raise ZeroDivisionError

    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('onward.organisation', true), '')")
        assert cursor.fetchone() == ("",)
