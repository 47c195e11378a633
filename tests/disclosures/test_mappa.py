"""A person under public protection arrangements is referred by a dated policy of the programme."""

from datetime import UTC, date, datetime

import pytest

from onward.agreements.catalogue import catalogue
from onward.agreements.standard import standard_codes
from onward.disclosures.by_officer import NotWaiting, mark_done, waiting_for_an_officer
from onward.disclosures.models import Disclosure, OfficerTask, Parcel
from onward.ledger.canonical import read_canonical
from onward.ledger.models import Entry
from onward.people.facts import present_values
from onward.people.models import Record
from onward.people.records import restrict
from onward.programmes.mappa import POLICIES, PROGRAMMES, mappa_policy
from onward.tenancy.context import acting_for
from tests.disclosures.factories import Exchange, an_exchange
from tests.parties.factories import a_member_of_staff

pytestmark = pytest.mark.django_db
HELD = {
    "surname": "Grant",
    "address": ["14 Larch Terrace", "Leeds"],
    "postcode": "LS1 4DY",
    "telephone": "0113 496 0123",
    "telephone_alternate": "07700 900123",
}
WHERE = HELD.keys() - {"surname"}
UNDER_THE_TEXT = datetime(2020, 6, 1, 11, 0, tzinfo=UTC)
THE_DAY_BEFORE = datetime(2021, 9, 23, 22, 59, tzinfo=UTC)  # a minute to midnight in London
FROM_THE_MEMO = datetime(2021, 9, 23, 23, 0, tzinfo=UTC)


def a_case(standard: str = "WHP-REFERRAL", kind: str = "MAPPA") -> Exchange:
    return an_exchange(
        HELD,
        held=HELD,
        case_kind=Record.CaseKind(kind),
        standard=standard,
        effective_from=date(2020, 4, 1),
    )


def referred(case: Exchange, *, at: datetime) -> Disclosure:
    disclosure = case.give(*HELD, at=at)
    case.deliver(at=at)
    return disclosure


def arrived(case: Exchange) -> dict[str, object]:
    with case.receiving():
        return present_values(Record.objects.get())


@pytest.mark.parametrize("at", [UNDER_THE_TEXT, THE_DAY_BEFORE])
def test_under_the_text_of_2020_where_to_find_the_person_stays_and_an_officer_has_a_task(at):
    """REQ-003-012."""
    case = a_case()

    referred(case, at=at)

    assert arrived(case) == {"surname": "Grant"}
    with case.sending():
        task = waiting_for_an_officer().get()
        assert (task.handle, set(task.items)) == (case.record.handle, WHERE)
        assert task.policy == "whp 2020-04-01"


def test_from_the_memo_of_september_2021_everything_goes_and_no_officer_is_asked():
    """REQ-003-012."""
    case = a_case()

    referred(case, at=FROM_THE_MEMO)

    assert arrived(case) == HELD
    with case.sending():
        assert not OfficerTask.objects.exists()


def test_without_a_text_of_the_programme_nobody_has_said_that_it_may_go():
    case = a_case("WFS-REFERRAL")

    referred(case, at=FROM_THE_MEMO)

    assert arrived(case) == {"surname": "Grant"}


def test_what_was_sealed_after_midnight_by_another_policy_does_not_go_before_it():
    case = a_case()
    disclosure = case.give(*HELD, at=FROM_THE_MEMO)

    case.deliver(at=THE_DAY_BEFORE)

    with case.sending():
        refusals = Disclosure.objects.get(pk=disclosure.pk).refusals
        assert {(row["code"], row["item"]) for row in refusals} == {
            ("WITHHELD", item) for item in WHERE
        }


def test_the_givers_ledger_says_by_which_policy_and_the_receiver_learns_nothing():
    case = a_case()

    referred(case, at=UNDER_THE_TEXT)

    with case.sending():
        entry = Entry.objects.get(kind="disclosure.withheld")
        assert read_canonical(bytes(entry.leaf))["about"]["policy"] == "whp 2020-04-01"
    with case.receiving():
        assert not OfficerTask.objects.exists()
        assert set(Parcel.objects.get().not_held) == WHERE


def test_the_officer_marks_it_done_once_and_it_is_entered():
    case = a_case()
    referred(case, at=UNDER_THE_TEXT)

    with case.sending():
        task = waiting_for_an_officer().get()
        mark_done(task, by=case.staff, at=UNDER_THE_TEXT)

        assert not waiting_for_an_officer().exists()
        assert Entry.objects.get(kind="officer.done").subject == case.record.handle
        with pytest.raises(NotWaiting):
            mark_done(task, by=case.staff, at=UNDER_THE_TEXT)


def test_what_was_stopped_on_its_way_asks_nobody():
    case = a_case()
    disclosure = case.give(*HELD, at=UNDER_THE_TEXT)

    with case.sending():
        Disclosure.objects.filter(pk=disclosure.pk).update(status="FAILED")
        assert not waiting_for_an_officer().exists()


def test_the_task_of_a_restricted_record_is_there_for_those_who_may_see_it():
    case = a_case()
    referred(case, at=UNDER_THE_TEXT)
    colleague = a_member_of_staff(case.sender)

    with case.sending():
        restrict(case.record, to=[case.staff], by=case.staff, at=UNDER_THE_TEXT)
        assert OfficerTask.objects.count() == 1
    with acting_for(case.sender.pk, user=colleague.pk):
        assert not OfficerTask.objects.exists()


def test_each_policy_names_its_text_and_items_of_the_catalogue():
    assert set(PROGRAMMES) <= set(standard_codes())
    assert {policy.programme for policy in POLICIES} == set(PROGRAMMES.values())
    for policy in POLICIES:
        assert policy.source
        assert policy.withholds <= catalogue().keys()
    assert mappa_policy("WHP-REFERRAL", on=date(2020, 3, 31)) is None
