"""What a spreadsheet does: the whole name, the birth date and the postcode must be equal."""

import numpy as np

from tests.bench.matching.answers import Answers
from tests.matching.town.lists import Case
from tests.matching.town.rows import Written


def answered(case: Case) -> Answers:
    rows = {key: row for row, key in enumerate(_keys(case.base))}
    best = np.array([rows.get(key, -1) for key in _keys(case.listed)])
    found = best >= 0
    return Answers.of(case, best, np.ones(len(best)), accepted=found)


def _keys(rows: Written) -> list[tuple[str, ...]]:
    return list(
        zip(
            (name.lower() for name in rows.first),
            (name.lower() for name in rows.last),
            rows.born,
            (postcode.replace(" ", "") for postcode in rows.postcode),
            strict=True,
        )
    )
