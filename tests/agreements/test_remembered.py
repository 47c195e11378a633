"""What every party has signed is read once, and only what was committed."""

from contextlib import suppress

import pytest

from onward.agreements.authority import authority
from onward.agreements.models import Signature
from onward.tenancy.context import acting_for
from tests.agreements.factories import an_agreement
from tests.parties.factories import an_organisation
from tests.times import NOON

TODAY = NOON.date()


class Undone(Exception):
    """What makes a transaction end without its writes."""


def signed(agreement, organisation):
    Signature.objects.create(
        organisations=agreement.organisations, agreement=agreement, organisation=organisation,
        name="Ailsa Grant", post="Director", signed_on=TODAY, text_hash=agreement.text_hash,
    )  # fmt: skip
    return authority(agreement).is_signed(on=TODAY)


@pytest.mark.usefixtures("committed")
def test_a_signature_taken_back_with_its_transaction_counts_for_nothing():
    giver, receiver = an_organisation(), an_organisation()
    agreement = an_agreement(items={"nino"}, giver=giver, receiver=receiver, signed=False)
    with acting_for(giver.pk):
        signed(agreement, giver)
    with suppress(Undone), acting_for(receiver.pk):
        assert signed(agreement, receiver)
        raise Undone

    with acting_for(giver.pk):
        assert not authority(agreement).is_signed(on=TODAY)
