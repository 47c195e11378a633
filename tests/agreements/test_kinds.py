"""What an agreement must say because of its kind, its grounds and its purposes."""

from dataclasses import asdict, replace
from datetime import date

import pytest

from onward.agreements.channels import Channel
from onward.agreements.disputes import readings
from onward.agreements.findings import SHOWN_ONLY, Code, findings_of
from onward.agreements.gateways import default_controller, gateways
from onward.agreements.lint import problems_of
from onward.agreements.models import Agreement
from onward.agreements.standard import standard_agreement
from onward.agreements.terms import Form, ProcessorTerms, Provision, StandardAgreement
from onward.agreements.wording import wording

REFERRAL = standard_agreement("WHP-REFERRAL")
MEMORANDUM = standard_agreement("MOU-LOCAL")
TERMS = tuple(asdict(ProcessorTerms()))
EIGHT = ProcessorTerms(**dict.fromkeys(TERMS, "As the contract says."))
CONTRACT = replace(REFERRAL, kind="processor", processor_terms=EIGHT)


def with_permits(agreement: StandardAgreement, **change) -> StandardAgreement:
    permits = tuple(replace(permit, **change) for permit in agreement.permits)
    return replace(agreement, permits=permits)


def with_roles(agreement: StandardAgreement, **change) -> StandardAgreement:
    return replace(agreement, roles=tuple(replace(role, **change) for role in agreement.roles))


def codes_of(agreement: StandardAgreement) -> set[str]:
    return {problem.partition(":")[0] for problem in problems_of(agreement)}


@pytest.mark.parametrize("term", TERMS)
def test_a_contract_with_a_processor_lacks_none_of_the_eight_terms(term):
    """REQ-002-029, REQ-LAW-023"""
    assert len(TERMS) == 8
    assert not problems_of(CONTRACT)

    without = replace(CONTRACT, processor_terms=replace(EIGHT, **{term: " "}))

    assert codes_of(without) == {f"ARTICLE_28({term})"}


def test_joint_controllers_publish_the_essence_of_their_arrangement():
    """REQ-LAW-023"""
    joint = replace(with_roles(REFERRAL, status="joint_controller", acts_for=""), kind="joint")

    assert codes_of(joint) == {"ARTICLE_26"}
    assert not problems_of(replace(joint, essence="Each answers for what it holds."))


@pytest.mark.parametrize("acts_for", ["", "nobody", "provider"])
def test_a_processor_has_a_controller_that_instructs_it(acts_for):
    """REQ-001-013"""
    roles = tuple(
        replace(role, acts_for=acts_for) if role.status == "processor" else role
        for role in REFERRAL.roles
    )

    assert codes_of(replace(REFERRAL, roles=roles)) == {"NO_PROCESSOR_INSTRUCTION(provider)"}


def test_a_public_authority_does_not_choose_a_recognised_legitimate_interest():
    """REQ-LAW-035"""
    choosing = with_permits(replace(REFERRAL, effective_from=date(2026, 2, 5)), basis="gdpr-6-1-ea")

    assert codes_of(choosing) == {"NO_BASIS(gdpr-6-1-ea)"}


def test_a_private_provider_may_choose_it_for_what_it_does_itself():
    """REQ-LAW-035"""
    own = replace(
        with_roles(REFERRAL, status="controller", acts_for=""), effective_from=date(2026, 2, 5)
    )
    permits = tuple(
        replace(permit, basis="gdpr-6-1-ea") if permit.from_role == "provider" else permit
        for permit in own.permits
    )

    assert not problems_of(replace(own, permits=permits))


def test_it_is_no_basis_before_the_act_of_2025_made_it_one():
    early = with_permits(replace(REFERRAL, effective_from=date(2026, 2, 4)), basis="gdpr-6-1-ea")

    assert codes_of(early) == {"NO_BASIS(gdpr-6-1-ea)"}


def only(agreement: StandardAgreement, *items: str, **change) -> StandardAgreement:
    permits = tuple(
        replace(permit, **change) for permit in agreement.permits if permit.item in items
    )
    return replace(agreement, permits=permits, needs_one_of=())


def test_research_needs_a_clause_of_its_own_and_no_name_or_address():
    """REQ-002-102"""
    clause = Provision(place="recital P", says="Research is allowed.", about="research")
    benefit = only(MEMORANDUM, "in_receipt_of_benefit", purpose="research")

    assert codes_of(benefit) == {"PURPOSE(in_receipt_of_benefit)"}
    allowed = (*MEMORANDUM.provisions, clause)
    assert not problems_of(replace(benefit, provisions=allowed))
    named = only(MEMORANDUM, "surname", purpose="research")
    assert codes_of(replace(named, provisions=allowed)) == {"NOT_PERMITTED(surname)"}


def test_what_was_collected_for_something_else_needs_the_test_of_compatibility_on_record():
    """REQ-LAW-036"""
    collected = only(MEMORANDUM, "surname", collected_for="benefit_claims")

    assert codes_of(collected) == {"PURPOSE(surname)"}
    assert not problems_of(only(collected, "surname", compatible_because="Both help into work."))


