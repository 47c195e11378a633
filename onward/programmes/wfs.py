"""Work First Scotland: voluntary support for disabled people, 2017 to 2019.

Facts and their sources: domain/programmes.md 1.1, 1.5, 3.1 and 6.
"""

from datetime import date

from onward.programmes.doubts import Doubt, gettext_noop
from onward.programmes.outcomes import JobStartOutcome, WeeksOutcome
from onward.programmes.reasons import EXIT_REASONS, REJECTION_REASONS
from onward.programmes.rules import Programme
from onward.values.period import Period
from onward.values.working_days import Nation

SIXTEEN_HOURS = 16 * 60

JOB_START = JobStartOutcome(
    code="job_start",
    name=gettext_noop("Job start"),
    source="Scottish statistics of WFS 2018; evaluation of August 2018, footnote 5: "
    "only unsupported jobs",
)

SHORT = WeeksOutcome(
    code="short_13",
    name=gettext_noop("Short job outcome: 13 weeks"),
    source="Scottish statistics of WFS 2018: 16 hours or more a week for 13 weeks in a row",
    minutes_a_week=SIXTEEN_HOURS,
    weeks=13,
    within_weeks=13,
    across_jobs_is_open=True,
)

SUSTAINED = WeeksOutcome(
    code="sustained_26",
    name=gettext_noop("Sustained job outcome: 26 weeks of 30"),
    source="Scottish statistics of WFS 2018: 16 hours or more a week for 26 of 30 weeks, breaks "
    "of 4 weeks at most in total, not necessarily in one job",
    minutes_a_week=SIXTEEN_HOURS,
    weeks=26,
    within_weeks=30,
)

WFS_2017 = Programme(
    code="wfs",
    name=gettext_noop("Work First Scotland"),
    version="2017-04-03",
    in_force_from=date(2017, 4, 3),
    source="Scotland Act 2016; sources 000 and 001; Scottish Government statistics, 2017 to 2018",
    nation=Nation.SCOTLAND,
    is_voluntary=True,
    referrals=Period(date(2017, 4, 3), date(2018, 3, 9)),
    arrangements_end_on=date(2019, 4, 30),
    # Of the Work and Health Programme and of IPES: see Doubt.REPLY_LIMIT_BORROWED.
    reply_within_working_days=2,
    pre_employment_months=6,
    in_work_months=6,
    leavers_plan_within_days=10,
    job_start=JOB_START,
    weeks_outcomes=(SHORT, SUSTAINED),
    exit_reasons=EXIT_REASONS,
    rejection_reasons=REJECTION_REASONS,
    doubts=(
        Doubt.REPLY_LIMIT_BORROWED,
        Doubt.DAY_COUNT,
        Doubt.CALENDAR_DAYS,
        Doubt.CODES_ARE_OURS,
    ),
)
