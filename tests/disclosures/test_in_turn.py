"""A long disclosure is prepared and sent some of its people at a time, and is one all the same."""

import pytest

from onward.disclosures.delivery import lay_out
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.parcels import Giving
from onward.disclosures.verifying import verify_everything
from onward.ledger.models import Entry
from onward.ledger.sequencer import give_all_places
from onward.people.models import Record
from tests.disclosures.factories import an_exchange
from tests.people.factories import a_record

pytestmark = pytest.mark.django_db
Status = Disclosure.Status
ITEMS = ("claim_unique_reference", "payfile_outcome", "payfile_amount", "partner_name")
FILE = {"channel": "gateway", "layout": "payfile-report", "cover": {"message_id": "MSG-1"}}


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr("onward.disclosures.weighing.AT_ONCE", 2)
    monkeypatch.setattr("onward.disclosures.delivery.AT_ONCE", 2)


def an_exchange_of(people, **terms):
    """Each person is paid for twice and has a partner."""
    exchange = an_exchange(items=ITEMS, held={}, channels=["gateway"], **terms)
    records = [
        a_record(
            exchange.sender,
            payfile_outcome="short_13",
            payfile_amount=17000,
            partner_name="Callum Reid",
        )
        for _ in range(people)
    ]
    return exchange, [
        Giving(
            record=record,
            items=frozenset(ITEMS),
            rows={"claim_unique_reference": f"CLM-{payment}-{number}"},
        )
        for payment in (1, 2)
        for number, record in enumerate(records)
    ]


def make_scr(exchange, *givings):
    with exchange.sending():
        records = Record.objects.filter(pk__in=[giving.record.pk for giving in givings])
        records.update(case_kind=Record.CaseKind.SCR)
        for giving in givings:
            giving.record.refresh_from_db()


def codes_by_handle(disclosure):
    return {(row["code"], row["handle"]) for row in disclosure.refusals}


@pytest.mark.usefixtures("committed")
def test_its_file_holds_everybody_and_the_ledger_verifies(settings, tmp_path):
    settings.DATA = tmp_path
    exchange, people = an_exchange_of(5)

    made = exchange.give(people=people, **FILE)
    exchange.deliver()
    give_all_places()

    with exchange.sending():
        made.refresh_from_db()
        (content,) = lay_out(made).values()
    assert (made.status, made.people_count) == (Status.SENT, 10)
    assert all(giving.rows["claim_unique_reference"] in content.decode() for giving in people)
    assert verify_everything().holds


def test_who_may_not_be_given_at_its_end_undoes_what_was_sealed_before():
    exchange, people = an_exchange_of(4)
    kept_back = (people[2], people[-1])
    make_scr(exchange, *kept_back)

    made = exchange.give(people=people, **FILE)

    assert made.status == Status.REFUSED
    assert codes_by_handle(made) == {
        ("SCR_CLERICAL_ONLY", str(giving.record.handle)) for giving in kept_back
    }
    with exchange.sending():
        assert not Parcel.objects.exists()
        assert [entry.kind for entry in Entry.objects.filter(about_id=made.pk)] == [
            "disclosure.refused"
        ]


@pytest.mark.parametrize(("most", "status"), [(8, Status.PREPARED), (7, Status.REFUSED)])
@pytest.mark.parametrize("limit", ["maximum_records", "maximum_a_day"])
def test_all_of_its_people_count_towards_how_many_may_go(limit, most, status):
    exchange, people = an_exchange_of(4, **{limit: most})

    made = exchange.give(people=people, **FILE)

    assert made.status == status
    assert {row["code"] for row in made.refusals} <= {"TOO_MANY_RECORDS"}


def test_what_arises_against_the_last_of_them_stops_the_whole_file():
    exchange, people = an_exchange_of(4)
    exchange.give(people=people, **FILE)
    make_scr(exchange, people[-1])

    exchange.deliver()

    with exchange.sending():
        made = Disclosure.objects.get()
        assert made.status == Status.FAILED
        assert codes_by_handle(made) == {("SCR_CLERICAL_ONLY", str(people[-1].record.handle))}
        assert all(parcel.sealed == {} for parcel in Parcel.objects.all())


def test_one_justification_is_written_for_all_of_them():
    exchange, people = an_exchange_of(4, demands=["justification"])
    why = "The bank has returned these payments and the provider must check each account."

    made = exchange.give(people=people, justification=why, **FILE)

    assert made.status == Status.PREPARED, made.refusals
