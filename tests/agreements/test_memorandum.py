"""The memorandum of source 002, in force and not: H5, H6 and H15 of domain/privacy.md."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from onward.agreements.actions import decide, draw_up, sign
from onward.agreements.authority import Authority, authority
from onward.agreements.bases import Right, bases
from onward.agreements.disputes import (
    NoDispute,
    end_for_breach,
    notify,
    readings,
    settle,
    settle_by,
)
from onward.agreements.filing import put_on_file
from onward.agreements.findings import Code
from onward.agreements.memoranda import Registered, register_of_memoranda
from onward.agreements.models import Agreement, Finding, Paper
from onward.agreements.populations import Asked
from onward.agreements.standard import BadAgreement, standard_agreement
from onward.disclosures.circumstances import Act, Subject
from onward.disclosures.decision import refusals_of_person
from onward.disclosures.gate import Draft, preview
from onward.disclosures.parcels import Giving
from onward.disclosures.why_not import in_words
from onward.parties.models import Organisation
from onward.tenancy.context import acting_for
from tests.agreements.factories import at_work, parties_to, put_all_on_file
from tests.parties.factories import an_organisation
from tests.people.factories import a_record
from tests.times import NOON

pytestmark = pytest.mark.django_db
POSTS = {"district": "District Manager", "authority": "Senior Responsible Officer"}
SIGNED_ON = {"authority": date(2013, 12, 31), "district": date(2014, 1, 30)}
DECIDED_BY: dict[str, Any] = {"name": "Ailsa Grant", "post": "Manager"}
FIRST = date(2013, 12, 18)
CONTRADICTED = Code.POPULATION_CONTESTED, Code.DEFINED_TWICE


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def parties():
    return parties_to("MOU-LOCAL")


@pytest.fixture
def memorandum(parties) -> Agreement:
    """As it was signed, on its two days; everything is decided but what the text says twice."""
    with at_work(parties["district"]) as staff:
        agreement = draw_up(
            "MOU-LOCAL",
            code="leicester",
            parties=parties,
            effective_from=FIRST,
            by=staff,
            at=noon(FIRST),
        )
    put_all_on_file(agreement, on=FIRST, at=noon(FIRST))
    for role, day in SIGNED_ON.items():
        with at_work(parties[role]) as staff:
            sign(agreement, name="A. Officer", post=POSTS[role], on=day, by=staff, at=noon(day))
            for finding in Finding.objects.filter(note=None).exclude(code__in=CONTRADICTED):
                note = {"choice": "", "note": "As the parties read it.", **DECIDED_BY}
                decide(finding, **note, by=staff, at=noon(day))
    return agreement


def settled(parties, code: Code, choice: str, about: str = "") -> None:
    """A named person notes which place counts."""
    with at_work(parties["authority"]) as staff:
        for finding in Finding.objects.filter(note=None, code=code, about__contains=about):
            place = choice if choice in finding.choices else finding.choices[0]
            note = {"choice": place, "note": "Clause 1.6.", **DECIDED_BY}
            decide(finding, **note, by=staff, at=NOON)


def read(agreement: Agreement, party: Organisation) -> Authority:
    with acting_for(party.pk):
        return authority(agreement)


@pytest.mark.parametrize(
    ("day", "is_refused"), [(date(2014, 1, 15), True), (date(2014, 1, 30), False)]
)
def test_it_is_in_force_from_the_later_of_its_two_signatures(memorandum, parties, day, is_refused):
    """H5. REQ-002-087"""
    for code in CONTRADICTED:
        settled(parties, code, "recital D")
    way = {"giver": parties["district"].pk, "receiver": parties["authority"].pk}

    found = read(memorandum, parties["district"]).refusals({"surname"}, **way, at=noon(day))

    assert [why.code for why in found] == (["NOT_SIGNED"] if is_refused else [])


@pytest.mark.parametrize(
    ("age", "has_difficulty", "without_a_note", "with_the_recitals", "with_the_annex"),
    [
        (22, True, "POPULATION_UNDETERMINED", None, None),
        (22, False, "POPULATION", "POPULATION", "POPULATION"),
        (17, False, "POPULATION_UNDETERMINED", "POPULATION", "POPULATION"),
        (19, False, None, None, None),
        (24, True, "POPULATION_UNDETERMINED", None, None),
        (25, True, "POPULATION_UNDETERMINED", "POPULATION", "POPULATION_UNDETERMINED"),
    ],
)
def test_whom_it_is_about_stays_undetermined_until_somebody_notes_which_place_counts(
    parties, memorandum, age, has_difficulty, without_a_note, with_the_recitals, with_the_annex
):
    """H6. REQ-002-103"""
    act = Act(
        sender=parties["district"].pk,
        recipient=parties["authority"].pk,
        purpose=memorandum.purpose,
        channel="telephone",
        people_count=1,
        at=NOON,
    )
    person = Subject(asked=Asked(age=age, has_learning_difficulty=has_difficulty))
    agreement = read(memorandum, parties["district"])

    def why(chosen: str) -> str | None:
        found = refusals_of_person(
            act, frozenset(), authority=replace(agreement, reading=chosen), subject=person
        )
        codes = [each.code for each in found if each.code.startswith("POPULATION")]
        return codes[0] if codes else None

    assert why("") == without_a_note
    assert why("recital D") == with_the_recitals
    assert why("annex B") == with_the_annex


@pytest.mark.parametrize(
    ("notified_on", "by_clause_1_1", "by_clause_9_1"),
    [
        (date(2025, 11, 14), date(2025, 12, 12), date(2025, 12, 15)),
        (date(2025, 12, 19), date(2026, 1, 21), date(2026, 1, 22)),
    ],
)
def test_a_dispute_has_two_last_days_where_the_text_has_two_working_days(
    memorandum, notified_on, by_clause_1_1, by_clause_9_1
):
    """H15. REQ-002-131"""
    assert readings(memorandum, notified_on=notified_on) == {
        "clause 1.1": by_clause_1_1,
        "clause 9.1": by_clause_9_1,
    }
    assert memorandum.disputes["escalates_to"].startswith("Group Customer Service Director")


@pytest.mark.parametrize(
    ("choice", "last_day"), [("clause 1.1", date(2025, 12, 12)), ("clause 9.1", date(2025, 12, 15))]
)
def test_the_place_that_was_noted_settles_which_last_day_counts(
    memorandum, parties, choice, last_day
):
    """H15."""
    with at_work(parties["authority"]) as staff:
        dispute = notify(memorandum, on=date(2025, 11, 14), by=staff, at=NOON)
        assert settle_by(dispute) == date(2025, 12, 15)  # nobody is late by a reading not chosen

    settled(parties, Code.DEFINED_TWICE, choice, about="working day")

    with acting_for(parties["district"].pk):
        assert settle_by(dispute) == last_day


def test_only_a_dispute_past_its_last_day_lets_the_other_end_it_at_once(memorandum, parties):
    """REQ-002-132"""
    with at_work(parties["authority"]) as staff:
        dispute = notify(memorandum, on=date(2017, 3, 1), by=staff, at=NOON)
        last = settle_by(dispute)
        with pytest.raises(NoDispute):
            end_for_breach(memorandum, on=last, by=staff, at=NOON)

        end_for_breach(memorandum, on=last + timedelta(1), by=staff, at=NOON)

    with acting_for(parties["district"].pk):
        ended = Agreement.objects.get(pk=memorandum.pk)
    assert (ended.ended_at, ended.ended_because) == (NOON, Agreement.EndReason.BREACH)


def test_a_settled_dispute_ends_nothing(memorandum, parties):
    with at_work(parties["authority"]) as staff:
        dispute = notify(memorandum, on=date(2017, 3, 1), by=staff, at=NOON)
        settle(dispute, on=date(2017, 3, 8), by=staff, at=NOON)

        with pytest.raises(NoDispute):
            end_for_breach(memorandum, on=date(2017, 6, 1), by=staff, at=NOON)
        with pytest.raises(NoDispute, match="settled before"):
            settle(dispute, on=date(2017, 3, 9), by=staff, at=NOON)


def test_what_annex_b_does_not_list_is_refused_and_the_way_to_vary_it_is_told(memorandum, parties):
    """REQ-002-080, REQ-002-094"""
    way = {"giver": parties["district"].pk, "receiver": parties["authority"].pk}
    found = read(memorandum, parties["district"]).refusals({"nino"}, **way, at=NOON)

    (refused,) = (why for why in found if why.code == "NOT_PERMITTED")
    (words,) = in_words([{"code": refused.code, "item": refused.item}])
    assert "National Insurance number" in words.what
    assert "new version of the agreement" in words.remedy


def test_a_memorandum_that_binds_nobody_in_law_is_enforced_all_the_same(memorandum, parties):
    """REQ-002-098"""
    assert not memorandum.is_legally_binding

    with at_work(parties["district"]) as staff:
        unsigned = draw_up(
            "MOU-LOCAL", code="two", parties=parties, effective_from=FIRST, by=staff, at=NOON
        )
        found = authority(unsigned).refusals(
            (), giver=parties["district"].pk, receiver=parties["authority"].pk, at=NOON
        )
    assert {"NOT_SIGNED", "NO_REPRESENTATIVE"} <= {why.code for why in found}


def test_no_consent_carries_it_so_a_withdrawal_stops_nothing_and_an_objection_is_offered(
    memorandum, parties
):
    """REQ-002-100"""
    act = Act(
        sender=parties["district"].pk,
        recipient=parties["authority"].pk,
        purpose=memorandum.purpose,
        channel="telephone",
        people_count=1,
        at=NOON,
    )
    person = Subject(withdrawn=frozenset({"consent_contact"}))

    found = refusals_of_person(
        act,
        frozenset({"surname"}),
        authority=read(memorandum, parties["district"]),
        subject=person,
    )

    assert not {why.code for why in found} & {"CONSENT_ABSENT", "CONSENT_WITHDRAWN"}
    assert bases()[memorandum.basis].right is Right.OBJECT


def test_its_wording_cannot_be_changed_before_it_is_drawn_up(parties):
    """REQ-002-097"""
    standard = standard_agreement("MOU-LOCAL")
    altered = replace(standard, clauses=(*standard.clauses, "Anything else may be given too."))

    with at_work(parties["district"]) as staff, pytest.raises(BadAgreement, match="TEMPLATE_ALTER"):
        draw_up(altered, code="own", parties=parties, effective_from=FIRST, by=staff, at=NOON)


def drawn_up_with_a_service(parties, **links: Organisation) -> tuple[Agreement, Organisation]:
    """A training provider takes the authority's role."""
    service = an_organisation(
        Organisation.Kind.TRAINING_PROVIDER, nation=Organisation.Nation.ENGLAND
    )
    with at_work(parties["district"]) as staff:
        agreement = draw_up(
            "MOU-LOCAL",
            code="own",
            parties={**parties, "authority": service},
            commissioned_by=links,
            effective_from=FIRST,
            by=staff,
            at=NOON,
        )
    return agreement, service


