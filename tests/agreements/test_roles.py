"""What each organisation is under an agreement, for whom it acts, to whom it may pass things."""

from datetime import date, timedelta

import pytest

from onward.agreements.actions import draw_up, end
from onward.agreements.authority import authority
from onward.agreements.flow import register_of_the_flow
from onward.agreements.instructing import NotTheController, withdraw_instruction
from onward.agreements.jurisdictions import Jurisdiction
from onward.agreements.models import Agreement
from onward.agreements.passing_on import against_passing_on, approve, end_approval, is_approved
from onward.agreements.public_register import register_entry
from onward.agreements.standard import BadAgreement
from onward.ledger.models import Entry
from onward.parties.models import Organisation
from onward.tenancy.context import acting_for
from tests.agreements.factories import (
    FROM,
    a_standard_agreement,
    an_agreement,
    at_work,
    in_the_register,
    parties_to,
)
from tests.parties.factories import an_organisation
from tests.times import NOON

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
Kind = Organisation.Kind


@pytest.fixture
def parties():
    return parties_to("WFS-REFERRAL")


@pytest.fixture
def agreement(parties) -> Agreement:
    return a_standard_agreement("WFS-REFERRAL", parties=parties)


def why_not(agreement: Agreement, parties, giver="department", receiver="provider") -> list[str]:
    with acting_for(parties["commissioner"].pk):
        read = authority(agreement)
    way = {"giver": parties[giver].pk, "receiver": parties[receiver].pk}
    return [refusal.code for refusal in read.refusals(("referral_status",), **way, at=NOON)]


def test_each_party_is_what_the_text_says_for_whom_it_says(agreement, parties):
    """REQ-001-001"""
    with acting_for(parties["commissioner"].pk):
        flow = {row.organisation: row for row in register_of_the_flow(at=NOON)}

    ministers = parties["commissioner"].name
    assert {name: (row.acts_as, row.on_behalf_of) for name, row in flow.items()} == {
        ministers: ("Controller", ""),
        parties["department"].name: ("Processor", ministers),
        parties["provider"].name: ("Processor", ministers),
    }
    assert {row.activity for row in flow.values()} == {"To help the person into work"}


def test_who_is_no_longer_in_the_register_is_given_nothing(agreement, parties):
    """REQ-001-001"""
    assert why_not(agreement, parties) == []

    with at_work(parties["commissioner"]) as staff:
        end(agreement, by=staff, at=NOON)
        assert register_of_the_flow(at=NOON) == []

    assert why_not(agreement, parties) == ["NOT_IN_FORCE"]


def test_without_its_controllers_instruction_a_processor_gives_and_gets_nothing(agreement, parties):
    """REQ-001-013"""
    with at_work(parties["commissioner"]) as staff:
        withdraw_instruction(agreement, parties["department"], by=staff, at=NOON)

    assert why_not(agreement, parties) == ["NO_PROCESSOR_INSTRUCTION"]
    assert why_not(agreement, parties, "provider", "department") == ["NO_PROCESSOR_INSTRUCTION"]
    assert why_not(agreement, parties, "provider", "commissioner") == []
    with acting_for(parties["department"].pk):
        assert Entry.objects.filter(kind="agreement.instruction_withdrawn").exists()


@pytest.mark.parametrize("role", ["department", "provider"])
def test_only_the_controller_tells_its_processor_to_stop(agreement, parties, role):
    with at_work(parties[role]) as staff, pytest.raises(NotTheController):
        withdraw_instruction(agreement, parties["department"], by=staff, at=NOON)


def approved_on(agreement, by: Organisation, subcontractor: Organisation, day: date):
    with at_work(by) as staff:
        return approve(
            agreement,
            subcontractor,
            from_on=day,
            name="Ailsa Grant",
            post="Manager",
            by=staff,
            at=NOON,
        )


