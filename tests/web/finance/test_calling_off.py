"""Calling a run off, on pages: with a reason, until its payfile is released."""

import pytest

from onward.disclosures.models import Disclosure
from onward.payments.models import Run
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_standard_agreement
from tests.payments.factories import a_released_run, a_run, a_signed_run
from tests.web.client import page_of, signed_in
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
RUNS = "/finance/runs/"
Status = Run.Status


@pytest.fixture
def finance(client, world):
    return signed_in(client, world.finance[0])


@pytest.fixture
def operations(client, world):
    return signed_in(client, world.officer)


def the_run(world):
    with acting_for(world.commissioner.pk):
        return Run.objects.get()


def links_of(answer):
    return [" ".join(link.text_content().split()) for link in page_of(answer).xpath("//main//a")]


def test_a_finance_officer_calls_a_run_off_in_three_clicks(finance, world):
    a_run(world)

    opened = page_of(finance.get(RUNS)).xpath("//main//tbody//a/@href")[0]
    asked = page_of(finance.get(opened)).xpath("//main//a[contains(., 'Call this')]/@href")[0]
    answer = finance.post(asked, {"reason": "CLAIM_IN_DOUBT"}, follow=True)

    assert "Called off 2 May 2017 at 12:00pm: a claim in it is in doubt." in said_in(answer)
    assert "Call this run off" not in links_of(answer)
    assert (the_run(world).status, the_run(world).called_off_because) == (
        Status.CALLED_OFF,
        "CLAIM_IN_DOUBT",
    )


@pytest.mark.parametrize("posted", [{}, {"reason": "BORED"}])
def test_it_asks_for_a_reason_of_the_list(finance, world, posted):
    run = a_run(world)

    answer = finance.post(f"{RUNS}{run.pk}/call-off", posted)

    assert page_of(answer).xpath("string(//title)").startswith("Error: ")
    assert the_run(world).status == Status.PREPARED


def test_it_says_what_will_be(finance, world):
    said = said_in(finance.get(f"{RUNS}{a_run(world).pk}/call-off"))

    assert "Nothing of it is paid. Its number and references are never used again." in said


def test_a_signed_run_is_called_off_before_its_payfile_is_prepared(finance, world):
    run = a_signed_run(world)

    finance.post(f"{RUNS}{run.pk}/call-off", {"reason": "NOT_ACCREDITED"})

    assert the_run(world).status == Status.CALLED_OFF


def test_a_run_whose_payfile_is_on_its_way_is_not_called_off(operations, world):
    parties = {"commissioner": world.commissioner, "department": world.operations}
    a_standard_agreement("WFS-PAYFILE", parties=parties)
    run = a_signed_run(world)
    operations.post(f"{RUNS}{run.pk}/payfile")

    answer = operations.post(f"{RUNS}{run.pk}/call-off", {"reason": "MISTAKE"})

    assert "may reach the finance system, so it is not called off." in said_in(answer)
    assert "Call this run off" not in links_of(operations.get(f"{RUNS}{run.pk}/"))
    assert the_run(world).status == Status.SIGNED


def test_a_run_whose_payfile_was_stopped_is_called_off(operations, world):
    parties = {"commissioner": world.commissioner, "department": world.operations}
    a_standard_agreement("WFS-PAYFILE", parties=parties)
    run = a_signed_run(world)
    operations.post(f"{RUNS}{run.pk}/payfile")
    with acting_for(world.operations.pk):
        Disclosure.objects.update(status="FAILED")

    operations.post(f"{RUNS}{run.pk}/call-off", {"reason": "CHANGED"})

    assert the_run(world).status == Status.CALLED_OFF


def test_a_released_run_says_why_not(finance, world):
    run = a_released_run(world)

    answer = finance.post(f"{RUNS}{run.pk}/call-off", {"reason": "MISTAKE"})

    assert "Only a run that was not released is called off." in said_in(answer)
