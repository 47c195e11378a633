"""What one-off authorities allow at a moment, and the reasons that they refuse.

Source: PRODUCT section 2; privacy.md 4.10: one person, stated items, a stated recipient, once; not
on one's own record or that of somebody one knows; not while an own review is overdue.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from onward.agreements.authority import Refusal
from onward.disclosures.circumstances import Act
from onward.disclosures.models import DeclaredInterest, Disclosure, OneOff, TrainedGiver
from onward.parties.models import Staff

SCOPE = "BREAK_GLASS_SCOPE"
Status = Disclosure.Status


@dataclass(frozen=True, kw_only=True)
class OneOffPower:
    """One one-off authority and its giver, as far as deciding needs them.

    `used_by` are the disclosures that it allowed before; `ground` and `laws` are for the ledger.
    """

    one_off_id: UUID
    handle: UUID
    recipient: int | None
    items: frozenset[str]
    channel: str
    ground: str
    laws: tuple[str, ...]
    is_trained: bool
    has_overdue_review: bool
    has_interest: bool
    used_by: frozenset[UUID] = frozenset()

    def refusals_of_act(self, act: Act, *, disclosure_id: UUID | None) -> list[Refusal]:
        """The reasons that do not depend on whom it is about."""
        outside = (
            act.people_count != 1  # never a batch
            or act.recipient != self.recipient
            or act.channel != self.channel
            or bool(self.used_by - {disclosure_id})
        )
        found = {
            SCOPE: outside,
            "NOT_TRAINED": not self.is_trained,
            "REVIEW_OVERDUE": self.has_overdue_review,
            "DECLARED_INTEREST": self.has_interest,
        }
        return [Refusal(code=code) for code, is_so in found.items() if is_so]

    def refusals_of_person(self, handle: UUID, items: frozenset[str]) -> list[Refusal]:
        """Everything asked of another person is outside; of this one, the items not stated."""
        outside = items if handle != self.handle else items - self.items
        return [Refusal(code=SCOPE, item=item) for item in sorted(outside)]


def powers(one_off_ids: Iterable[UUID], *, on: date) -> dict[UUID, OneOffPower]:
    """These one-off authorities of the organisation acted for, as they stand on a day."""
    wanted = set(one_off_ids)
    if not wanted:
        return {}
    rows = list(OneOff.objects.filter(pk__in=wanted))
    givers = {row.by for row in rows}
    trained, overdue = trained_among(givers, on=on), overdue_among(givers, on=on)
    interested = _interested(rows)
    used = _used(rows)
    return {
        row.pk: OneOffPower(
            one_off_id=row.pk,
            handle=row.handle,
            recipient=row.recipient_id,
            items=frozenset(row.items),
            channel=row.channel,
            ground=row.ground,
            laws=(row.basis, *row.conditions),
            is_trained=row.by in trained,
            has_overdue_review=row.by in overdue,
            has_interest=(row.by, row.handle) in interested,
            used_by=used.get(row.pk, frozenset()),
        )
        for row in rows
    }


def trained_among(givers: Iterable[UUID], *, on: date) -> frozenset[UUID]:
    """Which of these members of staff, by handle, are trained to give once on a day."""
    staff = dict(Staff.objects.filter(handle__in=set(givers)).values_list("pk", "handle"))
    rows = TrainedGiver.objects.filter(
        staff_id__in=staff, trained_on__lte=on, expires_on__gte=on
    ).exclude(ended_on__lte=on)
    return frozenset(staff[row.staff_id] for row in rows)


def overdue_among(givers: Iterable[UUID], *, on: date) -> frozenset[UUID]:
    """Which of these gave something whose review is overdue."""
    due = OneOff.objects.filter(by__in=set(givers), review_due_on__lt=on, review=None)
    return frozenset(due.values_list("by", flat=True))


def _interested(rows: Sequence[OneOff]) -> set[tuple[UUID, UUID]]:
    declared = DeclaredInterest.objects.filter(handle__in=[row.handle for row in rows])
    return set(declared.values_list("staff", "handle"))


def _used(rows: Sequence[OneOff]) -> Mapping[UUID, frozenset[UUID]]:
    went = Disclosure.objects.filter(one_off__in=[row.pk for row in rows]).exclude(
        status__in=[Status.REFUSED, Status.FAILED]
    )
    return _grouped(went.values_list("one_off_id", "pk"))


def _grouped(pairs: Iterable[tuple[UUID | None, UUID]]) -> dict[UUID, frozenset[UUID]]:
    found: dict[UUID, frozenset[UUID]] = {}
    for key, value in pairs:
        if key is not None:
            found[key] = found.get(key, frozenset()) | {value}
    return found
