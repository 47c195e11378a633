"""What happened in a case, the newest first: moves, facts, jobs, outcomes, consents, sharing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.casework.models import Referral
from onward.disclosures.models import Disclosure
from onward.disclosures.warned import LATE, in_words
from onward.people.models import Fact
from onward.web.act_words import act_in_words
from onward.web.item_values import item_label, items_named
from onward.web.provider.case import Case, MoveMade
from onward.web.provider.next_due import outcome_name
from onward.web.words import date_words


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened, as the timeline shows it."""

    title: str
    at: date | datetime
    by: str = ""
    kind: str = ""
    text: str = ""

    @property
    def on(self) -> date:
        return localdate(self.at) if isinstance(self.at, datetime) else self.at


def timeline_of(case: Case) -> list[Event]:
    """Everything, the newest first; of one day, a moment counts as later than the bare day."""
    events = [
        *_facts(case),
        *_moves(case),
        *_jobs(case),
        *_outcomes(case),
        *_consents(case),
        *_sent(case),
        *_received_with_warnings(case),
        *_death(case),
    ]
    # Of one moment, what was written later is the newer.
    return sorted(events, key=_place)[::-1]


def _place(event: Event) -> tuple[date, float]:
    return event.on, event.at.timestamp() if isinstance(event.at, datetime) else 0.0


def _moves(case: Case) -> Iterator[Event]:
    referrals = {referral.pk: referral for referral in case.referrals}
    for move in case.moves:
        referral = referrals[move.referral_id]
        yield Event(
            title=act_in_words(move.kind),
            at=move.at,
            by=_actor(case, move, referral),
            kind=_("Referral"),
            text=_move_text(move, referral),
        )


def _actor(case: Case, move: MoveMade, referral: Referral) -> str:
    """The colleague, or the organisation where it was another's act."""
    for organisation in (referral.referrer, referral.commissioner):
        if organisation.pk == move.organisation_id:
            return organisation.name
    return case.who(move.performer)


def _move_text(move: MoveMade, referral: Referral) -> str:
    words = {"reference": referral.reference}
    if move.kind == "referral.started" and referral.started_on:
        words["day"] = date_words(referral.started_on)
        return _("Started on %(day)s. Referral %(reference)s.") % words
    if move.kind == "referral.ended" and referral.ended_on:
        words["day"] = date_words(referral.ended_on)
        return _("Left on %(day)s. Referral %(reference)s.") % words
    return _("Referral %(reference)s.") % words


def _facts(case: Case) -> Iterator[Event]:
    senders = {about.disclosure.pk: about.disclosure.sender.name for about in case.disclosures}
    for fact in case.facts:
        said = [item for item, value in fact.values.items() if value is not None]
        gone = [item for item, value in fact.values.items() if value is None]
        if not said and not gone:
            continue
        sender = senders.get(fact.source_id, "") if fact.source_id else ""
        yield Event(
            title=_fact_title(fact, sender=sender),
            at=fact.known_at,
            by=case.who(fact.by),
            kind=_("Record"),
            text=" ".join(filter(None, (items_named(said), _gone(gone)))),
        )


def _fact_title(fact: Fact, *, sender: str) -> str:
    if fact.source == Fact.Source.DISCLOSURE and sender:
        return _("Received from %(sender)s") % {"sender": sender}
    return str(Fact.Source(fact.source).label)


def _gone(items: list[str]) -> str:
    return _("No longer held: %(items)s.") % {"items": items_named(items)} if items else ""


def _jobs(case: Case) -> Iterator[Event]:
    for evidence in case.evidence.values():
        for job in evidence.jobs:
            employer = job.employer or _("employer not recorded")
            if job.started_on:
                yield Event(
                    title=_("Job started"), at=job.started_on, kind=_("Work"), text=employer
                )
            if job.ended_on:
                yield Event(title=_("Job ended"), at=job.ended_on, kind=_("Work"), text=employer)


def _outcomes(case: Case) -> Iterator[Event]:
    referrals = {referral.pk: referral for referral in case.referrals}
    for outcome in case.outcomes:
        yield Event(
            title=_("Outcome reached"),
            at=outcome.achieved_on,
            kind=_("Outcome"),
            text=outcome_name(referrals[outcome.referral_id], outcome.code),
        )
    for claim in case.claims:
        yield Event(
            title=_("Outcome claimed"),
            at=claim.claimed_at,
            by=case.who(claim.claimed_by),
            kind=_("Outcome"),
            text=f"{outcome_name(referrals[claim.referral_id], claim.outcome)}, {claim.reference}",
        )


def _consents(case: Case) -> Iterator[Event]:
    for consent in case.consents:
        about = item_label(consent.scope)
        said = _("They agreed") if consent.given else _("They did not agree")
        text = _("Wording %(wording)s") % {"wording": consent.wording}
        yield Event(
            title=f"{about}: {said}",
            at=consent.on,
            by=case.who(consent.by),
            kind=_("Consent"),
            text=text,
        )
        if consent.withdrawn_on:
            title = _("%(about)s: they took it back") % {"about": about}
            yield Event(title=title, at=consent.withdrawn_on, kind=_("Consent"))


def _sent(case: Case) -> Iterator[Event]:
    for about in case.disclosures:
        if not about.is_ours:
            continue
        words = {
            "what": act_in_words(about.disclosure.kind),
            "to": about.disclosure.given_to,
        }
        is_refused = about.disclosure.status == Disclosure.Status.REFUSED
        title = _("%(what)s not allowed to %(to)s") if is_refused else _("%(what)s to %(to)s")
        yield Event(
            title=title % words,
            at=about.disclosure.at,
            by=case.who(about.disclosure.by),
            kind=_("Sharing"),
            text=sending_words(about.disclosure),
        )


def sending_words(disclosure: Disclosure) -> str:
    """How far a disclosure has come: what is prepared leaves within seconds."""
    status = Disclosure.Status(disclosure.status)
    if status in (Disclosure.Status.PREPARED, Disclosure.Status.SENDING):
        return _("On its way")
    late = _(" after the last day for it") if LATE in disclosure.warnings else ""
    others = in_words(warning for warning in disclosure.warnings if warning != LATE)
    return " ".join([f"{status.label}{late}", *others])


def _received_with_warnings(case: Case) -> Iterator[Event]:
    for about in case.disclosures:
        if not about.is_ours and about.disclosure.warnings:
            yield Event(
                title=_("Received, and to be taken with care"),
                at=about.disclosure.at,
                kind=_("Sharing"),
                text=" ".join(in_words(about.disclosure.warnings)),
            )


def _death(case: Case) -> Iterator[Event]:
    if case.record.deceased_on:
        yield Event(title=_("Died"), at=case.record.deceased_on)
