"""The gate on the e-mail route: H12, and what stands behind each of its refusals."""

from datetime import timedelta
from typing import Any

import pytest

from onward.disclosures.models import Disclosure
from onward.email_route.clocks import Mode, mode_of_outage
from onward.email_route.inboxes import NotDesignated, agree, designate
from onward.email_route.listing import agree_end, withdraw
from onward.email_route.models import InboxPair
from onward.email_route.permitting import NotPermitted, ask, exempt, permit, revoke
from onward.email_route.processes import TERMS, NoSuchProcess, Process, process_of
from onward.email_route.standard_forms import digest_of_text, standard_forms
from onward.people.facts import NewFact, add_facts
from onward.people.models import Fact, Record
from tests.email_route.factories import (
    EXIT_ITEMS,
    HELD,
    MOMENT,
    THEIRS,
    TODAY,
    TOMORROW,
    ways,
)
from tests.people.factories import a_record

pytestmark = pytest.mark.django_db
Status = Disclosure.Status
LISTED = ("forename", "surname", "nino")
NEXT_DAY = MOMENT + timedelta(days=1)


def a_number(number: int) -> str:
    return f"QQ{number:06}A"


def people(opened, count: int) -> dict[Record, tuple[str, ...]]:
    """So many people with a name and a number."""
    with opened.at_work(opened.prime):
        records = Record.objects.bulk_create(
            Record(organisation=opened.prime, opened_at=MOMENT) for _ in range(count)
        )
        add_facts([a_fact(record, number) for number, record in enumerate(records)])
    return dict.fromkeys(records, LISTED)


def a_fact(record: Record, number: int) -> NewFact:
    values = {"forename": "Ailsa", "surname": "Grant", "nino": a_number(number)}
    return NewFact(
        record=record, values=values, source=Fact.Source.STAFF, valid_from=TODAY, at=MOMENT
    )


def test_an_exit_report_of_one_person_goes_once_all_is_permitted(opened):
    """H12 (a)"""
    assert opened.send().status == Status.PREPARED


def test_two_peoples_numbers_do_not_go_in_one_message(opened):
    """H12 (b); REQ-003-059"""
    other = a_record(opened.prime, at=MOMENT, **HELD | {"nino": "QQ123457A"})

    assert opened.reasons(people={opened.record: EXIT_ITEMS, other: EXIT_ITEMS}) == [
        "TOO_MANY_RECORDS"
    ]


def test_another_persons_number_in_the_text_of_a_form_is_one_record_too_many(opened):
    """H12 (b); REQ-003-059, in body or attachment"""
    spoken = HELD | {"exit_summary": "Like his brother, qq 12 34 57 a, he did well."}
    record = a_record(opened.prime, at=MOMENT, **spoken)

    assert "TOO_MANY_RECORDS" in opened.reasons(people={record: EXIT_ITEMS})


@pytest.mark.parametrize(("count", "reasons"), [(500, []), (501, ["TOO_MANY_RECORDS"])])
def test_the_list_of_500_holds_500_and_not_501(opened, count, reasons):
    """H12 (c); REQ-003-060"""
    opened.permitted("LIST_500")

    assert opened.reasons("LIST_500", people=people(opened, count)) == reasons


def test_every_other_process_carries_one_record():
    """REQ-003-060"""
    most = {process: terms.most_records for process, terms in TERMS.items()}

    assert most == dict.fromkeys(Process, 1) | {Process.LIST_500: 500}


def test_to_be_on_the_list_of_processes_is_not_enough():
    """H12 (d); REQ-003-053, REQ-003-056"""
    without = ways()
    without.designated()

    assert without.reasons() == ["EMAIL_PROCESS_NOT_APPROVED"]
    with without.at_work(without.prime) as staff:
        ask("EXIT_REPORT", department=without.department, by=staff, at=MOMENT)
    assert without.reasons() == ["EMAIL_PROCESS_NOT_APPROVED"]


def test_one_word_of_the_body_changed_is_another_text(opened):
    """H12 (e); REQ-003-062"""
    body = standard_forms()[Process.EXIT_REPORT].body.replace("one participant", "a participant")

    assert opened.reasons(body_digest=digest_of_text(body)) == ["TEMPLATE_ALTERED"]


def test_a_form_that_is_not_filled_in_does_not_go(opened):
    """REQ-003-062, the completed template"""
    record = a_record(opened.prime, at=MOMENT, surname="Grant", nino="QQ123456C")

    assert opened.reasons(people={record: EXIT_ITEMS}) == ["FORM_INCOMPLETE"]


