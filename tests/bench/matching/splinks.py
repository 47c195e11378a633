"""Splink 5, set up as its documentation's example of linking people advises.

That example (de-duplicating 50,000 historical people) compares forename and surname
together, birth date and postcode, each with its library comparison, and blocks on pairs of
these. What the lists do not hold (birth place, occupation) is left out.
"""

import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.bench.matching.answers import Answers
from tests.matching.town.lists import Case
from tests.matching.town.rows import Written

LOWEST = -20.0
NEVER_SEEN = 0.0001
"""The chance of a level that a small list did not show."""


def answered(case: Case) -> Answers:
    with quiet():
        found = _trained(case).inference.predict(threshold_match_weight=LOWEST)
        best, score = best_of(found.as_duckdbpyrelation().fetchnumpy(), len(case.listed))
    return Answers.of(case, best, score)


def trained_settings(case: Case) -> Any:
    """Settings with every chance already fitted, which any engine can take.

    What Splink stores as JSON is in the dialect of the engine that trained it.
    """
    with quiet():
        stored = _trained(case).misc.save_model_to_json()
    fitted = [
        {
            f"{kind}_probabilities": [
                level.get(f"{kind}_probability", NEVER_SEEN)
                for level in comparison["comparison_levels"]
                if not level.get("is_null_level")
            ]
            for kind in ("m", "u")
        }
        for comparison in stored["comparisons"]
    ]
    return _settings(fitted, among=stored["probability_two_random_records_match"])


@contextmanager
def quiet() -> Iterator[None]:
    logging.getLogger("splink").setLevel(logging.ERROR)
    with warnings.catch_warnings(), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        warnings.simplefilter("ignore")
        yield


def best_of(
    found: Mapping[str, NDArray[Any]], listed: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Of each listed row the base row of the greatest weight, or -1, and that weight."""
    asks, rows, weight = _ends(found)
    order = np.lexsort((rows, -weight, asks))
    first = order[np.r_[True, np.diff(asks[order]) != 0]]
    best, score = np.full(listed, -1), np.full(listed, LOWEST)
    best[asks[first]], score[asks[first]] = rows[first], weight[first]
    return best, score


def _trained(case: Case) -> Any:
    from splink import DuckDBAPI, Linker, block_on

    engine = DuckDBAPI()
    listed = engine.register(arrow(case.listed, "l"), dataset_display_name="a_list")
    base = engine.register(arrow(case.base, "b"), dataset_display_name="base")
    linker = Linker([listed, base], _settings())
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [
            block_on("first_name", "surname", "dob"),
            block_on("substr(first_name,1,2)", "surname", "postcode"),
            block_on("dob", "postcode"),
        ],
        recall=0.6,
    )
    training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("first_name", "surname"))
    training.estimate_parameters_using_expectation_maximisation(block_on("dob"))
    return linker


def _settings(
    fitted: Sequence[Mapping[str, list[float]]] = ({}, {}, {}), *, among: float = 0.0001
) -> Any:
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    comparisons = (
        cl.ForenameSurnameComparison(
            "first_name", "surname", forename_surname_concat_col_name="whole_name"
        ),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.PostcodeComparison("postcode"),
    )
    return SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=among,
        comparisons=[
            comparison.configure(**chances) if chances else comparison
            for comparison, chances in zip(comparisons, fitted, strict=True)
        ],
        blocking_rules_to_generate_predictions=[
            block_on("substr(first_name,1,3)", "substr(surname,1,4)"),
            block_on("surname", "dob"),
            block_on("first_name", "dob"),
            block_on("postcode", "first_name"),
            block_on("postcode", "surname"),
            block_on("substr(postcode,1,3)", "dob"),
            block_on("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,4)"),
        ],
    )


def arrow(rows: Written, side: str) -> Any:
    import pyarrow

    first, last = (np.char.lower(each.astype(str)) for each in (rows.first, rows.last))
    columns = {
        "first_name": first.tolist(),
        "surname": last.tolist(),
        "whole_name": [f"{one} {other}" for one, other in zip(first, last, strict=True)],
        "dob": rows.born.tolist(),
        "postcode": rows.postcode.tolist(),
    }
    known = {name: [text or None for text in column] for name, column in columns.items()}
    return pyarrow.table({"unique_id": [f"{side}{row}" for row in range(len(rows))], **known})


def _ends(found: Mapping[str, NDArray[Any]]) -> tuple[NDArray[Any], ...]:
    """Listed row, base row and weight of each pair, whichever side each stands on."""
    left, right = found["unique_id_l"].astype(str), found["unique_id_r"].astype(str)
    turned = np.char.startswith(left, "b")
    listed, based = np.where(turned, right, left), np.where(turned, left, right)
    rows = [np.array([int(each[1:]) for each in side]) for side in (listed, based)]
    return rows[0], rows[1], np.asarray(found["match_weight"], dtype=np.float64)
