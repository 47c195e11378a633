"""The rules about the September Guarantee.

From April to August they look at years 11 and 12; from September to March at the same people,
who are in years 12 and 13 by then. The two blocks keep their names: somebody who was in year 11
in June still has the block Year11 in October.
"""

from onward.formats.nccis.person_rules import LA
from onward.formats.nccis.record import Record
from onward.formats.nccis.rule import Frame, Rule, if_filled

YEARS = (11, 12)
BOTH = "Enter status and authority of the guarantee."
NOT_NUMBERED = "In force since 2020-21; its number was not read, so it has one of ours."


def _lacks_year_11(record: Record, frame: Frame) -> bool:
    return frame.guarantee_year_group(record) == 11 and not (
        record.year_11_guarantee and record.year_11_lea
    )


def _lacks_year_12(record: Record, frame: Frame) -> bool:
    return frame.guarantee_year_group(record) == 12 and not (
        record.year_12_guarantee and record.year_12_lea
    )


def _outside_both_years(record: Record, frame: Frame) -> bool:
    if record.cohort_status != "G" and not (record.year_11_guarantee or record.year_12_guarantee):
        return False
    group = frame.guarantee_year_group(record)
    return group is not None and group not in YEARS


GUARANTEE_RULES = (
    if_filled("25", "la_at_year_11",
        "The authority at year 11 is not the one that answers for the year 11 guarantee.",
        "Enter the authority of the school in both places.",
        lambda r, f: r.year_11_lea != ""
            and r.la_at_year_11 != r.year_11_lea),
    if_filled("27", "year_11_guarantee", "The year 11 guarantee is not in the list.",
        "Use a status of the list; 114 and 115 are for year 12 alone.",
        lambda r, f: r.year_11_guarantee not in f.codes.year_11_guarantee),
    if_filled("27", "year_12_guarantee", "The year 12 guarantee is not in the list.",
        "Use a status of the list.",
        lambda r, f: r.year_12_guarantee not in f.codes.year_12_guarantee),
    if_filled("261", "year_11_lea", "The authority of the year 11 guarantee is not an authority.",
        LA,
        lambda r, f: r.year_11_lea not in f.codes.authority),
    if_filled("261", "year_12_lea", "The authority of the year 12 guarantee is not an authority.",
        LA,
        lambda r, f: r.year_12_lea not in f.codes.authority),
    Rule("905", "year_11_guarantee",
        "There for the guarantee alone, without the status or authority of year 11.",
        BOTH, lambda r, f: r.cohort_status == "G" and _lacks_year_11(r, f)),
    Rule("905", "year_12_guarantee",
        "There for the guarantee alone, without the status or authority of year 12.",
        BOTH, lambda r, f: r.cohort_status == "G" and _lacks_year_12(r, f)),
    Rule("906", "year_11_guarantee",
        "The indicator is Y, without the status or authority of year 11.",
        BOTH, lambda r, f: r.guarantee_indicator == "Y" and _lacks_year_11(r, f)),
    Rule("906", "year_12_guarantee",
        "The indicator is Y, without the status or authority of year 12.",
        BOTH, lambda r, f: r.guarantee_indicator == "Y" and _lacks_year_12(r, f)),
    if_filled("new-1", "year_12_guarantee",
        "A year 12 guarantee is given for somebody asked about for year 11.",
        "Give the guarantee in the block of year 11.",
        lambda r, f: f.guarantee_year_group(r) == YEARS[0],
        doubt=NOT_NUMBERED),
    Rule("new-2", "dob", "The person is too young or too old for the September Guarantee.",
        "Check the date of birth; take the guarantee out, and do not return the record as G.",
        _outside_both_years,
        doubt=NOT_NUMBERED),
)  # fmt: skip
