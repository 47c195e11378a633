"""The table of moves: who may do what, from where, and what it tells."""

from collections.abc import Callable
from contextlib import contextmanager
from copy import copy
from itertools import product
from typing import Any

import pytest
from django.db import transaction

from onward.agreements.catalogue import catalogue
from onward.agreements.standard import standard_agreement
from onward.casework import moves, referrals
from onward.casework.models import Referral, Status
from onward.casework.moves import MOVES, ROW_ITEMS, InvalidMove, Move, Side
from onward.programmes.wfs import WFS_2017
from tests.casework.factories import (
    CANCELLATION,
    EXIT,
    REJECTION,
    TODAY,
    WITHDRAWAL,
    Trade,
    a_referral,
)
from tests.times import NOON

ROLES = {Side.REFERRER: "department", Side.PROVIDER: "provider", Side.COMMISSIONER: "commissioner"}
VERBS: dict[Move, tuple[Callable[..., Referral], dict[str, Any]]] = {
    moves.ACKNOWLEDGE: (referrals.acknowledge, {}),
    moves.REJECT: (referrals.reject, {"reason": REJECTION}),
    moves.ASK_CANCELLATION: (referrals.ask_cancellation, {"reason": CANCELLATION}),
    moves.AGREE_CANCELLATION: (referrals.agree_cancellation, {}),
    moves.DECLINE_CANCELLATION: (referrals.decline_cancellation, {}),
    moves.WITHDRAW: (referrals.withdraw, {"reason": WITHDRAWAL}),
    moves.CONFIRM_DELETION: (referrals.confirm_deletion, {}),
    moves.NOT_STARTING: (referrals.did_not_start, {}),
    moves.START: (referrals.start, {"on": TODAY}),
    moves.END: (referrals.end, {"on": TODAY, "reason": EXIT}),
}
ANSWERS = (moves.AGREE_CANCELLATION, moves.DECLINE_CANCELLATION)


def party(trade: Trade, side: Side):
    return getattr(trade, ROLES[side])


def make(move: Move, referral: Referral, trade: Trade, *, side: Side | None = None) -> Referral:
    verb, words = VERBS[move]
    with trade.at_work(party(trade, side or move.side)) as by:
        return verb(referral, **words, by=by, at=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize("status", Status)
def test_exactly_the_moves_of_the_table_can_be_made(trade, status):
    there = a_referral(status=status, trade=trade)
    for move in MOVES:
        with undone():
            referral = copy(there)
            if move in ANSWERS and status in moves.BEFORE_START:
                make(moves.ASK_CANCELLATION, referral, trade)
            if status in move.leaves:
                assert make(move, referral, trade).status == (move.reaches or status)
            else:
                with pytest.raises(InvalidMove):
                    make(move, referral, trade)


@contextmanager
def undone():
    """Whatever is done inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_no_other_party_can_make_a_move(trade):
    for move, side in product(MOVES, Side):
        if side is not move.side:
            referral = a_referral(status=min(move.leaves), trade=trade)
            with pytest.raises(InvalidMove, match=f"Only the {move.side}"):
                make(move, referral, trade, side=side)


@pytest.mark.django_db
def test_a_page_offers_each_party_the_moves_that_would_be_allowed(trade):
    referral = a_referral(status=Status.ACKNOWLEDGED, trade=trade)

    offered = moves.moves_open_to(trade.provider.pk, referral=referral)

    assert [move.name for move in offered] == [
        "rejected",
        "cancellation_asked",
        "did_not_start",
        "started",
    ]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_the_agreement_of_the_programme_permits_what_a_move_tells_each_reader(move):
    agreement = standard_agreement("WFS-REFERRAL")

    for reader in set(ROLES.values()) - {ROLES[move.side]}:
        permitted = agreement.items(from_role=ROLES[move.side], to_role=reader)
        assert set(move.items) <= permitted, reader


def test_every_column_of_the_shared_row_that_says_something_is_an_item():
    said = {field.attname for field in Referral._meta.get_fields() if hasattr(field, "attname")}
    keys_and_handles = {
        *("id", "version", "programme", "rules", "contract_id", "agreement_id", "referred_by"),
        *("referrer_id", "provider_id", "commissioner_id", "sent_from_id", "received_as_id"),
        *("referrer_restricted_to", "provider_restricted_to", "arrived_at", "reply_due_on"),
    }

    assert said - keys_and_handles == set(ROW_ITEMS)
    assert set(ROW_ITEMS.values()) <= set(catalogue())


@pytest.mark.parametrize(
    ("item", "reasons"),
    [
        ("rejection_reason", WFS_2017.rejection_reasons),
        ("cancellation_reason", WFS_2017.rejection_reasons),
        ("withdrawal_reason", WFS_2017.rejection_reasons),
        ("end_reason", WFS_2017.exit_reasons),
    ],
)
def test_the_reasons_of_the_programme_are_the_codes_of_the_item(item, reasons):
    assert {reason.code for reason in reasons} == set(catalogue()[item].codes)


def test_the_table_and_the_diagram_say_the_same():
    diagram = moves.as_mermaid()

    for leaves, reaches, name, side, _items in moves.moves_table():
        assert f"    {leaves} --> {reaches}: {name} ({side})\n" in diagram
    assert "    WITHDRAWN --> [*]\n" in diagram
    assert "    STARTED --> [*]\n" not in diagram
