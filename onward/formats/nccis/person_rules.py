"""The rules about who somebody is: codes 1 to 46, but for the guarantee's and the file's.

Written from the words of the requirement's list of errors as they were read, for 2019-20 unless
said; not from any program.
"""

import re

from onward.formats.nccis.code_lists import UNKNOWN_PLACE
from onward.formats.nccis.days import day
from onward.formats.nccis.record import Record
from onward.formats.nccis.rule import Frame, Rule, if_empty, if_filled

ID_LENGTH = UPN_LENGTH = 13
YOUNGEST, TOO_OLD, YOUTH_CONTRACT_PLAN_FROM = 15, 25, 20
UNIQUE_LEARNER_NUMBER = re.compile(r"[1-9][0-9]{9}")
# Only the form: ZZ99 9ZZ, where no postcode is known, is one that no letter is sent to.
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}|BFPO [0-9]{1,4}")
# Access's help of 2026 lists these as what a name may not hold.
NOT_IN_A_NAME = re.compile(r"[0-9/\\:?@$&*(){}\[\]!\"+=|]")
YES_NO = ("Y", "N")
NO_SIGNS = (
    'Take out digits and any of / \\ : ? @ $ & * ( ) { } [ ] ! " + = |; hyphen and apostrophe stay.'
)
OF_A_SUPPLIER = "Number and list are those of one supplier, who says that they follow NCCIS."
STAYING = ("P", "G")
DATE = "Write the date as CCYY-MM-DD."
LA = "Use the three digits of an English authority."
PLACE = "Use the three digits of an authority, or 000 to 004 for elsewhere."


def without_plan(record: Record) -> bool:
    return record.send_flag != "Y"


def is_old(record: Record, frame: Frame, age: int) -> bool:
    own = frame.age(record)
    return own is not None and own >= age


def _too_young(record: Record, frame: Frame) -> bool:
    age = frame.age(record)
    return age is not None and age < YOUNGEST


def _has_no_address(record: Record) -> bool:
    return not (
        record.address_line_1
        or record.address_line_2
        or record.address_line_3
        or record.address_line_4
        or record.town
        or record.county
    )


def _cannot_go_there(record: Record, frame: Frame) -> bool:
    to = record.transferred_to_la
    if not to or to == UNKNOWN_PLACE:
        return False
    if record.cohort_status == "T":
        return to not in frame.codes.authority
    if record.cohort_status == "E":
        return to not in frame.codes.place
    return to not in frame.codes.authority and to not in frame.codes.place


