"""The pages of the e-mail route, from asking for a process to a form in the log."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onward.channels.inbound.imap import Arrived
from onward.disclosures.models import Disclosure
from onward.email_route.models import InboxPair, ListedUse, Misdirection, Outage, ProcessPermission
from onward.email_route.send_log import note
from onward.intake.mailboxes import receive
from tests.email_route.factories import CHAINED, MOMENT, OURS, THEIRS, TODAY
from tests.email_route.test_receiving import DEDICATED, a_mail, ready
from tests.web.client import page_of, signed_in
from tests.web.on_stage import clock_at

pytestmark = pytest.mark.django_db
DAY = f"{TODAY:%d %m %Y}"


@pytest.fixture(autouse=True)
def _switched_on(settings, db):
    settings.EMAIL_ROUTE = True
    with clock_at(MOMENT):
        yield


@pytest.fixture
def django_db_setup(prepared):
    return prepared(ready)


@pytest.fixture
def opened(django_db_setup):
    return django_db_setup


def browser(opened, organisation):
    return signed_in(Client(), opened.staff[organisation.pk])


@pytest.fixture
def provider(opened):
    return browser(opened, opened.prime)


@pytest.fixture
def department(opened):
    return browser(opened, opened.department)


def text(response):
    return " ".join(page_of(response).xpath("//main")[0].text_content().split())


def in_prime(opened, model, **found):
    with opened.at_work(opened.prime):
        return model.objects.get(**found)


def test_switched_off_no_page_is_there_and_no_menu_leads_to_it(provider, settings):
    settings.EMAIL_ROUTE = False

    assert provider.get("/email/").status_code == 404
    assert "/email/" not in provider.get("/provider/").content.decode()


def test_a_process_is_asked_for_and_permitted_with_the_letter_on_file(opened, provider, department):
    """REQ-003-053, REQ-003-056"""
    asked = {"process": "CHANGE", "department": opened.department.pk}
    assert provider.post("/email/permissions/new", asked).status_code == 302
    permission = in_prime(opened, ProcessPermission, process="CHANGE")
    letter = SimpleUploadedFile("letter.pdf", b"You may.")

    answer = department.post(
        f"/email/permissions/{permission.pk}", {"conditions_met_on": DAY, "document": letter}
    )

    assert answer.status_code == 302
    assert in_prime(opened, ProcessPermission, process="CHANGE").approved_at == MOMENT
    given = provider.get(f"/email/permissions/{permission.pk}/letter")
    assert given.content == b"You may."


def test_a_provider_cannot_open_the_page_that_permits(opened, provider):
    """REQ-003-053"""
    provider.post(
        "/email/permissions/new", {"process": "CHANGE", "department": opened.department.pk}
    )
    permission = in_prime(opened, ProcessPermission, process="CHANGE")

    assert provider.get(f"/email/permissions/{permission.pk}").status_code == 404


def test_a_permission_is_ended_by_the_department_at_once(opened, department):
    """REQ-003-058"""
    permission = in_prime(opened, ProcessPermission, process="EXIT_REPORT")

    department.post(f"/email/permissions/{permission.pk}/end")

    assert opened.reasons() == ["EMAIL_PROCESS_NOT_APPROVED"]


def test_the_department_grants_an_exemption_and_a_provider_does_not(opened, provider, department):
    """REQ-003-051"""
    given = {
        "provider": opened.prime.pk, "process": "EXIT_REPORT", "reference": "SEC-17",
        "most_records": "2", "expires_on": DAY,
    }  # fmt: skip

    assert provider.post("/email/exemptions/new", given).status_code == 404
    assert department.post("/email/exemptions/new", given).status_code == 302
    assert "SEC-17" in text(provider.get("/email/"))
    assert "its own" in text(department.post("/email/exemptions/new", given))


def test_a_subcontractor_is_listed_its_days_agreed_and_taken_off(opened, provider, department):
    """REQ-003-064, REQ-003-068"""
    provider.post(
        "/email/subcontractors/new",
        {
            "subcontractor": opened.subcontractor.pk, "process": "EXIT_REPORT",
            "department": opened.department.pk, "due_diligence_on": DAY, "offshore": "NO",
        },
    )  # fmt: skip
    line = in_prime(opened, ListedUse)
    days = {"formally_approved_on": DAY, "starts_on": DAY}
    department.post(f"/email/subcontractors/{line.pk}/start", days)
    provider.post(f"/email/subcontractors/{line.pk}/withdrawal")
    department.post(f"/email/subcontractors/{line.pk}/end", {"ends_on": DAY})

    line = in_prime(opened, ListedUse)
    assert (line.starts_on, line.ends_on) == (TODAY, TODAY)


def test_inboxes_are_designated_by_one_side_and_agreed_by_the_other(opened, provider, department):
    """REQ-003-063"""
    pair = {"other": opened.department.pk, "direction": "out", "ours": "new@prime.example",
            "theirs": THEIRS}  # fmt: skip
    provider.post("/email/inboxes/new", pair)
    made = in_prime(opened, InboxPair, from_address="new@prime.example")

    department.post(f"/email/inboxes/{made.pk}/agreement")

    assert in_prime(opened, InboxPair, pk=made.pk).agreed_at == MOMENT


def test_an_inbox_that_forwards_by_itself_is_refused_on_the_page(opened, provider):
    """A19"""
    answer = provider.post(
        "/email/inboxes/new",
        {
            "other": opened.department.pk, "direction": "in", "ours": "all@prime.example",
            "theirs": THEIRS, "forwards_to": CHAINED,
        },
    )  # fmt: skip

    assert "never forwarded by a rule" in text(answer)


FILLED = {"exit_summary": "He gained a forklift licence.", "need": "FORM_IS_DUE"}


def a_form(opened, **changes):
    pair = in_prime(opened, InboxPair, from_address=OURS)
    return FILLED | {"pair": str(pair.pk)} | changes


def test_a_form_is_filled_in_and_prepared(opened, provider):
    """REQ-003-052"""
    address = f"/email/people/{opened.record.pk}/forms/EXIT_REPORT"
    assert "An exit report is attached" in text(provider.get(address))

    answer = provider.post(address, a_form(opened), follow=True)

    assert "on its way" in answer.content.decode()
    assert in_prime(opened, Disclosure).status == Disclosure.Status.PREPARED


def test_a_text_that_names_another_number_is_shown_before_it_goes(opened, provider):
    """REQ-003-059"""
    answer = provider.post(
        f"/email/people/{opened.record.pk}/forms/EXIT_REPORT",
        a_form(opened, exit_summary="As did QQ765432A."),
    )

    assert "This may not be meant to be shared" in text(answer)
    with opened.at_work(opened.prime):
        assert not Disclosure.objects.exists()


@pytest.mark.parametrize("process", ["PAYFILE", "GOOD_NEWS", "LIST_500"])
def test_there_is_no_page_for_a_ninth_process_or_one_without_a_form(opened, provider, process):
    """REQ-003-055"""
    address = f"/email/people/{opened.record.pk}/forms/{process}"

    assert provider.get(address).status_code == 404


def test_the_person_page_leads_to_the_permitted_forms(opened, provider):
    shown = provider.get(f"/email/people/{opened.record.pk}/forms")

    assert [link.text_content() for link in page_of(shown).xpath("//main//ul//a")] == [
        "Exit reports"
    ]


def test_a_refusal_says_what_to_do(opened, provider, department):
    permission = in_prime(opened, ProcessPermission, process="EXIT_REPORT")
    department.post(f"/email/permissions/{permission.pk}/end")

    answer = provider.post(
        f"/email/people/{opened.record.pk}/forms/EXIT_REPORT", a_form(opened), follow=True
    )

    assert "The department permits it" in answer.content.decode()


def test_an_outage_is_declared_and_lifted_only_with_notice(opened, provider):
    """REQ-003-072, REQ-003-073"""
    until = MOMENT + timedelta(days=3)
    provider.post(
        "/email/outages/new",
        {"other": opened.department.pk, "on": f"{until:%d %m %Y}", "hour": "12:00"},
    )
    outage = in_prime(opened, Outage)
    assert "Use paper" in text(provider.get("/email/"))

    provider.post(f"/email/outages/{outage.pk}/notice")
    assert in_prime(opened, Outage).ended_at is None
    provider.post(f"/email/outages/{outage.pk}/works")
    provider.post(f"/email/outages/{outage.pk}/notice")

    assert in_prime(opened, Outage).ended_at == MOMENT


def test_a_provider_has_no_button_against_the_departments_suspension(opened, provider, department):
    """REQ-003-074"""
    until = MOMENT + timedelta(days=3)
    department.post(
        "/email/outages/new",
        {"other": opened.prime.pk, "on": f"{until:%d %m %Y}", "hour": "12:00"},
    )
    outage = in_prime(opened, Outage)

    assert "It works again" not in text(provider.get("/email/"))
    told = provider.post(f"/email/outages/{outage.pk}/works", follow=True)
    assert "Only whoever suspended email" in told.content.decode()
    assert in_prime(opened, Outage).works_since is None


def received(opened, content):
    with opened.at_work(opened.prime):
        return receive(Arrived("7:1", content), inbox=DEDICATED, at=MOMENT)


def test_mail_is_read_and_acted_on(opened, provider):
    """REQ-003-071"""
    mail = received(opened, a_mail())
    shown = text(provider.get(f"/email/received/{mail.pk}"))
    assert "•• •• •• •6 C has moved abroad" in shown

    provider.post(f"/email/received/{mail.pk}/done")

    assert provider.get(f"/email/received/{mail.pk}").status_code == 404


def test_what_is_not_ours_waits_for_the_performance_manager(opened, provider):
    """REQ-003-070"""
    mail = received(opened, a_mail("QQ765432A has moved."))
    shown = text(provider.get("/email/received/"))
    assert "not in your caseload" in shown
    assert "QQ765432A" not in shown

    provider.post(f"/email/received/{mail.pk}/told")

    assert "Remove it from the mailbox" in text(provider.get("/email/received/"))


def test_a_form_that_went_astray_is_followed_to_its_end_and_assessed(opened, provider):
    """REQ-003-069"""
    with opened.at_work(opened.prime):
        sent = note(
            opened.record.handle, process="EXIT_REPORT", from_address=OURS, to_address=CHAINED,
            protection="none", at=MOMENT,
        )  # fmt: skip
    provider.post(
        f"/email/sent/{sent.pk}/astray",
        {"went_to": opened.subcontractor.pk, "on": DAY, "hour": "12:00"},
    )
    astray = in_prime(opened, Misdirection)
    provider.post(f"/email/astray/{astray.pk}/close")
    assert in_prime(opened, Misdirection).closed_at is None

    for step in ("alert", "deletion", "close"):
        provider.post(f"/email/astray/{astray.pk}/{step}")

    assert in_prime(opened, Misdirection).closed_at == MOMENT
    assert "Breaches to assess" in text(provider.get("/email/"))


def test_everybodys_home_shows_only_their_own_side(opened, provider, department):
    assert "Ask for a process" in text(provider.get("/email/"))
    assert "Ask for a process" not in text(department.get("/email/"))
