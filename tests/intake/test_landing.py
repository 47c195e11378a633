"""A file comes in once: kept, entered, checked without effect, taken in, forgotten."""

import hashlib
from datetime import timedelta

import pytest

from onward.casework.models import Referral
from onward.disclosures.models import Disclosure
from onward.intake.access import NotAllowed
from onward.intake.checking import check
from onward.intake.forgetting import forget_old
from onward.intake.landing import InUse, TooLarge, discard
from onward.intake.models import Landing
from onward.intake.taking_in import NotChecked, accept
from onward.ledger.models import Entry
from onward.parties.permissions import Role
from onward.people.models import Fact, Record
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.intake.factories import (
    Trade,
    a_zip,
    checked,
    entries,
    landed,
    taken_in,
)
from tests.parties.factories import a_member_of_staff
from tests.times import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_demonstration")]

COUNTED = (Landing, Record, Fact, Referral, Disclosure, Entry)
LATER = NOON + timedelta(days=40)


def counts(trade: Trade) -> list[int]:
    with trade.at_work(trade.department):
        return [model._default_manager.count() for model in COUNTED]


def test_what_comes_from_outside_is_landed_with_an_entry_that_names_no_value(trade):
    content = a_zip(trade.row())

    landing = landed(trade.staff_of(trade.department), content)

    with trade.at_work(trade.department) as by:
        entry = Entry.objects.get(kind="file.received")
    assert (entry.about_id, entry.subject) == (landing.pk, None)
    assert hashlib.sha256(content).hexdigest() in bytes(entry.leaf).decode()
    assert str(by.handle) in bytes(entry.leaf).decode()


def test_a_dry_run_writes_nothing_but_what_it_found(trade):
    landing = landed(trade.staff_of(trade.department), a_zip(trade.row()))
    before = counts(trade)

    found = check(landing, by=trade.staff_of(trade.department), at=NOON)

    assert counts(trade) == before
    assert (found.good_count, found.problems) == (1, [])
    assert found.effect == [
        "New records: 1",
        f"People referred to {trade.provider.name}: 1",
    ]


def test_the_same_file_twice_changes_nothing(trade):
    by, content = trade.staff_of(trade.department), a_zip(trade.row(), trade.row(nino="QQ1"))
    first = taken_in(by, content)
    before = counts(trade)

    again = taken_in(by, content, at=LATER)

    assert counts(trade) == before
    assert again == first
    assert (again.done_count, len(again.problems)) == (1, 1)


def test_a_file_that_cannot_be_read_is_refused_whole_and_not_kept(trade):
    by = trade.staff_of(trade.department)
    landing = landed(by, b"not a zip")

    found = check(landing, by=by, at=NOON)

    assert (landing.status, bytes(landing.content)) == (Landing.Status.REFUSED, b"")
    assert (found.refused, found.problems[0].row) == (True, None)
    with pytest.raises(NotChecked):
        accept(landing, by=by, at=NOON)


def test_only_what_was_checked_is_accepted(trade):
    by = trade.staff_of(trade.department)

    with pytest.raises(NotChecked):
        accept(landed(by, a_zip(trade.row())), by=by, at=NOON)


def test_the_ledger_follows_a_file_from_its_arrival_to_its_last_row(trade):
    before = len(entries(trade.department))

    taken_in(trade.staff_of(trade.department), a_zip(trade.row()))

    assert entries(trade.department, since=before) == [
        "file.received",
        "file.accepted",
        "referral.made",
        "disclosure.prepared",
        "file.taken_in",
    ]


@pytest.mark.parametrize(
    ("feed", "role"),
    [
        ("referrals", Role.WORK_COACH),
        ("referrals", Role.DATA_PROTECTION),
        ("referral-actions", Role.REFERRAL_TEAM),
        ("finance-results", Role.REFERRAL_TEAM),
    ],
)
def test_a_file_is_taken_from_those_alone_who_may_do_what_it_does(trade, feed, role):
    someone = a_member_of_staff(trade.department, role)

    with pytest.raises(NotAllowed):
        landed(someone, b"", feed=feed)


def test_a_file_larger_than_is_ever_sent_is_not_kept(trade, monkeypatch):
    monkeypatch.setattr("onward.intake.landing.MOST_BYTES", 10)

    with pytest.raises(TooLarge):
        landed(trade.staff_of(trade.department), a_zip(trade.row()))


def test_another_organisation_does_not_see_what_came_in(trade):
    landed(trade.staff_of(trade.department), a_zip(trade.row()))

    with trade.at_work(trade.provider):
        assert not Landing.objects.exists()


def test_the_content_is_gone_once_it_is_taken_in(trade):
    by = trade.staff_of(trade.department)
    landing = landed(by, a_zip(trade.row()))
    check(landing, by=by, at=NOON)

    accept(landing, by=by, at=NOON)

    assert (landing.status, bytes(landing.content)) == (Landing.Status.DONE, b"")


def test_a_file_that_nobody_accepts_is_thrown_away_and_can_be_sent_again(trade):
    by, content = trade.staff_of(trade.department), a_zip(trade.row())
    checked(by, content)

    with acting_for(trade.department.pk, user=AUTOMATIC):
        assert forget_old(at=LATER) == 1
        assert not Landing.objects.exists()

    assert taken_in(by, content, at=LATER).done_count == 1


def test_what_was_found_is_forgotten_in_time_and_the_counts_stay(trade):
    by = trade.staff_of(trade.department)
    taken_in(by, a_zip(trade.row(), trade.row(nino="QQ1")))

    with acting_for(trade.department.pk, user=AUTOMATIC):
        assert forget_old(at=LATER) == 1
        assert forget_old(at=LATER) == 0
        landing = Landing.objects.get()
    assert (landing.problems, bytes(landing.refused_rows), landing.file_name) == ([], b"", "")
    assert (landing.done_count, landing.refused_count) == (1, 1)


def test_what_was_accepted_is_not_thrown_away(trade):
    by, content = trade.staff_of(trade.department), a_zip(trade.row())
    taken_in(by, content)

    with trade.at_work(trade.department), pytest.raises(InUse):
        discard(Landing.objects.get(), by=by, at=NOON)


def test_a_file_that_nothing_was_taken_in_from_can_be_sent_again_as_it_is(trade):
    by, content = trade.staff_of(trade.department), a_zip(trade.row(nino="QQ1"))
    assert taken_in(by, content).done_count == 0

    with trade.at_work(trade.department):
        discard(Landing.objects.get(), by=by, at=NOON)

    assert checked(by, content).row_count == 1
