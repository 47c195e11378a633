"""When e-mail does not work: who says so, what is done meanwhile, and who lets it be used again.

Source: 003 paragraphs 58 to 63. A provider tells the department before it begins again; what the
department suspended, the department alone takes up again.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from onward.email_route.clocks import Mode, mode_of_outage
from onward.email_route.entries import enter_act
from onward.email_route.models import Outage
from onward.parties.models import Organisation, Staff
from onward.tenancy.context import acting


class CannotResume(RuntimeError):
    """E-mail may not be used again by this act; the message says who may say so."""


@transaction.atomic
def declare(
    *,
    provider: Organisation,
    department: Organisation,
    expected_until: datetime,
    by: Staff,
    at: datetime,
) -> Outage:
    """E-mail cannot be used from now on; from 48 hours on paper is used, and the other side told.

    Declared by the provider of itself, or by the department, which suspends with it. Said again,
    it changes how long it is expected to last. Source: 003 paragraphs 58, 59, 61 and 62.
    """
    outage, is_new = Outage.objects.select_for_update().get_or_create(
        provider=provider,
        department=department,
        declared_by_id=acting().organisation_id,
        ended_at=None,
        defaults={"started_at": at, "expected_until": expected_until, "meanwhile": Mode.WAIT},
    )
    outage.expected_until, outage.works_since = expected_until, None
    outage.meanwhile = mode_of_outage(started_at=outage.started_at, expected_until=expected_until)
    if outage.meanwhile == Mode.CLERICAL and outage.clerical_notice_at is None:
        outage.clerical_notice_at = at
    outage.save()
    kind = "email.suspended" if is_new else "email.outage_changed"
    enter_act(kind, outage, by=by, at=at, meanwhile=str(outage.meanwhile))
    return outage


@transaction.atomic
def works_again(outage: Outage, *, by: Staff, at: datetime) -> None:
    """The problem is solved; e-mail is still not used, until notice is given.

    Raises CannotResume where the other side declared it.
    """
    _change(outage, works_since=at)
    enter_act("email.works_again", outage, by=by, at=at)


@transaction.atomic
def give_notice(outage: Outage, *, by: Staff, at: datetime) -> None:
    """Record that the other side was told, from which moment e-mail is used again.

    Source: 003 paragraphs 60 and 63. Raises CannotResume where the other side declared it, or
    where nobody has said yet that it works.
    """
    row = Outage.objects.get(pk=outage.pk)
    if row.declared_by_id == acting().organisation_id and row.works_since is None:
        raise CannotResume(_("Say first that email works again."))
    _change(outage, ended_at=at)
    enter_act("email.resumed", outage, by=by, at=at)


def _change(outage: Outage, **moments: datetime) -> None:
    ours = Outage.objects.filter(
        pk=outage.pk, declared_by_id=acting().organisation_id, ended_at=None
    )
    if not ours.update(**moments):
        raise CannotResume(
            _("Only whoever suspended email says that it is used again. Ask them for the notice.")
        )
    outage.refresh_from_db()
