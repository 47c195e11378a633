"""What departments, schools and authorities may tell each other of young people: a few items each.

A gateway of the Act caps most of these; one item more than it names is refused when a text is read.
"""

import pytest

from onward.agreements.channels import Cadence
from onward.agreements.gateways import gateways
from onward.agreements.models import Permit
from onward.agreements.populations import Asked, Verdict
from onward.agreements.standard import TEMPLATES, BadAgreement, build, standard_agreement
from onward.agreements.terms import StandardAgreement
from onward.parties.models import Organisation
from onward.tenancy.context import acting_for
from tests.agreements.factories import drawn_up, parties_to
from tests.agreements.reading import said
from tests.parties.factories import an_organisation

NAME_ADDRESS_BIRTH = {"forename", "surname", "address", "postcode", "date_of_birth"}
A_PARENT = {"parent_name", "parent_address"}


def text_of(code: str) -> str:
    return (TEMPLATES / f"{code.lower().replace('-', '_')}.toml").read_text(encoding="utf-8")


def with_one_item_more(code: str, item: str) -> StandardAgreement:
    assert '"forename",' in text_of(code)
    return build(text_of(code).replace('"forename",', f'"forename", "{item}",', 1).encode())


def population(code: str, *, age: int | None) -> Verdict:
    asked = Asked(
        age=age,
        has_learning_difficulty=False,
        benefit="jobseekers_allowance",
        was_first_paid_last_month=True,
    )
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


def test_a_school_tells_who_its_students_are_and_other_information_unless_instructed_otherwise():
    """REQ-LAW-039"""
    permits = standard_agreement("SCHOOL-LA").permits
    basics = {permit.item for permit in permits if permit.unless_refused is None}
    refusable = {permit.item for permit in permits if permit.unless_refused}

    assert basics == NAME_ADDRESS_BIRTH | A_PARENT
    assert refusable == {"telephone", "enrolled_on", "left_on"}
    assert {permit.unless_refused for permit in permits} == {None, "school_instruction"}


def test_an_authority_gives_a_school_nothing_back():
    agreement = standard_agreement("SCHOOL-LA")

    assert not agreement.items(from_role="authority", to_role="institution")


@pytest.mark.django_db
def test_the_basics_go_whatever_is_said_and_other_information_unless_it_is_refused():
    """REQ-LAW-039"""
    agreement = drawn_up(standard_agreement("SCHOOL-LA"))

    with acting_for(agreement.organisations[0]):
        other = Permit.objects.filter(agreement=agreement).exclude(unless_refused="")
        assert {permit.item for permit in other} == {"telephone", "enrolled_on", "left_on"}
        assert {permit.unless_refused for permit in other} == {"school_instruction"}


def test_the_text_says_whose_instruction_counts_from_the_sixteenth_birthday():
    """REQ-LAW-039"""
    said_of_instructions = " ".join(clauses("SCHOOL-LA"))

    assert "by the student who is 16 or over, or by a parent of a student under 16" in (
        said_of_instructions
    )
    assert "Once a student is 16 a parent's instruction no longer counts." in said_of_instructions


@pytest.mark.parametrize("kind", ["TRAINING_PROVIDER", "LOCAL_AUTHORITY", "PRIME_PROVIDER"])
def test_only_a_school_or_college_tells_an_authority_under_section_14(kind):
    roles = {role.code: role.kinds for role in standard_agreement("SCHOOL-LA").roles}

    assert kind not in roles["institution"]
    assert roles["authority"] == {"LOCAL_AUTHORITY"}


def test_section_14_is_no_gateway_before_it_was_in_force():
    earlier = (
        text_of("SCHOOL-LA")
        .replace("effective_from = 2018-05-25", "effective_from = 2013-06-27")
        .replace("gdpr-6-1-c", "dpa1998-sch2-5c")
    )

    with pytest.raises(BadAgreement, match=r"NO_GATEWAY\(esa2008-s14\)"):
        build(earlier.encode())


@pytest.mark.parametrize(
    ("age", "verdict"), [(14, Verdict.OUT), (16, Verdict.IN), (17, Verdict.IN), (18, Verdict.OUT)]
)
def test_section_14_is_about_students_past_school_age_and_under_18(age, verdict):
    assert population("SCHOOL-LA", age=age) is verdict


def test_section_15_gives_the_seven_things_of_its_cap_and_nothing_back():
    """REQ-LAW-038"""
    agreement = standard_agreement("DEPARTMENT-LA-S15")
    given = agreement.items(from_role="department", to_role="authority")

    assert given == NAME_ADDRESS_BIRTH | A_PARENT
    assert given == gateways()["esa2008-s15"].item_cap
    assert not agreement.items(from_role="authority", to_role="department")


@pytest.mark.parametrize("item", ["telephone", "nino", "in_receipt_of_benefit", "lone_parent"])
def test_one_item_more_is_refused_by_section_15(item):
    """REQ-LAW-038"""
    with pytest.raises(BadAgreement, match=rf"GATEWAY_EXCLUDES\({item}\)"):
        with_one_item_more("DEPARTMENT-LA-S15", item)


