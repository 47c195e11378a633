"""Where postcodes lie and which addresses there are, as one file said it and the next one anew."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PlaceVersion(models.Model):
    """One whole file of places: what it says holds from a day, until the next version's."""

    class Kind(models.TextChoices):
        POSTCODES = "POSTCODES", _("Wards and authorities of postcodes")
        ADDRESSES = "ADDRESSES", _("Gazetteer of addresses")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.POSTCODES)
    number = models.PositiveIntegerField()
    holds_from = models.DateField()
    digest = models.CharField(max_length=64)  # of what it says, whatever the order of its rows
    source_id = models.UUIDField()  # the landed file
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "number"], name="versions_of_places_are_numbered"
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


class GazetteerAddress(models.Model):
    """One address of a gazetteer, by one version."""

    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    version = models.ForeignKey(
        PlaceVersion, models.PROTECT, related_name="addresses", db_index=False, db_constraint=False
    )
    unique_number = models.CharField(max_length=12)  # unique property reference number
    lines = ArrayField(models.CharField(max_length=200))
    line_key = models.CharField(max_length=200)  # the first line as it is compared
    postcode_key = models.CharField(max_length=8)  # without the space

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "unique_number"], name="an_address_stands_once_in_a_version"
            )
        ]
        indexes = [
            models.Index(
                fields=["version", "postcode_key", "line_key"], name="addresses_of_a_gazetteer"
            )
        ]

    def __str__(self) -> str:
        return f"address {self.unique_number}"
