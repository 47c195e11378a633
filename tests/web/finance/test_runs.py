"""Payment runs on pages: prepared, looked at, signed by two, released."""

from uuid import uuid4

import pytest

from onward.contracts.models import BankDetails
from onward.disclosures.models import Disclosure
from onward.parties.permissions import Role
from onward.payments.models import Run, RunLine, RunSignature
from onward.people.models import Record
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_standard_agreement
from tests.parties.factories import a_member_of_staff
from tests.payments.factories import (
    ACHIEVED,
    PAID_ON,
    a_claim,
    a_released_run,
    a_run,
    a_signed_run,
    checked,
    passed_claims,
)
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import cost_of, said_in, without_secrets

pytestmark = pytest.mark.django_db
RUNS = "/finance/runs/"
Status = Run.Status


@pytest.fixture
def operations(client, world):
    return signed_in(client, world.officer)


@pytest.fixture
def signer(client, world):
    return signed_in(client, world.signers[0])


def the_run(world):
    with acting_for(world.commissioner.pk):
        return Run.objects.get()


def test_without_runs_the_page_says_who_makes_one(signer):
    assert "There are no payment runs yet." in said_in(signer.get(RUNS))


def test_runs_are_counted_and_narrowed_by_state(signer, world):
    a_signed_run(world)
    a_run(world)

    rows = page_of(signer.get(RUNS, {"status": "SIGNED"})).xpath("//main//tbody/tr")

    assert len(rows) == 1
    assert "Signed by two: 1" in said_in(signer.get(RUNS))
    assert "No run is in this state." in said_in(signer.get(RUNS, {"status": "RELEASED"}))


def test_operations_prepare_a_run_of_what_passed(operations, world):
    passed_claims(world, 2)

    answer = operations.post(
        f"{RUNS}new", {"commissioner": world.commissioner.pk, "execution_on": f"{PAID_ON}"}
    )

    run = the_run(world)
    assert answer.headers["Location"] == f"{RUNS}{run.pk}/"
    assert (run.lines_count, run.total_pence, run.execution_on) == (2, 34_000, PAID_ON)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("1 5 2017", "The day of payment is past."),
        ("6 5 2017", "Banks do not pay on that day."),
        ("4 5 2017", "No claim has passed its checks."),
        ("31 2 2017", "must be a real date"),
    ],
)
def test_a_run_that_cannot_be_prepared_says_why(operations, world, day, words):
    answer = operations.post(
        f"{RUNS}new", {"commissioner": world.commissioner.pk, "execution_on": day}
    )

    assert words in said_in(answer)
    assert page_of(answer).xpath("string(//title)").startswith("Error: ")


def test_a_run_shows_totals_checks_hash_and_who_signed(signer, world):
    run = a_signed_run(world)

    said = said_in(signer.get(f"{RUNS}{run.pk}/"))

    assert f"{world.provider.name} 2 £340.00" in said
    assert "The referral stands 2 0" in said
    assert run.lines_hash in said
    assert all(each.name in said for each in world.signers)


def test_a_run_is_signed_in_three_clicks(signer, world):
    run = a_run(world)

    opened = page_of(signer.get(RUNS)).xpath("//main//tbody//a/@href")[0]
    exceptions = page_of(signer.get(opened)).xpath("//main//a[contains(., 'exceptions')]/@href")[0]
    form = page_of(signer.get(exceptions)).xpath("//main//form")[0]
    signer.post(exceptions, {"saw": form.xpath("input[@name='saw']/@value")[0]})

    with acting_for(world.commissioner.pk):
        assert RunSignature.objects.get().staff == world.signers[0].handle
        assert Run.objects.get(pk=run.pk).status == Status.SIGNED_ONCE


def test_exceptions_are_seen_before_signing(signer, world):
    run = a_run(world)

    said = said_in(signer.get(f"{RUNS}{run.pk}/signatures"))

    assert "never published 2" in said
    assert "failed a check before they passed 0" in said


def test_a_signature_to_something_else_is_refused_in_words(signer, world):
    run = a_run(world)

    answer = signer.post(f"{RUNS}{run.pk}/signatures", {"saw": "0" * 64})

    assert "What you were shown is not what the run holds." in said_in(answer)
    assert page_of(answer).xpath("string(//title)").startswith("Error: ")
    with acting_for(world.commissioner.pk):
        assert not RunSignature.objects.exists()


def test_who_signed_is_told_that_someone_else_signs_next(signer, world):
    run = a_run(world)
    signer.post(f"{RUNS}{run.pk}/signatures", {"saw": run.lines_hash})

    page = signer.get(f"{RUNS}{run.pk}/signatures")

    assert "You have signed this run. Someone else signs next." in said_in(page)
    assert page_of(page).xpath("//main//form") == []


def test_the_payfile_of_a_signed_run_is_on_its_way_once(operations, world):
    a_standard_agreement("WFS-PAYFILE", parties=two_parties(world))
    run = a_signed_run(world)

    for _ in range(2):
        operations.post(f"{RUNS}{run.pk}/payfile")

    with acting_for(world.operations.pk):
        assert [row.kind for row in Disclosure.objects.all()] == ["payfile"]
    assert "Payfile On its way" in said_in(operations.get(f"{RUNS}{run.pk}/"))


