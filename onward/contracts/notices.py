"""Notices: written, checked against what is shared, and only then published."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onward.agreements.catalogue import catalogue
from onward.contracts.models import Notice, Opportunity
from onward.contracts.notice_check import (
    Gap,
    gaps,
    newest_notice,
    sent_to_by,
    sent_with,
    unnamed,
)
from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
from onward.tenancy.context import acting


class BadNotice(ValueError):
    """The notice cannot be kept as it is; the message says why."""


class NoticeRefused(Exception):
    """It may not be published; `gaps` says what it does not name."""

    def __init__(self, message: str, found: Collection[Gap] = ()) -> None:
        super().__init__(message)
        self.gaps = list(found)


@transaction.atomic
def write_notice(
    programme: str, *, version: str, text: str, items: Collection[str], by: Staff, at: datetime
) -> Notice:
    """A version of the organisation acted for, for everybody who refers under the programme.

    `items` are what the text names. Raises BadNotice.
    """
    offers = offers_under(programme)
    if not offers.exists():
        raise BadNotice(_("Nothing can be referred to under this programme yet."))
    if unknown := set(items) - catalogue().keys():
        raise BadNotice(_("Not in the catalogue: %s.") % ", ".join(sorted(unknown)))
    try:
        with transaction.atomic():
            return Notice.objects.create(
                organisation_id=acting().organisation_id,
                organisations=_readers(offers),
                programme=programme,
                version=version,
                text=text,
                items=sorted(set(items)),
                made_by=by.handle,
                made_at=at,
            )
    except IntegrityError as taken:
        raise BadNotice(_("There is a version of this name. Give another.")) from taken


@transaction.atomic
def publish_notice(notice: Notice, *, by: Staff, at: datetime) -> None:
    """From now on people are given this version. Raises NoticeRefused.

    It must name everything that agreements in force permit and that was sent (REQ-004-001).
    """
    if found := gaps_of(notice, at=at):
        labels = ", ".join(gap.label for gap in found)
        words = _("The notice does not name: %s. Add them to it, as a new version.")
        raise NoticeRefused(words % labels, found)
    if names := unnamed_in(notice, at=at):
        words = _("The notice does not say who gets it: name %s in the text, as a new version.")
        raise NoticeRefused(words % ", ".join(names))
    drafts = Notice.objects.filter(pk=notice.pk, published_at=None)
    if not drafts.update(published_by=by.handle, published_at=at):
        raise NoticeRefused(_("This version has already been published."))
    notice.published_by, notice.published_at = by.handle, at
    enter(
        Act(
            kind="notice.published",
            by=acting().organisation_id,
            performer=by.handle,
            about_id=notice.pk,
            at=at,
            about={"version": notice.version, "names": notice.items},
        )
    )


def gaps_of(notice: Notice, *, at: datetime) -> list[Gap]:
    """What is shared under the notice's programme, and the notice does not name."""
    providers = providers_under(notice.programme)
    return gaps(notice.items, providers=providers, sent=sent_with(providers), at=at)


def unnamed_in(notice: Notice, *, at: datetime) -> list[str]:
    """Who is given something under the notice's programme, and the text does not name."""
    providers = providers_under(notice.programme)
    return unnamed(notice.text, providers=providers, sent_to=sent_to_by(providers), at=at)


def unnamed_now(programme: str, *, at: datetime) -> list[str]:
    """Who may be or was given something under the programme, and people are not told of now."""
    providers = providers_under(programme)
    sent_to = sent_to_by(providers)
    texts = [notice.text if notice else "" for notice in _given(programme)]
    missing = (unnamed(text, providers=providers, sent_to=sent_to, at=at) for text in texts)
    return sorted({name for names in missing for name in names})


def gaps_now(programme: str, *, at: datetime) -> list[Gap]:
    """What may be or was shared under the programme, and people are not told of now."""
    providers = providers_under(programme)
    return gaps(_told(programme), providers=providers, sent=sent_with(providers), at=at)


def leaves_out(programme: str, *, at: datetime) -> bool:
    """Whether anything may be shared, or with anyone, that people are not told of now."""
    providers = providers_under(programme)
    texts = (notice.text if notice else "" for notice in _given(programme))
    if any(unnamed(text, providers=providers, at=at) for text in texts):
        return True
    return bool(gaps(_told(programme), providers=providers, at=at))


def _told(programme: str) -> set[str]:
    """What every referrer's newest notice names."""
    named = [set(notice.items) if notice else set() for notice in _given(programme)]
    return set.intersection(*named) if named else set()


def _given(programme: str) -> list[Notice | None]:
    """The newest notice of each referrer; None where it has none."""
    referrers = offers_under(programme).values_list("referrer_id", flat=True)
    return [newest_notice(programme, referrer=referrer) for referrer in set(referrers)]


def programmes_with_offers() -> list[str]:
    """The programmes of which the organisation acted for sees an opportunity."""
    names = Opportunity.objects.values_list("contract__programme", flat=True)
    return sorted(set(names))


def offers_under(programme: str) -> QuerySet[Opportunity]:
    return Opportunity.objects.filter(contract__programme=programme, withdrawn_at=None)


def providers_under(programme: str) -> list[int]:
    return sorted(set(offers_under(programme).values_list("provider_id", flat=True)))


def _readers(offers: QuerySet[Opportunity]) -> list[int]:
    """Whoever gives the notice to people, or relies on its being given."""
    parties = offers.values_list("commissioner", "operations", "provider", "referrer")
    return sorted({acting().organisation_id}.union(*parties))
