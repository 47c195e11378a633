"""The rules about support and the current activity: codes 100 to 104 and 200 to 306, and 909.

Written from the words of the requirement's list of errors as they were read, for 2019-20 unless
said; not from any program.
"""

import re

from onward.formats.nccis.days import academic_year, after, birthday, day
from onward.formats.nccis.person_rules import DATE, YES_NO
from onward.formats.nccis.record import Record
from onward.formats.nccis.rule import Frame, Rule, if_empty, if_filled

YEAR_ELEVEN = 11
# What rules 224 and 226 count as NEET: 550 and 530 are not among them.
NEET = frozenset(
    ("540", "610", "615", "616", "619", "620", "630", "640", "650", "660", "670", "680")
)
COMPULSORY = "1"
ESTABLISHMENT_LENGTH = 7
PROVIDER = re.compile(r"1[0-9]{7}")
OURS = "Ours: no rule of the department's names this date, and its schema of 2015-16 wants one."


def _in_year_eleven_or_below(record: Record, frame: Frame) -> bool:
    group = frame.year_group(record)
    return group is not None and group <= YEAR_ELEVEN


def _past_year_eleven(record: Record, frame: Frame) -> bool:
    group = frame.year_group(record)
    return group is not None and group > YEAR_ELEVEN


def _is_old_news(record: Record, frame: Frame) -> bool:
    """Year 11, and neither begun nor verified in this academic year."""
    if frame.year_group(record) != YEAR_ELEVEN:
        return False
    known = (day(record.start_date), day(record.date_verified))
    this_year = academic_year(frame.period_end)
    return not any(each and academic_year(each) == this_year for each in known)


