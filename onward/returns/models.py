"""What is drawn first and released later."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class EvaluationSample(models.Model):
    """People drawn to be invited to an evaluation: their handles alone, and who drew them when.

    Who of them may be invited is asked when the list is released, so nothing of it is kept here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    commissioner = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    handles = ArrayField(models.UUIDField())
    drawn_by = models.UUIDField()  # staff handle
    drawn_at = models.DateTimeField()
    # The newest release; another takes its place only where this one did not go.
    disclosure = models.ForeignKey(
        "disclosures.Disclosure", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(handles=[]), name="a_sample_is_of_somebody")
        ]

    def __str__(self) -> str:
        return f"sample of {self.drawn_at:%Y-%m-%d}"
