from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.matching.explanation import SAME, explain, explain_pair, nearest
from onward.matching.levels import First
from onward.matching.links import Band, bands, link_candidates
from onward.matching.model import Thresholds
from tests.matching.fitted import a_small_town
from tests.matching.rows import columns, table


@cache
def all_pairs():
    _, kept, asking, model = a_small_town()
    return kept.link(asking, model)


def told(links, pairs, ask):
    explanation = explain(links, pairs, ask)
    assert explanation is not None
    return explanation


def decided(ours, *theirs):
    """Links of one row, in a town where these people live too."""
    _, kept, _, model = a_small_town()
    mine = [{"handle": 10_000 + number} | person for number, person in enumerate(theirs)]
    links, pairs = kept.and_then(columns(*mine)).link(table(ours), model)
    return links, pairs


def test_the_same_person_is_accepted():
    links, _ = decided({}, {})

    assert (links.band[0], links.handle[0]) == (Band.ACCEPT, 10_000)


@pytest.mark.parametrize("name", ["Piotr", "Alina", "Helena", "Anita", ""])
def test_twins_are_never_accepted_on_each_other(name):
    links, _ = decided({"first": name, "sex": ""}, {})

    assert links.band[0] != Band.ACCEPT


@pytest.mark.parametrize("born", ["1975-10-30", "2005-11-28", "2002-06-01", ""])
def test_nobody_is_accepted_without_the_birth_date_but_for_a_slip(born):
    links, _ = decided({"born": born}, {})

    assert links.band[0] != Band.ACCEPT


def test_two_who_fit_alike_divide_the_odds():
    initial = {"first": "A", "sex": ""}
    alone, _ = decided(initial, {})
    beside, _ = decided(initial, {}, {"first": "Alina"})

    assert beside.bits[0] < alone.bits[0]
    assert beside.lead[0] < alone.lead[0]


def test_one_person_kept_twice_is_no_rival_of_herself():
    links, _ = decided({}, {}, {"address": "12 mill rd"})

    assert links.band[0] == Band.ACCEPT
    assert links.doubled[0]


def test_two_rows_that_claim_one_person_take_from_each_other():
    _, kept, _, model = a_small_town()
    kept = kept.and_then(columns({"handle": 10_000}))
    twin = {"first": "Alina"}

    alone, _ = kept.link(table(twin), model)
    beside, _ = kept.link(table({}, twin), model)

    assert beside.taken[1] > alone.taken[0]
    assert beside.band[0] == Band.ACCEPT


def test_nobody_near_is_no_match():
    nobody = {"first": "Xq", "last": "Zzyzx", "born": "1950-01-31", "postcode": "BT1 1AA"}
    links, pairs = decided(nobody | {"address": ""}, {})

    assert (links.band[0], links.handle[0]) == (Band.NO_MATCH, -1)
    assert explain(links, pairs, 0) is None


@given(
    bits=st.floats(-30, 30), lead=st.floats(0, 60), agree=st.booleans(),
    accept=st.floats(0, 10), review=st.floats(-10, 0),
)  # fmt: skip
def test_a_link_is_accepted_only_with_odds_lead_and_no_bar(bits, lead, agree, accept, review):
    thresholds = Thresholds(accept=accept, lead=accept, review=review)

    band = bands(np.array([bits]), np.array([lead]), np.array([agree]), thresholds)[0]

    assert (band == Band.ACCEPT) == (bits >= accept and lead >= accept and agree)
    assert (band == Band.NO_MATCH) == (bits < review)


def test_the_bits_of_an_explanation_add_up_to_its_score():
    _, kept, asking, model = a_small_town()
    links, pairs = kept.link(asking, model)

    for ask in np.flatnonzero(links.pair >= 0):
        why = told(links, pairs, int(ask))
        assert why.total == pytest.approx(links.bits[ask])
        assert sum(why.shares.values()) == pytest.approx(1)


@given(data=st.data(), taken=st.floats(0, 30))
def test_the_share_of_the_same_person_follows_the_total(data, taken):
    _, pairs = all_pairs()
    pair = data.draw(st.integers(0, len(pairs.asks) - 1))

    why = explain_pair(pairs, pair, taken=taken)

    assert why.total == pytest.approx(pairs.bits[pair] - taken)
    assert why.shares[SAME] == pytest.approx(1 / (1 + 2**-why.total), rel=1e-6)
    assert sum(why.shares.values()) == pytest.approx(1)
    assert min(why.shares.values()) >= 0


def test_a_reviewer_sees_each_person_once_the_likeliest_first():
    _, kept, _, model = a_small_town()
    former, twin = {"handle": 10_000, "address": "3 Elm Row"}, {"handle": 10_001, "first": "Alina"}
    kept = kept.and_then(columns({"handle": 10_000}, former, twin))
    _, pairs = kept.link(table({}), model)

    shown = nearest(pairs, kept.table, 0, most=2)

    assert kept.table.handle[pairs.rows[shown]].tolist() == [10_000, 10_001]
    assert pairs.bits[shown[0]] > pairs.bits[shown[1]]


def test_a_twin_is_explained_as_a_twin():
    links, pairs = decided({"first": "Alina", "sex": ""}, {})

    shares = told(links, pairs, 0).shares

    assert shares["twin"] > shares["brother or sister"]


def test_the_same_list_gets_the_same_answers_whatever_the_order_of_candidates():
    _, kept, asking, model = a_small_town()
    asks, rows = kept.keys.candidates(asking)
    mixed = np.random.default_rng(3).permutation(len(asks))

    one, _ = kept.link(asking, model)
    other, _ = link_candidates(asking, kept.table, asks[mixed], rows[mixed], model)

    assert one.handle.tolist() == other.handle.tolist()
    assert one.bits.tolist() == other.bits.tolist()


def test_one_row_alone_is_scored_as_in_its_list():
    _, kept, asking, model = a_small_town()
    together, pairs = kept.link(asking, model)

    for row in range(0, 600, 40):
        alone, own = kept.link(asking.at(np.array([row])), model)
        assert alone.handle[0] == together.handle[row]
        if together.pair[row] >= 0:
            assert own.bits[alone.pair[0]] == pairs.bits[together.pair[row]]


def test_what_is_accepted_in_a_small_town_is_right_and_is_most():
    case, kept, asking, model = a_small_town()
    links, pairs = kept.link(asking, model)
    accepted = links.band == Band.ACCEPT
    right = case.base_person[links.handle] == case.listed_person

    assert right[accepted].all()
    assert (accepted & case.known).sum() > 0.93 * case.known.sum()
    assert (pairs.compared.first[links.pair[accepted]] <= First.WORD).all()
