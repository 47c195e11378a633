"""One standard form goes by e-mail: filled in from the record, and handed to the gate."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.agreements.authority import authorities
from onward.agreements.channels import Channel
from onward.agreements.models import Agreement
from onward.disclosures.email_forms import LAYOUT
from onward.disclosures.gate import Draft, disclose
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.email_route.models import InboxPair
from onward.email_route.processes import process_of
from onward.email_route.standard_forms import StandardForm, digest_of_text, standard_forms
from onward.parties.models import Staff
from onward.people.facts import NewFact, add_fact
from onward.people.models import Fact, Record

KIND = "email-form"


class NoForm(ValueError):
    """The form cannot go; the message says what has to be there first."""


@transaction.atomic
def send_form(
    records: Sequence[Record],
    *,
    process: str,
    pair: InboxPair,
    need: str,
    filled_in: Mapping[str, object] | None = None,
    body: str | None = None,
    exemption: str = "",
    texts_read: bool = False,
    by: Staff,
    at: datetime,
) -> Disclosure:
    """Prepare a form of one process, from and to a designated pair of inboxes.

    `filled_in` is what was typed into the form, by item, and becomes a fact of each record. `body`
    is the standard text unless another is given, which the gate refuses. Raises NoForm, and
    NoSuchProcess for a ninth.
    """
    form = standard_forms().get(process_of(process))
    if form is None:
        raise NoForm(_("Nobody has published what the form of this process holds."))
    agreement, items = _agreement_for(form, pair)
    if filled_in:
        for record in records:
            _fill_in(record, filled_in, by=by, at=at)
    draft = Draft(
        kind=KIND,
        recipient=pair.recipient,
        agreement=agreement,
        purpose=form.purpose,
        channel=Channel.EMAIL,
        people=[Giving(record=record, items=items, texts_read=texts_read) for record in records],
        layout=LAYOUT,
        cover=_cover(form, pair, need=need, body=body, exemption=exemption, at=at),
    )
    return disclose(draft, by=by, at=at)


def _agreement_for(form: StandardForm, pair: InboxPair) -> tuple[Agreement, frozenset[str]]:
    """The newest agreement that lets what the form needs go by e-mail, and what of it may go."""
    between = Agreement.objects.filter(
        organisations__contains=[pair.sender_id, pair.recipient_id],
        channels__contains=[Channel.EMAIL],
        ended_at=None,
    )
    found = list(between.order_by("-effective_from", "-number"))
    known = authorities(each.pk for each in found)
    for agreement in found:
        terms = known[agreement.pk]
        allowed = terms.permitted_items(giver=pair.sender_id, receiver=pair.recipient_id)
        if form.needed_items <= allowed:
            return agreement, form.items & allowed
    raise NoForm(
        _("No agreement with %(name)s lets this form go by email. One has to be drawn up first.")
        % {"name": pair.recipient.name}
    )


def _fill_in(record: Record, values: Mapping[str, object], *, by: Staff, at: datetime) -> None:
    add_fact(
        NewFact(
            record=record,
            values=dict(values),
            source=Fact.Source.STAFF,
            valid_from=localdate(at),
            at=at,
            by=by,
        )
    )


def _cover(
    form: StandardForm,
    pair: InboxPair,
    *,
    need: str,
    body: str | None,
    exemption: str,
    at: datetime,
) -> dict[str, object]:
    """What the message says of itself: codes and digests, and an identity drawn by chance."""
    text = form.body if body is None else body
    return {
        "process": form.process.value,
        "form_digest": form.digest,
        "body_digest": digest_of_text(text),
        "from_address": pair.from_address,
        "to_address": pair.to_address,
        "need": need,
        "exemption": exemption,
        "message_id": str(uuid4()),
        "at": at.isoformat(),
    }
