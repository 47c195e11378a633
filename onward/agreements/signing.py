"""Why a signature would not count."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from onward.agreements.models import Agreement, Party
from onward.agreements.wording import digest
from onward.parties.actions import is_accredited
from onward.parties.models import Organisation

PROVIDERS = frozenset({Organisation.Kind.PRIME_PROVIDER, Organisation.Kind.SUBCONTRACTOR})


def reasons_not_to_sign(
    agreement: Agreement, *, signer: int, name: str, post: str, on: date, today: date
) -> list[str]:
    """Everything against this organisation's signature to `agreement` as it was read."""
    kept = Agreement.objects.filter(pk=agreement.pk).first()
    party = Party.objects.filter(agreement=agreement.pk, organisation=signer).first()
    if kept is None or party is None:
        return [_("Your organisation is not a party to this agreement.")]
    return [
        *_of_the_text(agreement, kept),
        *_of_the_signatory(party, name=name.strip(), post=post.strip()),
        *_of_the_day(on, today=today),
        *_of_the_accreditation(party, today=today),
    ]


def _of_the_text(read: Agreement, kept: Agreement) -> Iterator[str]:
    if digest(read.text) != kept.text_hash:
        yield _("The text is not the one that was drawn up; draw up a new version instead.")
    if kept.ended_at is not None:
        yield _("This agreement has been ended. Sign the version that follows it.")


def _of_the_signatory(party: Party, *, name: str, post: str) -> Iterator[str]:
    if not name or not post:
        yield _("A signature needs a name and a post.")
    elif party.signatory and post.casefold() != party.signatory.casefold():
        yield _("Your organisation's signature is that of: %(post)s.") % {"post": party.signatory}


def _of_the_day(on: date, *, today: date) -> Iterator[str]:
    if on > today:
        yield _("A signature cannot bear a day that has not come. Give today or earlier.")


def _of_the_accreditation(signer: Party, *, today: date) -> Iterator[str]:
    """A provider's signature is always needed, so without one nothing comes into force."""
    if signer.organisation.kind not in PROVIDERS:
        return
    parties = Party.objects.filter(agreement=signer.agreement_id).select_related("organisation")
    for party in parties.filter(organisation__kind=Organisation.Kind.COMMISSIONER):
        if not is_accredited(signer.organisation, commissioner=party.organisation, on=today):
            yield _(
                "A provider can sign once its security accreditation stands and the operations"
                " team has been told of it."
            )
