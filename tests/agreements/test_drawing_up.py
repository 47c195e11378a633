from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError

from onward.agreements.actions import draw_up
from onward.agreements.models import Agreement, Permit
from onward.agreements.standard import BadAgreement, standard_agreement
from onward.parties.models import Organisation
from onward.tenancy.context import acting_for
from tests.agreements.factories import FROM, a_small_agreement, at_work, parties_to
from tests.parties.factories import an_organisation
from tests.times import NOON

pytestmark = pytest.mark.django_db


def drawn_up(standard="WFS-REFERRAL", *, parties=None, **facts) -> Agreement:
    parties = parties or parties_to("WFS-REFERRAL")
    usual = {"code": "referral", "parties": parties, "effective_from": FROM, "at": NOON}
    with at_work(next(iter(parties.values()))) as staff:
        return draw_up(standard, **{**usual, "by": staff, **facts})


def test_it_carries_the_standard_s_text_and_every_permit():
    parties = parties_to("WFS-REFERRAL")
    agreement = drawn_up(parties=parties)
    standard = standard_agreement("WFS-REFERRAL")

    assert standard.template_hash in agreement.text
    assert all(clause in agreement.text for clause in standard.clauses)
    assert all(party.name in agreement.text for party in parties.values())
    assert all(f"({permit.item}, version" in agreement.text for permit in standard.permits)
    assert (agreement.gateway, agreement.basis) == (standard.gateway, standard.basis)
    assert agreement.effective_to == standard.effective_to


def test_its_permits_are_the_standard_s_with_their_own_grounds():
    agreement = drawn_up()

    with acting_for(agreement.organisations[0]):
        rows = Permit.objects.filter(agreement=agreement)
        assert rows.count() == len(standard_agreement("WFS-REFERRAL").permits)
        plan = rows.get(item="leavers_plan")
    assert (plan.purpose, plan.basis) == ("further_support", "dpa1998-sch2-1")
    assert (plan.consent_scope, plan.condition) == ("consent_leavers_plan", "dpa1998-sch3-1")


def test_drawing_up_again_makes_the_next_version_and_leaves_the_first():
    parties = parties_to("WFS-REFERRAL")
    first, second = drawn_up(parties=parties), drawn_up(parties=parties)

    own = next(iter(parties.values())).code
    assert (str(first), str(second)) == (f"{own}.referral/1", f"{own}.referral/2")
    assert first.text_hash != second.text_hash


def test_another_organisations_code_is_no_obstacle_and_not_told():
    first, second = drawn_up(), drawn_up()

    assert [agreement.number for agreement in (first, second)] == [1, 1]


@pytest.mark.parametrize("code", ["referral", "no-such"])
def test_a_forged_code_of_another_organisation_tells_nothing(code):
    parties = parties_to("WFS-REFERRAL")
    theirs = drawn_up(parties=parties)
    forged = f"{theirs.code.partition('.')[0]}.{code}"
    own = a_small_agreement(items=["surname"], giver=an_organisation(), receiver=an_organisation())

    with (
        acting_for(own.organisations[0]),
        pytest.raises(ProgrammingError, match="row-level security"),
    ):
        Agreement.objects.create(**facts_of(own) | {"id": uuid4(), "code": forged})


def facts_of(agreement):
    return {field.attname: getattr(agreement, field.attname) for field in agreement._meta.fields}


@pytest.mark.parametrize("column", ["text", "text_hash", "effective_to", "organisations"])
def test_a_version_is_never_edited(column):
    agreement = drawn_up()

    with (
        acting_for(agreement.organisations[0]),
        pytest.raises(ProgrammingError, match="permission denied"),
    ):
        Agreement.objects.filter(pk=agreement.pk).update(**{column: getattr(agreement, column)})


def test_a_special_item_without_a_condition_is_not_drawn_up():
    """REQ-001-009"""
    standard = standard_agreement("WFS-REFERRAL")
    bare = tuple(
        replace(permit, condition=None) if permit.item == "disability_status" else permit
        for permit in standard.permits
    )

    with pytest.raises(BadAgreement, match=r"NO_ART9\(disability_status\)"):
        drawn_up(replace(standard, permits=bare))


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"effective_from": FROM - timedelta(1)}, "the standard begins"),
        ({"effective_from": date(2018, 5, 25)}, "NO_BASIS"),
        ({"effective_to": date(2018, 5, 25)}, "the standard ends"),
        ({"effective_to": FROM - timedelta(1)}, "end before it begins"),
        ({"signatories": {"school": "Head"}}, r"WRONG_PARTY\(school\)"),
    ],
)
def test_it_is_not_drawn_up_outside_its_standard(facts, why):
    with pytest.raises(BadAgreement, match=why):
        drawn_up(**facts)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"provider": None}, r"WRONG_PARTY\(provider\): nobody"),
        ({"provider": Organisation.Kind.COLLEGE}, r"WRONG_PARTY\(provider\): .* kind"),
        ({"college": Organisation.Kind.COLLEGE}, r"WRONG_PARTY\(college\): .* no such role"),
    ],
)
def test_every_role_is_taken_by_an_organisation_of_its_kind(change, why):
    parties = parties_to("WFS-REFERRAL")
    for role, kind in change.items():
        parties.pop(role, None)
        if kind:
            parties[role] = an_organisation(kind)

    with pytest.raises(BadAgreement, match=why):
        drawn_up(parties=parties)


def test_an_organisation_does_not_deal_with_itself():
    parties = parties_to("WFS-PAYFILE")
    parties["department"] = parties["commissioner"]

    with pytest.raises(BadAgreement, match="cannot have two roles"):
        drawn_up("WFS-PAYFILE", parties=parties)


def test_only_a_party_draws_it_up():
    parties = parties_to("WFS-REFERRAL")

    with (
        at_work(an_organisation()) as staff,
        pytest.raises(BadAgreement, match="only a party"),
    ):
        draw_up(
            "WFS-REFERRAL",
            code="referral",
            parties=parties,
            effective_from=FROM,
            by=staff,
            at=NOON,
        )
