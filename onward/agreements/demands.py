"""What a text asks for each time something is given under it, beyond who, what and how."""

from enum import StrEnum


class Demand(StrEnum):
    """One thing that must be there at the moment of giving; the gate refuses what lacks it."""

    JUSTIFICATION = "justification"  # written for this act, before it (source 002, section 4)
    MOVEMENT_TEMPLATE = "movement_template"  # by e-mail only (source 002, recital G)
    SECURITY_PLAN = "security_plan"  # assured, not lapsed, nothing offshore (source 003, 2)
    NOTICE = "notice"  # the person was told that it is passed on (source 002, section 2)


# The item of the giver's record that says in which words the person was told.
NOTICE_GIVEN = "claim_notice_version"
