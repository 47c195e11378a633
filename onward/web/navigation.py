"""The menu: every page that stands in it, for whom, and what it counts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.casework.models import Referral
from onward.disclosures.by_officer import waiting_for_an_officer
from onward.disclosures.models import Disclosure
from onward.disclosures.reviewing import waiting_for_review
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Permission
from onward.people.matching.matches import waiting_matches
from onward.tracking.models import DataRequest
from onward.web.access import address
from onward.web.first_rows import counted


@dataclass(frozen=True)
class Entry:
    """A page in the menu of those who have any one of these permissions.

    The page's own `requires` is asked too, so the menu never leads to a refusal.
    """

    name: str
    label: Promise | str
    permissions: frozenset[Permission]
    count: Callable[[Organisation], int] | None = None
    setting: str = ""  # that switches on what it belongs to

    @property
    def is_on(self) -> bool:
        return not self.setting or bool(getattr(settings, self.setting))

    def holds(self, path: str, *, url: str) -> bool:
        """Whether the page at this path belongs to the entry; a home holds itself alone."""
        return path == url if self.name.endswith(":home") else path.startswith(url)


# As the base template wants it: label, address, whether it is the present page, and a count.
Link = tuple[str, str, bool, int | None]


def new_referrals(provider: Organisation) -> int:
    return counted(Referral.objects.sent_to(provider).awaiting_reply())


def cancellations_asked(commissioner: Organisation) -> int:
    asked = Referral.objects.made_for(commissioner).awaiting_answer_to_cancellation()
    return counted(asked)


def unknown_sends(sender: Organisation) -> int:
    return counted(Disclosure.objects.filter(sender=sender, status=Disclosure.Status.UNKNOWN))


def to_deal_with_in_person(giver: Organisation) -> int:
    return counted(waiting_for_an_officer())


def one_offs_to_review(giver: Organisation) -> int:
    return counted(waiting_for_review())


def requests_to_decide(district: Organisation) -> int:
    return counted(DataRequest.objects.asked_of(district).to_decide())


def answers_received(authority: Organisation) -> int:
    """Received, and the record not yet brought up to date."""
    return counted(DataRequest.objects.asked_by(authority).to_update())


def rows_to_match(authority: Organisation) -> int:
    return counted(waiting_matches())


_P = Permission
_COACH = frozenset({_P.REFER})
_PROVIDER = frozenset({_P.REPLY_TO_REFERRAL})
_TRACKING = frozenset({_P.TRACK})
_CONTRACTS = frozenset({_P.SET_UP_CONTRACTS, _P.APPROVE_CONTRACTS})
_MONEY = frozenset({_P.SEE_MONEY})
_PROTECTION = frozenset({_P.SEE_DISCLOSURES})

# In this order; the first that someone may open is their first page after signing in.
NAVIGATION = (
    Entry("coach:home", _("Home"), _COACH),
    Entry("coach:find", _("Find a person"), _COACH),
    Entry("coach:replies", _("Replies"), _COACH),
    Entry("coach:uploads", _("Upload"), _COACH),
    Entry(
        "coach:data-requests",
        _("Local requests"),
        frozenset({_P.ANSWER_DATA_REQUESTS}),
        requests_to_decide,
    ),
    Entry(
        "coach:in-person",
        _("In person"),
        frozenset({_P.DEAL_IN_PERSON}),
        to_deal_with_in_person,
    ),
    Entry("tracking:home", _("Home"), _TRACKING),
    Entry("tracking:cohort", _("Young people"), _TRACKING),
    Entry("tracking:calls", _("Call list"), frozenset({_P.TRACK})),
    Entry("tracking:requests", _("Requests"), frozenset({_P.ASK_FOR_DATA}), answers_received),
    Entry("tracking:find", _("Find a person"), frozenset({_P.ASK_FOR_DATA})),
    Entry("tracking:uploads", _("Upload"), frozenset({_P.TRACK})),
    Entry("tracking:matches", _("Who is who"), frozenset({_P.TRACK}), rows_to_match),
    Entry("tracking:returns", _("Returns"), frozenset({_P.TRACK, _P.MAKE_RETURNS})),
    Entry("provider:home", _("Home"), _PROVIDER),
    Entry("provider:new", _("New referrals"), _PROVIDER, new_referrals),
    Entry("provider:caseload", _("Caseload"), _PROVIDER),
    Entry("provider:find", _("Find a person"), _PROVIDER),
    Entry("provider:uploads", _("Upload"), _PROVIDER),
    Entry("provider:claims", _("Claims"), frozenset({_P.CLAIM})),
    Entry("commissioner:home", _("Overview"), _CONTRACTS),
    Entry("commissioner:contracts", _("Contracts"), _CONTRACTS),
    Entry("commissioner:providers", _("Providers"), frozenset({_P.ACCREDIT})),
    Entry(
        "commissioner:cancellations",
        _("Cancellations"),
        frozenset({_P.AGREE_CANCELLATION}),
        cancellations_asked,
    ),
    Entry("finance:runs", _("Payment runs"), _MONEY),
    Entry("finance:checks", _("Checks"), _MONEY),
    Entry("finance:uploads", _("Upload"), frozenset({_P.RECONCILE})),
    Entry("finance:clerical", _("Clerical register"), frozenset({_P.PAY_CLERICALLY})),
    Entry("tracking:figures", _("Figures"), _TRACKING),
    Entry("commissioner:figures", _("Figures"), _CONTRACTS | _PROVIDER),
    Entry(
        "email:home",
        _("Email"),
        frozenset({_P.EMAIL_ROUTE, _P.KEEP_CASE}),
        setting="EMAIL_ROUTE",
    ),
    Entry("governance:home", _("Data protection"), _PROTECTION),
    Entry("governance:find", _("Find a person"), _PROTECTION),
    Entry("governance:disclosures", _("Disclosures"), _PROTECTION),
    Entry("governance:agreements", _("Agreements"), _PROTECTION | {_P.SIGN_AGREEMENTS}),
    Entry("governance:notices", _("Notices"), frozenset({_P.KEEP_NOTICES})),
    Entry(
        "governance:inspections",
        _("Inspections"),
        frozenset({_P.INSPECT_MEMORANDUM, _P.PERMIT_INSPECTION}),
    ),
    Entry("governance:unknown", _("Unknown sends"), frozenset({_P.SETTLE_SENDS}), unknown_sends),
    Entry(
        "governance:one-offs", _("Given once"), frozenset({_P.REVIEW_ONE_OFFS}), one_offs_to_review
    ),
    Entry("governance:ledger", _("Ledger"), frozenset({_P.VERIFY_LEDGER})),
    Entry("accounts:accounts", _("Accounts"), frozenset({_P.MANAGE_STAFF})),
    Entry("accounts:deceased", _("Died"), frozenset({_P.SEE_DECEASED})),
)
# Where the search box of the header posts to: the first of these that one may open.
SEARCHES = ("coach:find", "tracking:find", "provider:find", "governance:find")


def menu(staff: Staff, *, acting_for: Organisation, path: str) -> list[Link]:
    """Return the menu of this member of staff on the page at this path."""
    shown = list(_open_entries(staff))
    # A page below several entries belongs to the one whose address is the longest.
    held = (url for entry, url in shown if entry.holds(path, url=url))
    here = max(held, key=len, default=None)
    return [
        (str(entry.label), url, url == here, _counted(entry, acting_for)) for entry, url in shown
    ]


def first_page(staff: Staff) -> str | None:
    """Return the address of the first page of the menu, or None when there is no page."""
    return next((url for _entry, url in _open_entries(staff)), None)


def search_page(staff: Staff) -> str | None:
    """Return where this member of staff looks for people, if they may."""
    if not staff.may(Permission.FIND_PEOPLE):
        return None
    addresses = (address(name, staff=staff) for name in SEARCHES)
    return next((url for url in addresses if url), None)


def _counted(entry: Entry, acting_for: Organisation) -> int | None:
    """Return how many there are to deal with; nothing to deal with is not shown."""
    return (entry.count(acting_for) or None) if entry.count else None


def _open_entries(staff: Staff) -> Iterator[tuple[Entry, str]]:
    for entry in NAVIGATION:
        if entry.is_on and any(staff.may(permission) for permission in entry.permissions):
            url = address(entry.name, staff=staff)
            if url:
                yield entry, url
