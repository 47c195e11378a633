"""Where each item of a record stands in the XML, and in which order the elements are written.

Order and what may be left out are those of the department's schema of 2015-16 ("MI Return NCCIS
2015", December 2014), with the one element added since. Each rule set says which of these
elements it has. A reader looks for an element in its block and minds no order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

RECORD, HEADER = "YoungPersonsRecord", "FileHeader"
# In the order of the schema.
ITEM = {
    "PersonalDetails/YoungPersonsID": "young_persons_id",
    "PersonalDetails/CohortStatus": "cohort_status",
    "PersonalDetails/GivenName": "given_name",
    "PersonalDetails/MiddleName": "middle_name",
    "PersonalDetails/FamilyName": "family_name",
    "PersonalDetails/AddressLine1": "address_line_1",
    "PersonalDetails/AddressLine2": "address_line_2",
    "PersonalDetails/AddressLine3": "address_line_3",
    "PersonalDetails/AddressLine4": "address_line_4",
    "PersonalDetails/Town": "town",
    "PersonalDetails/County": "county",
    "PersonalDetails/Postcode": "postcode",
    "PersonalDetails/Gender": "gender",
    "PersonalDetails/DOB": "dob",
    "PersonalDetails/Ethnicity": "ethnicity",
    "PersonalDetails/LeadLEA": "lead_lea",
    "PersonalDetails/EducatedLEA": "educated_lea",
    "PersonalDetails/TransferredToLACode": "transferred_to_la",
    "PersonalDetails/LEACodeAtYear11": "la_at_year_11",
    "PersonalDetails/UniqueLearnerNo": "unique_learner_number",
    "PersonalDetails/UniquePupilNumber": "unique_pupil_number",
    "PersonalDetails/GuaranteeStatusIndicator": "guarantee_indicator",
    "PersonalDetails/YouthContractIndicator": "youth_contract_indicator",
    "PersonalDetails/YouthContractStartDate": "youth_contract_start_date",
    "PersonalDetails/PreviousYPIDIdentifier": "previous_id",
    "SeptemberGuarantee/Year11/GuaranteeStatus": "year_11_guarantee",
    "SeptemberGuarantee/Year11/LEACode": "year_11_lea",
    "SeptemberGuarantee/Year12/GuaranteeStatus": "year_12_guarantee",
    "SeptemberGuarantee/Year12/LEACode": "year_12_lea",
    "LevelOfNeed/LevelOfNeedCode": "level_of_need",
    "LevelOfNeed/SENDFlag": "send_flag",
    "LevelOfNeed/SENSupportFlag": "sen_support_flag",
    "LevelOfNeed/Characteristics/CharacteristicCode": "characteristics",
    "Activities/Cohort/ActivityCode": "activity_code",
    "Activities/Cohort/StartDate": "start_date",
    "Activities/Cohort/DateAscertained": "date_ascertained",
    "Activities/Cohort/DateVerified": "date_verified",
    "Activities/Cohort/ReviewDate": "review_date",
    "Activities/Cohort/DueToLapseDate": "due_to_lapse_date",
    "Activities/Cohort/CurrencyLapsed": "currency_lapsed",
    "Activities/Cohort/EstablishmentNumber": "establishment_number",
    "Activities/Cohort/EstablishmentName": "establishment_name",
    "Activities/Cohort/UKProviderReferenceNumber": "provider_number",
    "Activities/Cohort/NEETStartDate": "neet_start_date",
    "Activities/Cohort/PredictedEndDate": "predicted_end_date",
    "IntendedDestination/IntendedDestinationYr11": "intended_destination",
}
HEADER_ITEM = {
    "Databases/DatabaseID": "database_ids",
    "SourceLEAs/LEACode": "lea_codes",
    "DateOfSend": "date_of_send",
    "PeriodEnd": "period_end",
    "SupplierName": "supplier_name",
    "SupplierXMLVersion": "supplier_xml_version",
    "XMLSchemaVersion": "schema_version",
}
# Spellings that other files have.
ALSO_SPELLED = {"Activities/Cohort/NeetStartDate": "neet_start_date"}
HEADER_ALSO_SPELLED = {"Databases/DatabaseId": "database_ids"}
MANY = {"characteristics", "database_ids", "lea_codes"}
# Without these two blocks a record is none.
SHOWN_BY = {"PersonalDetails": "has_details", "Activities": "has_activity"}
# Blocks and elements that may be left out; the others are written even when they are empty.
MAY_BE_LEFT_OUT = {
    "PersonalDetails/MiddleName",
    "PersonalDetails/AddressLine1",
    "PersonalDetails/AddressLine2",
    "PersonalDetails/AddressLine3",
    "PersonalDetails/AddressLine4",
    "PersonalDetails/Town",
    "PersonalDetails/County",
    "PersonalDetails/TransferredToLACode",
    "PersonalDetails/LEACodeAtYear11",
    "PersonalDetails/UniqueLearnerNo",
    "PersonalDetails/UniquePupilNumber",
    "PersonalDetails/GuaranteeStatusIndicator",
    "PersonalDetails/YouthContractIndicator",
    "PersonalDetails/YouthContractStartDate",
    "PersonalDetails/PreviousYPIDIdentifier",
    "SeptemberGuarantee",
    "SeptemberGuarantee/Year11",
    "SeptemberGuarantee/Year12",
    "LevelOfNeed/Characteristics",
    "LevelOfNeed/Characteristics/CharacteristicCode",
    "Activities/Cohort/DateVerified",
    "Activities/Cohort/ReviewDate",
    "Activities/Cohort/DueToLapseDate",
    "Activities/Cohort/CurrencyLapsed",
    "Activities/Cohort/EstablishmentNumber",
    "Activities/Cohort/EstablishmentName",
    "Activities/Cohort/UKProviderReferenceNumber",
    "Activities/Cohort/NEETStartDate",
    "Activities/Cohort/PredictedEndDate",
    "IntendedDestination",
}

PATH = {item: path for path, item in {**ITEM, **HEADER_ITEM}.items()}


def element_of(item: str) -> str:
    """How people call the element of an item: its name, with its block where that is needed."""
    *blocks, name = PATH[item].split("/")
    return f"{blocks[-1]}/{name}" if "SeptemberGuarantee" in blocks else name


@dataclass(frozen=True)
class Known:
    """What a reader looks for within an element: texts, texts that may repeat, and blocks.

    `shows` is what a record has if the element is there at all.
    """

    shows: str = ""
    once: dict[str, str] = field(default_factory=dict)
    many: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, "Known"] = field(default_factory=dict)


def known(items: Mapping[str, str]) -> Known:
    """The tree that these paths make."""
    top = Known()
    for path, item in items.items():
        *blocks, name = path.split("/")
        inner = top
        for each in blocks:
            inner = inner.blocks.setdefault(each, Known(shows=SHOWN_BY.get(each, "")))
        (inner.many if item in MANY else inner.once)[name] = item
    return top


IN_RECORD = known({**ITEM, **ALSO_SPELLED})
IN_HEADER = known({**HEADER_ITEM, **HEADER_ALSO_SPELLED})
