"""What departments, schools and authorities may tell each other of young people: a few items each.

A gateway of the Act caps most of these; one item more than it names is refused when a text is read.
"""

import pytest

from onward.agreements.channels import Cadence
from onward.agreements.populations import Asked, Verdict
from onward.agreements.standard import TEMPLATES, BadAgreement, build, standard_agreement
from onward.agreements.terms import StandardAgreement
from tests.agreements.reading import said

NAME_ADDRESS_BIRTH = {"forename", "surname", "address", "postcode", "date_of_birth"}
A_PARENT = {"parent_name", "parent_address"}


def text_of(code: str) -> str:
    return (TEMPLATES / f"{code.lower().replace('-', '_')}.toml").read_text(encoding="utf-8")


def with_one_item_more(code: str, item: str) -> StandardAgreement:
    assert '"forename",' in text_of(code)
    return build(text_of(code).replace('"forename",', f'"forename", "{item}",', 1).encode())


def population(code: str, *, age: int | None) -> Verdict:
    asked = Asked(age=age, has_learning_difficulty=False)
    return standard_agreement(code).population.verdict(asked)


def test_the_monthly_list_holds_name_address_and_birth_and_nothing_more():
    """REQ-002-071"""
    monthly = standard_agreement("DWP-MONTHLY")

    assert monthly.items(from_role="department", to_role="authority") == NAME_ADDRESS_BIRTH
    assert not monthly.items(from_role="authority", to_role="department")
    assert monthly.limits.cadence is Cadence.MONTHLY


@pytest.mark.parametrize(
    "item", ["telephone", "nino", "email", "title", "in_receipt_of_benefit", "parent_name"]
)
def test_one_item_more_on_the_monthly_list_is_refused_by_its_gateway(item):
    """REQ-002-071"""
    with pytest.raises(BadAgreement, match=rf"GATEWAY_EXCLUDES\({item}\)"):
        with_one_item_more("DWP-MONTHLY", item)


@pytest.mark.parametrize(
    ("age", "verdict"),
    [
        (17, Verdict.OUT),
        (18, Verdict.IN),
        (19, Verdict.IN),
        (20, Verdict.OUT),
        (None, Verdict.UNDETERMINED),
    ],
)
def test_the_monthly_list_is_of_people_of_18_and_19(age, verdict):
    """REQ-002-072, the age"""
    assert population("DWP-MONTHLY", age=age) is verdict


def test_the_monthly_list_is_of_a_first_payment_on_four_benefits_and_not_of_universal_credit():
    """REQ-002-072"""
    (who,) = (clause for clause in clauses("DWP-MONTHLY") if "first payment" in clause)

    assert "Jobseeker's Allowance, Income Support, Incapacity Benefit or Employment" in who
    assert "Universal Credit is not named" in who


def test_the_monthly_list_stands_on_an_act_of_its_own_and_for_itself_alone():
    """REQ-002-073 and REQ-002-088"""
    monthly, memorandum = standard_agreement("DWP-MONTHLY"), standard_agreement("MOU-LOCAL")

    assert {permit.gateway for permit in monthly.permits} == {"ascla2009-s254"}
    assert "ascla2009-s254" not in {permit.gateway for permit in memorandum.permits}


def test_the_monthly_lists_silences_are_left_to_a_person():
    assert said("DWP-MONTHLY") == {
        ("RETENTION_NOT_STATED", "retention"),
        ("NO_RIGHTS_ROUTE", "rights"),
    }


def clauses(code: str) -> tuple[str, ...]:
    return standard_agreement(code).clauses
