"""Sessions of the youth service, and who came to them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.people.of_a_record import OfRecord


class YouthSession(models.Model):
    """One session of youth work that was held. It is about nobody: who came are rows of their own.

    Source 002, privacy assessment, step one: the first system in which the youth service records
    what it does.
    """

    class Kind(models.TextChoices):
        CENTRE = "CENTRE", _("Open session at a youth centre")
        GROUP = "GROUP", _("Group or project")
        STREET = "STREET", _("Work on the street")
        SCHOOL = "SCHOOL", _("Session in a school")
        TRIP = "TRIP", _("Trip")
        ONLINE = "ONLINE", _("Online session")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=6, choices=Kind)
    place = models.CharField(max_length=100)
    held_on = models.DateField()
    worker = models.UUIDField()  # staff handle
    unnamed = models.PositiveSmallIntegerField(default=0)  # who came and gave no name
    noted_by = models.UUIDField()  # staff handle
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "id"], name="youth_session_of_organisation"
            ),
            models.CheckConstraint(condition=~Q(place=""), name="a_session_was_held_somewhere"),
        ]
        indexes = [
            models.Index(fields=["organisation", "-held_on"], name="youth_sessions_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.held_on}"


class Attendance(OfRecord):
    """That the person of a record came to a session. Noted by mistake, it is taken back."""

    session = models.ForeignKey(
        YouthSession, models.PROTECT, related_name="attendances", db_constraint=False
    )
    record = models.ForeignKey(
        "people.Record", models.PROTECT, related_name="attendances", db_constraint=False
    )
    by = models.UUIDField()  # staff handle
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "record"],
                condition=Q(taken_back_at=None),
                name="somebody_comes_to_a_session_once",
            ),
        ]

    def __str__(self) -> str:
        return f"attendance of {self.record_id}"
