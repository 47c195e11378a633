"""The monthly list under its shipped agreement: H8 of domain/privacy.md, and who stands aside."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from onward.agreements.actions import decide, draw_up, sign
from onward.agreements.models import Finding
from onward.disclosures.delivery import deliver_prepared
from onward.disclosures.models import Disclosure
from onward.disclosures.why_not import in_words
from onward.people.facts import present_values
from onward.people.models import Record
from onward.returns.monthly_lists import make_monthly_list
from onward.tenancy.context import acting_for
from tests.agreements.factories import at_work, parties_to
from tests.people.factories import a_record, say

pytestmark = pytest.mark.django_db
FIRST = date(2013, 12, 18)
DRAWN_UP = datetime(2013, 12, 18, 12, tzinfo=UTC)
DAY = datetime(2014, 3, 1, 12, tzinfo=UTC)
CLAIM = {
    "forename": "Ailsa",
    "address": ["1 Example Street"],
    "postcode": "LE1 4AB",
    "date_of_birth": "1994-06-01",
    "nino": "QQ123456C",
    "benefit_claimed": "jobseekers_allowance",
    "benefit_first_paid_on": "2014-02-14",
    "claim_notice_version": "new-claim-2",
}


@pytest.fixture
def parties():
    """A department and an authority with the list's own agreement in force."""
    parties = parties_to("DWP-MONTHLY")
    with at_work(parties["department"]) as staff:
        agreement = draw_up(
            "DWP-MONTHLY",
            code="monthly",
            parties=parties,
            effective_from=FIRST,
            by=staff,
            at=DRAWN_UP,
        )
    for party in parties.values():
        with at_work(party) as staff:
            who: dict[str, Any] = {
                "name": "A. Officer",
                "post": "Manager",
                "by": staff,
                "at": DRAWN_UP,
            }
            sign(agreement, on=FIRST, **who)
            for finding in Finding.objects.filter(note=None):
                decide(finding, choice="", note="As the parties read it.", **who)
    return parties


def a_claimant(parties, surname, **otherwise):
    values = {**CLAIM, "surname": surname, **otherwise}
    held = {item: value for item, value in values.items() if value is not None}
    return a_record(parties["department"], at=DRAWN_UP, **held)


def make(parties, *, at=DAY, postcodes=("LE1",), to="authority"):
    with at_work(parties["department"]) as staff:
        return make_monthly_list(parties[to], postcodes=postcodes, by=staff, at=at)


def surnames_given(parties):
    deliver_prepared(parties["department"].pk, at=DAY)
    with acting_for(parties["authority"].pk):
        return sorted(present_values(each)["surname"] for each in Record.objects.all())


def reasons(parties, made):
    """By surname, the codes for which each stood aside."""
    with acting_for(parties["department"].pk):
        names = {str(each.handle): present_values(each)["surname"] for each in Record.objects.all()}
        found: dict[str, list[str]] = {}
        for row in made.exceptions.refusals if made.exceptions else ():
            found.setdefault(str(names[row["handle"]]), []).append(row["code"])
        return found


def test_only_a_first_payment_last_month_on_a_named_benefit_at_18_or_19_is_on_the_list(parties):
    """H8. REQ-002-072"""
    a_claimant(parties, "Listed")
    a_claimant(parties, "Earlier", benefit_first_paid_on="2014-01-20")
    a_claimant(parties, "Twenty", date_of_birth="1994-03-01")
    a_claimant(parties, "Universal", benefit_claimed="universal_credit")
    a_claimant(parties, "Unpaid", benefit_first_paid_on=None)

    made = make(parties)

    assert surnames_given(parties) == ["Listed"]
    assert made.exceptions is None


def test_the_list_holds_name_address_and_birth_and_nothing_else_that_is_held(parties):
    """H8. REQ-002-071"""
    a_claimant(parties, "Listed")
    make(parties)
    deliver_prepared(parties["department"].pk, at=DAY)

    with acting_for(parties["authority"].pk):
        assert present_values(Record.objects.get()).keys() == {
            *("forename", "surname", "address", "postcode", "date_of_birth")
        }


@pytest.mark.parametrize(
    ("paid_on", "is_listed"),
    [("2014-01-31", False), ("2014-02-01", True), ("2014-02-28", True), ("2014-03-01", False)],
)
def test_last_month_is_the_calendar_month_before(parties, paid_on, is_listed):
    """H8."""
    a_claimant(parties, "Listed", benefit_first_paid_on=paid_on)

    make(parties)

    assert surnames_given(parties) == (["Listed"] if is_listed else [])


@pytest.mark.parametrize(
    ("born", "is_listed"),
    [("1994-03-01", False), ("1994-03-02", True), ("1996-03-01", True), ("1996-03-02", False)],
)
def test_the_age_counts_on_the_day_of_the_list(parties, born, is_listed):
    """H8."""
    a_claimant(parties, "Listed", date_of_birth=born)

    make(parties)

    assert surnames_given(parties) == (["Listed"] if is_listed else [])


def test_who_was_not_told_at_the_claim_stands_aside_with_the_reason(parties):
    """REQ-002-070."""
    a_claimant(parties, "Listed")
    a_claimant(parties, "Untold", claim_notice_version=None)
    a_claimant(parties, "Unborn", date_of_birth=None)

    made = make(parties)

    assert surnames_given(parties) == ["Listed"]
    assert reasons(parties, made) == {"Untold": ["NOTICE"], "Unborn": ["POPULATION_UNDETERMINED"]}
    assert "told" in in_words([{"code": "NOTICE"}])[0].what


def test_who_is_told_later_goes_with_the_next_making_and_nobody_goes_twice(parties):
    """REQ-002-070."""
    a_claimant(parties, "Listed")
    untold = a_claimant(parties, "Untold", claim_notice_version=None)
    first, again = make(parties), make(parties)
    assert (again.given.pk, again.exceptions.pk) == (first.given.pk, first.exceptions.pk)
    with at_work(parties["department"]):
        say(untold, at=DAY, claim_notice_version="new-claim-2")

    later = make(parties)

    assert (later.given.people_count, later.exceptions) == (1, None)
    assert surnames_given(parties) == ["Listed", "Untold"]


def test_an_authority_is_given_the_people_of_its_own_postcodes(parties):
    a_claimant(parties, "Listed")
    a_claimant(parties, "Elsewhere", postcode="LE2 4AB")
    a_claimant(parties, "Nowhere", postcode=None)

    make(parties, postcodes=["le1"])

    assert surnames_given(parties) == ["Listed"]


def test_a_list_that_waits_past_the_month_it_was_made_in_is_looked_at_again(parties):
    """H8."""
    a_claimant(parties, "Listed")
    made = make(parties)

    deliver_prepared(parties["department"].pk, at=datetime(2014, 4, 1, 12, tzinfo=UTC))

    with acting_for(parties["department"].pk):
        row = Disclosure.objects.get(pk=made.given.pk)
        assert (row.status, {each["code"] for each in row.refusals}) == ("FAILED", {"POPULATION"})