PERSON_RULES = (
    Rule("1", "young_persons_id", "The identifier does not have 13 characters.",
        "Write three digits of the database and the local number, padded with zeros to ten.",
        lambda r, f: len(r.young_persons_id) != ID_LENGTH),
    if_empty("2", "given_name", "There is no given name.", "Enter the given name."),
    if_empty("3", "family_name", "There is no family name.", "Enter the family name."),
    if_empty("4", "gender", "There is no gender.", "Enter it; U is unknown, W withheld."),
    if_filled("5", "gender", "The gender is not in the list.", "Use F, M, U or W.",
        lambda r, f: r.gender not in f.codes.gender),
    if_empty("6", "ethnicity", "There is no ethnicity.", "Enter it; NOBT is not obtained."),
    if_filled("7", "ethnicity", "The ethnicity is not in the list.", "Use a code of the list.",
        lambda r, f: r.ethnicity not in f.codes.ethnicity),
    Rule("8", "dob", "There is no date of birth that can be read.", DATE,
        lambda r, f: day(r.dob) is None),
    if_filled("9", "dob", "The person is too old for the cohort, and the status is not A.",
        "Return the record once more with cohort status A, and then no longer.",
        lambda r, f: r.cohort_status != "A" and is_old(r, f, TOO_OLD)),
    if_filled("10", "dob", "The academic age is under 15.",
        "Check the date of birth; somebody before year 11 is not returned.", _too_young),
    if_empty("11", "cohort_status", "There is no cohort status.",
        "Enter P, G, A, T, E, L, M or D."),
    if_empty("13", "transferred_to_la", "The person was transferred, and nothing says where to.",
        "Enter the authority that took the person over.",
        lambda r, f: r.cohort_status == "T"),
    if_empty("14", "lead_lea", "There is no lead authority.", "Enter the authority of residence."),
    if_filled("15", "lead_lea", "The lead authority is none of England's.", LA,
        lambda r, f: r.lead_lea not in f.codes.authority),
    if_filled("19", "educated_lea", "Where they are educated is neither authority nor 000 to 004.",
        PLACE,
        lambda r, f: r.educated_lea not in f.codes.authority
            and r.educated_lea not in f.codes.place),
    if_filled("24", "la_at_year_11", "The authority at year 11 is neither one nor 000 to 004.",
        PLACE,
        lambda r, f: r.la_at_year_11 not in f.codes.once_authorities
            and r.la_at_year_11 not in f.codes.place,
        doubt="Authorities merged since then are let through: the sources do not say."),
    if_filled("26", "lead_lea", "The lead authority is not one of those this return is for.",
        "Return the person under the authority of residence, in that authority's return.",
        lambda r, f: r.lead_lea not in f.header.lea_codes,
        doubt="Whether status G, for people who live elsewhere, is exempt is not said."),
    Rule("29", "youth_contract_start_date", "The Youth Contract has no start date.", DATE,
        lambda r, f: r.youth_contract_indicator == "Y" and not day(r.youth_contract_start_date)),
    if_filled("33", "youth_contract_indicator",
        "The person is 20 or over, has no SEND flag, and is in the Youth Contract.",
        "Correct the indicator, the SEND flag or the date of birth.",
        lambda r, f: r.youth_contract_indicator == "Y" and without_plan(r)
            and is_old(r, f, YOUTH_CONTRACT_PLAN_FROM),
        doubt="That it is about the Youth Contract is inferred from its neighbours."),
    if_filled("36", "youth_contract_indicator", "The Youth Contract indicator is not Y or N.",
        "Use Y or N.",
        lambda r, f: r.youth_contract_indicator not in YES_NO),
    if_filled("30", "unique_learner_number",
        "The unique learner number is not ten digits, or begins with 0.",
        "Correct the number, or leave it out.",
        lambda r, f: not UNIQUE_LEARNER_NUMBER.fullmatch(r.unique_learner_number)),
    Rule("31", "address_line_1", "Every part of the address is empty.",
        "Enter the address; where it is lawfully withheld, what your authority agreed to write.",
        lambda r, f: _has_no_address(r)),
    if_empty("32", "postcode", "There is no postcode.",
        "Enter it; ZZ99 9ZZ where it is not known."),
    if_filled("43", "postcode", "The postcode does not have the form of one.",
        "Write it in capitals with one blank, like LE1 6ZG.",
        lambda r, f: not POSTCODE.fullmatch(r.postcode)),
    if_filled("34", "transferred_to_la", "A transfer is given, and the cohort status is not T.",
        "Empty the authority transferred to, or set cohort status T.",
        lambda r, f: r.cohort_status != "T",
        doubt="Rule 35 foresees 000 to 003 with status E, which this rule then finds. The two "
            "contradict each other; ask the department."),
    if_filled("35", "transferred_to_la", "The person cannot have been transferred there.",
        "Use an English authority with status T, and 000 to 003 with status E.",
        _cannot_go_there),
    if_filled("37", "previous_id", "The previous identifier does not have 13 characters.",
        "Enter the identifier that the other database had, with its zeros.",
        lambda r, f: len(r.previous_id) != ID_LENGTH),
    if_filled("38", "unique_pupil_number", "The unique pupil number does not have 13 characters.",
        "Correct the number, or leave it out.",
        lambda r, f: len(r.unique_pupil_number) != UPN_LENGTH),
    Rule("40", "send_flag", "The person is past the age at which only a plan keeps them in.",
        "Set the SEND flag if there is a current plan; otherwise return the record as left.",
        lambda r, f: r.cohort_status in STAYING and without_plan(r)
            and is_old(r, f, f.needs.plan_from_age),
        doubt="Those reported as having left are let through, since without a plan they must "
        "leave; the sources do not say so."),
    if_filled("41", "transferred_to_la", "The person was transferred to 004, which is unknown.",
        "Enter where to; if nobody knows, keep the record and look for the person.",
        lambda r, f: r.transferred_to_la == UNKNOWN_PLACE),
    if_filled("42", "transferred_to_la", "The person was transferred to the authority they are in.",
        "Enter the authority that took the person over.",
        lambda r, f: r.transferred_to_la == r.lead_lea),
    if_filled("44", "given_name", "The given name holds what a name may not.",
        NO_SIGNS,
        lambda r, f: bool(NOT_IN_A_NAME.search(r.given_name)),
        doubt=OF_A_SUPPLIER),
    if_filled("45", "family_name", "The family name holds what a name may not.",
        NO_SIGNS,
        lambda r, f: bool(NOT_IN_A_NAME.search(r.family_name)),
        doubt=OF_A_SUPPLIER),
    if_filled("46", "middle_name", "The middle name holds what a name may not.",
        NO_SIGNS,
        lambda r, f: bool(NOT_IN_A_NAME.search(r.middle_name)),
        doubt=OF_A_SUPPLIER),
)  # fmt: skip
