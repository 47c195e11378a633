"""One organisation's record of one person: its facts, and what of them is searched."""

import secrets
import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.people.matching_models import (
    Match,
    MatchCandidate,
    MatchDecision,
    MatchedRow,
    MatchingDeclaration,
    MatchingKey,
    MatchingModel,
    Writing,
)
from onward.people.merging_models import Merge
from onward.people.of_a_record import OfRecord, Own
from onward.people.stopping_models import Introduction, Objection, Restriction

__all__ = [
    "Introduction",
    "Match",
    "MatchCandidate",
    "MatchDecision",
    "MatchedRow",
    "MatchingDeclaration",
    "MatchingKey",
    "MatchingModel",
    "Merge",
    "Objection",
    "Restriction",
    "Writing",
]


def random_handle() -> uuid.UUID:
    """128 random bits, so that a handle says nothing and cannot be guessed."""
    return uuid.UUID(bytes=secrets.token_bytes(16))


class Record(Own):
    """What one organisation holds about one person."""

    class Kind(models.TextChoices):
        PERSON = "PERSON", _("A person this organisation helps")
        MENTIONED = "MENTIONED", _("Someone mentioned in another person's record")

    class CaseKind(models.TextChoices):
        STANDARD = "STANDARD", _("Standard")
        MAPPA = "MAPPA", _("Multi-agency public protection arrangements")
        SCR = "SCR", _("Special customer record")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PERSON)
    case_kind = models.CharField(max_length=10, choices=CaseKind, default=CaseKind.STANDARD)
    # A special customer record that is under public protection arrangements besides.
    also_mappa = models.BooleanField(default=False)
    handle = models.UUIDField(default=random_handle, unique=True)
    opened_at = models.DateTimeField()
    deceased_on = models.DateField(null=True)
    # From this day the person wants nothing kept to reach them by (`withheld`).
    contact_withheld_on = models.DateField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="record_of_organisation"),
            models.CheckConstraint(
                condition=Q(also_mappa=False) | Q(case_kind="SCR"),
                name="a_special_customer_record_comes_first",
            ),
        ]

    def __str__(self) -> str:
        return f"record {self.id}"


class UseRestriction(models.TextChoices):
    """What a recipient promised not to do with what it was given (source 002 section 4, Hull)."""

    NO_CONTACT = "NO_CONTACT", _("Not to be used to contact the person")
    STATISTICS_ONLY = "STATISTICS_ONLY", _("For statistics only")


class Fact(OfRecord):
    """What one source said in one act. Never altered, only emptied by erasure."""

    class Source(models.TextChoices):
        STAFF = "STAFF", _("Entered by staff")
        DISCLOSURE = "DISCLOSURE", _("Received from another organisation")
        FILE = "FILE", _("Loaded from a file")
        PERSON = "PERSON", _("Said by the person")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    record = models.ForeignKey(
        Record, models.PROTECT, related_name="facts", db_constraint=False, db_index=False
    )
    source = models.CharField(max_length=10, choices=Source)
    source_id = models.UUIDField(null=True)  # the disclosure or the landed file
    by = models.UUIDField(null=True)  # staff handle
    number = models.PositiveIntegerField()  # among the record's facts: the order of saying
    valid_from = models.DateField()
    known_at = models.DateTimeField()
    use = models.CharField(max_length=16, choices=UseRestriction, blank=True)  # as it was given
    came_under = models.SlugField(max_length=40, blank=True, db_index=False)  # a file's section
    values = models.JSONField()  # item code to canonical value

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="facts_are_numbered")
        ]
        indexes = [
            models.Index(
                fields=["organisation", "-known_at"],
                name="facts_received",
                condition=Q(source="DISCLOSURE"),
            ),
            models.Index(
                fields=["organisation"],
                name="facts_of_files_under_a_section",
                condition=~Q(came_under=""),
            ),
        ]

    def __str__(self) -> str:
        return f"fact {self.id}"


