"""Special customer records are referred on form SL2, and a register says so and names nobody."""

from datetime import date, timedelta

import pytest
from django.forms.models import model_to_dict

from onward.casework.clerical import NotClerical, enter_form
from onward.casework.models import ClericalReferral, Referral
from onward.disclosures.models import Disclosure
from onward.ledger.models import Entry
from onward.parties.permissions import Role
from onward.people.case_kinds import CaseKind, set_kinds
from onward.people.models import Record
from onward.tenancy.context import acting_for
from tests.journeys.stage import USUAL, Stage, a_stage
from tests.times import NOON

pytestmark = pytest.mark.django_db
BOTH = (CaseKind.MAPPA, CaseKind.SCR)
TODAY = NOON.date()


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_stage)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup


def a_person(stage: Stage, *kinds: CaseKind) -> Record:
    record = stage.a_person()
    with stage.at_work(Role.WORK_COACH) as coach:
        return set_kinds(record, kinds, by=coach, at=NOON)


def entered(stage: Stage, record: Record, *, sent_on: date = TODAY) -> ClericalReferral:
    with stage.at_work(Role.WORK_COACH) as coach:
        return enter_form(record, opportunity=stage.opportunity, sent_on=sent_on, by=coach, at=NOON)


def test_under_both_kinds_nothing_goes_but_the_paper(stage):
    """REQ-003-013, REQ-003-014."""
    record = a_person(stage, *BOTH)

    (answer,) = stage.ask(record)
    form = entered(stage, record)

    assert "SCR_CLERICAL_ONLY" in {row["code"] for row in answer.refusals}
    with acting_for(stage.department.pk):
        assert not Referral.objects.exists()
        assert Disclosure.objects.get().status == "REFUSED"
        assert (form.form, form.number, form.provider) == ("SL2", 1, stage.provider)


def test_what_was_prepared_before_stops_when_the_case_becomes_special_under_mappa(stage):
    """REQ-003-014."""
    record = a_person(stage, CaseKind.MAPPA)
    stage.ask(record)
    with stage.at_work(Role.WORK_COACH) as coach:
        set_kinds(record, BOTH, by=coach, at=NOON)

    stage.deliver()

    with acting_for(stage.department.pk):
        assert Disclosure.objects.get().status == "FAILED"
    with acting_for(stage.provider.pk):
        assert not Record.objects.exists()


def test_neither_the_register_nor_the_ledger_says_who_it_is(stage):
    """REQ-003-013."""
    record = a_person(stage, CaseKind.SCR)

    row = model_to_dict(entered(stage, record))

    with acting_for(stage.department.pk):
        entry = Entry.objects.get(kind="clerical.referred")
    kept = f"{row} {bytes(entry.leaf).decode()}"
    for told in (record.pk, record.handle, USUAL["surname"], USUAL["nino"]):
        assert str(told) not in kept
    assert entry.subject is None


@pytest.mark.parametrize("kinds", [(), (CaseKind.MAPPA,)])
def test_the_form_is_for_special_customer_records_alone(stage, kinds):
    record = a_person(stage, *kinds)

    with pytest.raises(NotClerical, match="usual way"):
        entered(stage, record)


def test_a_form_that_is_yet_to_be_sent_is_not_entered(stage):
    record = a_person(stage, CaseKind.SCR)

    with pytest.raises(NotClerical, match="once it has been sent"):
        entered(stage, record, sent_on=TODAY + timedelta(days=1))


def test_the_register_is_the_referrers_own_and_its_numbers_have_no_gap(stage):
    record = a_person(stage, CaseKind.SCR)

    assert [entered(stage, record).number for _ in range(3)] == [1, 2, 3]

    for other in (stage.provider, stage.commissioner):
        with acting_for(other.pk):
            assert not ClericalReferral.objects.exists()
