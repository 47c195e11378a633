"""Verbs of agreements: drawn up, signed by each party, ended; and which one to go by."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.agreements.authority import NOT_FOR_DECIDING, Authority, authorities_of
from onward.agreements.drawing_up import Draft
from onward.agreements.entering import enter_for_parties
from onward.agreements.findings import signed_after_start
from onward.agreements.models import (
    Agreement,
    DecisionNote,
    Finding,
    Party,
    Permit,
    Signature,
)
from onward.agreements.signing import reasons_not_to_sign
from onward.agreements.standard import BadAgreement, standard_agreement
from onward.agreements.terms import StandardAgreement
from onward.agreements.wording import digest
from onward.parties.models import Organisation, Staff
from onward.tenancy.context import acting


class CannotSign(Exception):
    """This signature would not count; the message says why."""


class CannotDecide(Exception):
    """This decision would not count; the message says why."""


class AlreadyEnded(Exception):
    """The agreement was ended before."""


class NoAgreement(LookupError):
    """Nothing has been drawn up between these organisations; the message names them."""


@transaction.atomic
def draw_up(
    standard: str | StandardAgreement,
    *,
    code: str,
    parties: Mapping[str, Organisation],
    effective_from: date,
    effective_to: date | None = None,
    signatories: Mapping[str, str] | None = None,
    commissioned_by: Mapping[str, Organisation] | None = None,
    countries: Mapping[str, str] | None = None,
    safeguards: Mapping[str, str] | None = None,
    register_id: str = "",
    by: Staff,
    at: datetime,
) -> Agreement:
    """The next version of agreement `code`, from a standard text or its code, with its parties.

    The code is the own one of the organisation acted for, and stands behind that organisation's.
    It stands for nothing until every party has signed and each finding in its text is decided, and
    ends when the standard does unless an earlier day is given. `signatories` are posts that must
    sign, by role; so are the others, see Draft. Raises LookupError if there is no such standard,
    BadAgreement with everything that is wrong.
    """
    if isinstance(standard, str):
        standard = standard_agreement(standard)
    own = Organisation.objects.get(pk=acting().organisation_id)
    draft = Draft(
        standard=standard,
        code=f"{own.code}.{code}",
        parties=parties,
        signatories=signatories or {},
        effective_from=effective_from,
        effective_to=effective_to or standard.effective_to,
        commissioned_by=commissioned_by or {},
        countries=countries or {},
        safeguards=safeguards or {},
        register_id=register_id,
    )
    if problems := draft.problems(drawn_up_by=own.pk):
        raise BadAgreement(code, problems)
    agreement = draft.agreement(number=_newest_number(draft.code) + 1)
    agreement.save(force_insert=True)
    Party.objects.bulk_create(draft.parts(agreement))
    Permit.objects.bulk_create(draft.permits(agreement))
    Finding.objects.bulk_create(draft.findings(agreement))
    enter_for_parties("agreement.drawn_up", agreement, by=by, at=at)
    return agreement


@transaction.atomic
def sign(
    agreement: Agreement, *, name: str, post: str, on: date, by: Staff, at: datetime
) -> Signature:
    """Sign, for the organisation acted for, the text as it was read: `agreement` carries it.

    `on` is the day the signature bears, `at` when it is recorded. Raises CannotSign.
    """
    signer = acting().organisation_id
    reasons = reasons_not_to_sign(
        agreement, signer=signer, name=name, post=post, on=on, today=localdate(at)
    )
    if reasons:
        raise CannotSign(" ".join(reasons))
    signature, is_new = Signature.objects.get_or_create(
        agreement=agreement,
        organisation_id=signer,
        defaults={
            "organisations": agreement.organisations,
            "name": name.strip(),
            "post": post.strip(),
            "signed_on": on,
            "text_hash": digest(agreement.text),
            "recorded_at": at,
        },
    )
    if not is_new:
        raise CannotSign(_("Your organisation has already signed this agreement."))
    _note_late_signature(signature, agreement)
    enter_for_parties("agreement.signed", agreement, by=by, at=at)
    return signature


def _note_late_signature(signature: Signature, agreement: Agreement) -> None:
    """A signature after the day the text bears is something for a person to look at."""
    late = signed_after_start(
        party=signature.organisation.name,
        signed_on=signature.signed_on,
        starts_on=agreement.effective_from,
    )
    if late is not None:
        Finding.objects.create(
            organisations=agreement.organisations,
            agreement=agreement,
            code=late.code,
            about=late.about,
            says=late.says,
            choices=[],
        )


@transaction.atomic
def decide(
    finding: Finding,
    *,
    choice: str,
    note: str,
    name: str,
    post: str,
    by: Staff,
    at: datetime,
) -> DecisionNote:
    """Note what counts where the text says something twice, or not at all, and why.

    `choice` is one of the finding's places, where it has any. Nothing of the text changes. Raises
    CannotDecide.
    """
    if finding.choices and choice not in finding.choices:
        places = ", ".join(finding.choices)
        raise CannotDecide(_("Choose which of these counts: %(places)s.") % {"places": places})
    if not (note.strip() and name.strip() and post.strip()):
        raise CannotDecide(_("A decision needs its reason, and who decides by name and post."))
    decided, is_new = DecisionNote.objects.get_or_create(
        finding=finding,
        defaults={
            "organisations": finding.organisations,
            "agreement_id": finding.agreement_id,
            "choice": choice if finding.choices else "",
            "note": note.strip(),
            "name": name.strip(),
            "post": post.strip(),
            "by": by.handle,
            "at": at,
        },
    )
    if not is_new:
        raise CannotDecide(_("This was decided before. A new version can decide otherwise."))
    enter_for_parties("agreement.decided", finding.agreement, by=by, at=at, finding=str(finding))
    return decided


@transaction.atomic
def end(
    agreement: Agreement,
    *,
    because: Agreement.EndReason = Agreement.EndReason.BY_NOTICE,
    by: Staff,
    at: datetime,
) -> None:
    """End an agreement at once, as any one party may; a delivery under way is waited for.

    Source: 002, MoU 9.2. Raises AlreadyEnded.
    """
    standing = Agreement.objects.filter(pk=agreement.pk, ended_at=None)
    if not standing.update(ended_at=at, ended_because=because):
        raise AlreadyEnded(_("This agreement has already been ended."))
    agreement.ended_at, agreement.ended_because = at, because
    enter_for_parties("agreement.ended", agreement, by=by, at=at, because=because)


def hold(agreement_ids: Iterable[UUID]) -> None:
    """Keep these agreements from being ended until this transaction is over.

    Whoever ends one meanwhile waits. Read them after holding: an end that came first then shows.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select 1 from agreements_agreement where id = any(%s) order by id for share",
            [list(agreement_ids)],
        )