class PersonName(OfRecord):
    """A name the record goes or went by, with the keys it is found by."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="names", db_constraint=False)
    forename = models.CharField(max_length=120, blank=True)
    surname = models.CharField(max_length=120, blank=True)
    forename_key = models.CharField(max_length=120, blank=True)
    surname_key = models.CharField(max_length=120, blank=True)
    surname_sound = models.CharField(max_length=20, blank=True)
    since = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "surname_key"],
                name="names_by_surname",
                opclasses=["int8_ops", "text_pattern_ops"],
            ),
            models.Index(
                fields=["organisation", "forename_key"],
                name="names_by_forename",
                opclasses=["int8_ops", "text_pattern_ops"],
            ),
            models.Index(fields=["organisation", "surname_sound"], name="names_by_sound"),
        ]

    def __str__(self) -> str:
        return f"name {self.pk}"


class Identifier(OfRecord):
    """A number the person is known by. Two records with one number are a question, not an error."""

    class Kind(models.TextChoices):
        NINO = "NINO", _("National Insurance number")
        REFERENCE = "REFERENCE", _("Claimant reference number")
        PUPIL = "PUPIL", _("Unique pupil number")
        LEARNER = "LEARNER", _("Unique learner number")
        RETURN = "RETURN", _("Number in the monthly return")

    record = models.ForeignKey(
        Record, models.PROTECT, related_name="identifiers", db_constraint=False
    )
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=40)
    since = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "value"],
                name="identifiers_by_value",
                opclasses=["int8_ops", "text_pattern_ops"],
            ),
        ]

    def __str__(self) -> str:
        return f"identifier {self.pk}"


class Address(OfRecord):
    """Where the person lives or lived, as far as it is searched."""

    record = models.ForeignKey(
        Record, models.PROTECT, related_name="addresses", db_constraint=False
    )
    lines = ArrayField(models.CharField(max_length=120), default=list)
    postcode = models.CharField(max_length=8, blank=True)
    postcode_key = models.CharField(max_length=8, blank=True)  # without the space
    since = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "postcode_key"],
                name="addresses_by_postcode",
                opclasses=["int8_ops", "text_pattern_ops"],
            ),
        ]

    def __str__(self) -> str:
        return f"address {self.pk}"


class BirthDate(OfRecord):
    """A date of birth that a source gave."""

    record = models.ForeignKey(
        Record, models.PROTECT, related_name="birth_dates", db_constraint=False
    )
    on = models.DateField(null=True)  # empty once erased
    since = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "on"], name="birth_dates_by_day"),
        ]

    def __str__(self) -> str:
        return f"birth date {self.pk}"


class Consent(OfRecord):
    """What the person allowed or refused, in which words, and when they took it back."""

    class Speaker(models.TextChoices):
        PERSON = "PERSON", _("The person")
        PARENT = "PARENT", _("A parent, while the person is under 16")

    record = models.ForeignKey(Record, models.PROTECT, related_name="consents", db_constraint=False)
    scope = models.SlugField(max_length=40, db_index=False)
    wording = models.SlugField(max_length=40, db_index=False)
    given = models.BooleanField()
    on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    said_by = models.CharField(max_length=6, choices=Speaker, default=Speaker.PERSON)
    by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(given=True, withdrawn_on__gte=models.F("on")),
                name="only_a_given_consent_is_withdrawn",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} on {self.on}"


class Mention(OfRecord):
    """That a record says something of somebody else, who has a record of kind *mentioned*.

    Their items stand among the record's facts; whatever of them is given is sealed under their own
    keys, shown in their own statement, and erased with their own record.
    """

    class Relation(models.TextChoices):
        PARTNER = "PARTNER", _("Partner or joint claimant")
        PARENT = "PARENT", _("Parent")

    record = models.ForeignKey(Record, models.PROTECT, related_name="mentions", db_constraint=False)
    mentioned = models.ForeignKey(Record, models.PROTECT, related_name="+", db_constraint=False)
    relation = models.CharField(max_length=7, choices=Relation)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # from then on it is somebody else

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "relation"],
                condition=Q(ended_at=None),
                name="one_of_each_relation_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.relation} of {self.record_id}"


class Signpost(models.Model):
    """There is a record that a colleague may not see, and who may: nothing of it besides.

    Seen by the whole organisation. `numbers` are keyed digests of what the person is known by, so
    that somebody who holds a number is told, and nobody who holds the table learns one.
    """

    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    record = models.OneToOneField(
        Record, models.PROTECT, related_name="signpost", db_constraint=False
    )
    numbers = ArrayField(models.CharField(max_length=64))
    named = ArrayField(models.BigIntegerField())  # staff to ask
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"signpost {self.pk}"


class IdentityQuestion(Own):
    """Two records carry one identifier: one person, two people, or a mistake? A person decides."""

    class Answer(models.TextChoices):
        SAME_PERSON = "SAME_PERSON", _("One person with two records")
        TWO_PEOPLE = "TWO_PEOPLE", _("Two people: the number is wrong on one of them")

    kind = models.CharField(max_length=10, choices=Identifier.Kind)
    first = models.ForeignKey(Record, models.PROTECT, related_name="+", db_constraint=False)
    second = models.ForeignKey(Record, models.PROTECT, related_name="+", db_constraint=False)
    raised_at = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second", "kind"], name="one_question_a_pair"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | Q(answered_at__isnull=False),
                name="an_answer_has_a_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "raised_at", "id"],
                name="questions_open",
                condition=Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"


class Look(models.Model):
    """Someone looked at a record: who, when, at what, and why where a reason is asked."""

    class What(models.TextChoices):
        RECORD = "RECORD", _("The record")
        HOUSEHOLD = "HOUSEHOLD", _("That they live or lived with somebody")
        NINO = "NINO", _("The whole National Insurance number")
        STATEMENT = "STATEMENT", _("The statement of what was shared")

    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    handle = models.UUIDField()
    staff = models.UUIDField()
    what = models.CharField(max_length=10, choices=What)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["handle", "at"], name="looks_at_a_record"),
            models.Index(fields=["organisation", "at"], name="looks_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.what} at {self.at}"


class RecordKey(models.Model):
    """The key that one class of one record's shared values is sealed under.

    It lives in a schema that the ordinary backup leaves out. Destroying it erases the values
    wherever their sealed copies are.
    """

    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    handle = models.UUIDField()
    key_class = models.CharField(max_length=16)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = '"keys"."record_key"'
        constraints = [
            models.UniqueConstraint(fields=["handle", "key_class"], name="one_key_per_class")
        ]

    def __str__(self) -> str:
        return f"{self.key_class} key"
