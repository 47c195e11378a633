"""A provider asks for e-mail for one process; the department permits it in writing, or ends it.

Source: 003 paragraphs 44, 46 and 50.
"""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from onward.email_route.entries import enter_act
from onward.email_route.models import Exemption, PermissionDocument, ProcessPermission
from onward.email_route.processes import process_of
from onward.email_route.standard_forms import standard_forms
from onward.parties.models import Organisation, Staff
from onward.tenancy.context import acting

MOST_BYTES = 5 * 1024 * 1024


class NotPermitted(ValueError):
    """The act has no place here; the message says why and what to do."""


@transaction.atomic
def ask(process: str, *, department: Organisation, by: Staff, at: datetime) -> ProcessPermission:
    """Ask the department for e-mail for one process. Raises NoSuchProcess, NotPermitted."""
    provider = acting().organisation_id
    permission, is_new = ProcessPermission.objects.get_or_create(
        provider_id=provider,
        department=department,
        process=process_of(process),
        revoked_at=None,
        defaults={"asked_at": at, "asked_by": by.handle},
    )
    if not is_new:
        raise NotPermitted(_("This has been asked for already. The department answers it."))
    enter_act("email.permission_asked", permission, by=by, at=at, process=permission.process)
    return permission


@transaction.atomic
def permit(
    permission: ProcessPermission,
    *,
    conditions_met_on: date,
    document_name: str,
    document: bytes,
    by: Staff,
    at: datetime,
) -> ProcessPermission:
    """Permit a process for the department acted for, with the written permission put on file.

    The permission is for the standard form as it is today; another form needs another permission.
    Raises NotPermitted.
    """
    form = standard_forms().get(process_of(permission.process))
    if form is None:
        raise NotPermitted(_("Nobody has published what the form of this process holds."))
    if not document or len(document) > MOST_BYTES:
        raise NotPermitted(_("Put the written permission on file, in a file of at most 5 MB."))
    digest = hashlib.sha256(document).hexdigest()
    open_ones = ProcessPermission.objects.filter(
        pk=permission.pk,
        department_id=acting().organisation_id,
        approved_at=None,
        revoked_at=None,
    )
    if not open_ones.update(
        conditions_met_on=conditions_met_on,
        approved_at=at,
        approved_by=by.handle,
        form_digest=form.digest,
        document_digest=digest,
    ):
        raise NotPermitted(_("The department permits a request once, and it has been answered."))
    permission.refresh_from_db()
    PermissionDocument.objects.create(
        provider_id=permission.provider_id,
        department_id=permission.department_id,
        permission=permission,
        name=document_name[-200:],
        content=document,
        digest=digest,
        stored_at=at,
    )
    enter_act(
        "email.permitted", permission, by=by, at=at,
        process=permission.process, form=form.digest, document=digest,
    )  # fmt: skip
    return permission


@transaction.atomic
def revoke(permission: ProcessPermission, *, by: Staff, at: datetime) -> None:
    """End a permission, or turn a request down, from this moment on. Raises NotPermitted."""
    ours = ProcessPermission.objects.filter(
        pk=permission.pk, department_id=acting().organisation_id, revoked_at=None
    )
    if not ours.update(revoked_at=at, revoked_by=by.handle):
        raise NotPermitted(_("Only the department ends a permission, and it has not ended before."))
    permission.refresh_from_db()
    enter_act("email.permission_revoked", permission, by=by, at=at, process=permission.process)


@transaction.atomic
def exempt(
    provider: Organisation,
    *,
    process: str,
    reference: str,
    most_records: int,
    expires_on: date,
    supply_chain_only: bool = True,
    by: Staff,
    at: datetime,
) -> Exemption:
    """Let this provider put more records than one into a message, until a last day.

    Raises NotPermitted without a reference, NoSuchProcess.
    """
    reference = reference.strip()
    if not reference:
        raise NotPermitted(_("An exemption has a reference. Give the one of the security team."))
    own = acting().organisation_id
    granted = Exemption.objects.filter(provider=provider, department_id=own)
    if granted.filter(reference=reference).exists():
        raise NotPermitted(
            _("There is an exemption with this reference. Give the new one its own.")
        )
    exemption = Exemption.objects.create(
        provider=provider,
        department_id=own,
        process=process_of(process),
        reference=reference,
        most_records=most_records,
        supply_chain_only=supply_chain_only,
        granted_at=at,
        granted_by=by.handle,
        expires_on=expires_on,
    )
    enter_act("email.exempted", exemption, by=by, at=at, reference=exemption.reference)
    return exemption
