"""Onward's matcher on a case: fitted on the case's own list, without labels."""

from onward.matching.fitting import fit
from onward.matching.kept import Kept
from onward.matching.links import Band
from onward.matching.table import Table
from tests.bench.matching.answers import Answers
from tests.bench.matching.tables import base_of, columns
from tests.matching.town.lists import Case


def answered(case: Case) -> Answers:
    kept = Kept.of(base_of(case))
    asking = Table.of(columns(case.listed))
    links, _ = kept.link(asking, fit(asking, kept.table, kept.keys))
    return Answers.of(
        case, links.handle, links.bits, links.band == Band.ACCEPT, links.band == Band.REVIEW
    )
