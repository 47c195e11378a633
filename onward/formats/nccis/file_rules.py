"""What makes the department take none of a file, and the rules that compare its records."""

import re

from onward.formats.nccis.days import day
from onward.formats.nccis.rule import HeaderRule, Rule, if_filled

DATABASE_ID = re.compile(r"[0-9]{3}")
ROOT = re.compile(r"NCCIS(?:20[0-9]{2})?")
WRITE_ANEW = "Have the file written and sent again."
ONE_DATE = "Write one date as CCYY-MM-DD."

# What a reader finds, by the code it gives; then what the header holds.
FILE_REJECTIONS = (
    HeaderRule("not-xml", "", "The file is not well-formed XML.", WRITE_ANEW),
    HeaderRule("not-closed", "", "The file breaks off before the root is closed.", WRITE_ANEW),
    HeaderRule("many-roots", "", "The file has more than one root.", "Send one return in a file."),
    HeaderRule("declarations", "", "The document type declares entities or elements.",
        "Leave only its name in the document type."),
    HeaderRule("no-record", "", "The file goes on for long without a record.",
        "Check that this is a return."),
    HeaderRule("no-root", "", "The root is not NCCIS.", "Check that this is a return."),
    HeaderRule("no-header", "", "There is no FileHeader before the records.",
        "Put one FileHeader first."),
    HeaderRule("many-headers", "", "There is more than one FileHeader.", "Keep the first alone."),
    HeaderRule("no-rules", "period_end", "No rule set is known for a period that long ago.",
        "Returns from April 2015 on can be checked."),
    HeaderRule("header-database", "database_ids", "A database identifier is not three digits.",
        "Give each database's three digits.",
        lambda h, c: not h.database_ids
            or not all(map(DATABASE_ID.fullmatch, h.database_ids))),
    HeaderRule("header-authority", "lea_codes", "An authority of the header is not one.",
        "Give the three digits of each authority the return is for.",
        lambda h, c: not h.lea_codes or not c.authority.issuperset(h.lea_codes)),
    HeaderRule("header-sent", "date_of_send", "The date of sending is not a date.", ONE_DATE,
        lambda h, c: day(h.date_of_send) is None),
    HeaderRule("header-period", "period_end", "The period end is not a date.", ONE_DATE,
        lambda h, c: day(h.period_end) is None),
    HeaderRule("header-other", "", "The header holds something that a header does not have.",
        "Take it out.", lambda h, c: bool(h.unexpected)),
)  # fmt: skip

RECORD_REJECTIONS = (
    Rule("no-details", "young_persons_id", "The record has no PersonalDetails.",
        "Complete the record or take it out.", lambda r, f: not r.has_details),
    Rule("240", "activity_code", "The record has no Activities.",
        "Enter the activity; 810 is not known.", lambda r, f: not r.has_activity),
    if_filled("904", "cohort_status", "The cohort status is X, or none that is known.",
        "Use P, G, A, T, E, L, M or D; somebody outside the cohort is not returned.",
        lambda r, f: r.cohort_status not in f.codes.cohort_status),
)  # fmt: skip

ACROSS_RULES = (
    Rule("902", "young_persons_id", "Another record has this identifier.",
        "Return each person once; give the second person an identifier of their own.", None),
    Rule("903", "young_persons_id", "The identifier begins with no database of the header.",
        "Name the database in the header, or correct the identifier.",
        lambda r, f: r.young_persons_id[:3] not in f.header.database_ids),
    Rule("907", "unique_learner_number", "Somebody else has this unique learner number.",
        "Merge the two if they are one person, and return one with status M; or correct it.",
        None),
    Rule("908", "family_name", "Somebody else has these names and this date of birth.",
        "Make sure that they are two people; this does not count as an error.", None),
)  # fmt: skip
