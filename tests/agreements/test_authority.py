from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.agreements.authority import Authority, PermitTerms, authorities, authority
from onward.agreements.models import Signature
from onward.parties.models import Organisation
from onward.tenancy.context import acting_for
from tests.agreements.factories import an_agreement
from tests.parties.factories import an_organisation
from tests.times import NOON

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
DEPARTMENT, PROVIDER, COMMISSIONER, STRANGER = 1, 2, 3, 4
PLAIN = PermitTerms(purpose="employment_support")


def an_authority(**facts) -> Authority:
    usual = {
        "agreement_id": None,
        "reference": "referral/1",
        "standard": "REFERRAL",
        "purpose": "employment_support",
        "gateway": "scotland-act-2016",
        "basis": "dpa1998-sch2-5c",
        "channels": frozenset({"inside"}),
        "maximum_records": None,
        "effective_from": TODAY,
        "effective_to": None,
        "ended_at": None,
        "roles": {DEPARTMENT: "department", PROVIDER: "provider", COMMISSIONER: "commissioner"},
        "signed_on": {DEPARTMENT: TODAY, PROVIDER: TODAY, COMMISSIONER: TODAY},
        "permits": {
            ("surname", "department", "provider"): PLAIN,
            ("start_date", "provider", "department"): PLAIN,
            ("start_date", "provider", "commissioner"): PLAIN,
            ("leavers_plan", "provider", "department"): PermitTerms(
                consent_scope="consent_leavers_plan", condition="dpa1998-sch3-1"
            ),
        },
    }
    return Authority(**{**usual, **facts})


def refused(
    authority: Authority, *items: str, giver=DEPARTMENT, receiver=PROVIDER, at=NOON
) -> list[str]:
    return [str(why) for why in authority.refusals(items, giver=giver, receiver=receiver, at=at)]


def test_what_is_permitted_this_way_is_not_refused():
    assert refused(an_authority(), "surname") == []


@pytest.mark.parametrize(
    ("giver", "receiver", "item", "why"),
    [
        (PROVIDER, DEPARTMENT, "surname", ["WRONG_DIRECTION(surname)"]),
        (DEPARTMENT, PROVIDER, "start_date", ["WRONG_DIRECTION(start_date)"]),
        (DEPARTMENT, COMMISSIONER, "surname", ["NOT_PERMITTED(surname)"]),
        (DEPARTMENT, PROVIDER, "nino", ["NOT_PERMITTED(nino)"]),
        (DEPARTMENT, DEPARTMENT, "surname", ["NOT_PERMITTED(surname)"]),
        (DEPARTMENT, STRANGER, "surname", ["WRONG_PARTY"]),
        (STRANGER, PROVIDER, "surname", ["WRONG_PARTY"]),
        (STRANGER, STRANGER, "nino", ["WRONG_PARTY", "NOT_PERMITTED(nino)"]),
        (PROVIDER, COMMISSIONER, "start_date", []),
    ],
)
def test_each_item_goes_only_its_own_way(giver, receiver, item, why):
    assert refused(an_authority(), item, giver=giver, receiver=receiver) == why


def test_every_reason_is_collected():
    unfit = an_authority(signed_on={}, effective_from=TODAY + timedelta(1))

    assert refused(unfit, "nino", "start_date", "surname", "nino") == [
        "NOT_SIGNED",
        "NOT_IN_FORCE",
        "NOT_PERMITTED(nino)",
        "WRONG_DIRECTION(start_date)",
    ]


@given(
    signed=st.dictionaries(
        st.sampled_from([DEPARTMENT, PROVIDER, COMMISSIONER, STRANGER]),
        st.integers(-3, 3).map(lambda days: TODAY + timedelta(days)),
    ),
    begins=st.integers(-2, 2),
    lasts=st.none() | st.integers(0, 3),
    ended=st.none() | st.integers(-60, 60),
)
def test_in_force_is_signed_by_all_and_begun_and_not_over(signed, begins, lasts, ended):
    effective_from = TODAY + timedelta(begins)
    effective_to = None if lasts is None else effective_from + timedelta(lasts)
    ended_at = None if ended is None else NOON + timedelta(minutes=ended)
    agreement = an_authority(
        signed_on=signed,
        effective_from=effective_from,
        effective_to=effective_to,
        ended_at=ended_at,
    )

    allowed = (
        all(signed.get(party, date.max) <= TODAY for party in (DEPARTMENT, PROVIDER, COMMISSIONER))
        and effective_from <= TODAY <= (effective_to or date.max)
        and ended_at is None
    )
    assert (refused(agreement, "surname") == []) == allowed


