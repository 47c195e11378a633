"""Why a message did not go, in words: what stands against it, and what to do."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.tracking.contact.may_contact import WORDS as AGAINST

ADDRESS_CHANGED = "ADDRESS_CHANGED"
ERASED = "ERASED"
NOT_TAKEN = "NOT_TAKEN"
INCOMPLETE = "INCOMPLETE"
WRITTEN_TODAY = "WRITTEN_TODAY"

STOPPED: Mapping[str, Promise] = {
    **{str(against): words for against, words in AGAINST.items()},
    ADDRESS_CHANGED: _("The number or address was changed meanwhile. Write the message anew."),
    ERASED: _("What it held was erased meanwhile. Nothing is sent."),
    NOT_TAKEN: _("The service that sends messages did not take it. Check the number or address."),
    WRITTEN_TODAY: _("This message was written to them today already. Wait, or choose another."),
    INCOMPLETE: _("Something that the message names is not recorded. Record it first."),
}