def agreement_between(standard: str, *organisations: Organisation, on: date) -> Agreement:
    """The agreement of this standard that has all these parties: in force that day, or newest.

    One that is not in force is given too, so that the gate can record why it is not. Raises
    NoAgreement if none was drawn up.
    """
    ids = sorted(organisation.pk for organisation in organisations)
    found = Agreement.objects.filter(standard=standard, organisations__contains=ids)
    drawn_up = list(found.defer(*NOT_FOR_DECIDING).order_by("effective_from", "number"))
    if not drawn_up:
        names = ", ".join(organisation.name for organisation in organisations)
        words = _(
            "There is no agreement %(standard)s between %(names)s."
            " Ask whoever keeps your agreements to have one drawn up and signed."
        )
        raise NoAgreement(words % {"standard": standard, "names": names})
    read = authorities_of(drawn_up)
    in_force = [agreement for agreement in drawn_up if _is_in_force(read[agreement.pk], on=on)]
    return (in_force or drawn_up)[-1]


def in_force_between(standard: str, *organisations: Organisation, on: date) -> Agreement | None:
    """The agreement of this standard that has all these parties and is in force that day."""
    try:
        found = agreement_between(standard, *organisations, on=on)
    except NoAgreement:
        return None
    return found if _is_in_force(authorities_of([found])[found.pk], on=on) else None


def _newest_number(code: str) -> int:
    newest: int | None = Agreement.objects.filter(code=code).aggregate(n=Max("number"))["n"]
    return newest or 0


def _is_in_force(authority: Authority, *, on: date) -> bool:
    ended = authority.ended_at is not None and localdate(authority.ended_at) <= on
    return authority.is_signed(on=on) and authority.covers(on) and not ended
