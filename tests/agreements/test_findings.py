"""What a text says twice or not at all is found, all of it, and nothing else."""

from dataclasses import replace

import pytest

from onward.agreements.findings import Code, findings_of
from onward.agreements.populations import ANYONE
from onward.agreements.standard import standard_agreement
from onward.agreements.terms import Definition, Provision

MEMORANDUM = standard_agreement("MOU-LOCAL")
SOUND = replace(
    MEMORANDUM,
    retention="Two years.",
    population=ANYONE,
    definitions=(),
    provisions=(Provision(place="clause 1", says="Who answers requests.", about="rights"),),
)


def found(agreement):
    return {(finding.code, finding.about) for finding in findings_of(agreement)}


def test_the_memorandums_own_contradictions_are_found():
    """REQ-002-081, REQ-002-087, REQ-002-103, REQ-002-105, REQ-002-106, REQ-002-109, REQ-002-128"""
    assert found(MEMORANDUM) == {
        (Code.NOT_ON_THE_LIST, "stage of the claim"),
        (Code.NO_SUCH_PLACE, "appendix B"),
        (Code.NUMBER_MISSING, "clause 6"),
        (Code.DEFINED_TWICE, "working day"),
        (Code.DEFINED_TWICE, "date of the memorandum"),
        (Code.POPULATION_CONTESTED, "population"),
        (Code.RETENTION_NOT_STATED, "retention"),
    }


def test_the_memorandum_permits_the_thirteen_items_of_its_annex_one_way():
    """REQ-002-090, REQ-002-135, REQ-002-136, REQ-002-137, REQ-002-138, REQ-002-139, REQ-002-140,
    REQ-002-141, REQ-002-142, REQ-002-143, REQ-002-144, REQ-002-145, REQ-002-146, REQ-002-147"""
    assert MEMORANDUM.items(from_role="district", to_role="authority") == {
        "title",
        "forename",
        "surname",
        "date_of_birth",
        "address",
        "correspondence_address",
        "postcode",
        "telephone",
        "telephone_alternate",
        "email",
        "in_receipt_of_benefit",
        "work_programme_participant",
        "lone_parent",
    }
    assert not MEMORANDUM.items(from_role="authority", to_role="district")


def test_a_sound_text_has_no_finding():
    assert found(SOUND) == set()


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"retention": "Not stated."}, (Code.RETENTION_NOT_STATED, "retention")),
        ({"provisions": (Provision(place="clause 1", says=" ", about="rights"),)},
         (Code.BLANK_PROVISION, "clause 1")),
        ({"provisions": (Provision(place="clause 2", says="Who answers.", about="rights"),)},
         (Code.NUMBER_MISSING, "clause 1")),
        ({"provisions": (Provision(place="clause 1", says="Words."),)},
         (Code.NO_RIGHTS_ROUTE, "rights")),
        ({"definitions": (Definition(term="day", place="a", means="one"),
                          Definition(term="day", place="b", means="two"))},
         (Code.DEFINED_TWICE, "day")),
    ],
)  # fmt: skip
def test_each_defect_is_found_by_itself(change, finding):
    assert found(replace(SOUND, **change)) == {finding}


def test_a_contested_word_can_be_decided_only_for_a_place_that_has_it():
    (finding,) = (each for each in findings_of(MEMORANDUM) if each.about == "working day")

    assert finding.choices == ("clause 1.1", "clause 9.1")
