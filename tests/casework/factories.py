"""The least valid referral, taken to any status by the verbs that take it there."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from onward.agreements.models import Agreement
from onward.casework import referrals
from onward.casework.models import Referral, Status
from onward.casework.new_referrals import NewReferral
from onward.contracts.models import Opportunity
from onward.parties.models import Organisation, Staff
from onward.people.models import Record
from onward.programmes.wfs import WFS_2017
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_standard_agreement
from tests.contracts.factories import a_contract, an_opportunity
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record
from tests.times import NOON

_numbers = count(1)
Kind = Organisation.Kind
TODAY = NOON.date()
REJECTION = WFS_2017.rejection_reasons[0].code
EXIT = WFS_2017.exit_reasons[0].code
CANCELLATION = "JOB_BEFORE_START"
WITHDRAWAL = "WRONG_PERSON"


@dataclass(frozen=True, kw_only=True)
class Trade:
    """Three organisations that work together: their agreement, contract, opportunity and staff."""

    department: Organisation
    provider: Organisation
    commissioner: Organisation
    agreement: Agreement
    opportunity: Opportunity
    staff: Mapping[int, Staff] = field(repr=False)

    @contextmanager
    def at_work(self, organisation: Organisation) -> Iterator[Staff]:
        """Its member of staff, acting for it."""
        staff = self.staff[organisation.pk]
        with acting_for(organisation.pk, user=staff.pk):
            yield staff


def a_trade(*, provider: Organisation | None = None) -> Trade:
    parties = {
        "department": an_organisation(Kind.DEPARTMENT),
        "provider": provider or an_organisation(Kind.PRIME_PROVIDER),
        "commissioner": an_organisation(Kind.COMMISSIONER),
    }
    contract = a_contract(
        operations=parties["department"],
        provider=parties["provider"],
        commissioner=parties["commissioner"],
    )
    opportunity = an_opportunity(contract)  # while no agreement asks for a notice yet
    return Trade(
        **parties,
        agreement=a_standard_agreement("WFS-REFERRAL", parties=parties),
        opportunity=opportunity,
        staff={party.pk: a_member_of_staff(party) for party in parties.values()},
    )


def seen_by(organisation: Organisation, referrals: list[Referral]) -> list[Referral]:
    """These referrals as the organisation reads them now."""
    with acting_for(organisation.pk):
        rows = Referral.objects.in_bulk([referral.pk for referral in referrals])
        return [rows[referral.pk] for referral in referrals]


def records_of(organisation: Organisation, number: int) -> list[Record]:
    with acting_for(organisation.pk):
        return Record.objects.bulk_create(
            [Record(organisation=organisation, opened_at=NOON) for _ in range(number)]
        )


def a_new_referral(trade: Trade, *, record: Record | None = None, **facts: Any) -> NewReferral:
    values: dict[str, Any] = {
        "reference": f"PO-{next(_numbers)}",
        "record": record or a_record(trade.department),
        "programme": "wfs",
        "opportunity": trade.opportunity,
        "agreement": trade.agreement,
        "referred_on": TODAY,
    }
    return NewReferral(**values | facts)


def a_referral(
    *, status: Status = Status.REFERRED, trade: Trade | None = None, **facts: Any
) -> Referral:
    """A referral that has arrived with the provider and come as far as `status`."""
    return some_referrals(1, status=status, trade=trade, **facts)[0]


def some_referrals(
    number: int, *, status: Status = Status.REFERRED, trade: Trade | None = None, **facts: Any
) -> list[Referral]:
    trade = trade or a_trade()
    ours, theirs = (records_of(party, number) for party in (trade.department, trade.provider))
    new = [a_new_referral(trade, **{"record": record} | facts) for record in ours]
    with trade.at_work(trade.department) as by:
        made = referrals.refer_all(new, by=by, at=NOON).done
        received = {row.pk: record.pk for row, record in zip(made, theirs, strict=True)}
        referrals.arrive(received, at=NOON)
    made = seen_by(trade.provider, made)
    for step in STEPS[status]:
        step(trade, made)
    return made


def _acknowledge(trade: Trade, made: list[Referral]) -> None:
    with trade.at_work(trade.provider) as by:
        referrals.acknowledge_all(made, by=by, at=NOON)


def _reject(trade: Trade, made: list[Referral]) -> None:
    with trade.at_work(trade.provider) as by:
        for referral in made:
            referrals.reject(referral, reason=REJECTION, by=by, at=NOON)


def _cancel(trade: Trade, made: list[Referral]) -> None:
    with trade.at_work(trade.provider) as by:
        for referral in made:
            referrals.ask_cancellation(referral, reason=CANCELLATION, by=by, at=NOON)
    with trade.at_work(trade.commissioner) as by:
        for referral in made:
            referrals.agree_cancellation(referral, by=by, at=NOON)


def _withdraw(trade: Trade, made: list[Referral]) -> None:
    with trade.at_work(trade.department) as by:
        for referral in made:
            referrals.withdraw(referral, reason=WITHDRAWAL, by=by, at=NOON)


def _did_not_start(trade: Trade, made: list[Referral]) -> None:
    with trade.at_work(trade.provider) as by:
        for referral in made:
            referrals.did_not_start(referral, by=by, at=NOON)


def _start(trade: Trade, made: list[Referral]) -> None:
    with trade.at_work(trade.provider) as by:
        starts = [(referral, referral.referred_on) for referral in made]
        referrals.start_all(starts, by=by, at=NOON)


def _end(trade: Trade, made: list[Referral]) -> None:
    with trade.at_work(trade.provider) as by:
        referrals.end_all([(referral, TODAY, EXIT) for referral in made], by=by, at=NOON)


STEPS: dict[Status, tuple[Callable[[Trade, list[Referral]], None], ...]] = {
    Status.REFERRED: (),
    Status.ACKNOWLEDGED: (_acknowledge,),
    Status.REJECTED: (_reject,),
    Status.CANCELLED: (_cancel,),
    Status.WITHDRAWN: (_withdraw,),
    Status.DID_NOT_START: (_acknowledge, _did_not_start),
    Status.STARTED: (_acknowledge, _start),
    Status.ENDED: (_acknowledge, _start, _end),
}
