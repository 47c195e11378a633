"""One young person's record and the header of a return, as the texts that stand in the file.

Texts, not dates or codes: a checker must be able to hold what is wrong. A missing element and an
empty one are both the empty text, because elements may be present and empty.
"""

from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Record:
    """One young person in one return, with the one activity that is current."""

    # Which record of the file it is, from 1; 0 for one that was not read from a file.
    number: int = field(default=0, compare=False)
    has_details: bool = field(default=True, compare=False)
    has_activity: bool = field(default=True, compare=False)

    young_persons_id: str = ""
    cohort_status: str = ""
    given_name: str = ""
    middle_name: str = ""
    family_name: str = ""
    address_line_1: str = ""
    address_line_2: str = ""
    address_line_3: str = ""
    address_line_4: str = ""
    town: str = ""
    county: str = ""
    postcode: str = ""
    gender: str = ""
    dob: str = ""
    ethnicity: str = ""
    lead_lea: str = ""
    educated_lea: str = ""
    transferred_to_la: str = ""
    la_at_year_11: str = ""
    unique_learner_number: str = ""
    unique_pupil_number: str = ""
    guarantee_indicator: str = ""
    youth_contract_indicator: str = ""
    youth_contract_start_date: str = ""
    previous_id: str = ""

    year_11_guarantee: str = ""
    year_11_lea: str = ""
    year_12_guarantee: str = ""
    year_12_lea: str = ""

    level_of_need: str = ""
    send_flag: str = ""
    sen_support_flag: str = ""
    characteristics: tuple[str, ...] = ()

    activity_code: str = ""
    start_date: str = ""
    date_ascertained: str = ""
    date_verified: str = ""
    review_date: str = ""
    due_to_lapse_date: str = ""
    currency_lapsed: str = ""
    establishment_number: str = ""
    establishment_name: str = ""
    provider_number: str = ""
    neet_start_date: str = ""
    predicted_end_date: str = ""

    intended_destination: str = ""


@dataclass(frozen=True, kw_only=True)
class Header:
    """Who sends the return and for which month; several databases and authorities if joint."""

    database_ids: tuple[str, ...] = ()
    lea_codes: tuple[str, ...] = ()
    date_of_send: str = ""
    period_end: str = ""
    supplier_name: str = ""
    supplier_xml_version: str = ""
    schema_version: str = ""
    # Elements that a header does not have.
    unexpected: tuple[str, ...] = field(default=(), compare=False)
