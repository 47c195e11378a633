"""The table of moves: every pair of states, and who may."""

import pytest

from onward.tracking.data_requests import moves
from onward.tracking.data_requests.models import DataRequest, Status
from onward.tracking.data_requests.moves import MOVES, Side

ALLOWED = {
    ("ASKED", "withdrawn"), ("ASKED", "released"), ("ASKED", "refused"),
    ("RELEASED", "stopped"), ("RELEASED", "received"),
    ("RECEIVED", "updated"), ("UPDATED", "contacted"),
    ("REFUSED", "closed"), ("UPDATED", "closed"), ("CONTACTED", "closed"),
}  # fmt: skip


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_a_step_is_made_from_the_states_of_annex_a_and_no_other(move, status):
    """REQ-002-116, REQ-002-134"""
    request = DataRequest(status=status, no_contact=False, received_at=None)

    if move is moves.DELETE:
        assert moves.standing_against(move, request)
    else:
        assert (not moves.standing_against(move, request)) == ((status, move.name) in ALLOWED)


def test_nothing_reaches_received_but_by_a_release():
    """REQ-002-134"""
    before = {Status.RECEIVED: Status.RELEASED, Status.RELEASED: Status.ASKED}

    for reached, left in before.items():
        assert [move.leaves for move in MOVES if move.reaches == reached] == [{left}]


def test_the_district_decides_and_the_authority_does_the_rest():
    district = {move.name for move in MOVES if move.side is Side.DISTRICT}

    assert district == {"released", "refused", "stopped", "received"}


def test_the_diagram_has_an_arrow_for_each_row_of_the_table():
    diagram = moves.as_mermaid()

    for leaves, reaches, name, side, _ in moves.moves_table():
        assert f"    {leaves} --> {reaches}: {name} ({side})" in diagram
