"""The tracking team checks a month, mends what is wrong, sends the return and records the answer.

C.5: with no errors the whole takes four clicks.
"""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from onward.agreements.actions import end
from onward.disclosures.delivery import deliver_prepared
from onward.formats.nccis.checking import Check
from onward.ledger.models import Entry
from onward.parties.permissions import Role
from onward.returns.nccis import waiting
from onward.returns.nccis.waiting import returns_waiting
from onward.tenancy.context import acting_for
from onward.tracking.following.actions import allocate
from onward.tracking.models import Following, MonthlyReturn, ReturnFinding
from onward.web.records.keeping import keep
from onward.web.tracking import return_acts
from tests.parties.factories import a_member_of_staff
from tests.returns.nccis.factories import NOVEMBER, Reporting, reporting
from tests.web.client import page_of, signed_in
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
OCTOBER = {"month": "2025-10-31"}


@pytest.fixture
def moment():
    return NOVEMBER


@pytest.fixture
def django_db_setup(prepared):
    return prepared(reporting)


@pytest.fixture
def manager(here: Reporting) -> Client:
    return signed_in(Client(), here.manager)


def checked(manager: Client):
    return manager.post(reverse("tracking:return-check"), OCTOBER, follow=True)


def the_return(here: Reporting) -> MonthlyReturn:
    with here.at_work():
        return MonthlyReturn.objects.latest("asked_at")


def sent(here: Reporting, manager: Client) -> MonthlyReturn:
    checked(manager)
    manager.post(reverse("tracking:return-sending", args=[the_return(here).pk]))
    deliver_prepared(here.authority.pk, at=NOVEMBER)
    return the_return(here)


def test_open_fix_list_check_and_send_are_four_clicks_with_no_errors(here, manager):
    here.a_young_person()
    home = manager.get(reverse("tracking:home"))
    (menu,) = page_of(home).xpath("//nav//a[normalize-space()='Returns']/@href")
    checked(manager)

    months = manager.get(menu)  # 1
    (month,) = page_of(months).xpath("//table//a/@href")
    page = manager.get(month)  # 2
    assert "Nothing is to be mended" in said_in(page)
    page = checked(manager)  # 3
    assert "1 person to" in said_in(page)
    (form,) = page_of(page).xpath("//form[contains(@action, 'sending')]/@action")
    page = manager.post(form, follow=True)  # 4

    assert "on its way" in page.content.decode()
    assert the_return(here).status == "SENT"


def test_every_line_of_the_list_leads_to_the_very_field_that_mends_it(here, manager):
    """A rule of 5.2 for each kind of page: who they are, where they live, what the return asks."""
    here.a_young_person(surname=None, postcode=None, ethnic_origin=None)
    checked(manager)
    made = the_return(here)

    page = page_of(manager.get(reverse("tracking:return-fixes", args=[made.pk])))

    links = page.xpath("//a[contains(@href, '#id_')]/@href")
    fields = {link.partition("#")[2] for link in links}
    assert {"id_surname", "id_postcode", "id_ethnic_origin"} <= fields
    for link in links:
        address, _hash, field = link.partition("#")
        assert page_of(manager.get(address)).get_element_by_id(field) is not None


def test_checking_again_shows_what_is_mended(here, manager):
    record = here.a_young_person(ethnic_origin=None)
    checked(manager)
    section = reverse("tracking:change", args=[record.pk, "return"])
    (form,) = page_of(manager.get(section)).xpath("//main//form")
    manager.post(section, {**dict(form.form_values()), "ethnic_origin": "BAFR"})

    assert "Nothing is to be mended" in said_in(checked(manager))
    assert not the_findings(here)


def the_findings(here: Reporting) -> list[ReturnFinding]:
    with here.at_work():
        return list(ReturnFinding.objects.filter(monthly_return=the_return(here)))


def test_the_list_is_split_by_rule_and_by_worker(here, manager):
    record, _other = (
        here.a_young_person(ethnic_origin=None),
        here.a_young_person(forename="B", gender=None),
    )
    adviser = a_member_of_staff(here.authority, Role.TRACKING_ADVISER)
    with here.at_work():
        allocate(list(Following.objects.filter(record=record)), to=adviser)

    page = checked(manager)

    assert adviser.name in said_in(page)
    assert "On nobody's caseload" in said_in(page)
    made = reverse("tracking:return-fixes", args=[the_return(here).pk])
    own = signed_in(Client(), adviser).get(f"{made}?worker={adviser.handle}")
    assert str(record.pk) in own.content.decode()
    assert "1 line" in said_in(own)
    of_a_rule = manager.get(f"{made}?rule=4")
    assert str(record.pk) not in of_a_rule.content.decode()


def test_who_has_no_birth_date_is_listed_and_not_silently_left_out(here, manager):
    record = here.a_young_person(date_of_birth=None)

    page = checked(manager)

    assert "no date of birth" in said_in(page)
    assert the_return(here).people_count == 0
    fixes = manager.get(reverse("tracking:return-fixes", args=[the_return(here).pk]))
    mending = reverse("tracking:change", args=[record.pk, "identity"])
    assert f"{mending}#id_date_of_birth" in fixes.content.decode()


