"""What each party must have on file, who represents it, and what it has consented to."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError

from onward.agreements.actions import CannotSign, draw_up, sign
from onward.agreements.authority import authority
from onward.agreements.filing import (
    CannotFile,
    contact_on,
    may_collect,
    may_publicise,
    name_contact,
    put_on_file,
)
from onward.agreements.models import Agreement, Contact, Paper
from onward.parties.models import Organisation
from onward.tenancy.context import acting_for
from tests.agreements.factories import FROM, at_work, parties_to, put_all_on_file, put_on_file_for
from tests.parties.factories import a_member_of_staff
from tests.times import NOON

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
WHO: dict[str, Any] = {"name": "Ailsa Grant", "post": "Manager", "at": NOON}
POSTS = {"district": "District Manager", "authority": "Senior Responsible Officer"}


@pytest.fixture
def parties():
    return parties_to("MOU-LOCAL")


@pytest.fixture
def memorandum(parties) -> Agreement:
    with at_work(parties["district"]) as staff:
        return draw_up(
            "MOU-LOCAL", code="city", parties=parties, effective_from=FROM, by=staff, at=NOON
        )


def lacks(agreement: Agreement, party: Organisation, *, at=NOON) -> set[str]:
    with acting_for(party.pk):
        read = authority(agreement)
    found = read.refusals((), giver=party.pk, receiver=party.pk, at=at)
    return {each.item or each.code for each in found} - {"NOT_SIGNED", "NOT_DECIDED"}


def test_without_papers_and_representatives_of_both_parties_nothing_passes(memorandum, parties):
    """REQ-002-112, REQ-002-113, REQ-002-114, REQ-002-121, REQ-002-127"""
    everything = {
        "NO_REPRESENTATIVE",
        "security policy",
        "statement of the mandatory minimum measures",
        "statement that backups are encrypted",
        "retention and destruction policy",
    }
    assert lacks(memorandum, parties["district"]) == everything
    with at_work(parties["district"]) as staff:
        put_on_file_for(memorandum, staff)
    assert lacks(memorandum, parties["district"]) == everything

    with at_work(parties["authority"]) as staff:
        put_on_file_for(memorandum, staff)

    assert lacks(memorandum, parties["district"]) == set()


def test_a_paper_past_its_review_counts_no_more(memorandum, parties):
    """REQ-002-113"""
    for party in parties.values():
        with at_work(party) as staff:
            for need in set(memorandum.needs) & set(Paper.Kind.values):
                put_on_file(
                    memorandum,
                    kind=Paper.Kind(need),
                    reference="Policies",
                    dated_on=FROM,
                    review_on=TODAY,
                    by=staff,
                    **WHO,
                )

    assert lacks(memorandum, parties["district"]) == {"NO_REPRESENTATIVE"}
    assert "security policy" in lacks(memorandum, parties["district"], at=NOON + timedelta(1))


@pytest.mark.parametrize(
    "change",
    [
        {"reference": " "},
        {"name": ""},
        {"dated_on": TODAY + timedelta(1)},
        {"review_on": TODAY},
    ],
)
def test_a_paper_says_what_it_is_who_vouches_and_when(memorandum, parties, change):
    paper: dict[str, Any] = {
        "kind": Paper.Kind.SECURITY_POLICY,
        "reference": "Policy",
        "dated_on": TODAY,
        **WHO,
    }

    with at_work(parties["authority"]) as staff, pytest.raises(CannotFile):
        put_on_file(memorandum, **{**paper, **change}, by=staff)


def named(agreement, party, name, *, task=Contact.For.REPRESENTATIVE, from_on=TODAY, **more):
    with at_work(party) as staff:
        return name_contact(
            agreement,
            task=task,
            name=name,
            post="Manager",
            reached_at="0116 496 0001",
            from_on=from_on,
            by=staff,
            at=NOON,
            **more,
        )


def test_a_change_of_representative_is_dated_and_the_one_before_stays_in_the_history(
    memorandum, parties
):
    """REQ-002-127"""
    authority = parties["authority"]
    named(memorandum, authority, "Ann Bell")
    named(memorandum, authority, "Ben Cole", from_on=TODAY + timedelta(7))

    with acting_for(parties["district"].pk):
        on = {
            days: contact_on(
                memorandum,
                authority,
                task=Contact.For.REPRESENTATIVE,
                on=TODAY + timedelta(days),
            )
            for days in (6, 7)
        }
    assert [each and each.name for each in (on[6], on[7])] == ["Ann Bell", "Ben Cole"]


@pytest.mark.parametrize("day", [TODAY - timedelta(1), TODAY])
def test_a_contact_is_not_changed_for_a_day_that_is_over_or_taken(memorandum, parties, day):
    named(memorandum, parties["authority"], "Ann Bell")

    with pytest.raises(CannotFile):
        named(memorandum, parties["authority"], "Ben Cole", from_on=day)


def test_the_old_contact_cannot_collect_a_file_after_the_day_of_the_change(memorandum, parties):
    """REQ-002-074"""
    old, new = (a_member_of_staff(parties["authority"]) for _ in range(2))
    task: dict[str, Any] = {"task": Contact.For.RECIPIENT}
    named(memorandum, parties["authority"], "Old", staff=old, **task)
    named(memorandum, parties["authority"], "New", staff=new, from_on=TODAY + timedelta(7), **task)

    with acting_for(parties["authority"].pk):
        may = {
            (who.pk, days): may_collect(memorandum, who, on=TODAY + timedelta(days))
            for who in (old, new)
            for days in (6, 7)
        }
    assert [key for key, value in may.items() if value] == [(old.pk, 6), (new.pk, 7)]


def test_nothing_is_publicised_without_both_written_consents_unless_the_law_asks(
    memorandum, parties
):
    """REQ-002-130"""
    consent: dict[str, Any] = {
        "kind": Paper.Kind.PUBLICITY,
        "reference": "Letter 3",
        "dated_on": TODAY,
    }
    for party, both in ((parties["district"], False), (parties["authority"], True)):
        with at_work(party) as staff:
            put_on_file(memorandum, **consent, **WHO, by=staff)
            assert may_publicise(memorandum, on=TODAY) is both
            assert may_publicise(memorandum, on=TODAY - timedelta(1), asked_by_law=True)


def test_nobody_files_for_another_or_takes_back_what_is_on_file(memorandum, parties):
    put_all_on_file(memorandum)

    with acting_for(parties["district"].pk), pytest.raises(ProgrammingError):
        Paper.objects.filter(organisation=parties["authority"]).update(reference="Other")


@pytest.mark.parametrize(("name", "post"), [("", "District Manager"), ("A. Officer", " ")])
def test_a_blank_name_or_title_is_no_signature(memorandum, parties, name, post):
    """REQ-002-133"""
    with (
        at_work(parties["district"]) as staff,
        pytest.raises(CannotSign, match="a name and a post"),
    ):
        sign(memorandum, name=name, post=post, on=TODAY, by=staff, at=NOON)


def test_both_the_district_manager_and_the_responsible_officer_sign(memorandum, parties):
    """REQ-002-078, REQ-002-133"""
    with at_work(parties["authority"]) as staff:
        with pytest.raises(CannotSign, match="Senior Responsible Officer"):
            sign(memorandum, name="A", post="Adviser", on=TODAY, by=staff, at=NOON)
        sign(memorandum, name="A", post=POSTS["authority"], on=TODAY, by=staff, at=NOON)
        assert not authority(memorandum).is_signed(on=TODAY)
    with at_work(parties["district"]) as staff:
        sign(memorandum, name="B", post=POSTS["district"], on=TODAY, by=staff, at=NOON)
        assert authority(memorandum).is_signed(on=TODAY)