def test_a_way_without_encryption_cannot_be_chosen_where_the_agreement_asks_for_it():
    """REQ-001-012"""
    asked = replace(MEMORANDUM, needs_encryption=True)

    assert codes_of(asked) == {f"CHANNEL({Channel.TELEPHONE})"}
    assert not problems_of(replace(asked, channels=(Channel.SECURE_EMAIL,)))


def test_social_security_items_go_to_welfare_services_for_named_purposes_alone():
    """REQ-LAW-043"""
    welfare = only(MEMORANDUM, "surname", gateway="wra2012-s131")

    assert codes_of(welfare) == {"PURPOSE(surname)"}
    assert not problems_of(only(welfare, "surname", purpose="welfare_services"))


@pytest.mark.parametrize("kind", ["SCHOOL", "COLLEGE", "REFERRAL_ORGANISATION"])
def test_section_72_is_for_relevant_authorities_alone(kind):
    """REQ-LAW-041, REQ-002-101"""
    assert codes_of(with_roles(MEMORANDUM, kinds=frozenset({kind}))) == {
        "WRONG_DIRECTION(authority)",
        "WRONG_DIRECTION(district)",
    }


def test_no_gateway_no_agreement():
    """REQ-002-091"""
    assert "NO_GATEWAY()" in codes_of(with_permits(MEMORANDUM, gateway=""))


@pytest.mark.parametrize(
    ("day", "ends"), [(date(2010, 12, 30), "as made"), (date(2013, 12, 18), "as amended in 2010")]
)
def test_a_statute_is_cited_as_it_stands_on_the_day(day, ends):
    """REQ-002-108"""
    assert gateways()["wrpa1999-s72"].citation(on=day).endswith(ends)


def test_in_scotland_the_ministers_are_the_controller_unless_a_text_says_otherwise():
    """REQ-LAW-045"""
    assert default_controller("scotland-act-2016") == "commissioner"
    assert default_controller("wrpa1999-s72") == ""


@pytest.mark.parametrize(
    ("gateway", "last_day"),
    [("scotland-act-2016", date(2017, 4, 4)), ("wrpa1999-s72", date(2017, 4, 3))],
)
def test_in_scotland_the_days_are_counted_by_its_own_holidays(gateway, last_day):
    """REQ-LAW-045"""
    new_year = date(2017, 1, 1)
    agreement = Agreement(gateway=gateway, disputes={"working_days": 65, "place": "clause 9"})

    assert readings(agreement, notified_on=new_year) == {"clause 9": last_day}


@pytest.mark.parametrize(("role", "is_found"), [("PRIME_PROVIDER", True), ("COMMISSIONER", False)])
def test_a_memorandum_alone_is_an_agreement_between_public_bodies_only(role, is_found):
    """REQ-LAW-025"""
    signed = with_roles(replace(REFERRAL, form=Form.MEMORANDUM), kinds=frozenset({role}))

    found = {finding.code for finding in findings_of(signed)}

    assert (Code.MEMORANDUM_ALONE in found) is is_found


def test_what_the_sharing_code_asks_for_and_the_text_does_not_say_is_found():
    """REQ-LAW-024"""
    (finding,) = (each for each in findings_of(REFERRAL) if each.code == Code.NOT_COVERED)
    topics = ("quality", "security", "staff", "review", "breach", "ending")
    assert all(topic in finding.says for topic in topics)

    says = tuple(Provision(place=topic, says="Words.", about=topic) for topic in topics)
    whole = replace(REFERRAL, provisions=(*REFERRAL.provisions, *says))

    assert Code.NOT_COVERED not in {each.code for each in findings_of(whole)}
    assert Code.NOT_COVERED not in {each.code for each in findings_of(MEMORANDUM)}  # before 2021


def test_the_text_that_is_signed_says_all_of_it():
    text = wording(
        replace(CONTRACT, essence="Who does what.", needs_encryption=True),
        reference="X/1",
        parties={role.code: role.code.title() for role in CONTRACT.roles},
        effective_from=CONTRACT.effective_from,
        effective_to=None,
    )

    assert text.count("As the contract says.") == 8
    assert "Provider, provider (processor for Department)" in text
    assert "Who does what." in text
    assert "Nothing travels without encryption." in text


def test_the_contract_with_a_processor_has_the_eight_terms_and_lets_nothing_pass_by_itself():
    """REQ-002-029, REQ-LAW-023"""
    contract = standard_agreement("PROCESSING")

    assert contract.kind == "processor"
    assert all(asdict(contract.processor_terms).values())
    assert contract.permits == ()


def test_what_the_code_asks_for_and_a_memorandum_that_is_none_wait_for_a_persons_reason():
    """REQ-LAW-024, REQ-LAW-025"""
    assert not SHOWN_ONLY & {Code.NOT_COVERED, Code.MEMORANDUM_ALONE}
