"""The autumn of 2025 in Merrowby, act by act, through the verbs that pages and lists call."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from math import ceil

from onward.demonstration.setting_up import count_anew
from onward.demonstration.young_people.city import (
    ADVISERS,
    CALLED,
    COUNCIL,
    ENROLLED,
    LEFT_COURSES,
    MONTHS,
    OCTOBER_RETURN,
    SEPTEMBER_RETURN,
    SURVEYED,
    TAKEN_OVER,
)
from onward.demonstration.young_people.people import WITH_PLAN
from onward.demonstration.young_people.plan import City, Planned
from onward.demonstration.young_people.setting_up import Merrowby
from onward.demonstration.young_people.situations import Step
from onward.disclosures.delivery import deliver_prepared
from onward.disclosures.models import Disclosure
from onward.ledger.sequencer import give_all_places
from onward.parties.clock import set_clock
from onward.people.facts import NewFact, add_facts, clean_values
from onward.people.models import Fact, Record
from onward.people.records import open_records, record_death, restrict
from onward.people.withheld import withhold_contact
from onward.programmes.participation.leaving import CohortStatus
from onward.returns.nccis.making import check_return, send_return, settle_return
from onward.tenancy.context import REGISTER, acting_for
from onward.tracking.activities.history import Told, Where
from onward.tracking.activities.telling import Source, confirm, present_activities, tell
from onward.tracking.following.actions import allocate, follow, leave, put_away
from onward.tracking.models import Following, MonthlyReturn
from onward.values.batches import in_batches

AT_ONCE = 2_000
FILE = Source(kind=Fact.Source.FILE)
WORDING = "Young people's service, form of 2025"
Progress = Callable[[int, int], None]
SPECIAL = ("restricted", "archived", "do not survey")


class Unlike(RuntimeError):
    """A verb refused what the demonstration holds to be right."""


@dataclass
class Autumn:
    """The city being lived through: its people as planned, and the record of each."""

    plan: City
    city: Merrowby
    records: dict[int, Record] = field(default_factory=dict)

    def live(self, progress: Progress = lambda done, total: None) -> None:
        """From the day the old system is taken over to the day November is to be returned."""
        acts: Sequence[tuple[datetime, Callable[[], None]]] = (
            (TAKEN_OVER, self._take_over),
            (ENROLLED, self._learn),
            (SEPTEMBER_RETURN, lambda: self._return(0, is_accepted=True)),
            (SURVEYED, self._learn),
            (SURVEYED + timedelta(hours=3), lambda: self._see_off(10)),
            (OCTOBER_RETURN, lambda: self._return(1, is_accepted=False)),
            (LEFT_COURSES, self._learn),
            (LEFT_COURSES + timedelta(hours=3), lambda: self._see_off(11)),
            (LEFT_COURSES + timedelta(hours=4), self._keep_apart),
            (CALLED, self._learn),
        )
        for number, (at, act) in enumerate(acts):
            self.at = at
            with acting_for(REGISTER):
                set_clock(at)
            act()
            give_all_places()  # as the worker does: a ledger that is behind lets no return go
            count_anew()
            progress(number + 1, len(acts))

    def _take_over(self) -> None:
        """Everybody whom the old system knew, with what it held, shared out among the advisers."""
        for batch in in_batches(self.plan.people, AT_ONCE):
            with self.city.at_work():
                opened = open_records(len(batch), at=self.at)
                self.records |= {each.number: row for each, row in zip(batch, opened, strict=True)}
                add_facts([self._first_fact(each) for each in batch])
                add_facts([self._offered(each) for each in batch if each.guarantee])
                follow(opened, source=FILE, at=self.at)
                self._share_out(opened)
        self._learn()

    def _share_out(self, opened: Sequence[Record]) -> None:
        caseloads = in_batches(opened, ceil(len(opened) / len(ADVISERS)))
        for name, records in zip(ADVISERS, caseloads, strict=False):
            followed = list(Following.objects.filter(record__in=records))
            allocate(followed, to=self.city.staff[COUNCIL, name])

    def _first_fact(self, planned: Planned) -> NewFact:
        on = self.at.date()
        return self._fact(planned, clean_values(planned.values, on=on, fictitious=True))

    def _offered(self, planned: Planned) -> NewFact:
        item = "guarantee_year_11" if planned.group == 12 else "guarantee_year_12"
        return self._fact(planned, {item: planned.guarantee})

    def _fact(self, planned: Planned, values: Mapping[str, object]) -> NewFact:
        return NewFact(
            record=self.records[planned.number],
            values=values,
            source=Fact.Source.FILE,
            valid_from=self.at.date(),
            at=self.at,
        )

    def _learn(self) -> None:
        """What became known at this moment: new activities told, unchanged ones confirmed."""
        now = [
            (each, step)
            for each in self.plan.people
            for step in each.steps
            if step.at == self.at and not _has_gone(each, self.at)
        ]
        for is_confirmation, chosen in groupby(
            sorted(now, key=lambda pair: pair[1].is_confirmation),
            key=lambda pair: pair[1].is_confirmation,
        ):
            learn = self._confirm if is_confirmation else self._tell
            for batch in in_batches(chosen, AT_ONCE):
                with self.city.at_work():
                    learn(batch)

    def _tell(self, batch: Sequence[tuple[Planned, Step]]) -> None:
        told = [_told(self.records[each.number], step) for each, step in batch]
        _nothing_refused(tell(told, source=FILE, at=self.at).refused)

    def _confirm(self, batch: Sequence[tuple[Planned, Step]]) -> None:
        present = present_activities([self.records[each.number] for each, _ in batch])
        by = Source(kind=Fact.Source.STAFF, by=self.city.staff[COUNCIL, ADVISERS[0]])
        answered = confirm(list(present.values()), on=self.at.date(), source=by, at=self.at)
        _nothing_refused(answered.refused)

    def _see_off(self, month: int) -> None:
        with self.city.at_work() as manager:
            for each in self.plan.leavers:
                if each.leaving is None or each.leaving.month != month:
                    continue
                record, leaving = self.records[each.number], each.leaving
                leave(
                    record,
                    how=leaving.how,
                    on=leaving.on,
                    to_place=leaving.to_place,
                    by=manager,
                    at=self.at,
                )
                if leaving.how is CohortStatus.DIED:
                    record_death(record, on=leaving.on, by=manager, at=self.at)

    def _return(self, number: int, *, is_accepted: bool) -> None:
        """Check and send the month; the department has answered September's alone."""
        with self.city.at_work() as manager:
            made = check_return(period_end=MONTHS[number], by=manager, at=self.at)
            sent = send_return(made, by=manager, at=self.at)
            if sent.status != Disclosure.Status.PREPARED:
                raise Unlike(f"The gate refused the return: {sent.refusals}")
        deliver_prepared(self.city.organisations[COUNCIL].pk, at=self.at)
        if is_accepted:
            with self.city.at_work() as manager:
                sent_return = MonthlyReturn.objects.get(pk=made.pk)
                at = self.at + timedelta(days=2)
                settle_return(sent_return, is_accepted=True, by=manager, at=at)

    def _keep_apart(self) -> None:
        """One record restricted, one put away, and some who want no contact kept."""
        kept = apart(self.plan)
        with self.city.at_work() as manager:
            for each in kept["restricted"]:
                first = self.city.staff[COUNCIL, ADVISERS[0]]
                restrict(self._record(each), to=[manager, first], by=manager, at=self.at)
            for each in kept["archived"]:
                put_away([Following.objects.get(record=self._record(each))], at=self.at)
            for each in kept["do not survey"]:
                withhold_contact(
                    self._record(each),
                    wording=WORDING,
                    on=self.at.date(),
                    by=manager,
                    at=self.at,
                )

    def _record(self, planned: Planned) -> Record:
        return self.records[planned.number]


def apart(plan: City) -> dict[str, list[Planned]]:
    """Who is kept apart in which way: the first with a plan, and one in five hundred."""
    here = [each for each in plan.people if each.is_in_cohort and each.fault is None]
    plans = [each for each in here if each.group == WITH_PLAN]
    silent = [each for each in here if each.group in {12, 13}][3::500]
    return dict(zip(SPECIAL, (plans[:1], plans[1:2], silent), strict=True))


def _has_gone(planned: Planned, at: datetime) -> bool:
    return planned.leaving is not None and planned.leaving.on <= at.date()


def _told(record: Record, step: Step) -> Told:
    place = step.place
    if place is None:
        return Told(record=record, activity=step.activity)
    where = (
        Where(provider_number=place.number)
        if place.is_provider
        else Where(establishment_number=place.number, establishment_name=place.name)
    )
    return Told(record=record, activity=step.activity, where=where)


def _nothing_refused(refused: Sequence[tuple[Told, object]]) -> None:
    if refused:
        raise Unlike(str(refused[0][1]))