def test_a_service_stands_for_the_authority_that_commissioned_it(parties):
    """REQ-002-104"""
    agreement, service = drawn_up_with_a_service(parties, authority=parties["authority"])

    with acting_for(service.pk):
        assert agreement.parties.get(organisation=service).acts_for == parties["authority"]


def test_the_statute_reaches_a_commissioned_service_as_it_reaches_the_authority(parties):
    """REQ-002-104"""
    agreement, service = drawn_up_with_a_service(parties, authority=parties["authority"])
    record = a_record(parties["district"], surname="Grant")
    with at_work(parties["district"]):
        giving = Giving(record=record, items=frozenset({"surname"}))
        draft = Draft(
            kind="test",
            recipient=service,
            agreement=agreement,
            purpose=agreement.purpose,
            channel="telephone",
            people=[giving],
        )
        (found,) = preview([draft], at=NOON)

    why = {refusal.code for refusals in found.values() for refusal in refusals}
    assert "NOT_SIGNED" in why
    assert not why & {"WRONG_PARTY", "NO_GATEWAY"}


def test_a_service_that_no_authority_commissioned_does_not(parties):
    """REQ-002-104"""
    with pytest.raises(BadAgreement, match=r"WRONG_PARTY\(authority\)"):
        drawn_up_with_a_service(parties)
    with pytest.raises(BadAgreement, match=r"WRONG_PARTY\(authority\)"):
        drawn_up_with_a_service(parties, authority=parties["district"])


