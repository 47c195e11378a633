"""Where postcodes lie, as one file said it and the next one says it anew."""

import uuid

from django.db import models
from django.db.models import Q


class PlaceVersion(models.Model):
    """One whole file of postcodes: what it says holds from a day, until the next version's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    holds_from = models.DateField()
    digest = models.CharField(max_length=64)  # of what it says, whatever the order of its rows
    source_id = models.UUIDField()  # the landed file
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="versions_of_places_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["organisation", "id"], name="version_of_places_of_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"places, version {self.number}"


class Place(models.Model):
    """The ward and the authority that one postcode lies in, by one version."""

    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    version = models.ForeignKey(
        PlaceVersion, models.PROTECT, related_name="places", db_index=False, db_constraint=False
    )
    postcode_key = models.CharField(max_length=8)  # without the space
    ward_code = models.CharField(max_length=9)
    ward = models.CharField(max_length=100)
    authority_number = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "postcode_key"], name="a_postcode_lies_in_one_place"
            ),
            models.CheckConstraint(
                condition=Q(authority_number__regex=r"^\d{3}$"),
                name="authority_of_a_place_has_three_digits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ward_code} in {self.authority_number}"
