"""Reading, once for a batch, what is on file about the e-mail of the organisation acted for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localdate

from onward.email_route import rules
from onward.email_route.models import (
    Exemption,
    InboxPair,
    ListedUse,
    Outage,
    ProcessPermission,
)
from onward.parties.models import Organisation

Kind = Organisation.Kind
NOT_LISTED = rules.Use(
    formally_approved_on=None, due_diligence_on=None, is_onshore=False, starts_on=None, ends_on=None
)


@dataclass(frozen=True)
class Ends:
    """Who sends to whom, and of which prime and department the route between them is."""

    sender: int
    recipient: int
    prime: int | None
    department: int | None
    lines: tuple[ListedUse, ...]
    with_subcontractor: bool

    @property
    def is_within_chain(self) -> bool:
        return self.prime in (self.sender, self.recipient) and self.with_subcontractor


@dataclass(frozen=True, kw_only=True)
class Route:
    """Everything on file that one organisation's messages are decided by, at one moment."""

    kinds: Mapping[int, str]
    permissions: Sequence[ProcessPermission]
    lines: Sequence[ListedUse]
    pairs: Sequence[InboxPair]
    exemptions: Sequence[Exemption]
    outages: Sequence[Outage]
    at: datetime

    @classmethod
    def at_the_moment(cls, *, at: datetime) -> "Route":
        in_force = Q(approved_at__lte=at) & (Q(revoked_at=None) | Q(revoked_at__gt=at))
        return cls(
            kinds=dict(Organisation.objects.values_list("pk", "kind")),
            permissions=list(ProcessPermission.objects.filter(in_force)),
            lines=list(ListedUse.objects.order_by("listed_at")),
            pairs=list(InboxPair.objects.filter(agreed_at__lte=at, ended_at=None)),
            exemptions=list(Exemption.objects.all()),
            outages=list(Outage.objects.filter(ended_at=None)),
            at=at,
        )

    def refusals(self, message: rules.Message, *, sender: int, recipient: int) -> list[str]:
        """The reasons against one message between these two, as codes."""
        ends = self._ends(message.process, sender, recipient)
        standing = rules.Standing(
            is_on=settings.EMAIL_ROUTE,
            permitted_form=self._permitted_form(message.process, ends),
            inboxes_are_designated=self._are_designated(message, ends),
            is_within_chain=ends.is_within_chain,
            uses=self._uses(ends),
            exemption=self._exemption(message, ends),
            is_suspended=any(
                (outage.provider_id, outage.department_id) == (ends.prime, ends.department)
                for outage in self.outages
            ),
        )
        return rules.refusals(message, standing, on=localdate(self.at))

    def _ends(self, process: str, sender: int, recipient: int) -> Ends:
        """A subcontractor's prime, and a chain's department, are those of its line in the list."""
        both = (sender, recipient)
        by_kind = {self.kinds.get(each): each for each in both}
        subcontractor = by_kind.get(Kind.SUBCONTRACTOR)
        prime, department = by_kind.get(Kind.PRIME_PROVIDER), by_kind.get(Kind.DEPARTMENT)
        if subcontractor is None:
            return Ends(sender, recipient, prime, department, (), False)
        lines = tuple(
            line
            for line in self.lines
            if (line.subcontractor_id, line.process) == (subcontractor, process)
            and prime in (None, line.prime_id)
            and department in (None, line.department_id)
        )
        if lines:
            prime, department = lines[-1].prime_id, lines[-1].department_id
        return Ends(sender, recipient, prime, department, lines[-1:], True)

    def _permitted_form(self, process: str, ends: Ends) -> str | None:
        way = (ends.prime, ends.department, process)
        for each in self.permissions:
            if (each.provider_id, each.department_id, each.process) == way:
                return each.form_digest
        return None

    def _are_designated(self, message: rules.Message, ends: Ends) -> bool:
        way = (ends.sender, ends.recipient, message.from_address, message.to_address)
        return any(
            (each.sender_id, each.recipient_id, each.from_address, each.to_address) == way
            for each in self.pairs
        )

    def _uses(self, ends: Ends) -> tuple[rules.Use, ...]:
        if not ends.with_subcontractor:
            return ()
        return tuple(map(_use, ends.lines)) or (NOT_LISTED,)

    def _exemption(self, message: rules.Message, ends: Ends) -> rules.Exempt | None:
        way = (ends.prime, ends.department, message.process, message.exemption)
        for each in self.exemptions:
            if (each.provider_id, each.department_id, each.process, each.reference) == way:
                return rules.Exempt(
                    most_records=each.most_records,
                    expires_on=each.expires_on,
                    supply_chain_only=each.supply_chain_only,
                )
        return None


def _use(line: ListedUse) -> rules.Use:
    return rules.Use(
        formally_approved_on=line.formally_approved_on,
        due_diligence_on=line.due_diligence_on,
        is_onshore=line.offshore == ListedUse.Offshore.NO,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
    )
