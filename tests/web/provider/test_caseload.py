"""The caseload: filtered by codes, fifty to a page, with what is due next."""

from datetime import timedelta

import pytest

from onward.acts.deaths import tell_of_death
from onward.casework.referrals import acknowledge, end
from onward.outcomes.models import Outcome
from onward.parties.permissions import Role
from onward.people.consents import give_consent
from onward.people.models import Record
from onward.tenancy.context import acting_for
from tests.journeys.stage import a_stage
from tests.times import NOON
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import said_in

CASELOAD = "/provider/caseload/"


def listed(response):
    """Name, and what is next, of each row."""
    rows = page_of(response).xpath("//main//tbody/tr")
    return {
        row.xpath("normalize-space(th)"): row.xpath("normalize-space(td[last()])") for row in rows
    }


def a_caseload():
    """A stage, and on it one new, one acknowledged and one started."""
    stage = a_stage()
    new, taken = stage.refer(
        stage.a_person(forename="Newt"), stage.a_person(forename="Acka", surname="Ross")
    )
    with stage.at_work(Role.CASEWORKER) as staff:
        acknowledge(taken, by=staff, at=NOON)
    (started,) = stage.start(stage.a_person(forename="Sorcha", surname="Bain"))
    return stage, {"new": new, "taken": taken, "started": started}


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_caseload)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup[0]


@pytest.fixture
def cases(django_db_setup):
    return django_db_setup[1]


def reach(stage, referral, code="job_start"):
    with acting_for(stage.provider.pk):
        return Outcome.objects.create(
            organisation=stage.provider,
            record_id=referral.received_as_id,
            referral=referral,
            code=code,
            achieved_on=NOON.date(),
            rules=referral.rules,
            why={},
            known_at=NOON,
        )


def leave(stage, referral, *, consents):
    with stage.at_work(Role.CASEWORKER) as staff:
        if consents:
            give_consent(
                Record.objects.get(pk=referral.received_as_id),
                scope="consent_leavers_plan",
                wording="wfs-2017-04",
                on=NOON.date(),
                by=staff,
                at=NOON,
            )
        end(referral, on=NOON.date(), reason="WITHDREW", by=staff, at=NOON)


def test_everyone_current_stands_with_what_is_next(caseworker, cases):
    assert listed(caseworker.get(CASELOAD)) == {
        "Newt Grant": "Reply due in 2 working days, Thursday 4 May 2017",
        "Acka Ross": "Record the start",
        "Sorcha Bain": "Support until 2 November 2017",
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("status=STARTED", {"Sorcha Bain"}),
        ("status=REFERRED", {"Newt Grant"}),
        ("status=REJECTED", set()),
        ("status=ALL", {"Newt Grant", "Acka Ross", "Sorcha Bain"}),
        ("started=2017-05", {"Sorcha Bain"}),
        ("started=2017-04", set()),
        ("status=nonsense", {"Newt Grant", "Acka Ross", "Sorcha Bain"}),
    ],
)
def test_the_list_is_filtered_by_codes(caseworker, cases, query, names):
    assert set(listed(caseworker.get(f"{CASELOAD}?{query}"))) == names


def test_who_has_left_is_no_longer_current(caseworker, stage, cases):
    leave(stage, cases["started"], consents=False)

    assert set(listed(caseworker.get(CASELOAD))) == {"Newt Grant", "Acka Ross"}


def test_a_contract_narrows_it_down(caseworker, stage, cases):
    answer = caseworker.get(f"{CASELOAD}?contract={stage.contract.reference}")

    assert len(listed(answer)) == 3


def test_an_outcome_that_nobody_claimed_stands_out(caseworker, stage, cases):
    reach(stage, cases["started"])

    assert listed(caseworker.get(f"{CASELOAD}?unclaimed=on")) == {"Sorcha Bain": "Claim: Job start"}


def test_a_leavers_plan_is_due_where_the_person_consented(caseworker, stage):
    one, other = stage.start(stage.a_person(forename="Una"), stage.a_person(forename="Ishbel"))
    for referral, consents in ((one, True), (other, False)):
        leave(stage, referral, consents=consents)

    assert listed(caseworker.get(f"{CASELOAD}?status=ENDED")) == {
        "Una Grant": "Leavers plan due by 12 May 2017",
        "Ishbel Grant": "",
    }


@pytest.mark.parametrize("moment", [NOON + timedelta(days=190)])
def test_support_that_has_ended_asks_for_the_exit(caseworker, cases, moment):
    answer = listed(caseworker.get(CASELOAD))

    assert answer["Sorcha Bain"] == "Support ended on 2 November 2017: record the exit Late"


def test_nobody_is_asked_to_contact_someone_who_has_died(caseworker, stage, cases):
    with stage.at_work(Role.CASEWORKER) as staff:
        record = Record.objects.get(pk=cases["started"].received_as_id)
        tell_of_death(record, on=NOON.date(), by=staff, at=NOON)

    assert listed(caseworker.get(CASELOAD))["Sorcha Bain"] == "Has died Late"


def test_fifty_stand_on_a_page(caseworker, cases, monkeypatch):
    monkeypatch.setattr("onward.web.provider.caseload.A_PAGE", 2)

    assert len(listed(caseworker.get(CASELOAD))) == 2
    assert len(listed(caseworker.get(f"{CASELOAD}?page=2"))) == 1


def test_a_very_long_list_is_cut_and_says_so(caseworker, cases, monkeypatch):
    monkeypatch.setattr("onward.web.provider.caseload.MOST_LISTED", 2)

    assert "The latest 2 are listed. Narrow them down" in said_in(caseworker.get(CASELOAD))


def test_an_empty_caseload_says_so(client):
    elsewhere = signed_in(client, somebody(Role.CASEWORKER))

    assert "Nobody fits." in said_in(elsewhere.get(CASELOAD))


def test_the_list_costs_the_same_however_long(caseworker, stage, django_assert_max_num_queries):
    stage.start(*(stage.a_person(forename=f"Ailsa {letter}") for letter in "ABCDEFGHIJ"))

    with django_assert_max_num_queries(25):
        caseworker.get(CASELOAD)


@pytest.mark.parametrize("role", [Role.WORK_COACH, Role.FINANCE_OFFICER])
def test_other_roles_may_not_open_it(client, stage, role):
    assert signed_in(client, stage.member(role)).get(CASELOAD).status_code == 403
