"""What cannot be true of an activity, said where it is entered and not months later in a return."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from onward.programmes.participation.activities import UnknownActivity, meaning
from onward.programmes.participation.activity import Activity
from onward.values.bad_value import BadValue


class ActivityFault(BadValue):
    """What cannot be true of an activity; `about` is the part of it to mend."""

    def __init__(self, about: str, rule: str, remedy: str) -> None:
        super().__init__(rule, remedy)
        self.about = about


def faults_of(activity: Activity, *, on: date) -> list[ActivityFault]:
    """Each fault with its remedy, the gravest first; `on` is the day it is told.

    The return's rules 201, 237, 242, 256, 257 and 262, and that nothing has begun tomorrow.
    """
    return list(_faults(activity, on=on))


def _faults(activity: Activity, *, on: date) -> Iterator[ActivityFault]:
    start = activity.started_on
    if start > on:
        yield ActivityFault(
            "started_on",
            _("The activity starts in the future."),
            _("Record what the young person does now, or use Start date agreed."),
        )
        return
    try:
        known = meaning(activity.code, on=start)
    except UnknownActivity:
        yield ActivityFault(
            "code", _("There is no such activity on that day."), _("Choose one of the list.")
        )
        return
    if activity.verified_on and activity.verified_on < start:
        yield ActivityFault(
            "verified_on",
            _("It was confirmed before it started."),
            _("Check the start and the confirmation."),
        )
    if activity.verified_on and activity.verified_on > on:
        yield ActivityFault(
            "verified_on", _("It is confirmed in the future."), _("Give today or an earlier day.")
        )
    if activity.ended_on and activity.ended_on < start:
        yield ActivityFault("ended_on", _("It ends before it starts."), _("Check the two dates."))
    if activity.predicted_end_on and activity.predicted_end_on < start:
        yield ActivityFault(
            "predicted_end_on",
            _("It is expected to end before it starts."),
            _("Check the two dates."),
        )
    for name in known.asks_for:
        if name != "neet_started_on" and getattr(activity, name, None) is None:
            yield ActivityFault(name, _missing(name), _("Add it, or choose another activity."))


def _missing(name: str) -> str:
    return {
        "review_on": _("This activity needs a day on which it is looked at again."),
        "predicted_end_on": _("This activity needs the day on which it is expected to end."),
        "verified_on": _("This activity needs the day on which it was confirmed."),
    }.get(name, _("This activity needs one more date."))
