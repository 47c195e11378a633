"""A sample to be invited to an evaluation: drawn, and released to those who still consent.

Source: source 001, 5.5; the text EVALUATION-LIST. Consent may end between the two, so the list is
made anew at its release.
"""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.agreements.actions import agreement_between
from onward.agreements.channels import Channel
from onward.casework.models import Referral
from onward.disclosures.gate import Draft, disclose, preview
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.disclosures.settling import STANDING
from onward.parties.models import Organisation, Staff
from onward.people.consents import consents_of
from onward.people.facts import present_values_of
from onward.people.kept_out import DO_NOT_SURVEY
from onward.people.models import Record
from onward.returns.models import EvaluationSample
from onward.tenancy.context import acting

KIND, STANDARD, PURPOSE = "evaluation-list", "EVALUATION-LIST", "evaluation"
SCOPE = "consent_evaluation"
ITEMS = frozenset({"forename", "surname", "address", "postcode", "telephone", "email"})


class NobodyToDraw(ValueError):
    """Nobody who has started for this commissioner consents to be invited."""


class NothingDrawn(LookupError):
    """No sample was drawn for this commissioner."""


class AlreadyReleased(ValueError):
    """The list of this sample went, or may still go."""


@transaction.atomic
def draw_sample(
    commissioner: Organisation, *, size: int, by: Staff, at: datetime
) -> EvaluationSample:
    """Draw at random, of the people who have started and consent today, at most this many.

    Nothing is given: the sample is kept by the organisation acted for. Raises NobodyToDraw.
    """
    consenting = _consenting(_started_for(commissioner), on=localdate(at))
    if not consenting or size < 1:
        raise NobodyToDraw(_("Nobody who has started consents to be invited to an evaluation."))
    drawn = secrets.SystemRandom().sample(consenting, min(size, len(consenting)))
    return EvaluationSample.objects.create(
        organisation_id=acting().organisation_id,
        commissioner=commissioner,
        handles=[record.handle for record in drawn],
        drawn_by=by.handle,
        drawn_at=at,
    )


@transaction.atomic
def release_sample(sample: EvaluationSample, *, by: Staff, at: datetime) -> Disclosure:
    """Prepare the list of those in the sample who may be invited now (REQ-001-018).

    Whoever took consent back since, or is otherwise refused by the gate, is left out of it. The
    gate asks once more at delivery: a list with somebody who takes it back between is stopped
    whole, and is then released again. Raises AlreadyReleased and NoAgreement.
    """
    held = EvaluationSample.objects.select_for_update().get(pk=sample.pk)
    if held.disclosure and Disclosure.objects.filter(STANDING, pk=held.disclosure.pk).exists():
        raise AlreadyReleased(_("This sample's list was released before."))
    records = list(Record.objects.filter(handle__in=held.handles).order_by("pk"))
    draft = _draft(held, _consenting(records, on=localdate(at)), at=at)
    reasons = preview([draft], at=at)[0]
    if "" not in reasons:
        fit = [each.record for each in draft.people if str(each.record.handle) not in reasons]
        draft = _draft(held, fit, at=at)
    held.disclosure = disclose(draft, by=by, at=at)
    held.save(update_fields=["disclosure"])
    return held.disclosure


def last_drawn(commissioner: Organisation) -> EvaluationSample:
    """The newest sample of the organisation acted for. Raises NothingDrawn."""
    drawn = EvaluationSample.objects.filter(commissioner=commissioner)
    sample = drawn.order_by("-drawn_at", "pk").first()
    if sample is None:
        raise NothingDrawn(_("Draw a sample first. It is released once it is drawn."))
    return sample


def _draft(sample: EvaluationSample, people: Sequence[Record], *, at: datetime) -> Draft:
    giver = Organisation.objects.get(pk=sample.organisation_id)
    return Draft(
        kind=KIND,
        recipient=sample.commissioner,
        on_behalf_of=sample.commissioner,
        agreement=agreement_between(STANDARD, giver, sample.commissioner, on=localdate(at)),
        purpose=PURPOSE,
        channel=Channel.INSIDE,
        people=[Giving(record=record, items=ITEMS) for record in people],
    )


def _started_for(commissioner: Organisation) -> list[Record]:
    """Our own records of those who have started: as referrer, or as provider."""
    started = Referral.objects.made_for(commissioner).filter(started_on__isnull=False)
    ours = {pk for pair in started.values_list("sent_from", "received_as") for pk in pair if pk}
    return list(Record.objects.filter(pk__in=ours, erased_at=None, deceased_on=None))


def _consenting(records: Sequence[Record], *, on: date) -> list[Record]:
    """Of these, who allows an invitation on this day, and does not want to be left in peace."""
    allowed = consents_of(records, on=on)
    held = present_values_of(records)
    return [
        record
        for record in records
        if SCOPE in allowed[record.pk].standing and not held.get(record.pk, {}).get(DO_NOT_SURVEY)
    ]