ACTIVITY_RULES = (
    if_filled("39", "provider_number", "The provider number is not eight digits that begin with 1.",
        "Correct the UKPRN, or leave it out.",
        lambda r, f: not PROVIDER.fullmatch(r.provider_number)),
    if_empty("200", "activity_code", "There is no activity.", "Enter it; 810 is not known."),
    if_filled("201", "activity_code", "The activity is not in the list.", "Use a code of the list.",
        lambda r, f: r.activity_code not in f.codes.activity),
    Rule("202", "start_date", "There is no start date that can be read.", DATE,
        lambda r, f: day(r.start_date) is None),
    Rule("203", "date_ascertained", "No date that can be read says when this was learnt.", DATE,
        lambda r, f: day(r.date_ascertained) is None),
    if_empty("220", "currency_lapsed", "Nothing says whether the activity has lapsed.",
        "Enter Y or N."),
    if_filled("221", "currency_lapsed", "Whether the activity has lapsed is not Y or N.",
        "Enter Y or N.",
        lambda r, f: r.currency_lapsed not in YES_NO),
    if_empty("224", "neet_start_date", "The activity is NEET, and nothing says since when.",
        "Enter the day the spell of NEET began; a change of NEET code does not begin it anew.",
        lambda r, f: r.activity_code in NEET),
    if_filled("225", "neet_start_date", "NEET begins after the activity does.",
        "Enter the day the spell of NEET began: the activity's start, or earlier.",
        lambda r, f: after(r.neet_start_date, r.start_date)),
    if_filled("226", "neet_start_date", "There is a NEET start date, and the activity is not NEET.",
        "Empty the NEET start date.",
        lambda r, f: r.activity_code not in NEET),
    if_filled("228", "establishment_number",
        "The establishment number does not have 7 characters, or begins with no authority.",
        "Write the authority's three digits and the school's four; 9999 where there is none.",
        lambda r, f: len(r.establishment_number) != ESTABLISHMENT_LENGTH
            or r.establishment_number[:3] not in f.codes.once_authorities),
    if_filled("229", "activity_code", "An activity of after year 11, for somebody not past it.",
        "Use an activity of 110 to 150, or correct the date of birth.",
        lambda r, f: not r.activity_code.startswith(COMPULSORY)
            and _in_year_eleven_or_below(r, f)),
    if_filled("230", "activity_code", "An activity of compulsory school age, for somebody past it.",
        "Enter what the person does since year 11; 810 is not known.",
        lambda r, f: r.activity_code.startswith(COMPULSORY) and _past_year_eleven(r, f)),
    if_filled("231", "currency_lapsed", "The activity counts as lapsed before it is due to lapse.",
        "Set N, or correct the date on which it is due to lapse.",
        lambda r, f: r.currency_lapsed == "Y" and after(r.due_to_lapse_date, f.period_end_text)),
    if_filled("232", "currency_lapsed", "The activity should have lapsed, and counts as current.",
        "Set Y, or verify the activity again.",
        lambda r, f: r.currency_lapsed == "N" and after(f.period_end_text, r.due_to_lapse_date)),
    Rule("233", "characteristics", "A young carer (620) without characteristic 140.",
        "Add characteristic 140, or correct the activity.",
        lambda r, f: r.activity_code == "620" and "140" not in r.characteristics),
    Rule("234", "characteristics", "A teenage parent (630) without characteristic 120.",
        "Add characteristic 120, or correct the activity.",
        lambda r, f: r.activity_code == "630" and "120" not in r.characteristics),
    Rule("235", "characteristics", "Pregnancy (650) without characteristic 180.",
        "Add characteristic 180, or correct the activity.",
        lambda r, f: r.activity_code == "650" and "180" not in r.characteristics),
    Rule("236", "characteristics", "A refugee or asylum seeker (720) without characteristic 130.",
        "Add characteristic 130, or correct the activity.",
        lambda r, f: r.activity_code == "720" and "130" not in r.characteristics),
    if_filled("237", "date_ascertained", "The activity was verified before it was learnt of.",
        "Correct the date ascertained or the date verified.",
        lambda r, f: after(r.date_ascertained, r.date_verified)),
    if_filled("238", "due_to_lapse_date", "The activity is due to lapse after its predicted end.",
        "Bring the date forward to the predicted end, or correct that.",
        lambda r, f: after(r.due_to_lapse_date, r.predicted_end_date)),
    if_filled("242", "date_ascertained", "The activity was learnt of before it began.",
        "Correct the start date or the date ascertained.",
        lambda r, f: after(r.start_date, r.date_ascertained)),
    if_empty("243", "due_to_lapse_date", "Nothing says when the activity is due to lapse.",
        "Enter the date; it follows from the review date, or from the day it was verified.",
        lambda r, f: r.activity_code in f.needs.due_to_lapse_date),
    if_filled("244", "due_to_lapse_date", "When the activity is due to lapse is not a date.", DATE,
        lambda r, f: day(r.due_to_lapse_date) is None),
    if_filled("251", "neet_start_date", "NEET begins before the 15th birthday.",
        "Correct the NEET start date or the date of birth.",
        lambda r, f: after(birthday(r.dob, 15), r.neet_start_date)),
    if_filled("253", "start_date", "Training of 440 begins before the 18th birthday.",
        "Correct the activity, its start date or the date of birth.",
        lambda r, f: r.activity_code == "440" and after(birthday(r.dob, 18), r.start_date)),
    Rule("254", "send_flag", "A special post-16 institution (280) without the SEND flag.",
        "Set the SEND flag if there is a current plan, or correct the activity.",
        lambda r, f: r.activity_code == "280" and r.send_flag != "Y"),
    Rule("255", "send_flag", "A supported internship (460) without the SEND flag.",
        "Set the SEND flag if there is a current plan, or correct the activity.",
        lambda r, f: r.activity_code == "460" and r.send_flag != "Y"),
    if_filled("256", "date_verified", "The activity was verified before it began.",
        "Correct the start date or the date verified.",
        lambda r, f: after(r.start_date, r.date_verified)),
    if_filled("257", "review_date", "The review is after the predicted end.",
        "Bring the review forward, or correct the predicted end.",
        lambda r, f: after(r.review_date, r.predicted_end_date)),
    if_filled("258", "predicted_end_date", "The predicted end is not a date.", DATE,
        lambda r, f: day(r.predicted_end_date) is None),
    if_empty("259", "predicted_end_date", "The activity needs a predicted end.",
        "Enter when the course, or the school year, is expected to end.",
        lambda r, f: r.activity_code in f.needs.predicted_end_date),
    if_filled("260", "characteristics", "A man or boy is entered as pregnant (180).",
        "Correct the characteristic or the gender.",
        lambda r, f: r.gender == "M" and "180" in r.characteristics),
    if_empty("262", "review_date", "The activity needs a review date.",
        "Enter when it is to be looked at again.",
        lambda r, f: r.activity_code in f.needs.review_date),
    if_filled("305", "date_verified", "The activity was verified after the period end.",
        "Return what was known at the period end, or correct the date verified.",
        lambda r, f: after(r.date_verified, f.period_end_text)),
    Rule("909", "start_date",
        "Year 11, and the activity neither began nor was verified in this academic year.",
        "Verify what the person does this year.", _is_old_news),
    if_filled("ours-1", "date_verified", "When it was verified is not a date.", DATE,
        lambda r, f: day(r.date_verified) is None, doubt=OURS),
    if_filled("ours-1", "review_date", "The review date is not a date.", DATE,
        lambda r, f: day(r.review_date) is None, doubt=OURS),
    if_filled("ours-1", "neet_start_date", "The NEET start date is not a date.", DATE,
        lambda r, f: day(r.neet_start_date) is None, doubt=OURS),
)  # fmt: skip
SUPPORT_RULES = (
    if_empty("100", "level_of_need", "There is no level of need.", "Enter 1, 2 or 3."),
    if_filled("101", "level_of_need", "The level of need is not 1, 2 or 3.", "Enter 1, 2 or 3.",
        lambda r, f: r.level_of_need not in f.codes.level_of_need),
    if_filled("102", "send_flag", "The SEND flag is not Y or N.", "Enter Y or N.",
        lambda r, f: r.send_flag not in YES_NO),
    if_empty("103", "send_flag", "There is no SEND flag.", "Enter Y or N."),
    if_filled("104", "characteristics", "A characteristic is not in the list.",
        "Use a code of the list.",
        lambda r, f: not f.codes.characteristics.issuperset(r.characteristics)),
    if_empty("301", "intended_destination", "Year 11, and no intended destination.",
        "Enter it; 611 is not obtained.",
        lambda r, f: f.year_group(r) == YEAR_ELEVEN),
    if_filled("302", "intended_destination", "The intended destination is not in the list.",
        "Use a code of the list.",
        lambda r, f: r.intended_destination not in f.codes.intended_destination),
    if_empty("303", "sen_support_flag", "There is no SEN support flag.", "Enter Y or N."),
    if_filled("304", "sen_support_flag", "The SEN support flag is not Y or N.", "Enter Y or N.",
        lambda r, f: r.sen_support_flag not in YES_NO),
    if_filled("306", "sen_support_flag", "Both a plan and SEN support are entered.",
        "Keep the one that holds: a plan ends SEN support.",
        lambda r, f: r.send_flag == "Y" and r.sen_support_flag == "Y"),
)  # fmt: skip
