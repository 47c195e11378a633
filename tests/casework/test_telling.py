"""Every party that reads the shared row is told, so the agreement must permit it to each."""

from datetime import date
from uuid import uuid4

import pytest

from onward.agreements.authority import Authority, PermitTerms
from onward.casework.models import Referral
from onward.casework.moves import START, Side
from onward.casework.telling import agreement_against, readers
from tests.times import NOON

DEPARTMENT, PROVIDER, COMMISSIONER = 1, 2, 3
REFERRAL = Referral(
    referrer_id=DEPARTMENT, provider_id=PROVIDER, commissioner_id=COMMISSIONER, agreement_id=uuid4()
)
TO_BOTH = frozenset(
    (item, "provider", reader)
    for item in ("start_date", "referral_status")
    for reader in ("department", "commissioner")
)


def an_authority(permits=TO_BOTH, *, roles=None, signed_on=None, **dates) -> Authority:
    roles = roles or {
        DEPARTMENT: "department",
        PROVIDER: "provider",
        COMMISSIONER: "commissioner",
    }
    values = {"effective_from": date(2017, 4, 3), "effective_to": None, "ended_at": None} | dates
    return Authority(
        agreement_id=REFERRAL.agreement_id,
        reference="wfs/1",
        standard="WFS-REFERRAL",
        purpose="employment_support",
        gateway="scotland-act-2016",
        basis="dpa1998-sch2-5c",
        channels=frozenset({"inside"}),
        maximum_records=None,
        roles=roles,
        signed_on=dict.fromkeys(roles, date(2017, 4, 3)) if signed_on is None else signed_on,
        permits=dict.fromkeys(permits, PermitTerms()),
        **values,
    )


def against(authority: Authority | None) -> str:
    return agreement_against(
        REFERRAL, START.items, side=Side.PROVIDER, authority=authority, at=NOON
    )


def test_what_is_permitted_to_every_reader_may_be_told():
    assert against(an_authority()) == ""


@pytest.mark.parametrize("permit", sorted(TO_BOTH))
def test_one_item_kept_from_one_reader_stops_the_move(permit):
    words = "The agreement wfs/1 does not allow this: it does not name this"

    assert against(an_authority(TO_BOTH - {permit})).startswith(words)


@pytest.mark.parametrize(
    ("authority", "words"),
    [
        (None, "no party to the agreement"),
        (an_authority(signed_on={}), "it is not signed by every party"),
        (an_authority(effective_to=date(2017, 4, 30)), "it is not in force on this day"),
        (an_authority(roles={PROVIDER: "provider"}), "one of the organisations is not a party"),
        (
            an_authority([(item, reader, giver) for item, giver, reader in TO_BOTH]),
            "it lets this pass only the other way (date of start)",
        ),
    ],
)
def test_a_refusal_says_in_words_what_is_wrong(authority, words):
    assert words in against(authority)


def test_each_party_is_read_by_the_two_others():
    assert readers(Side.PROVIDER, REFERRAL) == [DEPARTMENT, COMMISSIONER]
    assert readers(Side.REFERRER, REFERRAL) == [PROVIDER, COMMISSIONER]
    assert readers(Side.COMMISSIONER, REFERRAL) == [PROVIDER, DEPARTMENT]