def test_the_last_moment_of_the_last_day_is_london_s():
    agreement = an_authority(effective_to=date(2017, 5, 2))

    assert refused(agreement, at=datetime(2017, 5, 2, 22, 59, tzinfo=UTC)) == []
    assert refused(agreement, at=datetime(2017, 5, 2, 23, 0, tzinfo=UTC)) == ["NOT_IN_FORCE"]


def test_what_it_is_for_includes_what_single_permits_are_for():
    other = PermitTerms(purpose="further_support")
    agreement = an_authority(permits={("leavers_plan", "provider", "department"): other})

    assert agreement.purposes == {"employment_support", "further_support"}


def test_nobody_s_agreement_is_signed_by_nobody():
    assert refused(an_authority(roles={}, signed_on={})) == ["NOT_SIGNED", "WRONG_PARTY"]


def test_terms_and_items_are_those_of_one_direction():
    agreement = an_authority()
    back = {"giver": PROVIDER, "receiver": DEPARTMENT}

    assert agreement.permitted_items(**back) == {"start_date", "leavers_plan"}
    assert agreement.terms("leavers_plan", **back) == PermitTerms(
        consent_scope="consent_leavers_plan", condition="dpa1998-sch3-1"
    )
    assert agreement.terms("leavers_plan", giver=DEPARTMENT, receiver=PROVIDER) is None
    assert agreement.terms("surname", giver=STRANGER, receiver=PROVIDER) is None


@pytest.mark.parametrize(
    ("day", "why"), [(date(2014, 1, 15), ["NOT_SIGNED"]), (date(2014, 1, 30), [])]
)
def test_an_agreement_is_in_force_from_its_last_signature(day, why):
    """REQ-002-087"""
    department = an_organisation(Organisation.Kind.DEPARTMENT)
    council = an_organisation(Organisation.Kind.LOCAL_AUTHORITY)
    agreement = an_agreement(
        items={"surname"},
        giver=department,
        receiver=council,
        effective_from=date(2013, 12, 18),
        signed_on={council: date(2013, 12, 31), department: date(2014, 1, 30)},
    )
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    with acting_for(department.pk):
        assert (
            refused(
                authority(agreement), "surname", giver=department.pk, receiver=council.pk, at=at
            )
            == why
        )


def test_a_signature_to_another_text_does_not_count():
    giver, receiver = an_organisation(), an_organisation()
    agreement = an_agreement(
        items={"surname"}, giver=giver, receiver=receiver, signed_on={giver: TODAY}
    )
    with acting_for(receiver.pk):
        Signature.objects.create(
            organisations=agreement.organisations,
            agreement=agreement,
            organisation=receiver,
            name="Ailsa Grant",
            post="Director",
            signed_on=TODAY,
            text_hash="0" * 64,
        )

        assert refused(authority(agreement), "surname", giver=giver.pk, receiver=receiver.pk) == [
            "NOT_SIGNED"
        ]


def test_agreements_are_read_in_five_queries(django_assert_num_queries):
    giver, receiver = an_organisation(), an_organisation()
    ids = [an_agreement(items={"nino"}, giver=giver, receiver=receiver).pk for _ in range(3)]

    with acting_for(giver.pk), django_assert_num_queries(5):
        assert set(authorities(ids)) == set(ids)


def test_a_stranger_reads_no_agreement():
    giver, receiver = an_organisation(), an_organisation()
    agreement = an_agreement(items={"nino"}, giver=giver, receiver=receiver)

    with acting_for(an_organisation().pk):
        assert authorities([agreement.pk]) == {}
