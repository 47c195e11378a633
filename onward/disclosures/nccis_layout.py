"""The monthly return on young people as a file: which item stands in which of its fields."""

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from onward.formats.nccis.record import Header, Record
from onward.formats.nccis.rule_sets import rule_set_for
from onward.formats.nccis.writing import write_return
from onward.programmes.participation.characteristics import CHARACTERISTIC_OF

LAYOUT = "nccis-return"
SUPPLIER, VERSION, SCHEMA = "Onward", "1", "1"

FIELD_OF = {
    "young_person_id": "young_persons_id",
    "previous_young_person_id": "previous_id",
    "cohort_status": "cohort_status",
    "forename": "given_name",
    "middle_name": "middle_name",
    "surname": "family_name",
    "gender": "gender",
    "date_of_birth": "dob",
    "ethnic_origin": "ethnicity",
    "postcode": "postcode",
    "unique_pupil_number": "unique_pupil_number",
    "unique_learner_number": "unique_learner_number",
    "lead_authority": "lead_lea",
    "educated_authority": "educated_lea",
    "transferred_to_authority": "transferred_to_la",
    "authority_at_year_11": "la_at_year_11",
    "guarantee_year_11": "year_11_guarantee",
    "guarantee_year_11_authority": "year_11_lea",
    "guarantee_year_12": "year_12_guarantee",
    "guarantee_year_12_authority": "year_12_lea",
    "intended_destination": "intended_destination",
    "level_of_need": "level_of_need",
    "activity": "activity_code",
    "activity_started_on": "start_date",
    "activity_ascertained_on": "date_ascertained",
    "activity_verified_on": "date_verified",
    "activity_review_on": "review_date",
    "activity_lapses_on": "due_to_lapse_date",
    "activity_predicted_end_on": "predicted_end_date",
    "neet_started_on": "neet_start_date",
    "establishment_number": "establishment_number",
    "school_attended": "establishment_name",
    "provider_reference_number": "provider_number",
}
FLAG_OF = {
    "ehc_plan": "send_flag",
    "sen_support": "sen_support_flag",
    "activity_lapsed": "currency_lapsed",
}
GUARANTEES = ("guarantee_year_11", "guarantee_year_12")
ADDRESS = ("address_line_1", "address_line_2", "address_line_3", "address_line_4")
# The item that mends a field of the return, for whoever is told what is wrong with it.
ITEM_OF = {field: item for item, field in {**FIELD_OF, **FLAG_OF}.items()}
ITEM_OF |= dict.fromkeys(ADDRESS, "address") | {"characteristics": "looked_after"}
ITEMS = frozenset({*FIELD_OF, *FLAG_OF, *CHARACTERISTIC_OF, "address"})


def nccis_return(cover: Mapping[str, Any], people: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    """The file of one return. How the department wants it named was not found."""
    header = header_of(cover)
    records = sorted(map(record_of, people), key=attrgetter("young_persons_id"))
    out = io.BytesIO()
    write_return(
        out,
        header=header,
        records=records,
        rule_set=rule_set_for(date.fromisoformat(cover["period_end"])),
    )
    return {f"nccis-{'-'.join(header.lea_codes)}-{cover['period_end']}.xml": out.getvalue()}


def header_of(cover: Mapping[str, Any]) -> Header:
    """Who sends it, and for which month."""
    return Header(
        database_ids=tuple(cover["databases"]),
        lea_codes=tuple(cover["authorities"]),
        date_of_send=cover["sent_on"],
        period_end=cover["period_end"],
        supplier_name=SUPPLIER,
        supplier_xml_version=VERSION,
        schema_version=SCHEMA,
    )


def record_of(person: Mapping[str, Any]) -> Record:
    """One person's values, by item, as a record of the return."""
    fields: dict[str, Any] = {
        field: str(person[item]) for item, field in FIELD_OF.items() if item in person
    }
    fields |= {
        field: "Y" if person[item] else "N" for item, field in FLAG_OF.items() if item in person
    }
    fields |= zip(ADDRESS, person.get("address", ()), strict=False)
    return Record(
        **fields,
        guarantee_indicator="Y" if any(item in person for item in GUARANTEES) else "N",
        characteristics=tuple(_characteristics(person)),
        has_activity="activity" in person,
    )


def _characteristics(person: Mapping[str, Any]) -> Iterator[str]:
    for item, code in CHARACTERISTIC_OF.items():
        if item in person and person[item]["state"] != "withdrawn":
            yield code