def test_a_subcontractor_begins_on_the_day_agreed_and_not_before(opened):
    """H12 (f); REQ-003-064"""
    opened.listed(starts_on=TOMORROW)
    opened.designated(opened.subcontractor, "forms@sub.example")

    assert opened.reasons(to=opened.subcontractor) == ["NOT_STARTED"]
    assert opened.reasons(to=opened.subcontractor, at=NEXT_DAY) == []


@pytest.mark.parametrize(
    ("hours", "mode"),
    [(timedelta(hours=47, minutes=59), Mode.WAIT), (timedelta(hours=48), Mode.CLERICAL)],
)
def test_from_48_hours_on_paper_is_used(hours, mode):
    """H12 (g); REQ-003-072"""
    assert mode_of_outage(started_at=MOMENT, expected_until=MOMENT + hours) is mode


def test_there_are_eight_processes_and_no_ninth(opened):
    """REQ-003-055"""
    assert set(Process) == {
        "EXIT_REPORT", "COMPLIANCE", "CHANGE", "EMPLOYMENT_BUSINESS",
        "ESF_1420", "WHPS01", "LIST_500", "GOOD_NEWS",
    }  # fmt: skip
    with pytest.raises(NoSuchProcess, match="PAYFILE"):
        process_of("PAYFILE")
    assert "EMAIL_PROCESS_NOT_APPROVED" in opened.reasons("PAYFILE")


def test_a_permission_is_for_one_process(opened):
    """REQ-003-056"""
    assert opened.reasons("LIST_500", people=people(opened, 1)) == ["EMAIL_PROCESS_NOT_APPROVED"]


def test_no_process_is_permitted_without_the_letter(opened):
    """REQ-003-053"""
    with opened.at_work(opened.prime) as staff:
        asked = ask("CHANGE", department=opened.department, by=staff, at=MOMENT)
    with opened.at_work(opened.department) as staff, pytest.raises(NotPermitted, match="on file"):
        permit(asked, conditions_met_on=TODAY, document_name="", document=b"", by=staff, at=MOMENT)


def test_a_provider_does_not_permit_itself(opened):
    """REQ-003-053"""
    with opened.at_work(opened.prime) as staff:
        asked = ask("CHANGE", department=opened.department, by=staff, at=MOMENT)
        letter: dict[str, Any] = {"document_name": "x", "document": b"x"}
        with pytest.raises(NotPermitted):
            permit(asked, conditions_met_on=TODAY, **letter, by=staff, at=MOMENT)


def test_a_permission_revoked_after_composing_stops_the_message_at_sending(opened):
    """REQ-003-058; A11"""
    permission = opened.permitted("LIST_500")
    made = opened.send("LIST_500", people=people(opened, 1))
    assert made.status == Status.PREPARED
    with opened.at_work(opened.department) as staff:
        revoke(permission, by=staff, at=MOMENT)

    opened.deliver()

    with opened.at_work(opened.prime):
        made.refresh_from_db()
    assert made.status == Status.FAILED
    assert [row["code"] for row in made.refusals] == ["EMAIL_PROCESS_NOT_APPROVED"]


@pytest.mark.parametrize(
    "ends", [{"from_address": "ailsa@prime.example"}, {"to_address": "bob@dwp.example"}]
)
def test_from_and_to_are_designated_inboxes(opened, ends):
    """REQ-003-063"""
    assert opened.reasons(**ends) == ["INBOX_NOT_DESIGNATED"]


def test_a_pair_of_inboxes_counts_once_the_other_side_has_agreed():
    """REQ-003-063"""
    found = ways()
    found.permitted()
    with found.at_work(found.prime) as staff:
        pair = designate(
            sender=found.prime, recipient=found.department, by=staff, at=MOMENT,
            from_address="forms@prime.example", to_address=THEIRS,
        )  # fmt: skip
        with pytest.raises(NotDesignated):
            agree(pair, by=staff, at=MOMENT)

    assert found.reasons() == ["INBOX_NOT_DESIGNATED"]
    with found.at_work(found.department) as staff:
        agree(InboxPair.objects.get(), by=staff, at=MOMENT)
    assert found.reasons() == []


def in_the_chain(opened, **line):
    opened.designated(opened.subcontractor, "forms@sub.example")
    opened.listed(**line)
    return opened.reasons(to=opened.subcontractor)


def test_a_subcontractor_needs_approval_and_due_diligence(opened):
    """REQ-003-054"""
    assert in_the_chain(opened, due_diligence_on=None) == ["DUE_DILIGENCE"]


def test_a_subcontractor_without_formal_approval_gets_nothing(opened):
    """REQ-003-054, REQ-003-065"""
    assert in_the_chain(opened, starts_on=None) == ["NOT_STARTED", "SUBCONTRACTOR_NOT_APPROVED"]


