"""Delivering what was prepared: decide again, then send, exactly once or plainly unknown.

Inside Onward, sender's and recipient's rows change in one transaction: it happened or it did not.
A file that leaves is announced (SENDING) before it is written and confirmed (SENT) after; a crash
between the two leaves it unknown until a person settles it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from onward.agreements.actions import hold
from onward.agreements.channels import BY_HAND, Channel
from onward.channels.out.folder import put
from onward.channels.out.not_taken import NotTaken
from onward.disclosures.emailing import note_sent, way_out
from onward.disclosures.layout_refused import LayoutRefused
from onward.disclosures.layouts import LAYOUTS, digest_of
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.parcels import open_parcels, said_of_each
from onward.disclosures.receiving import receive
from onward.disclosures.second_look import refusals_now
from onward.ledger.actions import Act, enter_all
from onward.ledger.heads import as_told, newest_head, note_witnessed
from onward.ledger.models import Witnessed
from onward.ledger.proof_file import SignedHead, write_head_file
from onward.parties.clock import machine_now
from onward.tenancy.context import AUTOMATIC, acting, acting_for
from onward.tracking.data_requests.answers import ANSWER, answers_stopped
from onward.values.batches import in_batches_together

Status = Disclosure.Status
BATCH = 250
AT_ONCE = 1_000  # parcels of one that goes as files
HEAD_FILE = "onward-head.json"
# An answer is told by one person to another, both on Onward: it lands in the record that asked.
_LANDS = Q(channel=Channel.INSIDE) | Q(kind=ANSWER)


def deliver_prepared(organisation_id: int, *, at: datetime) -> int:
    """Deliver everything that this organisation has prepared; returns how many were settled.

    Run by the worker for each organisation in turn, outside any transaction. One that cannot be
    delivered keeps no other back: the first failure is raised once the rest is settled.
    """
    settled = 0
    failures: list[Exception] = []
    for ids in _batches(organisation_id, inside=True):
        settled += _deliver(organisation_id, ids, failures, at=at)
    for disclosure_id in chain.from_iterable(_batches(organisation_id, inside=False)):
        try:
            settled += send_as_files(organisation_id, disclosure_id, at=at)
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise failures[0]
    return settled


def _deliver(
    organisation_id: int, ids: Sequence[UUID], failures: list[Exception], *, at: datetime
) -> int:
    """Deliver a batch; one that fails is halved, until what is wrong with it stands alone."""
    try:
        with acting_for(organisation_id, user=AUTOMATIC):
            return deliver_inside(ids, at=at)
    except Exception as failure:
        if len(ids) == 1:
            failures.append(failure)
            return 0
    half = len(ids) // 2
    parts = (ids[:half], ids[half:])
    return sum(_deliver(organisation_id, part, failures, at=at) for part in parts)


def deliver_inside(ids: Sequence[UUID], *, at: datetime) -> int:
    """Deliver disclosures into their recipients' records, in the transaction of the caller.

    Nothing that is decided here can change before commit: agreements and records are held.
    """
    with transaction.atomic():
        disclosures = _taken(ids, inside=True)
        parcels = parcels_of(disclosures)
        going = still_allowed(disclosures, parcels, at=at)
        values = open_parcels([parcel for row in going for parcel in parcels[row.pk]])
        Disclosure.objects.filter(pk__in=[row.pk for row in going]).update(
            status=Status.SENT, ended_at=at
        )
        head = newest_head() if going else None
        enter_all([ended(row, "disclosure.sent", head=head, at=at) for row in going])
        receive(going, parcels, values, at=at)
    return len(going) + sum(row.status == Status.FAILED for row in disclosures)


def send_as_files(organisation_id: int, disclosure_id: UUID, *, at: datetime) -> bool:
    """Lay out one disclosure and put its files where the channel picks them up.

    False if it is still to be sent, or someone else has it.
    """
    with acting_for(organisation_id, user=AUTOMATIC):
        row = Disclosure.objects.get(pk=disclosure_id)
        if row.channel == Channel.EMAIL and not _goes(row, at=at):
            row.refresh_from_db()
            return row.status == Status.FAILED
        head = newest_head()
    with _way_out(row, head) as carry:
        with acting_for(organisation_id, user=AUTOMATIC):
            files = _announce(disclosure_id, at=at)
            row.refresh_from_db()
        if files is None:
            return row.status == Status.FAILED
        try:
            protection = carry(files)
        except NotTaken as refusal:
            with acting_for(organisation_id, user=AUTOMATIC):
                _not_taken(row, refusal, at=at)
            if refusal.for_now:
                raise
            return True
    with acting_for(organisation_id, user=AUTOMATIC):
        _confirm(disclosure_id, head, protection=protection, at=at)
    return True


def _goes(row: Disclosure, *, at: datetime) -> bool:
    """Asked before the mail server is: what is refused by now waits for no server."""
    return any(_file_is_allowed(each, at=at) for each in _taken([row.pk], inside=False))


@contextmanager
def _way_out(
    row: Disclosure, head: SignedHead | None
) -> Iterator[Callable[[Mapping[str, bytes]], str]]:
    """What carries the files of its channel; it returns how a connection was protected, if any.

    A signed head lies beside every file: whoever gets it is a witness of the ledger. The form of
    an e-mail leaves no room for one.
    """
    if row.channel == Channel.EMAIL:
        with way_out(row) as carry:
            yield carry
        return

    beside = {HEAD_FILE: write_head_file(head).encode()} if head else {}

    def put_in_outbox(files: Mapping[str, bytes]) -> str:
        put(settings.OUTBOX, channel=row.channel, parcel_of=row.pk, files={**files, **beside})
        return ""

    yield put_in_outbox


def _not_taken(row: Disclosure, refusal: NotTaken, *, at: datetime) -> None:
    """It certainly did not go, so nobody need settle it; refused for now, it waits for its turn."""
    if not refusal.for_now:
        _stop(row, "NOT_TAKEN", words=str(refusal), at=at)
        return
    row.status, row.sending_since = Status.PREPARED, None
    row.save(update_fields=["status", "sending_since"])
    enter_all([ended(row, "disclosure.put_back", at=at)])


def _announce(disclosure_id: UUID, *, at: datetime) -> dict[str, bytes] | None:
    """Say that the file is about to leave; None if it may not, or someone else has it."""
    for row in _taken([disclosure_id], inside=False):
        if not _file_is_allowed(row, at=at):
            return None
        try:
            files = lay_out(row)
        except LayoutRefused as refusal:
            _stop(row, refusal.code, words=str(refusal), at=at)
            return None
        if row.digest not in ("", digest_of(files)):  # a second try, and someone in it was erased
            _stop(row, "NOT_AS_SENT", at=at)
            return None
        row.digest, row.status, row.sending_since = digest_of(files), Status.SENDING, machine_now()
        row.save(update_fields=["digest", "status", "sending_since"])
        enter_all([ended(row, "disclosure.sending", at=at)])
        return files
    return None


def _stop(row: Disclosure, code: str, *, at: datetime, **words: str) -> None:
    fail(row, [{"code": code, "item": "", "handle": "", **words}], at=at)
    enter_all([ended(row, "disclosure.failed", at=at)])


def lay_out(row: Disclosure) -> dict[str, bytes]:
    """The files of a disclosure, from its sealed parts; without those since erased."""
    said = (said_of_each(some, open_parcels(some)) for some in _parcels_in_turn(row))
    people = chain.from_iterable(each.values() for each in said)
    return LAYOUTS[row.layout](row.cover, filter(None, people))


def _confirm(
    disclosure_id: UUID, head: SignedHead | None, *, protection: str, at: datetime
) -> None:
    sent = Disclosure.objects.filter(pk=disclosure_id, status__in=[Status.SENDING, Status.UNKNOWN])
    if not sent.update(status=Status.SENT, ended_at=at):
        return
    row = Disclosure.objects.get(pk=disclosure_id)
    enter_all([ended(row, "disclosure.sent", protection=protection, head=head, at=at)])
    if row.channel == Channel.EMAIL:
        note_sent(row, protection=protection, at=at)
    elif head is not None:
        note_witnessed(head, way=Witnessed.Way.FILE, at=at)


def _batches(organisation_id: int, *, inside: bool) -> Iterator[list[UUID]]:
    """What is prepared, each once: what is not settled this time waits for the next round."""
    batch = _prepared(organisation_id, Q(), inside=inside)
    while batch:
        yield [pk for pk, _ in batch]
        pk, at = batch[-1]
        batch = _prepared(organisation_id, Q(at__gt=at) | Q(at=at, pk__gt=pk), inside=inside)


def _prepared(organisation_id: int, after: Q, *, inside: bool) -> list[tuple[UUID, datetime]]:
    with acting_for(organisation_id, user=AUTOMATIC):
        rows = Disclosure.objects.filter(after, sender_id=organisation_id, status=Status.PREPARED)
        rows = _through(rows, inside=inside).order_by("at", "pk")
        return list(rows.values_list("pk", "at")[:BATCH])


def _taken(ids: Sequence[UUID], *, inside: bool) -> list[Disclosure]:
    """The disclosures that are still to be sent, locked against another worker."""
    rows = Disclosure.objects.filter(pk__in=ids, status=Status.PREPARED)
    locked = _through(rows, inside=inside).select_for_update(skip_locked=True)
    return list(locked.order_by("at", "pk"))


def _through(rows: models.QuerySet[Disclosure], *, inside: bool) -> models.QuerySet[Disclosure]:
    """What a person carries is not delivered from here: `by_hand`."""
    return rows.filter(_LANDS) if inside else rows.exclude(_LANDS | Q(channel__in=BY_HAND))


def parcels_of(disclosures: Sequence[Disclosure]) -> dict[UUID, list[Parcel]]:
    found: dict[UUID, list[Parcel]] = {row.pk: [] for row in disclosures}
    for parcel in Parcel.objects.filter(disclosure__in=disclosures).order_by("pk"):
        found[parcel.disclosure_id].append(parcel)
    return found


def still_allowed(
    disclosures: Sequence[Disclosure], parcels: dict[UUID, list[Parcel]], *, at: datetime
) -> list[Disclosure]:
    """Decide again, holding what was decided on; what is refused now is not sent."""
    hold({row.agreement_id for row in disclosures if row.agreement_id})
    return _go_on(disclosures, refusals_now(disclosures, parcels, at=at), at=at)


def _file_is_allowed(row: Disclosure, *, at: datetime) -> bool:
    """The same of one that goes as files, some of its people at a time."""
    hold({row.agreement_id} if row.agreement_id else set())
    reasons: list[dict[str, str]] = []
    for some in _parcels_in_turn(row):
        found = refusals_now([row], {row.pk: some}, at=at).get(row.pk, [])
        reasons += (each for each in found if each not in reasons)
    return bool(_go_on([row], {row.pk: reasons}, at=at))


def _parcels_in_turn(row: Disclosure) -> Iterator[Sequence[Parcel]]:
    """Some of its parcels at a time, those of one person together; an empty list of nobody's."""
    of = Coalesce("within", "from_handle")
    parcels = Parcel.objects.filter(disclosure=row).alias(of=of).order_by("of", "pk")
    batches = in_batches_together(
        parcels.iterator(chunk_size=AT_ONCE),
        AT_ONCE,
        of=lambda parcel: parcel.within or parcel.from_handle,
    )
    yield next(batches, [])
    yield from batches