def registered(party: Organisation) -> list[Registered]:
    with acting_for(party.pk):
        return register_of_memoranda()


def test_a_signed_memorandum_without_its_copy_in_the_register_is_overdue(memorandum, parties):
    """REQ-002-082"""
    (row,) = registered(parties["district"])
    assert row.due_on is not None
    assert not row.is_overdue(on=row.due_on)
    assert row.is_overdue(on=row.due_on + timedelta(1))
    assert set(row.parties) == {party.name for party in parties.values()}

    file(memorandum, parties["district"], Paper.Kind.REGISTERED_COPY)

    (row,) = registered(parties["authority"])
    assert not row.is_overdue(on=row.signed_on + timedelta(999) if row.signed_on else FIRST)


def test_a_memorandum_that_nobody_has_signed_is_not_due_in_the_register(parties):
    with at_work(parties["district"]) as staff:
        draw_up("MOU-LOCAL", code="two", parties=parties, effective_from=FIRST, by=staff, at=NOON)

    (row,) = registered(parties["district"])

    assert (row.signed_on, row.due_on, len(row.unsigned)) == (None, None, 2)


def test_links_to_the_central_papers_are_named_as_long_as_they_are_missing(memorandum, parties):
    """REQ-002-083, REQ-002-095"""
    (row,) = registered(parties["district"])
    assert row.missing == ("central handling protocol", "central privacy assessment")

    for kind in (Paper.Kind.CENTRAL_PROTOCOL, Paper.Kind.CENTRAL_ASSESSMENT):
        file(memorandum, parties["district"], kind)

    (row,) = registered(parties["district"])
    assert row.missing == ()
    assert {paper.reference for paper in row.links} == {"Register entry 12"}


def file(agreement: Agreement, party: Organisation, kind: Paper.Kind) -> None:
    with at_work(party) as staff:
        put_on_file(
            agreement,
            kind=kind,
            reference="Register entry 12",
            dated_on=FIRST,
            **DECIDED_BY,
            by=staff,
            at=NOON,
        )


def test_the_register_lists_no_memorandum_of_others(memorandum):
    assert registered(an_organisation(Organisation.Kind.LOCAL_AUTHORITY)) == []
