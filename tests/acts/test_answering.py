"""A district answers a request: what is let go, what is not, and what must be said first."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from onward.acts.answering import Template, known_as, refuse
from onward.agreements.actions import end
from onward.disclosures.gate import Draft, disclose
from onward.disclosures.justifications import commitment_of
from onward.disclosures.models import Disclosure, Justification, Parcel
from onward.disclosures.parcels import Giving
from onward.disclosures.why_not import in_words
from onward.parties.permissions import Role
from onward.people.facts import present_values
from onward.people.models import Record
from onward.people.records import record_death
from onward.people.uses import NotForContact, contact_points
from onward.rights.erasure import erase
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.tracking.data_requests.models import Release, Status
from onward.tracking.data_requests.moves import InvalidMove
from tests.casework.ledgers import leaves_seen_by
from tests.parties.factories import a_member_of_staff
from tests.people.factories import say
from tests.tracking.factories import A_TEMPLATE, MORNING, REASON, a_question, neighbours

pytestmark = pytest.mark.django_db
H7 = ("surname", "telephone_alternate", "nino", "claim_stage", "work_programme_participant")
GOES = ("surname", "telephone_alternate", "work_programme_participant")


@pytest.fixture
def django_db_setup(prepared):
    return prepared(neighbours)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup


def codes(disclosure):
    return {
        f"{row['code']}({row['item']})" if row["item"] else row["code"]
        for row in disclosure.refusals
    }


def entered(organisation, kind):
    """The one entry of this kind that the organisation sees."""
    (leaf,) = [leaf for leaf in leaves_seen_by(organisation) if leaf["kind"] == kind]
    return leaf


def test_the_whole_request_is_refused_for_two_items_and_that_is_kept(here):
    """H7, REQ-002-080, REQ-002-094"""
    request = here.asked(*H7)

    refused = here.release(request)

    off_the_list = {"nino", "claim_stage"}
    assert codes(refused) == {
        *(f"NOT_PERMITTED({item})" for item in off_the_list),
        *(f"NOT_IN_ANNEX_B({item})" for item in off_the_list),
    }
    assert here.seen(here.district, request).status == Status.ASKED
    kept = entered(here.district, "disclosure.refused")
    assert kept["about"]["codes"] == ["NOT_IN_ANNEX_B", "NOT_PERMITTED"]


def test_a_part_is_released_where_the_officer_chooses_that_and_the_rest_is_kept_as_refused(here):
    """H7."""
    request = here.asked(*H7)

    assert not here.release(request, *GOES).refusals
    here.deliver()

    seen = here.seen(here.authority, request)
    assert seen.status == Status.RECEIVED
    assert set(seen.released_items) == set(GOES)
    assert seen.refused_items == ["claim_stage", "nino"]
    with here.at(here.authority):
        held = present_values(seen.asked_from)
    assert "07700900123" in str(held["telephone_alternate"])
    assert held["work_programme_participant"] is False
    assert "nino" not in held
    kept = entered(here.authority, "request.released")
    assert kept["about"]["leaves_out"] == ["claim_stage", "nino"]


def test_an_answer_lets_something_go_or_is_a_refusal_of_its_own(here):
    assert "NOTHING_CHOSEN" in codes(here.release(here.asked(), items=frozenset()))


@pytest.mark.parametrize(
    "template",
    [
        Template(),
        replace(A_TEMPLATE, reference=""),
        replace(A_TEMPLATE, protection="none"),
        replace(A_TEMPLATE, mailbox=""),
        replace(A_TEMPLATE, reference="about Jamie Okoro"),
    ],
)
def test_nothing_goes_by_email_before_its_template_is_filled_in(here, template):
    """H7, REQ-002-093"""
    request = here.asked(channel="secure_email")

    assert codes(here.release(request, template=template)) == {"DATA_MOVEMENT_TEMPLATE"}


def test_an_email_with_its_template_goes_and_the_ledger_names_the_template(here):
    """REQ-002-093"""
    request = here.asked(channel="secure_email")

    assert not here.release(request, template=A_TEMPLATE, call_note="").refusals

    kept = entered(here.authority, "request.released")
    assert kept["about"]["template"] == "DMT-2014-003"


def test_a_telephone_call_needs_no_template_but_its_note(here):
    """REQ-002-093"""
    request = here.asked()

    assert codes(here.release(request, call_note=" ")) == {"CALL_NOTE"}
    assert codes(here.release(request)) == set()


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "n/a",
        "needed",
        "The information requested can be justified on the grounds that it will help the local"
        " authority services to fulfil its duties.",
        "......................",
    ],
)
def test_words_that_are_empty_or_the_memorandums_own_are_no_reason(here, words):
    """REQ-002-079"""
    assert codes(here.release(here.asked(), justification=words)) == {"JUSTIFICATION"}


@pytest.mark.parametrize("copied", [REASON, REASON.upper(), f"  {REASON}!! ", REASON[:-1]])
def test_words_written_for_somebody_else_are_no_reason(here, copied):
    """A21."""
    assert not here.release(here.asked()).refusals

    assert codes(here.release(here.asked(), justification=copied)) == {"JUSTIFICATION"}


def test_the_words_are_kept_with_the_disclosure_and_a_commitment_to_them_in_the_ledger(here):
    """REQ-002-079, REQ-002-092"""
    disclosure = here.release(here.asked())

    with here.at(here.district) as officer:
        kept = Justification.objects.get(disclosure=disclosure)
    assert kept.text == REASON
    for party in (here.district, here.authority):
        entry = entered(party, "disclosure.prepared")
        assert entry["about"]["justification"] == commitment_of(kept)
        assert entry["performer"] == str(officer.handle)
        assert "traineeship" not in str(leaves_seen_by(party))
    with here.at(here.authority):
        assert not Justification.objects.exists()


def test_the_words_go_with_the_districts_record(here):
    request = here.asked()
    record = here.a_claimant()
    here.release(request, record=record)
    here.deliver()

    with here.at(here.district) as officer:
        erase(record, by=officer, at=MORNING)
        (kept,) = Release.objects.all()
        (why,) = Justification.objects.all()

    assert (why.text, kept.call_note, bytes(why.nonce)) == ("", "", b"")


def test_a_named_person_releases_never_the_system(here):
    """REQ-002-092"""
    request, officer = here.asked(), here.staff[here.district.pk]
    colleague = a_member_of_staff(here.district, Role.DISTRICT_OFFICER)

    for user in (AUTOMATIC, str(colleague.pk)):
        with (
            acting_for(here.district.pk, user=user),
            pytest.raises(InvalidMove, match="never the system"),
        ):
            refuse(request, reason="not_justified", by=officer, at=MORNING)
    assert here.seen(here.authority, request).decided_by is None


def test_a_refusal_has_a_reason_and_releases_nothing(here):
    """REQ-002-134"""
    request = here.asked()

    with here.at(here.district) as officer:
        refuse(request, reason="not_justified", by=officer, at=MORNING)

    seen = here.seen(here.authority, request)
    assert (seen.status, seen.refusal_reason) == (Status.REFUSED, "not_justified")
    with here.at(here.district):
        assert not Disclosure.objects.exists()
    with pytest.raises(InvalidMove, match="Read the reason"):
        here.release(request)


def test_the_answer_lands_in_the_record_that_asked(here):
    record = here.a_young_person()

    here.received(record=record)

    with here.at(here.authority):
        assert Record.objects.get().pk == record.pk
        assert "telephone_alternate" in present_values(record)


def test_the_next_question_about_the_person_finds_the_record_by_itself(here):
    record, claimant = here.a_young_person(), here.a_claimant()
    first = here.asked(record=record)
    with here.at(here.district):
        assert known_as(first) is None
    here.release(first, record=claimant)
    here.deliver()

    second = here.asked("email", record=record)

    with here.at(here.district):
        assert known_as(second) == claimant


def test_what_was_received_on_the_assurance_is_no_address_to_write_to(here):
    """REQ-002-085"""
    request = here.received("telephone_alternate", no_contact=True)

    with here.at(here.authority), pytest.raises(NotForContact):
        contact_points(request.asked_from, ["telephone_alternate"])


def test_everything_received_has_a_last_day_from_the_moment_it_arrives(here):
    """REQ-002-123"""
    assert here.asked().keep_until is None
    assert here.received(keep_months=1).keep_until == date(2014, 3, 3)


def test_one_authoritys_memorandum_gives_another_nothing(here):
    """REQ-002-096, A16."""
    record = here.a_claimant()
    with here.at(here.district) as officer:
        disclosure = disclose(
            Draft(
                kind="local-answer",
                recipient=here.other_authority,
                agreement=here.memorandum,
                purpose=here.memorandum.purpose,
                channel="telephone",
                people=[Giving(record=record, items=frozenset({"surname"}))],
                justification=REASON,
            ),
            by=officer,
            at=MORNING,
        )

    assert codes(disclosure) == {"WRONG_PARTY"}


LAST_DAY_OF_24 = datetime(2014, 5, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("born", "difficulty", "at", "refused"),
    [
        ("1989-06-01", True, LAST_DAY_OF_24, set()),
        ("1989-06-01", True, LAST_DAY_OF_24 + timedelta(days=1), {"POPULATION"}),
        ("1989-06-01", False, LAST_DAY_OF_24, {"POPULATION"}),
        ("1994-06-01", False, LAST_DAY_OF_24, set()),
        ("1994-06-01", False, LAST_DAY_OF_24 + timedelta(days=1), {"POPULATION"}),
        ("1996-06-01", False, LAST_DAY_OF_24, {"POPULATION"}),
        (None, None, LAST_DAY_OF_24, {"POPULATION_UNDETERMINED"}),
    ],
)
def test_on_the_25th_birthday_nothing_more_is_given(here, born, difficulty, at, refused):
    """H6, A22."""
    claimant = here.a_claimant(date_of_birth=born, learning_difficulty=difficulty)
    with here.at(here.district):
        say(claimant, at=at, surname="Okoro", telephone_alternate="07700 900123")

    assert codes(here.release(here.asked(at=at), record=claimant, at=at)) == refused


def test_a_value_said_long_ago_is_confirmed_before_it_goes(here):
    """REQ-002-117"""
    request = here.asked("surname", "telephone_alternate", at=MORNING + timedelta(days=200))
    at, claimant = MORNING + timedelta(days=200), here.a_claimant(date_of_birth="1995-01-01")
    with here.at(here.district):
        say(claimant, at=at, surname="Okoro")
    given = {"record": claimant, "at": at}

    assert codes(here.release(request, **given)) == {"STALE_ITEM(telephone_alternate)"}
    confirmed = frozenset({"telephone_alternate"})
    assert not here.release(request, confirmed=confirmed, **given).refusals

    kept = entered(here.district, "request.released")
    assert kept["about"]["confirmed"] == ["telephone_alternate"]


def test_nothing_is_released_that_was_not_asked_for(here):
    request = here.asked("surname")

    assert codes(here.release(request, "surname", "email")) == {"NOT_ASKED(email)"}


def test_a_death_between_release_and_delivery_puts_the_request_back_to_the_district(here):
    """A11."""
    request, claimant = here.asked(), here.a_claimant()
    here.release(request, record=claimant)
    with here.at(here.district) as officer:
        record_death(claimant, on=date(2014, 2, 1), by=officer, at=MORNING)

    here.deliver()

    seen = here.seen(here.authority, request)
    assert (seen.status, seen.disclosure_id, seen.released_items) == (Status.ASKED, None, [])
    with here.at(here.authority):
        assert not Parcel.objects.exists()


def test_a_memorandum_ended_between_release_and_delivery_lets_nothing_go(here):
    """A11."""
    request = here.asked()
    here.release(request)
    with here.at(here.authority) as adviser:
        end(here.memorandum, by=adviser, at=MORNING)

    here.deliver()

    assert here.seen(here.authority, request).status == Status.ASKED


def test_a_special_customer_record_is_released_by_nobody(here):
    claimant = here.a_claimant(case_kind=Record.CaseKind.SCR)

    assert "SCR_CLERICAL_ONLY" in codes(here.release(here.asked(), record=claimant))


def test_off_the_list_says_how_the_memorandum_is_varied(here):
    """REQ-002-080"""
    refused = here.release(here.asked("nino"))

    said = " ".join(reason.remedy for reason in in_words(refused.refusals))
    assert "revised memorandum" in said
    assert "information governance and security" in said


def test_a_question_by_a_way_the_memorandum_does_not_name_is_not_asked(here):
    answered = here.ask_all(a_question(here.a_young_person(), channel="inside"))

    assert "by telephone or e-mail" in answered.refused[0][1]
