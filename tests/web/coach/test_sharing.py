"""One act of giving: its items, the law, who did it for whom, and a proof that anyone can check."""

from uuid import uuid4

from onward.disclosures.gate import Draft, disclose
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.ledger.heads import public_key
from onward.ledger.proof_file import check_proof
from onward.parties.permissions import Role
from onward.people.keys import destroy_keys
from onward.people.models import Record
from onward.tenancy.context import acting_for
from tests.times import NOON
from tests.web.coach.browsing import follow, press
from tests.web.on_stage import said_in


def page_of_sharing(coach, stage, record):
    return follow(coach, coach.get(f"/coach/people/{record.pk}/"), "Referral: what the provider")


def test_the_page_says_who_answers_for_it_and_who_did_it(coach, stage):
    """REQ-000-004"""
    record = stage.a_person()
    stage.refer(record)

    said = said_in(page_of_sharing(coach, stage, record))

    assert f"From {stage.commissioner}, carried out by {stage.department}" in said
    assert f"Done by {stage.member(Role.WORK_COACH)}" in said
    assert f"Agreement {stage.agreement}" in said
    assert "Purpose To help the person into work" in said


def test_each_item_is_shown_as_it_was_sent(coach, stage):
    """REQ-004-012, REQ-004-007"""
    record = stage.a_person(postcode=None)
    stage.refer(record)

    said = said_in(page_of_sharing(coach, stage, record))

    assert "19 items" in said
    assert "Incident recorded Yes" in said
    assert "National Insurance number •• •• •• •6 C" in said
    assert "front desk" not in said
    assert "Postcode" in said.partition("Not held, so not sent")[2]


def test_what_was_erased_since_says_so(coach, stage):
    record = stage.a_person()
    stage.refer(record)
    with acting_for(stage.department.pk):
        destroy_keys(record.handle, ["contact"])

    said = said_in(page_of_sharing(coach, stage, record))

    assert "Telephone number Erased since it was sent" in said
    assert "Last name Grant" in said


def test_the_proof_can_be_checked_without_onward(coach, stage):
    record = stage.a_person()
    stage.refer(record)
    page = page_of_sharing(coach, stage, record)

    proof = press(coach, page)

    assert "attachment" in proof.headers["Content-Disposition"]
    assert check_proof(proof.content.decode(), public_key=public_key()) == []


def test_before_the_ledger_has_given_a_place_there_is_no_proof(coach, stage):
    record = stage.a_person()
    stage.ask(record)
    page = page_of_sharing(coach, stage, record)
    with acting_for(stage.department.pk):
        disclosure = Disclosure.objects.get()

    answer = coach.post(f"/coach/people/{record.pk}/sharing/{disclosure.pk}/proof", follow=True)

    assert "On its way" in said_in(page)
    assert "It has no place yet." in said_in(page)
    assert "has no place yet. Try again" in said_in(answer)


def test_the_reasons_about_someone_else_stay_out(coach, stage):
    one, other = stage.a_person(), stage.a_person(case_kind=Record.CaseKind.SCR)
    with stage.at_work(Role.WORK_COACH) as staff:
        people = [
            Giving(record=one, items=frozenset({"date_of_birth"})),
            Giving(record=other, items=frozenset({"surname"})),
        ]
        disclose(draft_of(stage, people), by=staff, at=NOON)

    said = said_in(page_of_sharing(coach, stage, one))

    assert "The agreement does not include this item. It is about: Date of birth." in said
    assert "clerical" not in said


def draft_of(stage, people):
    return Draft(
        kind="referral",
        recipient=stage.provider,
        on_behalf_of=stage.commissioner,
        agreement=stage.agreement,
        purpose="employment_support",
        channel="inside",
        people=people,
    )


def test_a_disclosure_about_someone_else_is_not_there(coach, stage):
    one, other = stage.a_person(), stage.a_person(nino="QQ654321A")
    stage.refer(one)
    with acting_for(stage.department.pk):
        disclosure = Disclosure.objects.get()

    for method, rest in ((coach.get, ""), (coach.post, "proof")):
        for known in (disclosure.pk, uuid4()):
            path = f"/coach/people/{other.pk}/sharing/{known}/{rest}"
            assert method(path).status_code == 404
