"""Documents about young people: letters, plans, certificates."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.agreements.catalogue import KeyClass
from onward.people.of_a_record import OfRecord


class Document(OfRecord):
    """One document about the person of a record, sealed under the record's own key.

    Removed, its content and title are gone; that there was one, and who removed it, stays.
    """

    class Kind(models.TextChoices):
        LETTER = "LETTER", _("Letter or email")
        FORM = "FORM", _("Form or consent")
        NOTES = "NOTES", _("Notes of a meeting")
        ACTION_PLAN = "ACTION_PLAN", _("Action plan")
        EHC_PLAN = "EHC_PLAN", _("Education, health and care plan")
        HEALTH = "HEALTH", _("About health")
        CERTIFICATE = "CERTIFICATE", _("Certificate or school report")
        CV = "CV", _("CV or application")
        OTHER = "OTHER", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    record = models.ForeignKey(
        "people.Record", models.PROTECT, related_name="documents", db_constraint=False
    )
    kind = models.CharField(max_length=11, choices=Kind)
    title = models.CharField(max_length=120, blank=True)
    dated_on = models.DateField()
    media = models.CharField(max_length=9)  # code of onward.formats.document_types
    size = models.PositiveIntegerField()  # bytes, before sealing
    sealed = models.BinaryField(default=b"")
    by = models.UUIDField()  # staff handle
    at = models.DateTimeField()
    removed_by = models.UUIDField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False, sealed=b"", title=""),
                name="a_removed_document_is_empty",
            ),
        ]
        indexes = [models.Index(fields=["record", "-at"], name="documents_of_a_record")]

    def __str__(self) -> str:
        return f"document {self.id}"


# By what a document tells, so that erasing a class of a record takes the documents of that class.
CLASS_OF: dict[str, KeyClass] = {
    Document.Kind.EHC_PLAN: KeyClass.HEALTH,
    Document.Kind.HEALTH: KeyClass.HEALTH,
    Document.Kind.CERTIFICATE: KeyClass.EDUCATION,
    Document.Kind.CV: KeyClass.EMPLOYMENT,
}


def class_of(kind: str) -> KeyClass:
    return CLASS_OF.get(kind, KeyClass.CASEWORK)
