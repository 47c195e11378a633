"""Why cases end before or after their start: our own codes, as PRaP's list is not published.

Drawn from domain/programmes.md 1.2 and 1.5.
"""

from onward.programmes.doubts import gettext_noop
from onward.programmes.rules import Reason

_NEVER_RIGHT = (
    Reason(code="ALREADY_ON_PROVISION", label=gettext_noop("Already on other provision")),
    Reason(code="DUPLICATE", label=gettext_noop("Referred twice")),
    Reason(code="WRONG_OPPORTUNITY", label=gettext_noop("Referred to the wrong opportunity")),
    Reason(code="WRONG_PROVIDER", label=gettext_noop("Referred to the wrong provider")),
    Reason(code="WRONG_PERSON", label=gettext_noop("The wrong person was referred")),
    Reason(code="INELIGIBLE", label=gettext_noop("Not eligible")),
)

REJECTION_REASONS = (
    *_NEVER_RIGHT,
    Reason(code="IN_WORK_BEFORE", label=gettext_noop("In work before the referral")),
    Reason(code="JOB_BEFORE_START", label=gettext_noop("Found a job before starting")),
    Reason(code="DID_NOT_START", label=gettext_noop("Did not start")),
    Reason(code="DIED", label=gettext_noop("Died")),
    Reason(code="OTHER", label=gettext_noop("Another reason")),
)

EXIT_REASONS = (
    Reason(
        code="TIME_COMPLETED",
        label=gettext_noop("Completed the time on the programme"),
        asks_for_a_plan=True,
    ),
    Reason(code="COMPLETED_IN_WORK", label=gettext_noop("Completed with an outcome, in work")),
    Reason(
        code="EARLY_COMPLETER",
        label=gettext_noop("Completed before the end of the time"),
        asks_for_a_plan=True,
    ),
    Reason(code="WITHDREW", label=gettext_noop("Chose to leave"), asks_for_a_plan=True),
    Reason(
        code="OTHER_PROVISION", label=gettext_noop("Moved to other provision"), asks_for_a_plan=True
    ),
    Reason(code="TRANSFERRED", label=gettext_noop("Transferred to another provider")),
    Reason(
        code="BENEFIT_CHANGE",
        label=gettext_noop("Benefit or its conditions changed"),
        asks_for_a_plan=True,
    ),
    # Other organisations read the reason: illness and prison are one, so that neither shows. The
    # Work and Health Programme asks for no report of the terminally ill or of those who move
    # abroad; no text of WFS spares them.
    Reason(
        code="NO_LONGER_ABLE",
        label=gettext_noop("Is no longer able to take part"),
        asks_for_a_plan=True,
    ),
    Reason(code="ABROAD", label=gettext_noop("Moved abroad"), asks_for_a_plan=True),
    Reason(code="DIED", label=gettext_noop("Died")),
    *_NEVER_RIGHT,
)
