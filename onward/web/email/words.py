"""Words for what was put aside."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.intake.received_rules import Why

WHY_ASIDE: Mapping[str, Promise] = {
    Why.TOO_LARGE: _("It is too large to be taken in."),
    Why.WRONG_INBOX: _("It was not sent to the inbox agreed for this."),
    Why.FORWARDED: _("A rule of a mailbox passed it on by itself."),
    Why.UNKNOWN_SENDER: _("It did not come from a designated inbox."),
    Why.NO_NUMBER: _("No National Insurance number is in it, so nobody can say whom it is about."),
    Why.SEVERAL_PEOPLE: _("More than one National Insurance number is in it."),
    Why.NOT_OURS: _("It is about somebody who is not in your caseload, or the number is wrong."),
}
