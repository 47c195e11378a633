from datetime import date, timedelta

import pytest
from django.db import ProgrammingError

from onward.agreements.actions import CannotSign, draw_up, end, sign
from onward.agreements.authority import authority
from onward.agreements.models import Agreement, Signature
from onward.parties.models import Accreditation, Organisation
from onward.tenancy.context import acting_for
from tests.agreements.factories import FROM, a_signature, an_agreement, at_work, parties_to
from tests.parties.factories import an_accreditation, an_organisation
from tests.times import NOON

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
SIGNATURE = {"name": "Ailsa Grant", "post": "Director", "on": TODAY, "at": NOON}


def signed(agreement: Agreement, organisation: Organisation, **change) -> Signature:
    with at_work(organisation) as staff:
        return sign(agreement, **{**SIGNATURE, "by": staff, **change})


def test_it_is_in_force_once_every_party_has_signed():
    parties = parties_to("WFS-REFERRAL")
    agreement = an_agreement("WFS-REFERRAL", parties=parties)
    department, provider = parties["department"].pk, parties["provider"].pk

    with acting_for(provider):
        assert not authority(agreement).refusals(
            {"surname", "disability_status"}, giver=department, receiver=provider, at=NOON
        )


def test_it_is_not_in_force_while_one_party_has_not_signed():
    """REQ-002-087"""
    parties = parties_to("WFS-PAYFILE")
    agreement = an_agreement("WFS-PAYFILE", parties=parties, signed=False)
    signed(agreement, parties["department"])

    with acting_for(parties["department"].pk):
        read = authority(agreement)
    assert read.signed_on == {parties["department"].pk: TODAY}
    assert not read.is_signed(on=TODAY)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"name": " "}, "a name and a post"),
        ({"post": ""}, "a name and a post"),
        ({"on": TODAY + timedelta(1)}, "has not come"),
    ],
)
def test_a_signature_has_a_name_a_post_and_a_day(change, why):
    parties = parties_to("WFS-PAYFILE")
    agreement = an_agreement("WFS-PAYFILE", parties=parties, signed=False)

    with pytest.raises(CannotSign, match=why):
        signed(agreement, parties["department"], **change)


def test_a_party_signs_once():
    parties = parties_to("WFS-PAYFILE")
    agreement = an_agreement("WFS-PAYFILE", parties=parties)

    with pytest.raises(CannotSign, match="already signed"):
        signed(agreement, parties["department"], on=TODAY - timedelta(5))


def test_a_stranger_does_not_sign():
    agreement = an_agreement(signed=False)

    with pytest.raises(CannotSign, match="not a party"):
        signed(agreement, an_organisation())


def test_a_party_cannot_sign_for_another():
    giver, receiver = an_organisation(), an_organisation()
    agreement = an_agreement(items={"surname"}, giver=giver, receiver=receiver, signed=False)

    with acting_for(giver.pk), pytest.raises(ProgrammingError, match="row-level security"):
        a_signature(agreement, receiver)


def test_a_changed_text_is_not_signed():
    parties = parties_to("WFS-PAYFILE")
    agreement = an_agreement("WFS-PAYFILE", parties=parties, signed=False)
    agreement.text += "8. Anything else may be given too."

    with pytest.raises(CannotSign, match="not the one that was drawn up"):
        signed(agreement, parties["department"])


def test_what_has_ended_is_not_signed():
    parties = parties_to("WFS-PAYFILE")
    agreement = an_agreement("WFS-PAYFILE", parties=parties, signed=False)
    with at_work(parties["commissioner"]) as staff:
        end(agreement, by=staff, at=NOON)

    with pytest.raises(CannotSign, match="has been ended"):
        signed(agreement, parties["department"])


@pytest.mark.parametrize(("post", "counts"), [("DIRECTOR of finance", True), ("Clerk", False)])
def test_only_the_post_that_must_sign_signs(post, counts):
    parties = parties_to("WFS-PAYFILE")
    with at_work(parties["department"]) as staff:
        agreement = draw_up(
            "WFS-PAYFILE",
            code="payfile",
            parties=parties,
            effective_from=FROM,
            signatories={"department": "Director of Finance"},
            by=staff,
            at=NOON,
        )

    if counts:
        assert signed(agreement, parties["department"], post=post).post == post
    else:
        with pytest.raises(CannotSign, match="Director of Finance"):
            signed(agreement, parties["department"], post=post)


@pytest.mark.parametrize(
    "unfit",
    [
        {"operations_told_at": None},
        {"granted_on": None, "expires_on": None},
        {"granted_on": date(2016, 1, 1), "expires_on": TODAY - timedelta(1)},
        {"withdrawn_on": TODAY},
    ],
)
def test_a_provider_signs_only_while_its_accreditation_stands(unfit):
    """REQ-000-001"""
    parties = parties_to("WFS-REFERRAL")
    agreement = an_agreement(parties=parties, signed=False)
    with acting_for(parties["commissioner"].pk):
        Accreditation.objects.filter(provider=parties["provider"]).update(**unfit)

    with pytest.raises(CannotSign, match="accreditation"):
        signed(agreement, parties["provider"])

    operations = {"commissioner": parties["commissioner"], "operations": parties["department"]}
    an_accreditation(parties["provider"], **operations)
    assert signed(agreement, parties["provider"]).signed_on == TODAY


def test_every_reason_against_a_signature_is_given_at_once():
    parties = parties_to("WFS-PAYFILE")
    agreement = an_agreement("WFS-PAYFILE", parties=parties, signed=False)

    with pytest.raises(CannotSign, match=r"a name and a post.* has not come"):
        signed(agreement, parties["department"], name="", on=TODAY + timedelta(1))
