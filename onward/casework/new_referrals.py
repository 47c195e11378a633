"""What a new referral must satisfy before it is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext

from onward.agreements.authority import Authority, authorities
from onward.agreements.models import Agreement
from onward.casework.models import Referral
from onward.casework.moves import ROW_ITEMS, Side
from onward.casework.objections import in_words
from onward.casework.telling import agreement_against
from onward.contracts.models import Opportunity
from onward.parties.models import Staff
from onward.people.models import Record
from onward.programmes.catalogue import NoSuchProgramme, programme
from onward.tenancy.context import acting

TOLD = sorted(
    ROW_ITEMS[column] for column in ("reference", "opportunity_id", "referred_on", "status")
)


@dataclass(frozen=True, kw_only=True)
class NewReferral:
    """One person to be referred: which record, to what, under which agreement.

    `reference` is the referring system's own and is never used twice.
    """

    reference: str
    record: Record
    programme: str
    opportunity: Opportunity
    agreement: Agreement
    referred_on: date

    def as_row(self, *, by: Staff, restricted_to: Sequence[int] | None = None) -> Referral:
        """The referral it would become; its programme must be in force on the day.

        `restricted_to` are the staff who alone may see the record, as it stands.
        """
        rules = programme(self.programme, on=self.referred_on)
        return Referral(
            reference=self.reference,
            programme=rules.code,
            rules=rules.version,
            contract_id=self.opportunity.contract_id,
            opportunity=self.opportunity,
            agreement=self.agreement,
            referrer_id=acting().organisation_id,
            provider_id=self.opportunity.provider_id,
            commissioner_id=self.opportunity.commissioner_id,
            sent_from=self.record,
            referrer_restricted_to=restricted_to,
            referred_on=self.referred_on,
            referred_by=by.handle,
            reply_due_on=rules.reply_due_on(self.referred_on),
        )


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a batch is judged against, read once: what is live, what is used, what is allowed.

    It grows as referrals of the batch are admitted, so that the second of two is refused.
    """

    by: Staff
    at: datetime
    records: Mapping[UUID, Record]
    live: set[tuple[UUID, str]]
    used: set[str]
    authorities: Mapping[UUID, Authority]

    @classmethod
    def of(cls, new: Sequence[NewReferral], *, by: Staff, at: datetime) -> Self:
        records = Record.objects.filter(organisation=acting().organisation_id)
        own = Referral.objects.filter(referrer=acting().organisation_id)
        live = own.open().filter(sent_from__in={each.record.pk for each in new})
        used = own.filter(reference__in={each.reference for each in new})
        return cls(
            by=by,
            at=at,
            records=records.in_bulk({each.record.pk for each in new}),
            live=set(live.values_list("sent_from", "programme")),
            used=set(used.values_list("reference", flat=True)),
            authorities=authorities({each.agreement.pk for each in new}),
        )

    def row(self, new: NewReferral) -> Referral:
        """The referral that an admitted one becomes, as restricted as its record."""
        restricted_to = self.records[new.record.pk].restricted_to
        return new.as_row(by=self.by, restricted_to=restricted_to)

    def admit(self, new: NewReferral) -> str:
        """Why this may not be made, in words with the remedy; empty if it may, and then it counts.

        Source 004 l.22 (no referral of the future), domain/programmes.md 1.1 (one live referral).
        """
        reason = (
            self._about_the_record(self.records.get(new.record.pk))
            or self._about_the_day(new)
            or self._about_the_opportunity(new.opportunity)
            or self._about_others(new)
            or agreement_against(
                new.as_row(by=self.by),
                TOLD,
                side=Side.REFERRER,
                authority=self.authorities.get(new.agreement.pk),
                at=self.at,
            )
        )
        if not reason:
            self.live.add((new.record.pk, new.programme))
            self.used.add(new.reference)
        return reason

    def _about_the_record(self, record: Record | None) -> str:
        if record is None:
            return gettext("Your organisation has no such record. Refer from a record of yours.")
        if record.case_kind == Record.CaseKind.SCR:
            return gettext(
                "A special customer record is never referred electronically. Use the paper form."
            )
        if record.deceased_on is not None:
            return gettext("This person has died. Nobody is to be contacted.")
        if record.erased_at is not None or record.kind != Record.Kind.PERSON:
            return gettext("This record holds no person who can be referred. Open another.")
        return ""

    def _about_the_day(self, new: NewReferral) -> str:
        if new.referred_on > localdate(self.at):
            return gettext("Referral date must be today or in the past.")
        try:
            rules = programme(new.programme, on=new.referred_on)
        except NoSuchProgramme:
            rules = None
        if rules is None or not rules.takes_referral_on(new.referred_on):
            return gettext(
                "The programme takes no referrals on %(day)s. Check the date and the programme."
            ) % {"day": in_words(new.referred_on)}
        return ""

    def _about_the_opportunity(self, opportunity: Opportunity) -> str:
        published, withdrawn = opportunity.published_at, opportunity.withdrawn_at
        is_open = published is not None and published <= self.at
        is_open = is_open and (withdrawn is None or self.at < withdrawn)
        if is_open and opportunity.referrer_id == acting().organisation_id:
            return ""
        return gettext("This opportunity is not open to you. Choose one that is published.")

    def _about_others(self, new: NewReferral) -> str:
        if (new.record.pk, new.programme) in self.live:
            return gettext(
                "This person has a live referral to this programme. End or withdraw it first."
            )
        if new.reference in self.used:
            return gettext("The reference %(reference)s is used already. Give another.") % {
                "reference": new.reference
            }
        return ""