def test_who_died_and_was_in_no_return_stays_out_and_the_rest_goes(here, manager):
    dead, _alive = here.a_young_person(), here.a_young_person(forename="Bola")
    with here.at_work():
        type(dead).objects.filter(pk=dead.pk).update(deceased_on="2025-10-20")

    checked(manager)

    assert sent(here, manager).people_count == 1


def test_without_an_agreement_in_force_the_page_says_that_nothing_would_go(here, manager):
    here.a_young_person()
    with here.at_work() as by:
        end(here.agreement, by=by, at=NOVEMBER)

    page = checked(manager)

    assert "The gate would send nothing" in said_in(page)
    assert not page_of(page).xpath("//form[contains(@action, 'sending')]")


def test_the_file_can_be_had_again_and_the_ledger_says_who_took_it(here, manager):
    """REQ-002-020."""
    here.a_young_person()
    made = sent(here, manager)

    first = manager.post(reverse("tracking:return-file", args=[made.pk]))
    second = manager.post(reverse("tracking:return-file", args=[made.pk]))

    assert first.content == second.content
    assert not list(Check().findings(io.BytesIO(first.content)))
    with here.at_work():
        assert Entry.objects.filter(kind="return.downloaded").count() == 2


def test_a_return_that_has_not_left_cannot_be_downloaded(here, manager):
    here.a_young_person()
    checked(manager)

    page = manager.post(reverse("tracking:return-file", args=[the_return(here).pk]), follow=True)

    assert "has not left yet" in page.content.decode()


def test_the_answer_of_the_department_is_recorded_once(here, manager):
    here.a_young_person()
    made = sent(here, manager)
    answer = reverse("tracking:return-answer", args=[made.pk])

    without = manager.post(answer, {})
    manager.post(answer, {"answer": "accepted"})
    again = manager.post(answer, {"answer": "rejected"}, follow=True)

    assert without.content.decode().count("There is a problem") == 1
    assert "<title>Error:" in " ".join(without.content.decode().split())
    assert the_return(here).status == "ACCEPTED"
    assert "has an answer" in again.content.decode()


def test_a_large_month_is_checked_and_sent_by_the_worker_and_the_page_says_how_far_it_is(
    here, manager, monkeypatch
):
    here.a_young_person()
    monkeypatch.setattr(return_acts, "PEOPLE_AT_ONCE", 0)

    page = checked(manager)
    assert "0 of 1 people so far" in said_in(page)
    work(here)
    assert the_return(here).status == "CHECKED"
    manager.post(reverse("tracking:return-sending", args=[the_return(here).pk]))
    assert the_return(here).status == "TO_SEND"
    work(here)

    assert the_return(here).status == "SENT"
    assert returns_waiting(here.authority.pk) == []


def work(here: Reporting) -> None:
    for made, by in returns_waiting(here.authority.pk):
        assert waiting.work_on(made, by=by, at=NOVEMBER + timedelta(minutes=1))


def test_a_check_that_was_cut_off_begins_anew_and_doubles_nothing(here, manager, monkeypatch):
    here.a_young_person(ethnic_origin=None)
    monkeypatch.setattr(return_acts, "PEOPLE_AT_ONCE", 0)
    checked(manager)
    work(here)
    with here.at_work():
        MonthlyReturn.objects.update(status="ASKED", looked_at_count=1)

    work(here)

    assert len(the_findings(here)) == 1
    assert the_return(here).looked_at_count == 1


def test_a_past_month_is_made_anew_as_it_was_known_on_a_day(here, manager):
    here.a_young_person()

    then = {**OCTOBER, "known_on": "1 11 2025"}
    manager.post(reverse("tracking:return-check"), then)

    with acting_for(here.authority.pk):
        made = MonthlyReturn.objects.get()
    assert made.known_at.date().isoformat() == "2025-11-01"


def test_another_authority_finds_no_such_return(here, manager):
    here.a_young_person()
    checked(manager)
    elsewhere = reporting()

    page = signed_in(Client(), elsewhere.manager).get(
        reverse("tracking:return", args=[the_return(here).pk])
    )

    assert page.status_code == 404


def test_the_month_is_compared_with_the_month_before(here, manager):
    here.a_young_person()
    mover = here.a_young_person(forename="Bola")
    with here.at_work():
        here.told(mover, "210", "2025-10-06", at=NOVEMBER)
    checked(manager)
    compare = reverse("tracking:return-comparison", args=[the_return(here).pk])

    page = manager.post(compare, follow=True)

    assert "Compared with September 2025" in said_in(page)
    kept = the_return(here).comparison
    assert kept is not None
    assert kept["kinds"] == {"SAME": 1, "CHANGED": 1}


def test_who_was_there_and_is_missing_is_a_line_of_the_list(here, manager):
    record = here.a_young_person()
    september = {"month": "2025-09-30", "known_on": "2 10 2025"}
    manager.post(reverse("tracking:return-check"), september)
    manager.post(reverse("tracking:return-sending", args=[the_return(here).pk]))
    with here.at_work() as by:
        keep(record, {"lead_authority": "855"}, by=by, at=NOVEMBER)
    checked(manager)

    manager.post(reverse("tracking:return-comparison", args=[the_return(here).pk]))

    (finding,) = the_findings(here)
    assert (finding.record_id, finding.rule) == (record.pk, "MISSING")
    page = manager.get(reverse("tracking:return-fixes", args=[the_return(here).pk]))
    assert "nothing says that they left" in said_in(page)
