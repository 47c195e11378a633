"""A contested text stands for nothing until a named person has noted what counts."""

from datetime import date

import pytest
from django.db import ProgrammingError

from onward.agreements.actions import CannotDecide, decide, draw_up, sign
from onward.agreements.authority import authority
from onward.agreements.models import Agreement, DecisionNote, Finding
from onward.ledger.models import Entry
from onward.parties.models import Organisation
from onward.tenancy.context import acting_for
from tests.agreements.factories import at_work, parties_to, put_all_on_file
from tests.parties.factories import an_organisation
from tests.times import NOON

pytestmark = pytest.mark.django_db
NOTE = {"note": "The recitals say whom it is for.", "name": "Ailsa Grant", "post": "Manager"}
POSTS = {"district": "District Manager", "authority": "Senior Responsible Officer"}
SIGNED_ON = {"district": date(2014, 1, 30), "authority": date(2013, 12, 31)}


@pytest.fixture
def parties():
    return parties_to("MOU-LOCAL")


@pytest.fixture
def memorandum(parties) -> Agreement:
    """The memorandum of source 002, drawn up and signed on its two days."""
    with at_work(parties["district"]) as staff:
        agreement = draw_up(
            "MOU-LOCAL",
            code="leicester",
            parties=parties,
            effective_from=date(2013, 12, 31),
            by=staff,
            at=NOON,
        )
    for role, party in parties.items():
        with at_work(party) as staff:
            sign(
                agreement,
                name="A. Officer",
                post=POSTS[role],
                on=SIGNED_ON[role],
                by=staff,
                at=NOON,
            )
    return agreement


def open_findings(organisation: Organisation) -> list[Finding]:
    with acting_for(organisation.pk):
        return list(Finding.objects.filter(note=None).order_by("pk"))


def decided(organisation: Organisation, finding: Finding, **change: str) -> DecisionNote:
    choice = finding.choices[0] if finding.choices else ""
    with at_work(organisation) as staff:
        return decide(finding, **{"choice": choice, **NOTE, **change}, by=staff, at=NOON)


def codes_against(agreement: Agreement, party: Organisation) -> set[str]:
    with acting_for(party.pk):
        read = authority(agreement)
    anyone = next(iter(read.roles))
    return {each.code for each in read.refusals((), giver=anyone, receiver=anyone, at=NOON)}


def test_it_is_not_decided_until_the_last_finding_is(memorandum, parties):
    """REQ-002-110"""
    first, *others = open_findings(parties["authority"])
    for finding in others:
        decided(parties["authority"], finding)
    put_all_on_file(memorandum)
    assert codes_against(memorandum, parties["district"]) == {"NOT_DECIDED"}

    decided(parties["district"], first)

    assert codes_against(memorandum, parties["district"]) == set()


def test_a_signature_after_the_day_the_text_bears_is_a_finding(memorandum, parties):
    """REQ-002-087"""
    late = [each for each in open_findings(parties["authority"]) if "SIGNED" in each.code]

    assert [each.about for each in late] == [parties["district"].name]


def test_the_reading_that_was_chosen_is_the_one_that_counts(memorandum, parties):
    contested = next(each for each in open_findings(parties["authority"]) if "POPUL" in each.code)

    decided(parties["authority"], contested, choice="recital D")

    with acting_for(parties["district"].pk):
        assert authority(memorandum).reading == "recital D"


@pytest.mark.parametrize("change", [{"choice": "clause 99"}, {"note": " "}, {"name": ""}])
def test_a_decision_chooses_among_the_places_and_says_why_and_by_whom(memorandum, parties, change):
    contested = next(each for each in open_findings(parties["authority"]) if each.choices)

    with pytest.raises(CannotDecide):
        decided(parties["authority"], contested, **change)


def test_what_was_decided_stays(memorandum, parties):
    finding = open_findings(parties["authority"])[0]
    decided(parties["authority"], finding)

    with pytest.raises(CannotDecide, match="decided before"):
        decided(parties["district"], finding)
    with acting_for(parties["authority"].pk), pytest.raises(ProgrammingError):
        DecisionNote.objects.update(note="Other words.")


def test_the_other_party_is_told_in_the_ledger(memorandum, parties):
    decided(parties["authority"], open_findings(parties["authority"])[0])

    with acting_for(parties["district"].pk):
        assert Entry.objects.filter(kind="agreement.decided").count() == 1


def test_nobody_else_sees_what_was_found(memorandum):
    assert open_findings(an_organisation(Organisation.Kind.LOCAL_AUTHORITY)) == []
