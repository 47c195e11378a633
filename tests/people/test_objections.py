"""What the person stops: objections until they are overridden, restrictions until she was told."""

from datetime import date

import pytest
from django.db import IntegrityError

from onward.ledger.models import Entry
from onward.people.consents import give_consent, withdraw_consent
from onward.people.introductions import (
    NotIntroduced,
    give_notice,
    record_introduction,
    warning_before_contact,
)
from onward.people.models import Objection, Restriction
from onward.people.objections import (
    NOTHING_STOPPED,
    NotOpen,
    decide_objection,
    lift_restriction_of_use,
    object_to,
    restrict_use,
    stopped_among,
    warn_of_lifting,
)
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record
from tests.times import NOON

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = date(2017, 5, 1), date(2017, 5, 2), date(2017, 5, 3)
Outcome = Objection.Outcome
SUPPORT = "employment_support"


@pytest.fixture
def organisation():
    return an_organisation()


@pytest.fixture
def officer(organisation):
    return a_member_of_staff(organisation)


@pytest.fixture
def record(organisation, officer):
    with acting_for(organisation.pk, user=AUTOMATIC):
        yield a_record(
            organisation, surname="Ash", telephone="0116 496 0001", address="1 Mill Lane",
            postcode="LE1 6AB",
        )  # fmt: skip


def stopped(record, *, on):
    return stopped_among([record], on=on).get(record.pk, NOTHING_STOPPED)


def test_an_objection_stands_open_from_its_day_until_it_is_decided(record, officer):
    objection = object_to(record, purpose=SUPPORT, on=SECOND, by=officer, at=NOON)
    decide_objection(
        objection, Outcome.OVERRIDDEN, grounds="She is at risk.", on=THIRD, by=officer, at=NOON
    )

    assert stopped(record, on=FIRST) == NOTHING_STOPPED
    assert stopped(record, on=SECOND).objected == {SUPPORT}
    assert stopped(record, on=THIRD) == NOTHING_STOPPED


def test_an_upheld_objection_stays(record, officer):
    objection = object_to(record, purpose="", on=FIRST, by=None, at=NOON)
    decide_objection(objection, Outcome.UPHELD, grounds="", on=SECOND, by=officer, at=NOON)

    assert stopped(record, on=THIRD).upheld == {""}


def test_an_objection_is_overridden_only_on_written_grounds_and_once(record, officer):
    objection = object_to(record, purpose=SUPPORT, on=FIRST, by=officer, at=NOON)

    with pytest.raises(NotOpen, match="compelling grounds"):
        decide_objection(objection, Outcome.OVERRIDDEN, grounds=" ", on=FIRST, by=officer, at=NOON)
    decide_objection(objection, Outcome.UPHELD, grounds="", on=FIRST, by=officer, at=NOON)
    with pytest.raises(NotOpen, match="decided before"):
        decide_objection(objection, Outcome.UPHELD, grounds="", on=FIRST, by=officer, at=NOON)


def test_nobody_objects_to_a_purpose_that_there_is_not(record):
    with pytest.raises(NotOpen, match="from the list"):
        object_to(record, purpose="marketing", on=FIRST, by=None, at=NOON)


def test_a_restriction_is_lifted_only_after_the_person_was_told(record, officer):
    restriction = restrict_use(record, Restriction.Ground.ACCURACY, on=FIRST, by=officer, at=NOON)

    with pytest.raises(NotOpen, match="Tell the person first"):
        lift_restriction_of_use(restriction, on=SECOND, by=officer, at=NOON)
    warn_of_lifting(restriction, on=SECOND, by=officer, at=NOON)
    lift_restriction_of_use(restriction, on=THIRD, by=officer, at=NOON)

    assert stopped(record, on=SECOND).is_restricted
    assert not stopped(record, on=THIRD).is_restricted
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert kinds == {"use.restricted", "use.lifting_told", "use.unrestricted"}


def test_the_database_lifts_nothing_without_a_warning(record, officer):
    restriction = restrict_use(record, Restriction.Ground.CLAIM, on=FIRST, by=officer, at=NOON)

    with pytest.raises(IntegrityError, match="lifted_after_a_warning"):
        Restriction.objects.filter(pk=restriction.pk).update(lifted_on=SECOND)


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(2018, 1, 31), date(2018, 2, 28)),
        (date(2020, 1, 31), date(2020, 2, 29)),
        (date(2018, 6, 15), date(2018, 7, 15)),
    ],
)
def test_whoever_was_introduced_is_told_within_a_month(record, officer, received_on, due_on):
    """REQ-001-010."""
    introduction = introduced(record, officer, on=received_on)

    assert introduction.notice_due_on == due_on


def introduced(record, officer, *, on, basis="", items=("surname",)):
    default = "dpa1998-sch2-5c" if on < date(2018, 5, 25) else "gdpr-6-1-e"
    return record_introduction(
        record,
        introduced_by=officer.organisation,
        items=items,
        basis=basis or default,
        on=on,
        by=officer,
        at=NOON,
    )


def test_contact_before_the_notice_is_warned_of(record, officer):
    """REQ-001-010."""
    introduction = introduced(record, officer, on=FIRST)

    assert "no privacy notice is recorded" in warning_before_contact(record, on=SECOND)
    give_notice(introduction, version="v1", on=THIRD, by=officer, at=NOON)
    assert warning_before_contact(record, on=SECOND)
    assert not warning_before_contact(record, on=THIRD)


@pytest.mark.parametrize("missing", [{"basis": "gdpr-6-1-e"}, {"items": ()}])
def test_an_introduction_says_what_came_and_on_a_basis_in_force(record, officer, missing):
    """REQ-001-010."""
    with pytest.raises(NotIntroduced):
        introduced(record, officer, on=FIRST, **missing)


def test_a_consent_keeps_its_scope_wording_and_both_days(record):
    """REQ-001-014."""
    give_consent(record, scope="consent_employers", wording="v1", on=FIRST, by=None, at=NOON)
    kept = withdraw_consent(record, scope="consent_employers", on=THIRD, by=None, at=NOON)

    assert (kept.scope, kept.wording, kept.on, kept.withdrawn_on) == (
        "consent_employers", "v1", FIRST, THIRD,
    )  # fmt: skip
