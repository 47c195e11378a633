"""That one record stands for another of the same person, until that is undone."""

import uuid

from django.db import models
from django.db.models import F, Q

from onward.people.matching_models import LONGEST_REASON
from onward.people.of_a_record import Own


class Merge(Own):
    """One record stands for another: why, who said so, and how it was undone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kept = models.ForeignKey("people.Record", models.PROTECT, related_name="+", db_constraint=False)
    other = models.ForeignKey(
        "people.Record", models.PROTECT, related_name="+", db_constraint=False
    )
    because = models.CharField(max_length=LONGEST_REASON)
    by = models.UUIDField()  # staff handle
    at = models.DateTimeField()
    undone_because = models.CharField(max_length=LONGEST_REASON, blank=True)
    undone_by = models.UUIDField(null=True)  # staff handle
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["other"], condition=Q(undone_at=None), name="merged_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(kept=F("other")), name="a_merge_is_of_two_records"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_because="")
                | (Q(undone_at__isnull=False) & ~Q(undone_because="")),
                name="an_undone_merge_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"merge {self.pk}"
