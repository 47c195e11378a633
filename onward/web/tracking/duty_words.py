"""How somebody stands under the duty to participate, in words."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.programmes.participation.activities import Duty, meanings
from onward.programmes.participation.duty import Subject, duty_rules
from onward.tracking.models import ActivityStatement
from onward.web.tracking.activity_words import has_lapsed

DUTY: Mapping[Duty, Promise] = {
    Duty.MEETING: gettext_lazy("Meets it"),
    Duty.WORKING_TOWARDS: gettext_lazy("Works towards it"),
    Duty.TEMPORARY_BREAK: gettext_lazy("A temporary break from it"),
    Duty.NOT_PARTICIPATING: gettext_lazy("Does not participate"),
    Duty.NOT_KNOWN: gettext_lazy("Not known whether they participate"),
    Duty.NOT_YET: gettext_lazy("Has not begun yet"),
    Duty.LEFT_OUT: gettext_lazy("Counted in no figure of it"),
}


def duty_words(born: date, present: ActivityStatement | None, *, on: date) -> str:
    """Worked out from the day of birth and the activity, never from a code of its own.

    Education and Skills Act 2008 s.1; where nobody knows of hours, by what the activity says.
    """
    rules, subject = duty_rules(on), Subject(born=born)
    if rules is None or not rules.is_under_duty(subject, on=on):
        return _("Does not apply on this day: it lasts from year 11 to the 18th birthday")
    doing = meanings(on).get(present.code) if present else None
    if present is None or doing is None:
        return str(DUTY[Duty.NOT_KNOWN])
    lapsed = has_lapsed(present, on=on)
    standing = rules.standing(subject, on=on, meaning=doing, has_lapsed=lapsed)
    return str(DUTY[standing]) if standing else ""
