"""How people under public protection arrangements (MAPPA) are referred: a dated policy a programme.

A changed policy is a new one with its day, and the old one still explains what was withheld.
"""

from dataclasses import dataclass
from datetime import date

# The standard agreements under which the people of a programme are told of.
PROGRAMMES = {"WHP-REFERRAL": "whp", "WHP-EMAIL": "whp", "WHP-JETS": "jets"}


@dataclass(frozen=True, kw_only=True)
class MappaPolicy:
    """What one text withholds electronically, and who sees to the rest; items by their codes."""

    programme: str
    in_force_from: date
    source: str
    withholds: frozenset[str] = frozenset()
    needs_officer: bool = False  # a nominated officer talks to the provider's nominated person

    @property
    def version(self) -> str:
        return f"{self.programme} {self.in_force_from}"


WHERE_TO_FIND = frozenset(
    {
        *("address", "postcode", "correspondence_address"),
        *("telephone", "telephone_alternate", "coc_contact_details"),
    }
)
# Only the month of the text of April 2020 is known. JETS is a part of the programme, and its own
# text (source 003 paragraph 7) sends the reader to the same chapter 3.
POLICIES = (
    MappaPolicy(
        programme="whp",
        in_force_from=date(2020, 4, 1),
        source="Work and Health Programme guidance of April 2020, chapter 3 paragraph 4",
        withholds=WHERE_TO_FIND,
        needs_officer=True,
    ),
    MappaPolicy(
        programme="whp",
        in_force_from=date(2021, 9, 24),
        source="Provider memo 49 of September 2021, which takes the words out",
    ),
    MappaPolicy(
        programme="jets",
        in_force_from=date(2020, 10, 5),
        source="Work and Health Programme guidance of April 2020, chapter 3 paragraph 4",
        withholds=WHERE_TO_FIND,
        needs_officer=True,
    ),
    MappaPolicy(
        programme="jets",
        in_force_from=date(2021, 9, 24),
        source="Provider memo 49 of September 2021, which takes the words out",
    ),
)


def mappa_policy(standard: str, *, on: date) -> MappaPolicy | None:
    """The policy on this day under this standard agreement; None where no text is known.

    Without a text nobody has said that the items may go, so the catalogue's own list stays back.
    """
    in_force = [
        policy
        for policy in POLICIES
        if policy.programme == PROGRAMMES.get(standard) and policy.in_force_from <= on
    ]
    return max(in_force, key=lambda policy: policy.in_force_from, default=None)
