from datetime import date, timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection

from onward.agreements.actions import (
    AlreadyEnded,
    NoAgreement,
    agreement_between,
    end,
    hold,
)
from onward.agreements.authority import authority
from onward.agreements.models import Agreement
from onward.ledger.canonical import read_canonical
from onward.ledger.models import Entry
from onward.parties.models import Organisation
from onward.tenancy.context import acting_for
from tests.agreements.factories import (
    FROM,
    a_small_agreement,
    a_standard_agreement,
    an_agreement,
    at_work,
)
from tests.parties.factories import an_organisation
from tests.times import NOON

database = pytest.mark.django_db
TODAY = NOON.date()


def ended(agreement: Agreement, by: Organisation, *, at=NOON) -> None:
    with at_work(by) as staff:
        end(agreement, by=staff, at=at)


@database
def test_an_end_by_one_party_works_at_once():
    giver, receiver = an_organisation(), an_organisation()
    agreement = an_agreement(items={"surname"}, giver=giver, receiver=receiver)
    sides = {"giver": giver.pk, "receiver": receiver.pk}
    with acting_for(giver.pk):
        assert not authority(agreement).refusals({"surname"}, **sides, at=NOON)

    ended(agreement, receiver)

    with acting_for(giver.pk):
        read = authority(agreement)
    assert [str(why) for why in read.refusals({"surname"}, **sides, at=NOON)] == ["NOT_IN_FORCE"]


@database
def test_an_end_is_final():
    giver, receiver = an_organisation(), an_organisation()
    agreement = an_agreement(items={"surname"}, giver=giver, receiver=receiver)
    ended(agreement, giver)

    with pytest.raises(AlreadyEnded):
        ended(agreement, receiver, at=NOON + timedelta(1))


@database
def test_a_stranger_ends_nothing():
    agreement = an_agreement(items={"surname"})

    with pytest.raises(AlreadyEnded):
        ended(agreement, an_organisation())


@database
def test_each_party_can_prove_what_was_done_to_an_agreement():
    giver, receiver = an_organisation(), an_organisation()
    agreement = an_agreement(items={"surname"}, giver=giver, receiver=receiver)
    ended(agreement, giver)

    for party in (giver, receiver):
        with acting_for(party.pk):
            entry = Entry.objects.get(about_id=agreement.pk)
        assert entry.kind == "agreement.ended"
        about = read_canonical(bytes(entry.leaf))["about"]
        assert about == {
            "agreement": str(agreement),
            "text_hash": agreement.text_hash,
            "because": "BY_NOTICE",
        }


@database
def test_every_other_party_has_an_entry_of_every_act():
    agreement = a_standard_agreement()

    with acting_for(agreement.organisations[0]):
        mine = Entry.objects.filter(by_organisation_id=agreement.organisations[0])
        assert sorted(mine.values_list("kind", "to_organisation_id")) == [
            (kind, other)
            for kind in ("agreement.drawn_up", "agreement.signed")
            for other in agreement.organisations[1:]
        ]


def test_an_end_waits_for_whoever_holds_the_agreement(committed):
    giver, receiver = an_organisation(), an_organisation()
    agreement = an_agreement(items={"surname"}, giver=giver, receiver=receiver)
    has_ended = Event()

    def end_it() -> None:
        ended(agreement, receiver)
        has_ended.set()
        connection.close()

    ending = Thread(target=end_it)
    with acting_for(giver.pk):
        hold({agreement.pk})
        ending.start()
        assert not has_ended.wait(0.5)
        assert authority(agreement).ended_at is None
    ending.join(10)

    with acting_for(giver.pk):
        hold({agreement.pk})
        assert authority(agreement).ended_at == NOON


@database
def test_the_version_in_force_is_gone_by_rather_than_a_newer_unsigned_one():
    giver, receiver = an_organisation(), an_organisation()
    sides: dict[str, Any] = {"items": {"surname"}, "giver": giver, "receiver": receiver}
    in_force = a_small_agreement(**sides)
    a_small_agreement(**sides, effective_from=TODAY, signed_on={})

    with acting_for(giver.pk):
        assert agreement_between("SMALL", giver, receiver, on=TODAY) == in_force


@database
@pytest.mark.parametrize(("on", "which"), [(date(2017, 5, 1), 0), (date(2017, 5, 2), 1)])
def test_the_version_is_that_of_the_day(on, which):
    giver, receiver = an_organisation(), an_organisation()
    sides: dict[str, Any] = {"items": {"surname"}, "giver": giver, "receiver": receiver}
    versions = [
        a_small_agreement(**sides, effective_from=FROM),
        a_small_agreement(**sides, effective_from=TODAY),
    ]

    with acting_for(receiver.pk):
        assert agreement_between("SMALL", giver, receiver, on=on) == versions[which]


@database
def test_after_an_end_the_older_version_that_still_stands_is_gone_by():
    giver, receiver = an_organisation(), an_organisation()
    sides: dict[str, Any] = {"items": {"surname"}, "giver": giver, "receiver": receiver}
    older = a_small_agreement(**sides)
    newer = a_small_agreement(**sides, effective_from=TODAY)
    ended(newer, giver)

    with acting_for(giver.pk):
        assert agreement_between("SMALL", giver, receiver, on=TODAY) == older


@database
def test_one_that_is_not_in_force_is_given_so_that_the_gate_can_say_so():
    giver, receiver = an_organisation(), an_organisation()
    agreement = a_small_agreement(
        items={"surname"}, giver=giver, receiver=receiver, signed_on={giver: FROM}
    )

    with acting_for(giver.pk):
        assert agreement_between("SMALL", receiver, giver, on=TODAY) == agreement


@database
def test_where_nothing_was_drawn_up_the_answer_names_who_and_what():
    giver, receiver, other = an_organisation(), an_organisation(), an_organisation()
    an_agreement(items={"surname"}, giver=giver, receiver=receiver)

    with acting_for(giver.pk), pytest.raises(NoAgreement, match=f"SMALL .*{other.name}"):
        agreement_between("SMALL", giver, other, on=TODAY)
