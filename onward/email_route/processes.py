"""For what e-mail may be used between a provider and the department: eight processes, no ninth.

Source: 003 paragraph 46. Being on this list is not enough: the department must have permitted a
provider to use one, in writing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Process(TextChoices):
    """What may be sent unencrypted, in the order of paragraph 46."""

    EXIT_REPORT = "EXIT_REPORT", _("Exit reports")
    COMPLIANCE = "COMPLIANCE", _("Compliance doubts and re-compliance")
    CHANGE = "CHANGE", _("Changes of circumstances")
    EMPLOYMENT_BUSINESS = "EMPLOYMENT_BUSINESS", _("Employment business customer form")
    ESF_1420 = "ESF_1420", _("ESF 14-20 form")
    WHPS01 = "WHPS01", _("WHPS01, self-referral")
    LIST_500 = "LIST_500", _("List of 500 names and numbers")
    GOOD_NEWS = "GOOD_NEWS", _("Good news stories")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What holds of one process from a day on: how many people's records one message carries."""

    most_records: int
    in_force_from: date
    source: str


# The chapter's last change; which day each process was first allowed is not said.
FROM = date(2021, 12, 15)
_ONE = Terms(most_records=1, in_force_from=FROM, source="source 003 paragraph 49, first point")
# Paragraph 49 says one and paragraph 46 says 500. The restrictions are said to apply "all or
# part" to each process, so the list has its own number and nothing else has.
_LIST = Terms(most_records=500, in_force_from=FROM, source="source 003 paragraphs 46 and 49")
TERMS: Mapping[Process, Terms] = {
    process: _LIST if process is Process.LIST_500 else _ONE for process in Process
}


class NoSuchProcess(ValueError):
    """It is not one of the eight for which e-mail may be used."""


def process_of(code: str) -> Process:
    """The process of this code; raises NoSuchProcess for a ninth."""
    try:
        return Process(code)
    except ValueError:
        raise NoSuchProcess(f"{code} is not one of the processes of paragraph 46.") from None
