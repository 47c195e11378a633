"""A fictional town's rows as the matcher takes them."""

import numpy as np

from onward.matching.table import Columns
from tests.matching.town.lists import Case
from tests.matching.town.rows import Written


def columns(rows: Written, handles: np.ndarray | None = None) -> Columns:
    return Columns(
        handle=(np.arange(len(rows)) if handles is None else handles).tolist(),
        first=rows.first.tolist(),
        last=rows.last.tolist(),
        born=rows.born.tolist(),
        address=rows.address.tolist(),
        postcode=rows.postcode.tolist(),
        sex=rows.sex.tolist(),
    )


def base_of(case: Case) -> Columns:
    """The base with its former names and addresses, each under the row it belongs to."""
    handles = np.concatenate([np.arange(len(case.base)), case.former_of])
    return columns(case.base.and_then(case.former), handles)
