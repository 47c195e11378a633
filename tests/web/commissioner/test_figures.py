"""Management information: each figure beside its definition, on the page and in the file."""

import pytest

from onward.formats.mi_table import read_mi_table
from onward.parties.models import Organisation
from onward.parties.permissions import Role
from onward.people.models import Record
from tests.journeys.stage import a_stage
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
PAGE = "/commissioner/figures/"


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_stage)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup


@pytest.fixture
def manager(client, stage):
    return signed_in(client, stage.member(Role.CONTRACT_MANAGER))


def figures_of(response):
    rows = page_of(response).xpath("//main//tbody/tr")
    return {row.xpath("string(th)"): row.xpath("string(td[1])") for row in rows}


def test_without_a_contract_there_is_nothing_to_count(client):
    nobody = somebody(Role.CONTRACT_MANAGER, kind=Organisation.Kind.COMMISSIONER)

    assert "nothing to count" in said_in(signed_in(client, nobody).get(PAGE))


def test_each_figure_stands_beside_its_definition(manager, stage):
    stage.start(stage.a_person())
    stage.refer(stage.a_person())

    page = manager.get(PAGE)

    assert figures_of(page)["Referred"] == "2"
    assert figures_of(page)["Joined, of those referred"] == "50%"
    assert "Referrals dated 03/04/2017 to 02/05/2017." in said_in(page)
    assert all(row.xpath("string(td[2])") for row in page_of(page).xpath("//main//tbody/tr"))


def test_a_special_customer_record_is_in_no_figure(manager, stage):
    """REQ-000-009"""
    stage.refer(stage.a_person())
    stage.ask(stage.a_person(case_kind=Record.CaseKind.SCR))

    assert figures_of(manager.get(PAGE))["Referred"] == "1"


def test_the_period_is_chosen(manager, stage):
    stage.refer(stage.a_person())
    asked = {"commissioner": stage.commissioner.pk, "programme": "wfs"}

    april = manager.get(PAGE, asked | {"first": "3 4 2017", "last": "30 4 2017"})
    wrong = manager.get(PAGE, asked | {"first": "3 4 2017", "last": "2 4 2017"})

    assert figures_of(april)["Referred"] == "0"
    assert "To day must be the same as or after the first day" in said_in(wrong)


@pytest.mark.parametrize(("referred", "started"), [(1, 0), (3, 1), (3, 2)])
def test_a_table_that_one_person_could_be_told_from_is_personal_and_no_file(
    manager, stage, referred, started
):
    """REQ-001-005."""
    people = [stage.a_person(nino=f"QQ12345{number}C") for number in range(referred)]
    stage.start(*people[:started])
    stage.refer(*people[started:])

    page = manager.get(PAGE)

    assert "Personal: it says who somebody is" in said_in(page)
    assert not page_of(page).xpath("//main//a[contains(., 'CSV')]")
    answer = manager.get(f"{PAGE}file", follow=True)
    assert "counts one person alone" in said_in(answer)


def test_the_file_holds_the_same_table(manager, stage):
    """REQ-001-005."""
    stage.refer(*(stage.a_person(nino=f"QQ12345{number}C") for number in range(2)))

    page = manager.get(PAGE)
    answer = manager.get(page_of(page).xpath("//main//a[contains(., 'CSV')]/@href")[0])

    rows = read_mi_table(answer.content, name="figures.csv").rows
    assert {row.label: row.figure for row in rows} == figures_of(page)
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="wfs-2017-04-03-2017-05-02.csv"'
    )


@pytest.mark.parametrize("role", [Role.WORK_COACH, Role.SIGNER, Role.FINANCE_OFFICER])
def test_who_may_not_see_figures_gets_no_file_either(client, role):
    staff = signed_in(client, somebody(role))

    assert staff.get(PAGE).status_code == 403
    assert staff.get(f"{PAGE}file").status_code == 403