def test_the_text_names_the_offence_and_the_doubt_whether_section_15_is_in_force():
    """REQ-LAW-038"""
    text = " ".join(clauses("DEPARTMENT-LA-S15"))

    assert "is an offence, but for six cases" in text
    assert "Whether section 15 is in force must be established before anybody signs" in text
    assert gateways()["esa2008-s15"].confidence == "L"


def test_an_authority_tells_another_who_somebody_is_and_the_rest_only_with_consent():
    permits = standard_agreement("LA-LA").permits
    freely = {permit.item for permit in permits if permit.consent_scope is None}
    with_consent = {permit.item for permit in permits if permit.consent_scope == "move_consent"}

    assert freely == NAME_ADDRESS_BIRTH
    assert with_consent == {"telephone", "school_attended"}
    assert len(permits) == len(freely) + len(with_consent)
    assert {permit.to_role for permit in permits} == {"new_authority"}


def test_only_local_authorities_are_party_to_it():
    roles = standard_agreement("LA-LA").roles

    assert {role.kinds for role in roles} == {frozenset({"LOCAL_AUTHORITY"})}


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ["WLS", "SCT", "NIR"])
@pytest.mark.parametrize(
    ("code", "role"),
    [
        ("LA-LA", "former_authority"),
        ("LA-LA", "new_authority"),
        ("SCHOOL-LA", "institution"),
        ("DWP-MONTHLY", "authority"),
        ("DEPARTMENT-LA-S15", "authority"),
    ],
)
def test_nobody_outside_england_can_be_party_to_it(code, role, elsewhere):
    """REQ-002-073, REQ-LAW-038, REQ-LAW-039"""
    parties = parties_to(code)
    kind, nation = Organisation.Kind(parties[role].kind), Organisation.Nation(elsewhere)
    parties[role] = an_organisation(kind, nation=nation)

    with pytest.raises(BadAgreement, match=r"NO_GATEWAY\(.*\): .* is not in England"):
        drawn_up(standard_agreement(code), parties=parties)


@pytest.mark.parametrize("kind", ["SCHOOL", "JOBCENTRE_DISTRICT", "PRIME_PROVIDER"])
def test_section_17_reaches_nobody_but_authorities(kind):
    changed = text_of("LA-LA").replace('kinds = ["LOCAL_AUTHORITY"]', f'kinds = ["{kind}"]', 1)

    with pytest.raises(BadAgreement, match=r"WRONG_DIRECTION\(former_authority\)"):
        build(changed.encode())


def test_near_18_exactly_four_things_go_to_the_jobcentre():
    """REQ-002-069"""
    agreement = standard_agreement("LA-JOBCENTRE")

    assert agreement.items(from_role="authority", to_role="district") == {
        "employment_history",
        "qualifications",
        "action_plan",
        "authority_adviser_name",
    }
    assert not agreement.items(from_role="district", to_role="authority")


@pytest.mark.parametrize("item", ["telephone", "surname", "disability_status"])
def test_near_18_nothing_of_who_where_or_health_serves_the_purpose(item):
    """REQ-002-069"""
    changed = text_of("LA-JOBCENTRE").replace('"action_plan"]', f'"action_plan", "{item}"]', 1)

    with pytest.raises(BadAgreement, match=rf"NOT_PERMITTED\({item}\)"):
        build(changed.encode())


@pytest.mark.parametrize(
    ("age", "verdict"), [(16, Verdict.OUT), (17, Verdict.IN), (18, Verdict.OUT)]
)
def test_the_jobcentre_is_told_of_people_of_17(age, verdict):
    assert population("LA-JOBCENTRE", age=age) is verdict


NOT_COVERED = ("NOT_COVERED", "data sharing code")
SILENT = {("RETENTION_NOT_STATED", "retention"), ("NO_RIGHTS_ROUTE", "rights")}


@pytest.mark.parametrize(
    ("code", "besides"),
    [
        ("DWP-MONTHLY", set()),
        ("SCHOOL-LA", {NOT_COVERED}),
        ("LA-JOBCENTRE", set()),
        ("DEPARTMENT-LA-S15", {NOT_COVERED, ("GATEWAY_IN_DOUBT", "esa2008-s15")}),
        (
            "LA-LA",
            {
                NOT_COVERED,
                ("GATEWAY_IN_DOUBT", "esa2008-s17"),
                ("NOT_ON_THE_LIST", "gender"),
                ("NOT_ON_THE_LIST", "ethnic origin"),
            },
        ),
    ],
)
def test_what_a_text_does_not_say_or_nobody_has_read_is_left_to_a_person(code, besides):
    assert said(code) == SILENT | besides


def clauses(code: str) -> tuple[str, ...]:
    return standard_agreement(code).clauses