@pytest.mark.parametrize("offshore", ["YES", "UNKNOWN"])
def test_nothing_goes_to_a_subcontractor_that_may_be_offshore(opened, offshore):
    """REQ-003-065"""
    assert in_the_chain(opened, offshore=offshore) == ["OFFSHORE"]


def test_a_subcontractor_is_listed_for_a_process_and_not_for_another(opened):
    """REQ-003-065"""
    reasons = in_the_chain(opened, process="LIST_500")

    assert reasons == ["DUE_DILIGENCE", "EMAIL_PROCESS_NOT_APPROVED", "NOT_STARTED", "OFFSHORE",
                       "SUBCONTRACTOR_NOT_APPROVED"]  # fmt: skip


def test_a_use_that_is_withdrawn_ends_on_the_day_agreed(opened):
    """REQ-003-068"""
    opened.designated(opened.subcontractor, "forms@sub.example")
    line = opened.listed()
    with opened.at_work(opened.prime) as staff:
        withdraw(line, by=staff, at=MOMENT)
    with opened.at_work(opened.department) as staff:
        agree_end(line, ends_on=TOMORROW, by=staff, at=MOMENT)

    assert opened.reasons(to=opened.subcontractor) == []
    assert opened.reasons(to=opened.subcontractor, at=NEXT_DAY) == ["ENDED"]


def forwarding_two(opened, **cover):
    opened.designated(opened.subcontractor, "forms@sub.example")
    opened.listed()
    other = a_record(opened.prime, at=MOMENT, **HELD | {"nino": "QQ123457A"})
    both = {opened.record: EXIT_ITEMS, other: EXIT_ITEMS}
    return opened.reasons(people=both, to=opened.subcontractor, **cover)


def an_exemption(opened, *, expires_on, **changes):
    with opened.at_work(opened.department) as staff:
        return exempt(
            opened.prime, process="EXIT_REPORT", reference="SEC-17", most_records=2,
            expires_on=expires_on, by=staff, at=MOMENT, **changes,
        )  # fmt: skip


def test_two_records_do_not_go_along_the_chain_without_an_exemption(opened):
    """REQ-003-061"""
    assert forwarding_two(opened) == ["TOO_MANY_RECORDS"]


def test_two_records_go_along_the_chain_under_an_exemption_on_file(opened):
    """REQ-003-061"""
    an_exemption(opened, expires_on=TODAY)

    assert forwarding_two(opened, exemption="SEC-17") == []


@pytest.mark.parametrize(
    ("reference", "last_day"), [("SEC-18", TODAY), ("SEC-17", TODAY - timedelta(days=1))]
)
def test_an_exemption_that_is_not_on_file_or_has_expired_counts_for_nothing(
    opened, reference, last_day
):
    """REQ-003-051"""
    an_exemption(opened, expires_on=last_day)

    assert forwarding_two(opened, exemption=reference) == ["EXEMPTION"]


def test_an_exemption_of_the_supply_chain_does_not_reach_the_department(opened):
    """REQ-003-051, REQ-003-061"""
    an_exemption(opened, expires_on=TODAY)

    assert opened.reasons(exemption="SEC-17") == ["EXEMPTION"]


def test_an_exemption_has_a_reference(opened):
    """REQ-003-051"""
    with opened.at_work(opened.department) as staff, pytest.raises(NotPermitted, match="reference"):
        exempt(
            opened.prime, process="EXIT_REPORT", reference=" ", most_records=2,
            expires_on=TODAY, by=staff, at=MOMENT,
        )  # fmt: skip


def test_nothing_is_sent_on_without_a_reason(opened):
    """REQ-003-066, REQ-003-007"""
    opened.designated(opened.subcontractor, "forms@sub.example")
    opened.listed()

    assert opened.reasons(to=opened.subcontractor, need="") == ["JUSTIFICATION"]


def test_a_recipient_that_the_agreement_does_not_name_is_not_entitled(opened):
    """REQ-003-066"""
    opened.designated(opened.subcontractor, "forms@sub.example")
    opened.listed()
    items = (*EXIT_ITEMS, "exit_next_steps")
    record = a_record(opened.prime, at=MOMENT, **HELD | {"exit_next_steps": "A course."})

    assert opened.reasons(people={record: items}, to=opened.subcontractor) == ["NOT_PERMITTED"]


def test_where_the_route_is_switched_off_nothing_goes_by_email(opened, settings):
    settings.EMAIL_ROUTE = False

    assert opened.reasons() == ["CHANNEL"]