def test_a_payfile_that_was_not_sent_says_why_and_is_released_again(operations, world):
    a_standard_agreement("WFS-PAYFILE", parties=two_parties(world))
    run = a_signed_run(world)
    operations.post(f"{RUNS}{run.pk}/payfile")
    with acting_for(world.operations.pk):
        reasons = [{"code": "FILE_RULES", "item": "", "handle": ""}]
        Disclosure.objects.update(status="FAILED", refusals=reasons)

    page = operations.get(f"{RUNS}{run.pk}/")
    operations.post(page_of(page).xpath("//main//form/@action")[0])

    assert "Why it was not sent The file that was laid out breaks a rule" in said_in(page)
    with acting_for(world.operations.pk):
        statuses = Disclosure.objects.order_by("at").values_list("status", flat=True)
        assert sorted(statuses) == ["FAILED", "PREPARED"]


def test_a_payfile_that_the_gate_refuses_names_the_claim_and_keeps_the_refusal(operations, world):
    a_standard_agreement("WFS-PAYFILE", parties=two_parties(world))
    run = a_signed_run(world)
    with acting_for(world.operations.pk):
        line = RunLine.objects.filter(run=run).order_by("reference")[0]
        Record.objects.filter(pk=line.claim.referral.sent_from_id).update(case_kind="SCR")

    answer = operations.post(f"{RUNS}{run.pk}/payfile", follow=True)

    assert f"Claims: {line.reference}." in said_in(answer)
    with acting_for(world.operations.pk):
        assert [row.status for row in Disclosure.objects.all()] == ["REFUSED"]


def test_a_payfile_without_an_agreement_says_so(operations, world):
    run = a_signed_run(world)

    answer = operations.post(f"{RUNS}{run.pk}/payfile", follow=True)

    assert "There is no agreement WFS-PAYFILE between" in said_in(answer)


def test_a_run_that_two_have_not_signed_is_not_released(operations, world):
    run = a_run(world)

    answer = operations.post(f"{RUNS}{run.pk}/payfile", follow=True)

    assert "A run is released once two have signed it." in said_in(answer)


def test_the_report_of_a_released_payfile_is_sent(operations, world):
    a_standard_agreement("WFS-PAYFILE", parties=two_parties(world))
    run = a_released_run(world)

    operations.post(f"{RUNS}{run.pk}/payfile-report")

    assert "Payfile report On its way" in said_in(operations.get(f"{RUNS}{run.pk}/"))


def test_lines_mask_where_they_are_paid(signer, world):
    run = a_run(world)

    said = said_in(signer.get(f"{RUNS}{run.pk}/lines"))

    assert "ending 1111" in said
    assert "11111111" not in said
    assert "Job start" in said


@pytest.mark.parametrize("path", ["", "lines", "signatures", "call-off", "differences"])
def test_anothers_run_looks_like_none(client, world, path):
    run = a_run(world)
    stranger = signed_in(client, somebody(Role.SIGNER, Role.OPERATIONS))

    answer, never = (stranger.get(f"{RUNS}{pk}/{path}") for pk in (run.pk, uuid4()))

    assert answer.status_code == 404
    assert without_secrets(answer) == without_secrets(never)


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        (Role.FINANCE_OFFICER, "", 200),
        (Role.FINANCE_OFFICER, "signatures", 403),
        (Role.SIGNER, "signatures", 200),
        (Role.FINANCE_OFFICER, "call-off", 200),
        (Role.SIGNER, "call-off", 200),
        (Role.CONTRACT_MANAGER, "call-off", 403),
        (Role.SIGNER, "lines", 200),
        (Role.CONTRACT_MANAGER, "", 403),
        (Role.DATA_PROTECTION, "lines", 403),
    ],
)
def test_each_role_reaches_its_own_part(client, world, role, path, status):
    run = a_run(world)
    staff = signed_in(client, a_member_of_staff(world.commissioner, role))

    assert staff.get(f"{RUNS}{run.pk}/{path}").status_code == status


def test_who_signs_does_not_release(signer, world):
    run = a_signed_run(world)

    assert signer.post(f"{RUNS}{run.pk}/payfile").status_code == 403


def test_a_run_costs_the_same_however_long_it_is(signer, world):
    short, long = a_run(world, claims=1), a_run(world, claims=6)

    for path in ("", "lines"):
        costs = [cost_of(signer, f"{RUNS}{run.pk}/{path}") for run in (short, long)]
        assert costs[0] == costs[1] < 50


def test_a_claim_that_failed_first_is_an_exception(signer, world):
    claim = a_claim(world)
    for first_day in (PAID_ON, ACHIEVED):
        with acting_for(world.operations.pk):
            BankDetails.objects.update(from_on=first_day)
        checked(world, claim)
    run = a_run(world, claims=1)

    said = said_in(signer.get(f"{RUNS}{run.pk}/signatures"))

    assert f"failed a check before they passed 1: {claim.reference}" in said


def two_parties(world):
    return {"commissioner": world.commissioner, "department": world.operations}
