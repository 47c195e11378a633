"""One small town, fitted once for all tests that need a model."""

from functools import cache

from onward.matching.fitting import fit
from onward.matching.kept import Kept
from onward.matching.model import Model
from onward.matching.table import Table
from tests.bench.matching.tables import base_of, columns
from tests.matching.town.lists import Case, a_case


@cache
def a_small_town() -> tuple[Case, Kept, Table, Model]:
    case = a_case(seed=7, base=4_000, listed=600)
    kept = Kept.of(base_of(case))
    asking = Table.of(columns(case.listed))
    return case, kept, asking, fit(asking, kept.table, kept.keys)
