"""What a participant reads of what was shared about her."""

import pytest

from onward.disclosures.models import Parcel
from onward.parties.models import Organisation
from onward.parties.permissions import Role
from onward.people.models import Look, Record
from onward.people.records import look
from onward.rights.erasure import erase
from onward.tenancy.context import REGISTER, acting_for
from onward.web.participant import statement
from tests.journeys.stage import ALL
from tests.times import NOON
from tests.web.client import page_of, signed_in
from tests.web.participant.coming_in import opened, text_of, the_statement

pytestmark = pytest.mark.django_db


def test_link_and_code_open_the_statement_in_two_steps(client, stage, record):
    """REQ-004-048"""
    said = the_statement(client, stage, record)

    assert f"Given by {stage.commissioner.name}, carried out by {stage.department.name}" in said
    assert f"Given to {stage.provider.name}" in said
    assert "Why To help the person into work" in said
    assert "Scotland Act 2016" in said
    assert "Last name Grant" in said
    assert "14 Larch Terrace Falkirk" in said
    assert str(stage.agreement) in said
    assert "Who you are, how to reach you, your benefits, your health" in said


def test_it_can_begin_from_the_recipients_record_and_says_whose_behalf_it_was_on(
    client, stage, record
):
    """REQ-000-004"""
    received = stage.received(record)

    page = opened(client, stage, received, by=Role.CASEWORKER).get("/participant/statement")

    assert f"{stage.commissioner.name}, carried out by {stage.department.name}" in text_of(page)


def test_the_whole_number_is_not_on_the_screen(client, stage, record):
    page = opened(client, stage, record).get("/participant/statement").content

    assert "QQ123456C" not in page.decode()
    assert "•• •• •• •6 C" in page.decode()


def test_what_was_erased_is_named_and_not_shown(client, stage, record):
    """REQ-004-048"""
    with stage.at_work(Role.WORK_COACH) as coach:
        erase(record, classes=["contact"], by=coach, at=NOON)

    said = the_statement(client, stage, record)

    assert "Telephone number Sent, since erased" in said
    assert "496 0123" not in said
    assert f"{stage.department.name} erased this on 2 May 2017: how to reach you." in said


def test_what_could_go_went_and_was_opened_are_counted_apart(client, stage, record):
    """REQ-004-049"""
    received = stage.received(record)
    with stage.at_work(Role.CASEWORKER) as caseworker:
        look(received, by=caseworker, what=Look.What.RECORD, at=NOON)

    said = the_statement(client, stage, record)

    assert "kinds of information, of" in said
    assert f"{stage.provider.name} 1 time 2 May 2017" in said


def test_what_is_kept_back_is_said(client, stage):
    record = stage.a_person(case_kind=Record.CaseKind.MAPPA)
    stage.refer(record)

    said = the_statement(client, stage, record)

    assert "Kept back, to protect you or others: Address, Postcode, Telephone number" in said
    assert "Larch" not in said


def test_a_send_that_was_stopped_shows_no_value(client, stage):
    record = stage.a_person()
    stage.ask(record)
    with acting_for(stage.department.pk):
        Record.objects.filter(pk=record.pk).update(case_kind=Record.CaseKind.SCR)
    stage.deliver()

    said = the_statement(client, stage, record)

    assert "It was stopped. Nothing was sent." in said
    assert "Last name Not sent" in said


def test_a_person_about_whom_nothing_was_shared_is_told_so(client, stage):
    said = the_statement(client, stage, stage.a_person())

    assert "Nothing about you was given to another organisation." in said
    assert "You were invited to see this statement" in said


def test_it_says_whom_to_complain_to(client, stage, record):
    with acting_for(REGISTER):
        Organisation.objects.filter(pk=stage.provider.pk).update(
            data_protection_contact="Data protection, 1 Mill Lane, Stirling"
        )

    said = the_statement(client, stage, record)

    assert f"{stage.provider.name}: Data protection, 1 Mill Lane, Stirling" in said
    assert "ico.org.uk" in said


def test_the_title_names_nobody(client, stage, record):
    page = page_of(opened(client, stage, record).get("/participant/statement"))

    assert page.findtext(".//title") == "Who we shared your information with - Onward"


def test_the_page_says_what_may_be_shared_while_the_agreement_is_in_force(
    client, stage, record, monkeypatch
):
    """REQ-004-049"""
    assert "No agreement in force lets anyone" in the_statement(client, stage, record)

    monkeypatch.setattr(statement, "now", lambda: NOON)
    said = the_statement(client, stage, record)

    assert "These agreements are in force." in said
    assert f"{stage.provider.name} {stage.department.name} To help the person into work." in said


def test_the_page_says_whether_what_was_shared_is_still_held(client, stage, record):
    """REQ-004-048"""
    said = the_statement(client, stage, record)
    assert f"Yes. {stage.provider.name} has not said that it erased it." in said
    assert f"Ask or complain to {stage.commissioner.name}" in said

    received = stage.received(record)
    with stage.at_work(Role.CASEWORKER) as caseworker:
        erase(received, by=caseworker, at=NOON)
    said = the_statement(client, stage, record)

    assert f"No. {stage.provider.name} erased it on 2 May 2017." in said


def test_a_line_kept_back_by_an_officer_is_counted_and_not_told(client, stage, record):
    with stage.at_work(ALL, of=stage.department):
        entry = Parcel.objects.get(from_handle=record.handle).entry
    officer = signed_in(client, stage.member(ALL, of=stage.department))
    form = {"exemption": "dpa2018-sch2-16", "review_on": "1 9 2099"}
    officer.post(f"/governance/people/{record.pk}/lines/{entry}/withholding", form)
    sharing = officer.get(f"/governance/people/{record.pk}/sharing")
    assert "Kept out of their statement until 1 September 2099." in text_of(sharing)

    said = the_statement(client, stage, record)

    assert "1 line is not shown." in said
    assert f"{stage.department.name} Data Protection Act 2018 sch.2 para 16" in said
    assert "Last name" not in said.partition("What was shared")[2]