def _go_on(
    disclosures: Sequence[Disclosure],
    refusals: Mapping[UUID, list[dict[str, str]]],
    *,
    at: datetime,
) -> list[Disclosure]:
    """Stop those that are refused now.

    A ledger that is behind refuses nobody for good: what is prepared waits until it has caught up.
    """
    if any(reason["code"] == "LEDGER_BEHIND" for each in refusals.values() for reason in each):
        return []
    for row in disclosures:
        if reasons := refusals.get(row.pk):
            fail(row, reasons, at=at)
    failed = [row for row in disclosures if row.status == Status.FAILED]
    enter_all([ended(row, "disclosure.failed", at=at) for row in failed])
    if stopped := [row.pk for row in failed if row.kind == ANSWER]:
        answers_stopped(stopped, at=at)
    return [row for row in disclosures if row.status == Status.PREPARED]


def fail(row: Disclosure, reasons: list[dict[str, str]], *, at: datetime) -> None:
    """It does not go; what was sealed for it is destroyed."""
    row.status, row.refusals, row.ended_at = Status.FAILED, reasons, at
    row.save(update_fields=["status", "refusals", "ended_at"])
    Parcel.objects.filter(disclosure=row).update(sealed={})


def ended(
    row: Disclosure,
    kind: str,
    *,
    at: datetime,
    protection: str = "",
    head: SignedHead | None = None,
) -> Act:
    """What the ledger says of an act that came to an end, and the head that went with it."""
    about: dict[str, object] = {"disclosure": row.kind, "channel": row.channel, **as_told(head)}
    if protection:
        about["protection"] = protection
    if row.refusals:
        about["codes"] = sorted({reason["code"] for reason in row.refusals})
    if row.digest:
        about["digest"] = row.digest
    went = kind != "disclosure.failed"  # why it did not is the sender's own
    return Act(
        kind=kind,
        by=acting().organisation_id,
        to=row.recipient_id if went else None,
        on_behalf_of=row.on_behalf_of_id if went else None,
        about_id=row.pk,
        at=at,
        about=about,
    )
