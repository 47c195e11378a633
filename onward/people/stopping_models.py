"""What the person has stopped, and who introduced her: rows about one record."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.people.of_a_record import OfRecord
from onward.values.period import months_after


class Objection(OfRecord):
    """The person objects to what is done on a public task, for one purpose or for all (Art 21)."""

    class Outcome(models.TextChoices):
        UPHELD = "UPHELD", _("Upheld: it is not done any more")
        OVERRIDDEN = "OVERRIDDEN", _("Compelling grounds go before it")

    record = models.ForeignKey(
        "people.Record", models.PROTECT, related_name="objections", db_constraint=False
    )
    purpose = models.SlugField(max_length=40, blank=True, db_index=False)  # none: every purpose
    raised_on = models.DateField()
    raised_by = models.UUIDField(null=True)  # staff handle; none where she said so herself
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    grounds = models.CharField(max_length=1000, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", decided_on=None)
                | Q(decided_on__gte=models.F("raised_on"), decided_by__isnull=False),
                name="a_decided_objection_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="OVERRIDDEN") | ~Q(grounds=""),
                name="an_objection_is_overridden_on_grounds",
            ),
        ]

    def __str__(self) -> str:
        return f"objection of {self.raised_on}"


class Restriction(OfRecord):
    """The record is kept and not used, until somebody has told the person that this ends (Art 18).

    It is another thing than a record that only named staff may see.
    """

    class Ground(models.TextChoices):
        ACCURACY = "ACCURACY", _("The person says that something is wrong; it is being checked")
        UNLAWFUL = "UNLAWFUL", _("It should not have been used; she wants it kept, not erased")
        CLAIM = "CLAIM", _("We need it no more; she needs it for a legal claim")
        OBJECTION = "OBJECTION", _("She has objected; whose grounds go first is being decided")

    record = models.ForeignKey(
        "people.Record", models.PROTECT, related_name="restrictions", db_constraint=False
    )
    ground = models.CharField(max_length=9, choices=Ground)
    from_on = models.DateField()
    by = models.UUIDField()  # staff handles
    warned_on = models.DateField(null=True)  # told that it will be lifted
    lifted_on = models.DateField(null=True)
    lifted_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_on=None)
                | Q(warned_on__isnull=False, lifted_on__gte=models.F("warned_on")),
                name="a_restriction_is_lifted_after_a_warning",
            ),
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(lifted_on=None),
                name="one_restriction_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"restricted from {self.from_on}"


class Introduction(OfRecord):
    """Another organisation sent the person here: what came from it, on what basis, and the notice.

    Source: source 001, 5.5: statutory referral organisations; UK GDPR Article 14(3)(a).
    """

    record = models.ForeignKey(
        "people.Record", models.PROTECT, related_name="+", db_constraint=False
    )
    introduced_by = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    items = ArrayField(models.SlugField(max_length=60))
    basis = models.SlugField(max_length=40, db_index=False)  # onward.agreements.bases
    received_on = models.DateField()
    notice = models.SlugField(max_length=40, blank=True, db_index=False)  # its version
    notice_given_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(notice="", notice_given_on=None)
                | (~Q(notice="") & Q(notice_given_on__gte=models.F("received_on"))),
                name="a_notice_has_its_version_and_its_day",
            )
        ]

    def __str__(self) -> str:
        return f"introduced on {self.received_on}"

    @property
    def notice_due_on(self) -> date:
        """One month after it was received; a shorter month's last day (Article 14(3)(a))."""
        return months_after(self.received_on, months=1)
