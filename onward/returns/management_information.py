"""The monthly table of management information: counts of referrals and starts, each defined."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from onward.agreements.labels import Label
from onward.casework.models import Referral, Status
from onward.formats.mi_table import Measure, write_mi_table
from onward.parties.models import Organisation
from onward.payments.models import Claim
from onward.programmes.management_information import CohortCounts, cohort_counts
from onward.values.pence import Pence, as_pounds_text
from onward.values.period import Period


class TellsOfOnePerson(ValueError):
    """The table is not anonymous: somebody who knows a person could read what became of them."""


def counts(commissioner: Organisation, *, programme: str, period: Period) -> CohortCounts:
    """The counts of one programme for a period, from the shared rows the reader may see.

    A special customer record has no shared row, so it is in no figure (REQ-000-009).
    """
    rows = Referral.objects.made_for(commissioner).filter(programme=programme)
    return cohort_counts(rows.values_list("referred_on", "started_on").iterator(), period=period)


def measures(commissioner: Organisation, *, programme: str, period: Period) -> list[Measure]:
    """The table's rows, each figure beside the words that define it."""
    found = counts(commissioner, programme=programme, period=period)
    dates = {"first": f"{period.first:%d/%m/%Y}", "last": f"{period.last:%d/%m/%Y}"}
    return [
        Measure(
            label=_("Referred"),
            figure=f"{found.referred:,}",
            people=found.referred,
            definition=_("Referrals dated %(first)s to %(last)s.") % dates,
        ),
        Measure(
            label=_("Joined"),
            figure=f"{found.joined:,}",
            people=found.joined,
            among=found.referred,
            definition=_("Starts that come from these referrals, whenever they are dated."),
        ),
        Measure(
            label=_("Joined, of those referred"),
            figure=_("%(rate)s%%") % {"rate": found.rate} if found.rate is not None else "-",
            definition=_("Joined divided by referred, as a whole percentage, halves up."),
        ),
        Measure(
            label=_("Started in the period"),
            figure=f"{found.started_in_period:,}",
            people=found.started_in_period,
            definition=_("Starts dated %(first)s to %(last)s.") % dates,
        ),
        Measure(
            label=_("Started after the period"),
            figure=f"{found.started_after:,}",
            people=found.started_after,
            definition=_("Starts from these referrals dated after %(last)s.") % dates,
        ),
        *_states(commissioner, programme),
        *_paid(commissioner, programme),
    ]


def label_of(table: Iterable[Measure]) -> Label:
    """Personal where a figure, or what it leaves of another, counts one person alone.

    Source: source 001 5.3; the text WFS-MI: no cell may let a reader pick out a person.
    """
    counts = [(each.people, each.among) for each in table if each.people is not None]
    alone = any(1 in (people, (among or 0) - people) for people, among in counts)
    return Label.PERSONAL if alone else Label.ANONYMOUS


def as_file(table: Sequence[Measure]) -> bytes:
    """The table as one that is about nobody. Raises TellsOfOnePerson where it is not."""
    if label_of(table) is not Label.ANONYMOUS:
        raise TellsOfOnePerson(
            _(
                "A figure here counts one person alone, or leaves one, so this is personal data and"
                " goes nowhere as figures. Choose a longer period."
            )
        )
    return write_mi_table(table)


def _states(commissioner: Organisation, programme: str) -> Iterable[Measure]:
    rows = Referral.objects.made_for(commissioner).filter(programme=programme)
    for status in (Status.REJECTED, Status.CANCELLED, Status.WITHDRAWN, Status.DID_NOT_START):
        count = rows.filter(status=status).count()
        yield Measure(
            label=str(status.label),
            figure=f"{count:,}",
            people=count,
            definition=_("Referrals in this state when the table was made."),
        )


def _paid(commissioner: Organisation, programme: str) -> Iterable[Measure]:
    paid = Claim.objects.filter(
        commissioner=commissioner, referral__programme=programme, status=Claim.Status.PAID
    )
    pence = list(paid.values_list("pence", flat=True))
    yield Measure(
        label=_("Outcomes paid"),
        figure=f"{len(pence):,}",
        people=len(pence),
        definition=_("Claims that the finance system says it has paid."),
    )
    yield Measure(
        label=_("Paid"),
        figure=as_pounds_text(Pence(sum(pence))),
        definition=_("What these claims came to."),
    )