def test_a_subcontractor_is_approved_by_name_from_a_day_until_another(agreement, parties):
    """REQ-LAW-026"""
    subcontractor, commissioner = an_organisation(Kind.SUBCONTRACTOR), parties["commissioner"]
    approval = approved_on(agreement, commissioner, subcontractor, TODAY)
    with at_work(commissioner) as staff:
        end_approval(approval, on=TODAY + timedelta(7), by=staff, at=NOON)

    with acting_for(parties["provider"].pk):
        days = [TODAY + timedelta(number) for number in (-1, 0, 7, 8)]
        asked = [is_approved(agreement, subcontractor, on=day) for day in days]
    assert asked == [False, True, True, False]


def test_a_processor_cannot_approve_its_own_subcontractor(agreement, parties):
    """REQ-LAW-026"""
    with pytest.raises(NotTheController):
        approved_on(agreement, parties["provider"], an_organisation(Kind.SUBCONTRACTOR), TODAY)


@pytest.mark.parametrize(
    ("onward", "is_listed", "why"),
    [
        ("none", True, ["ONWARD"]),
        ("named", False, ["NOT_APPROVED"]),
        ("named", True, []),
        ("same_terms", False, ["NOT_APPROVED"]),
        ("same_terms", True, []),
    ],
)
def test_what_was_given_goes_on_only_as_its_permit_says_and_to_whom_is_listed(
    onward, is_listed, why
):
    """REQ-LAW-026"""
    giver, receiver = an_organisation(), an_organisation()
    agreement = an_agreement(items={"surname"}, giver=giver, receiver=receiver, onward=onward)
    with acting_for(receiver.pk):
        received = authority(agreement)

    found = against_passing_on(
        {"surname"},
        received_under=received,
        giver=giver.pk,
        receiver=receiver.pk,
        approved=is_listed,
    )

    assert [refusal.code for refusal in found] == why


@pytest.mark.parametrize(
    ("country", "safeguard", "on", "is_covered"),
    [
        ("GB", "", TODAY, True),
        ("IE", "", TODAY, True),
        ("XX", "", TODAY, False),
        ("XX", "Transfer agreement of 1 May 2017", TODAY, True),
        ("KR", "", date(2022, 12, 18), False),
        ("KR", "", date(2022, 12, 19), True),
    ],
)
def test_a_country_is_covered_when_found_adequate_by_then_or_under_a_safeguard(
    country, safeguard, on, is_covered
):
    assert Jurisdiction(country, safeguard).is_covered(on=on) is is_covered


def test_where_a_party_keeps_what_it_gets_stands_in_the_agreement(parties):
    with at_work(parties["commissioner"]) as staff:
        agreement = draw_up(
            "WFS-REFERRAL",
            code="abroad",
            parties=parties,
            effective_from=FROM,
            countries={"provider": "XX"},
            safeguards={"provider": "Transfer agreement 3"},
            by=staff,
            at=NOON,
        )
        read = authority(agreement)

    assert read.jurisdiction(parties["provider"].pk) == Jurisdiction("XX", "Transfer agreement 3")
    assert read.jurisdiction(parties["department"].pk) == Jurisdiction("GB")


@pytest.mark.parametrize("register_id", ["", "  "])
def test_sharing_under_the_digital_economy_act_is_in_the_public_register_first(register_id):
    """REQ-LAW-044"""
    with pytest.raises(BadAgreement, match="NO_REGISTER_ENTRY"):
        in_the_register(parties_to("WFS-PAYFILE"), register_id)


def test_the_public_register_is_told_who_why_what_how_long_and_what_for():
    """REQ-LAW-044"""
    parties = parties_to("WFS-PAYFILE")
    agreement = in_the_register(parties, "DEA/526")

    with acting_for(parties["commissioner"].pk):
        entry = register_entry(agreement)

    assert entry["register_id"] == "DEA/526"
    assert entry["bodies"] == "; ".join(sorted(party.name for party in parties.values()))
    assert entry["purpose"] == "To pay for outcomes"
    assert "National Insurance number" in entry["data"]
    assert entry["duration"] == "2018-05-25 to no end stated"
    assert entry["benefits"] == "Fewer people are asked twice."
