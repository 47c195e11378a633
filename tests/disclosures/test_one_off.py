"""Once and by name: given on a recorded ground, outside every agreement, and looked at after."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from onward.agreements.one_off_grounds import bases_open_to, conditions_for, one_off_grounds
from onward.disclosures.by_hand import NotWaiting, confirm_given, not_given, to_be_told
from onward.disclosures.gate import disclose
from onward.disclosures.giving_once import CannotGiveOnce, words_of
from onward.disclosures.models import Disclosure, OneOff, Parcel, TrainedGiver
from onward.disclosures.parcels import Giving
from onward.disclosures.reviewing import (
    CannotReview,
    NotDated,
    declare_interest,
    end_training,
    name_trained,
    review,
    waiting_for_review,
)
from onward.ledger.models import Entry
from onward.parties.models import Organisation
from onward.people.facts import present_values
from onward.people.models import Record
from onward.rights.erasure import erase
from onward.rights.sharing import State
from onward.rights.statement import statement_of
from onward.tenancy.context import acting_for
from tests.disclosures.factories import an_exchange
from tests.disclosures.one_offs import (
    CHECKED,
    a_giver,
    an_officer,
    given_once,
    the_one_off,
    trained,
)
from tests.disclosures.test_gate import leaf
from tests.parties.factories import a_member_of_staff
from tests.people.factories import a_record
from tests.times import NOON

pytestmark = pytest.mark.django_db
Status = Disclosure.Status
Kind = Organisation.Kind
OF_2026 = date(2026, 3, 2)
MONDAY = datetime(2017, 5, 8, 11, 0, tzinfo=UTC)


def codes(disclosure):
    return {(row["code"], row["item"]) for row in disclosure.refusals}


def confirmed(exchange, disclosure, *, at=NOON):
    with exchange.sending():
        return confirm_given(disclosure.pk, by=exchange.staff, at=at)


def reviewed(exchange, *, by=None, at=NOON, verdict="JUSTIFIED"):
    officer = by or an_officer(exchange.sender)
    with acting_for(exchange.sender.pk, user=officer.pk):
        return review(OneOff.objects.get(), verdict=verdict, note="It was.", by=officer, at=at)


def test_what_no_agreement_allows_is_prepared_and_entered_before_it_is_told():
    exchange = a_giver()

    disclosure = given_once(exchange, "surname")

    assert (disclosure.status, disclosure.agreement, disclosure.recipient) == (
        Status.PREPARED,
        None,
        None,
    )
    with exchange.sending():
        assert to_be_told(disclosure) == {"surname": "Grant"}
        entry = Entry.objects.get(pk=Parcel.objects.get().entry)
        assert entry.kind == "disclosure.prepared"
        assert leaf(entry)["about"]["ground"] == "VITAL_INTERESTS"
        assert leaf(entry)["about"]["law"] == ["dpa1998-sch2-4"]
        assert "Munro" not in bytes(entry.leaf).decode()


def test_once_it_is_said_to_be_given_it_cannot_be_given_or_taken_back():
    exchange = a_giver()
    disclosure = given_once(exchange)

    assert confirmed(exchange, disclosure).status == Status.SENT
    with exchange.sending():
        assert to_be_told(Disclosure.objects.get()) == {}
        with pytest.raises(NotWaiting):
            not_given(disclosure.pk, at=NOON)


def test_what_was_not_given_after_all_leaves_nothing_sealed():
    exchange = a_giver()
    disclosure = given_once(exchange)

    with exchange.sending():
        assert not_given(disclosure.pk, at=NOON).status == Status.FAILED
        assert Parcel.objects.get().sealed == {}


def test_an_organisation_on_onward_gets_it_in_a_record_of_its_own():
    exchange = a_giver()
    given_once(exchange, "surname", recipient=exchange.recipient, channel="inside")

    exchange.deliver()

    with exchange.receiving():
        assert present_values(Record.objects.get()) == {"surname": "Grant"}
        assert not OneOff.objects.exists()


def test_the_worker_leaves_alone_what_a_person_carries():
    exchange = a_giver()
    disclosure = given_once(exchange)

    assert exchange.deliver() == 0
    with exchange.sending():
        disclosure.refresh_from_db()
        assert disclosure.status == Status.PREPARED


@pytest.mark.parametrize(
    "asked_for",
    [
        {"people": "another"},
        {"people": "both"},
        {"items": ("surname", "nino")},
        {"channel": "letter"},
        {"to_recipient": True},
    ],
    ids=["another person", "a batch", "another item", "another channel", "another recipient"],
)
def test_nothing_outside_the_stated_items_person_and_recipient_goes(asked_for):
    """BREAK_GLASS_SCOPE."""
    exchange = a_giver()
    given_once(exchange, "surname", "forename")
    one_off = the_one_off(exchange)
    other = a_record(exchange.sender, surname="Reid", nino="QQ654321A")
    items = frozenset(asked_for.get("items", ("surname",)))
    people = {"another": [other], "both": [exchange.record, other]}
    givings = [
        Giving(record=record, items=items)
        for record in people.get(asked_for.get("people", ""), [exchange.record])
    ]

    with exchange.sending():
        draft = exchange.draft(
            kind="one-off",
            agreement=None,
            one_off=one_off,
            recipient=exchange.recipient if asked_for.get("to_recipient") else None,
            channel=asked_for.get("channel", "telephone"),
            people=givings,
        )
        refused = disclose(draft, by=exchange.staff, at=NOON)

    assert refused.status == Status.REFUSED
    assert {code for code, _ in codes(refused)} == {"BREAK_GLASS_SCOPE"}


def test_it_is_used_once_and_the_database_says_so_too():
    """A55."""
    exchange = a_giver()
    disclosure = given_once(exchange, "surname")

    with exchange.sending():
        draft = exchange.draft(
            "surname",
            agreement=None,
            one_off=disclosure.one_off,
            recipient=None,
            channel="telephone",
        )
        assert codes(disclose(draft, by=exchange.staff, at=NOON)) == {("BREAK_GLASS_SCOPE", "")}
        with pytest.raises(IntegrityError, match="a_one_off_is_used_once"), transaction.atomic():
            Disclosure.objects.filter(status=Status.REFUSED).update(status=Status.PREPARED)


def test_nothing_is_prepared_without_an_agreement_or_a_one_off_authority():
    exchange = a_giver()
    given_once(exchange)

    with (
        exchange.sending(),
        pytest.raises(IntegrityError, match="nothing_is_prepared_without_authority"),
        transaction.atomic(),
    ):
        Disclosure.objects.update(one_off=None)


def test_who_is_not_trained_today_gives_nothing():
    exchange = an_exchange(items=[])

    untrained = given_once(exchange)
    trained(exchange.staff)
    with exchange.sending():
        end_training(TrainedGiver.objects.get(), on=NOON.date(), by=exchange.staff, at=NOON)
    ended = given_once(exchange)

    assert codes(untrained) == codes(ended) == {("NOT_TRAINED", "")}


def test_a_training_has_its_days_in_order():
    exchange = a_giver()
    with exchange.sending(), pytest.raises(NotDated):
        name_trained(
            exchange.staff,
            trained_on=NOON.date(),
            expires_on=NOON.date(),
            by=exchange.staff,
            at=NOON,
        )


@pytest.mark.parametrize("kind", ["OWN", "KNOWN"])
def test_nobody_gives_from_their_own_record_or_one_of_somebody_they_know(kind):
    exchange = a_giver()
    with exchange.sending():
        declare_interest(exchange.record, kind=kind, by=exchange.staff, at=NOON)

    assert codes(given_once(exchange)) == {("DECLARED_INTEREST", "")}
    colleague = trained(a_member_of_staff(exchange.sender))
    assert given_once(exchange, by=colleague).status == Status.PREPARED


def test_the_next_use_is_blocked_while_an_own_review_is_overdue():
    exchange = a_giver()
    given_once(exchange)
    due = the_one_off(exchange).review_due_on

    assert due == date(2017, 5, 4)  # two working days after Tuesday 2 May
    assert given_once(exchange, at=NOON + timedelta(days=2)).status == Status.PREPARED
    assert codes(given_once(exchange, at=MONDAY)) == {("REVIEW_OVERDUE", "")}


def test_a_review_even_if_late_frees_the_giver_again():
    exchange = a_giver()
    given_once(exchange)
    reviewed(exchange, at=MONDAY)

    assert given_once(exchange, at=MONDAY).status == Status.PREPARED


def test_the_officer_has_it_to_review_at_once_and_nobody_reviews_their_own():
    """A54."""
    exchange = a_giver()
    given_once(exchange)

    with exchange.sending():
        assert waiting_for_review().count() == 1
    with pytest.raises(CannotReview, match="yourself"):
        reviewed(exchange, by=exchange.staff)
    reviewed(exchange, verdict="INCONCLUSIVE")
    with pytest.raises(CannotReview, match="already"):
        reviewed(exchange)
    with exchange.sending():
        assert not waiting_for_review().exists()
        assert Entry.objects.filter(kind="one_off.reviewed").count() == 1


@pytest.mark.parametrize(("hours", "is_late"), [(0, False), (24, False), (24.01, True), (72, True)])
def test_a_call_written_up_after_more_than_24_hours_is_marked_late(hours, is_late):
    exchange = a_giver()

    disclosure = given_once(exchange, told_at=NOON - timedelta(hours=hours))

    assert disclosure.status == Status.SENT
    assert the_one_off(exchange).is_late is is_late
    with exchange.sending():
        assert leaf(Entry.objects.get(kind="one_off.recorded"))["about"]["late"] is is_late


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"checked": ("NAME", "ADDRESS")}, "checked"),
        ({"was_in_doubt": True}, "checked"),
        ({"who_asks": " "}, "who_asks"),
        ({"why": ""}, "why"),
        ({"channel": "inside"}, "recipient"),
        ({"channel": "gateway"}, "channel"),
        ({"items": frozenset()}, "items"),
        ({"items": frozenset({"no_such_item"})}, "items"),
        ({"told_at": NOON + timedelta(minutes=1)}, "told_at"),
        ({"told_at": NOON, "channel": "letter"}, "told_at"),
        ({"ground": "CONSENT", "basis": "dpa1998-sch2-1"}, "consented_on"),
    ],
)
def test_what_is_not_checked_or_not_said_is_no_authority(changes, field):
    exchange = a_giver()

    with pytest.raises(CannotGiveOnce) as refused:
        given_once(exchange, **changes)

    assert refused.value.field == field


def test_a_doubt_is_cleared_by_the_mobile_number_or_the_email_address():
    """Source 002, R5."""
    exchange = a_giver()

    disclosure = given_once(exchange, was_in_doubt=True, checked=(*CHECKED, "MOBILE"))

    assert disclosure.status == Status.PREPARED


def test_a_special_customer_record_is_not_given_by_this_road_either():
    exchange = an_exchange(items=[], case_kind=Record.CaseKind.SCR)
    trained(exchange.staff)

    assert codes(given_once(exchange)) == {("SCR_CLERICAL_ONLY", "")}


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        (Kind.PRIME_PROVIDER, ["gdpr-6-1-ea", "gdpr-6-1-d"]),
        (Kind.LOCAL_AUTHORITY, ["gdpr-6-1-e", "gdpr-6-1-d"]),
    ],
)
def test_a_provider_may_rely_on_safeguarding_where_a_council_uses_its_public_task(kind, offered):
    """REQ-LAW-035; the second spare example: a council is offered public task, vital interests."""
    found = bases_open_to(kind, ground="SAFEGUARDING", on=OF_2026)

    assert [ground.code for ground in found] == offered


def test_a_council_that_chooses_the_providers_basis_is_told_what_it_may_choose():
    """REQ-LAW-035"""
    exchange = a_giver()

    with pytest.raises(CannotGiveOnce, match=r"public task; .*vital interests"):
        given_once(
            exchange,
            ground="SAFEGUARDING",
            basis="gdpr-6-1-ea",
            at=datetime(2026, 3, 2, 12, 0, tzinfo=UTC),
        )


@pytest.mark.parametrize("ground", one_off_grounds())
@pytest.mark.parametrize("on", [NOON.date(), date(2019, 1, 7), OF_2026])
@pytest.mark.parametrize("kind", [Kind.PRIME_PROVIDER, Kind.LOCAL_AUTHORITY])
def test_every_ground_has_a_law_on_every_day_but_for_the_years_without_one(ground, on, kind):
    """A private provider had no basis of its own for safeguarding or crime from 2018 to 2026."""
    found = bases_open_to(kind, ground=ground, on=on)

    missing = ground == "CRIME_AND_TAX" and kind == Kind.PRIME_PROVIDER and on.year == 2019
    assert bool(found) is not missing
    assert conditions_for(["disability_status", "licence_endorsements"], ground=ground, on=on)


def test_the_person_reads_to_whom_it_went_on_what_ground_and_under_which_law():
    exchange = a_giver()
    confirmed(exchange, given_once(exchange, "surname", "disability_status"))

    statement = statement_of(exchange.record.handle)

    (row,) = statement.shared
    assert (row.kind, row.channel, row.status) == ("one-off", "telephone", Status.SENT)
    assert row.recipient == "PC 1234 Munro, Police Scotland"
    assert row.purpose == "Somebody's life or health is in danger"
    assert [law.split(":")[1] for law in row.laws] == [" vital interests", " vital interests"]
    (reach,) = statement.reach
    assert reach.permitted == reach.sent == {"surname", "disability_status"}


def test_erasing_the_record_erases_who_asked_and_why():
    exchange = a_giver()
    confirmed(exchange, given_once(exchange, "surname"))

    with exchange.sending():
        erase(exchange.record, by=exchange.staff, at=NOON)
        assert words_of(OneOff.objects.get()) == {}

    (row,) = statement_of(exchange.record.handle).shared
    assert row.recipient == "Somebody who is not on Onward"
    assert {item.state for item in row.items} == {State.ERASED}


def test_a_one_off_that_is_changed_on_the_way_is_not_sent():
    exchange = a_giver()
    given_once(exchange, "surname", recipient=exchange.recipient, channel="inside")
    given_once(exchange, "surname", recipient=exchange.recipient, channel="inside")
    with exchange.sending():
        first, second = OneOff.objects.order_by("at")
        Disclosure.objects.filter(one_off=second).update(status=Status.FAILED)
        Disclosure.objects.filter(one_off=first).update(one_off=second)

    exchange.deliver()

    with exchange.sending():
        codes_now = [row["code"] for each in Disclosure.objects.all() for row in each.refusals]
        assert "NOT_IN_LEDGER" in codes_now
