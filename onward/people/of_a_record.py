"""What every row about a record has: its organisation, who may see it, and the record."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Own(models.Model):
    """A row of one organisation, hidden from all but named users when its record is restricted."""

    # No index of its own: every index that is searched begins with it.
    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    restricted_to = ArrayField(models.BigIntegerField(), null=True)

    class Meta:
        abstract = True


class OfRecord(Own):
    """A row about one record of the same organisation; the key is checked with both columns."""

    record = models.ForeignKey(
        "people.Record", models.PROTECT, related_name="+", db_constraint=False
    )

    class Meta:
        abstract = True
