"""The parts a record is shown and changed in, and the items of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.agreements.between_items import QUALIFICATION


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of a record: items of the catalogue that are typed on one page."""

    code: str
    title: Promise
    items: tuple[str, ...]


# Source 004 l.14-54 in its own order, and the date of birth, which people are found by.
SECTIONS: Mapping[str, Section] = {
    section.code: section
    for section in (
        Section(
            code="identity",
            title=_("Who the person is"),
            items=(
                "title",
                "forename",
                "surname",
                "nino",
                "claimant_reference_number",
                "date_of_birth",
            ),
        ),
        Section(
            code="contact",
            title=_("How to reach them"),
            items=(
                "address",
                "postcode",
                "telephone",
                "telephone_alternate",
                "welsh_written",
                "welsh_spoken",
            ),
        ),
        Section(
            code="reaching",
            title=_("How they want to be reached"),
            items=("email", "correspondence_address", "contact_preference", "do_not_survey"),
        ),
        Section(
            code="circumstances",
            title=_("Benefit and circumstances"),
            items=(
                "participation_basis",
                "signing_day",
                "claim_cycle",
                "claim_pattern",
                "disability_status",
                "childcare_requirements",
                "incident_marker",
                "easement_until",
            ),
        ),
        Section(
            code="plan",
            title=_("Action plan"),
            items=(
                "aims",
                "job_preferences",
                "preferred_hours",
                "employment_history",
                "last_job_1",
                "last_job_1_start",
                "last_job_1_end",
                "last_job_2",
                "last_job_2_start",
                "last_job_2_end",
                "driving_licence",
                "licence_endorsements",
                "additional_information",
                "other_activities",
                "agreed_restrictions",
            ),
        ),
        Section(
            code="return",
            title=_("What the monthly return asks"),
            items=(
                "middle_name",
                "gender",
                "ethnic_origin",
                "unique_pupil_number",
                "unique_learner_number",
                "young_person_id",
                "previous_young_person_id",
                "educated_authority",
                "authority_at_year_11",
                "level_of_need",
                "ehc_plan",
                "sen_support",
                "guarantee_year_11",
                "guarantee_year_12",
                "intended_destination",
            ),
        ),
        Section(
            code="characteristics",
            title=_("What applies to them"),
            items=(
                "looked_after",
                "care_leaver",
                "carer",
                "parent_of_own_child",
                "parent_not_caring",
                "pregnant",
                "refugee_or_asylum_seeker",
                "youth_offending_team",
                "substance_misuse",
                "mental_health",
                "alternative_provision",
            ),
        ),
        Section(code="qualifications", title=_("Qualifications"), items=QUALIFICATION),
    )
}
WHEN_ADDED = ("identity", "contact", "circumstances")
YOUNG_PERSON_WHEN_ADDED = ("identity", "contact", "return", "reaching")
# By audience. A provider has no business with benefit.
SECTIONS_OF: Mapping[str, tuple[str, ...]] = {
    "coach": ("identity", "contact", "circumstances", "plan", "qualifications"),
    "tracking": ("identity", "contact", "return", "characteristics", "reaching"),
    "provider": ("identity", "contact", "plan", "qualifications"),
}
