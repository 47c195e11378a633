"""What a check looked at, in words: its codes, dates and pence."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.casework.models import Status
from onward.programmes.doubts import TEXT, Doubt
from onward.values.pence import Pence, as_pounds_text
from onward.web.item_values import code_in_words
from onward.web.words import date_words

# In the order in which they are read.
LABELS: Mapping[str, Promise] = {
    "status": gettext_lazy("Referral"),
    "rules": gettext_lazy("Rules"),
    "acknowledged_on": gettext_lazy("Acknowledged"),
    "approved_on": gettext_lazy("Contract approved"),
    "started_on": gettext_lazy("Start"),
    "outcome": gettext_lazy("Outcome"),
    "achieved_on": gettext_lazy("Outcome reached"),
    "ended_on": gettext_lazy("Exit"),
    "first": gettext_lazy("From"),
    "last": gettext_lazy("To"),
    "on": gettext_lazy("Day of the check"),
    "claimed": gettext_lazy("Claimed"),
    "price": gettext_lazy("Price"),
    "claims": gettext_lazy("Other claims"),
    "from": gettext_lazy("Bank details from"),
    "doubts": gettext_lazy("What the sources leave open"),
}
MONEY = ("claimed", "price")


def saw_in_words(saw: Mapping[str, object]) -> list[str]:
    """One line for each thing the check looked at; what was not there says so."""
    order = [
        *(name for name in LABELS if name in saw),
        *(name for name in saw if name not in LABELS),
    ]
    return [f"{LABELS.get(name, name)}: {_value(name, saw[name])}" for name in order]


def _value(name: str, value: object) -> str:
    if value is None or value == []:
        return _("none")
    if name in MONEY and isinstance(value, int):
        return as_pounds_text(Pence(value))
    if name == "status":
        return str(Status(str(value)).label)
    if name == "doubts" and isinstance(value, list):
        return " ".join(_(TEXT[Doubt(code)]) for code in value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    try:
        return date_words(date.fromisoformat(str(value)))
    except ValueError:
        return code_in_words(value)
