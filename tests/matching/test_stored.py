import json
from dataclasses import replace

import numpy as np
import pytest

from onward.matching.compare import compare
from onward.matching.fitting import fit, learnt
from onward.matching.frequencies import FEWEST_KEPT
from onward.matching.levels import First
from onward.matching.stored import UnreadableModel, as_json, from_json, version
from tests.matching.fitted import a_small_town
from tests.matching.rows import table


def test_a_model_comes_back_as_it_was_stored_and_answers_the_same():
    _, kept, asking, model = a_small_town()
    stored = as_json(model)

    again = from_json(stored)

    assert as_json(again) == stored
    assert kept.link(asking, again)[0].bits.tolist() == kept.link(asking, model)[0].bits.tolist()


def test_the_same_list_and_base_fit_the_same_model():
    _, kept, asking, model = a_small_town()

    assert as_json(fit(asking, kept.table, kept.keys)) == as_json(model)


def test_approval_and_quality_are_stored_and_leave_the_version():
    _, _, _, model = a_small_town()
    approved = replace(model, approved_by="A. Data Officer", quality={"precision": 0.9995})

    again = from_json(as_json(approved))

    assert (again.approved_by, again.quality) == ("A. Data Officer", {"precision": 0.9995})
    assert version(again) == version(model)


def test_a_model_learns_from_confirmed_pairs_only_when_it_is_told_to():
    _, _, _, model = a_small_town()
    one = np.zeros(200, dtype=np.int64)
    confirmed = compare(table({"first": "Sam"}), one, table({"first": "Samuel"}), one)

    wiser = learnt(replace(model, approved_by="A. Data Officer"), confirmed)

    assert wiser.same["first"][First.ALIKE] > model.same["first"][First.ALIKE]
    assert wiser.same["first"].sum() == pytest.approx(1)
    assert (wiser.approved_by, wiser.fitted_on["learnt"]) == ("", 200)
    assert version(wiser) != version(model)


def test_another_threshold_is_another_version():
    _, _, _, model = a_small_town()
    bolder = replace(model, thresholds=replace(model.thresholds, accept=1.0))

    assert version(bolder) != version(model)


def test_a_stored_model_counts_nobody_who_is_rare():
    _, _, _, model = a_small_town()

    for counts in from_json(as_json(model)).frequencies.counts.values():
        assert (counts >= FEWEST_KEPT).all()


@pytest.mark.parametrize("change", [{"same_a_row": 0.99}, {"layout": 2}, {"same": {}}])
def test_a_model_that_was_changed_is_not_read(change):
    _, _, _, model = a_small_town()
    facts = json.loads(as_json(model)) | change

    with pytest.raises(UnreadableModel):
        from_json(json.dumps(facts))


def test_a_text_that_is_no_model_is_not_read():
    with pytest.raises(UnreadableModel, match="not a stored model"):
        from_json("Dear Sir")
