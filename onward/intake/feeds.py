"""The ways in: every kind of file that Onward takes, each from the organisations that send it."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from onward.formats.evidence_csv import job_starts, weekly_hours_worked
from onward.formats.finance_result import finance_result
from onward.formats.payfile_report import payfile_report
from onward.formats.ppvr import ppvr
from onward.formats.starts_csv import referral_actions
from onward.intake import evidence, money
from onward.intake import referral_actions as actions
from onward.intake.feed import Feed
from onward.intake.models import Landing
from onward.intake.referrals import handing_over as referring
from onward.intake.referrals import reading as referrals
from onward.intake.young_people.feeds import YOUNG_PEOPLE
from onward.parties.models import Organisation
from onward.parties.permissions import Permission

Kind = Organisation.Kind
DEPARTMENTS = frozenset({Kind.DEPARTMENT, Kind.JOBCENTRE_DISTRICT})
PROVIDERS = frozenset({Kind.PRIME_PROVIDER})
PAYERS = frozenset({Kind.COMMISSIONER, Kind.DEPARTMENT})
WHOLE_FILE = 1_000_000  # money is taken in at once or not at all


REFERRALS = Feed(
    code="referrals",
    label=_("Referrals"),
    hint=_("A zip with referrals.csv and, where you have them, qualifications.csv"),
    kinds=DEPARTMENTS,
    permission=Permission.REFER,
    read=referrals.read_referrals,
    hand_over=referring.hand_over,
    columns=referrals.columns,
    table=referrals.table,
    table_name=referrals.TABLE,
    give_back=referrals.give_back,
)
ACTIONS = Feed(
    code="referral-actions",
    label=_("Acknowledgements, starts and ends"),
    hint=_("A CSV file with one row for each"),
    kinds=PROVIDERS,
    permission=Permission.KEEP_CASE,
    read=actions.read_actions,
    hand_over=actions.hand_over,
    columns=lambda: referral_actions().columns,
    batch=1000,
)
JOBS = Feed(
    code="job-starts",
    label=_("Job starts"),
    hint=_("A CSV file with one row for each job"),
    kinds=PROVIDERS,
    permission=Permission.KEEP_CASE,
    read=evidence.read_jobs,
    hand_over=evidence.hand_over_jobs,
    columns=lambda: job_starts().columns,
    batch=1000,
)
WEEKS = Feed(
    code="weekly-hours",
    label=_("Hours worked in each week"),
    hint=_("A CSV file with one row for each job and week"),
    kinds=PROVIDERS,
    permission=Permission.KEEP_CASE,
    read=evidence.read_weeks,
    hand_over=evidence.hand_over_weeks,
    columns=lambda: weekly_hours_worked().columns,
    batch=10_000,
)
RESULTS = Feed(
    code="finance-results",
    label=_("Answer of the finance system"),
    hint=_("A CSV file with one row for each payment, and a TOTAL row"),
    kinds=PAYERS,
    permission=Permission.RECONCILE,
    read=money.read_results,
    hand_over=money.hand_over_results,
    columns=lambda: finance_result().columns,
    batch=WHOLE_FILE,
)
REPORT = Feed(
    code="payfile-report",
    label=_("Payfile report"),
    hint=_("A CSV file with one row for each claim in a payfile, and a TOTAL row"),
    kinds=PAYERS,
    permission=Permission.RECONCILE,
    read=money.read_report,
    hand_over=money.hand_over_report,
    columns=lambda: payfile_report().columns,
    batch=WHOLE_FILE,
)
MONTHLY = Feed(
    code="ppvr",
    label=_("Payment validation report"),
    hint=_("A CSV file with one row for each outcome paid in a month, and a TOTAL row"),
    kinds=PAYERS,
    permission=Permission.RECONCILE,
    read=money.read_monthly,
    hand_over=money.hand_over_monthly,
    columns=lambda: ppvr().columns,
    batch=WHOLE_FILE,
)
OF_CASES = (REFERRALS, ACTIONS, JOBS, WEEKS, RESULTS, REPORT, MONTHLY)
FEEDS: Mapping[str, Feed] = {feed.code: feed for feed in (*OF_CASES, *YOUNG_PEOPLE)}


def feed_of(landing: Landing) -> Feed:
    """The feed of a file that landed, as its sender writes it."""
    feed = FEEDS[landing.feed]
    if feed.for_file is None:
        return feed
    return feed.for_file(feed, landing)
