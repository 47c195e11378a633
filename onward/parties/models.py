"""The organisations, the people who work for them, and what each organisation is trusted with."""

import uuid
from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.parties.permissions import Permission, Role, granted_to
from onward.values.working_days import Calendar, Nation


class Organisation(models.Model):
    """A party: one that gives, receives, commissions or delivers. The register is open to all."""

    class Kind(models.TextChoices):
        COMMISSIONER = "COMMISSIONER", _("Commissioner")
        DEPARTMENT = "DEPARTMENT", _("Department")
        JOBCENTRE_DISTRICT = "JOBCENTRE_DISTRICT", _("Jobcentre district")
        LOCAL_AUTHORITY = "LOCAL_AUTHORITY", _("Local authority")
        PRIME_PROVIDER = "PRIME_PROVIDER", _("Prime provider")
        SUBCONTRACTOR = "SUBCONTRACTOR", _("Subcontractor")
        REFERRAL_ORGANISATION = "REFERRAL_ORGANISATION", _("Statutory referral organisation")
        SCHOOL = "SCHOOL", _("School")
        COLLEGE = "COLLEGE", _("College")
        TRAINING_PROVIDER = "TRAINING_PROVIDER", _("Training provider")
        OPERATOR = "OPERATOR", _("Operator of this instance")

    class Nation(models.TextChoices):
        ENGLAND = "ENG", _("England")
        WALES = "WLS", _("Wales")
        SCOTLAND = "SCT", _("Scotland")
        NORTHERN_IRELAND = "NIR", _("Northern Ireland")

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices=Kind)
    nation = models.CharField(max_length=3, choices=Nation)
    data_protection_contact = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def calendar(self) -> Calendar:
        """The working days of the nation it is in."""
        return Calendar(_HOLIDAYS_OF[self.Nation(self.nation)])


_HOLIDAYS_OF = {
    Organisation.Nation.ENGLAND: Nation.ENGLAND_AND_WALES,
    Organisation.Nation.WALES: Nation.ENGLAND_AND_WALES,
    Organisation.Nation.SCOTLAND: Nation.SCOTLAND,
    Organisation.Nation.NORTHERN_IRELAND: Nation.NORTHERN_IRELAND,
}


class Accreditation(models.Model):
    """A commissioner's word, until a date, that a provider's security is good enough.

    The operations team must have been told of it before anything is shared (source 000, step 1).
    """

    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="accreditations")
    commissioner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    operations = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    granted_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    operations_told_at = models.DateTimeField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(granted_on=None, expires_on=None)
                | Q(granted_on__isnull=False, expires_on__gt=models.F("granted_on")),
                name="accreditation_expires_after_it_is_granted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} until {self.expires_on}"

    def stands_on(self, on: date) -> bool:
        """In force on this day, and the operations team knows of it."""
        if self.granted_on is None or self.expires_on is None or self.operations_told_at is None:
            return False
        withdrawn = self.withdrawn_on is not None and self.withdrawn_on <= on
        return self.granted_on <= on <= self.expires_on and not withdrawn


class SecurityPlan(models.Model):
    """A provider's security plan as the organisation it works for has assured it, or has not.

    It must stand before the provider receives anything (source 003, paragraphs 2 and 52).
    """

    class Offshore(models.TextChoices):
        NONE = "NONE", _("Nothing is held or seen outside the United Kingdom")
        SOME = "SOME", _("Something is held or seen outside the United Kingdom")
        UNKNOWN = "UNKNOWN", _("Nobody has said")

    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="security_plans")
    assurer = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    iso27001_statement = models.CharField(max_length=200)  # where it is kept
    is_assured = models.BooleanField()
    assured_on = models.DateField()
    expires_on = models.DateField()
    offshore = models.CharField(max_length=7, choices=Offshore)
    reviewer = models.UUIDField()  # staff handle

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gt=models.F("assured_on")),
                name="security_plan_expires_after_it_is_assured",
            ),
            models.CheckConstraint(
                condition=~Q(iso27001_statement=""), name="security_plan_has_its_statement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} until {self.expires_on}"

    def stands_on(self, on: date) -> bool:
        return self.is_assured and self.assured_on <= on <= self.expires_on

    def lets_through_on(self, on: date) -> bool:
        """It stands, and nothing of it is abroad: what the gate asks for."""
        return self.stands_on(on) and self.offshore == self.Offshore.NONE


class Staff(AbstractBaseUser):
    """One person's account in one organisation, with the roles it gives them there."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="staff")
    email = models.EmailField()
    name = models.CharField(max_length=120)
    roles = ArrayField(models.CharField(max_length=24, choices=Role), default=list)
    handle = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    is_active = models.BooleanField(default=True)
    failed_sign_ins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"

    class Meta:
        constraints = [
            # An address that another organisation uses must not show in a refusal.
            models.UniqueConstraint(
                fields=["organisation", "email"], name="one_account_per_address"
            ),
        ]
        indexes = [models.Index(fields=["email"], name="accounts_by_address")]

    def __str__(self) -> str:
        return self.name

    @property
    def role_labels(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]

    def may(self, permission: Permission) -> bool:
        return self.is_active and permission in granted_to(self.roles)

    def is_locked(self, *, at: datetime) -> bool:
        return self.locked_until is not None and at < self.locked_until


class StaffSession(AbstractBaseSession):
    """One signed-in browser. Only who holds its key can see the row."""

    def __str__(self) -> str:
        return "a session"


class Instance(models.Model):
    """The one row that says what kind of database this is, and a demonstration's clock."""

    demonstration = models.BooleanField(default=False)
    clock_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_instance"),
            models.CheckConstraint(
                condition=Q(demonstration=True) | Q(clock_at=None),
                name="only_a_demonstration_has_a_clock_of_its_own",
            ),
        ]

    def __str__(self) -> str:
        return "demonstration" if self.demonstration else "live"
