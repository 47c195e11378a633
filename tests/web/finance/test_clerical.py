"""The clerical register and the books on pages."""

from uuid import uuid4

import pytest

from onward.parties.permissions import Role
from onward.payments.models import ClericalPayment
from onward.tenancy.context import acting_for
from tests.parties.factories import a_member_of_staff
from tests.payments.factories import a_signed_run
from tests.web.client import page_of, signed_in
from tests.web.on_stage import said_in, without_secrets

pytestmark = pytest.mark.django_db
REGISTER = "/finance/clerical/"


@pytest.fixture
def officer(client, world):
    return signed_in(client, world.finance[0])


@pytest.fixture
def entered(officer, world):
    officer.post(f"{REGISTER}new", an_entry(world))
    with acting_for(world.commissioner.pk):
        return ClericalPayment.objects.get()


def an_entry(world, **changes):
    posted = {"provider": world.provider.pk, "outcome": "short_13"}
    return posted | {"achieved_on": "24 4 2017", "pence": "215.00"} | changes


def test_an_empty_register_says_so(officer):
    assert "The register is empty." in said_in(officer.get(REGISTER))


def test_an_outcome_paid_by_hand_stands_in_the_register_and_nowhere_else(officer, entered):
    """REQ-000-009"""
    said = said_in(officer.get(REGISTER))

    assert "Short job outcome: 13 weeks 24 April 2017 £215.00 Entered" in said
    assert "No claim waits" in said_in(officer.get("/finance/checks/"))
    assert "no payment runs yet" in said_in(officer.get("/finance/runs/"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pence": "0.00"}, "A payment is more than nothing."),
        ({"pence": "-5"}, "An amount here cannot be negative."),
        ({"pence": "1.005"}, "This is not an amount in pounds and pence."),
        ({"pence": ""}, "Enter the amount"),
        ({"achieved_on": "31 4 2017"}, "must be a real date"),
        ({"outcome": "knighthood"}, "select one of the choices"),
    ],
)
def test_a_wrong_entry_says_what_is_wrong(officer, world, changes, words):
    assert words in said_in(officer.post(f"{REGISTER}new", an_entry(world, **changes)))


def test_who_entered_it_cannot_approve_it(officer, entered):
    assert "Someone else approves it" in said_in(officer.get(REGISTER))

    answer = officer.post(f"{REGISTER}{entered.pk}/approval", follow=True)

    assert "You entered this payment." in said_in(answer)


def test_another_approves_and_it_is_marked_as_paid(client, officer, entered, world):
    second = signed_in(client, world.finance[1])

    second.post(page_of(second.get(REGISTER)).xpath("//main//td/form/@action")[0])
    second.post(f"{REGISTER}{entered.pk}/payment", {"on": "2 5 2017"})

    assert "Paid 2 May 2017" in said_in(second.get(REGISTER))


def test_what_nobody_approved_is_not_paid(officer, entered):
    answer = officer.post(f"{REGISTER}{entered.pk}/payment", {"on": "2 5 2017"})

    assert "Only an approved payment is marked as paid" in said_in(answer)


def test_the_books_sum_to_nothing(officer, world):
    a_signed_run(world)

    rows = page_of(officer.get("/finance/balance/")).xpath("//main//table[1]/tbody/tr")

    said = {row.xpath("string(th)"): row.xpath("string(td)") for row in rows}
    assert said["Programme expenditure"] == "£340.00"
    assert said["Owed to providers"] == "-£340.00"
    assert said["Total"] == "£0.00"


def test_money_paid_by_hand_is_added_up_apart(client, officer, entered, world):
    second = signed_in(client, world.finance[1])
    second.post(f"{REGISTER}{entered.pk}/approval")

    said = said_in(second.get("/finance/balance/"))

    assert "Programme expenditure £0.00" in said
    assert "Programme expenditure £215.00" in said
    assert said.count("Total £0.00") == 2


def test_anothers_payment_looks_like_none(client, entered, world):
    theirs = signed_in(client, a_member_of_staff(world.operations, Role.FINANCE_OFFICER))

    answer, never = (theirs.get(f"{REGISTER}{pk}/payment") for pk in (entered.pk, uuid4()))

    assert answer.status_code == 404
    assert without_secrets(answer) == without_secrets(never)


@pytest.mark.parametrize("role", set(Role) - {Role.FINANCE_OFFICER})
def test_only_finance_officers_keep_the_register(client, world, role):
    staff = a_member_of_staff(world.commissioner, role)

    assert signed_in(client, staff).get(REGISTER).status_code == 403
