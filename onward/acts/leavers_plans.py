"""A leavers plan goes back to the work coach: only with consent, only without work, in ten days."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext

from onward.casework.models import Referral, Status
from onward.disclosures.gate import Draft, disclose
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.parties.models import Staff
from onward.people.consents import consents_of
from onward.people.facts import NewFact, add_fact
from onward.people.models import Fact
from onward.programmes.catalogue import programme_version

KIND = "leavers-plan"
PURPOSE = "further_support"
CONSENT = "consent_leavers_plan"
ITEMS = frozenset({"leavers_plan_summary", "leavers_plan_next_steps"})


class NoPlan(ValueError):
    """A leavers plan has no place here; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What the provider writes for the work coach; `texts_read`: with every mark in it read."""

    summary: str
    next_steps: str
    texts_read: bool = False


@transaction.atomic
def send_leavers_plan(referral: Referral, plan: Plan, *, by: Staff, at: datetime) -> Disclosure:
    """Write the plan into the provider's record and prepare it for the referrer.

    Without a standing consent nothing is written (REQ-000-006). A plan sent after the tenth day
    goes, marked LATE. Raises NoPlan.
    """
    record = referral.received_as
    rules = programme_version(referral.programme, version=referral.rules)
    if referral.status != Status.ENDED or record is None or referral.ended_on is None:
        raise NoPlan(gettext("Record the exit first. A leavers plan follows it."))
    if not rules.leavers_plan_applies(referral.end_reason):
        raise NoPlan(gettext("A leavers plan is only for a person who leaves without work."))
    on = localdate(at)
    if CONSENT not in consents_of([record], on=on)[record.pk].standing:
        raise NoPlan(
            gettext("The person has not consented to a leavers plan, so none may be written.")
        )
    values = {
        "leavers_plan_summary": plan.summary.strip(),
        "leavers_plan_next_steps": plan.next_steps.strip(),
    }
    add_fact(
        NewFact(record=record, values=values, source=Fact.Source.STAFF, valid_from=on, at=at, by=by)
    )
    return disclose(
        Draft(
            kind=KIND,
            recipient=referral.referrer,
            on_behalf_of=referral.commissioner,
            agreement=referral.agreement,
            purpose=PURPOSE,
            channel="inside",
            people=[Giving(record=record, items=ITEMS, texts_read=plan.texts_read)],
            due_on=rules.leavers_plan_due_on(referral.ended_on),
        ),
        by=by,
        at=at,
    )
