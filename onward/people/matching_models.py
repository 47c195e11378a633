"""What is kept to tell who is who: what of each person is compared, and who a row was taken for."""

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onward.people.of_a_record import OfRecord, Own

LONGEST_REASON = 300


def random_number() -> int:
    """A number of a row that is made before the row is stored, and never twice."""
    return secrets.randbits(63)


class MatchingDeclaration(models.Model):
    """That an organisation matches its lists with its records, or does not (REQ-001-002).

    To match is data matching (Article 35 and the ICO's list): a second person approves it.
    """

    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    is_matched = models.BooleanField()
    because = models.CharField(max_length=LONGEST_REASON)
    declared_by = models.UUIDField()  # staff handles
    declared_at = models.DateTimeField()
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    built_at = models.DateTimeField(null=True)  # from then on all that is kept is compared
    written_count = models.PositiveIntegerField(default=0)  # writings there were then
    searched_at = models.DateTimeField(null=True)  # when people kept twice were last looked for
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(ended_at=None, approved_at__isnull=False),
                name="one_declaration_stands",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="approved_declaration_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(is_matched=False)
                | Q(approved_by=None)
                | ~Q(approved_by=F("declared_by")),
                name="another_approves_matching",
            ),
        ]

    def __str__(self) -> str:
        return f"matching: {self.is_matched}"


class Writing(OfRecord):
    """One way a person is written: a name with an address, as numbers to compare.

    The name itself is read where it stands. Hashes are of `onward.matching`, 0 where not known.
    """

    id = models.BigIntegerField(primary_key=True, default=random_number)
    name_id = models.BigIntegerField()  # of PersonName
    born = models.IntegerField()  # yyyymmdd, 0 where not known
    postcode = models.BigIntegerField()
    sector = models.BigIntegerField()
    district = models.BigIntegerField()
    area = models.BigIntegerField()
    door = models.BigIntegerField()
    street = models.BigIntegerField()
    sex = models.SmallIntegerField()

    def __str__(self) -> str:
        return f"writing {self.pk}"


class MatchingKey(Own):
    """A hash that a writing is found by; what it is made of is said in `onward.matching.keys`."""

    pk = models.CompositePrimaryKey("organisation", "hash", "writing_id")
    hash = models.BigIntegerField()
    # Written and removed with its writing in one statement each, so the key needs no check.
    writing_id = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"key of {self.writing_id}"


class MatchingModel(models.Model):
    """One fitted model: what it decides by, how well it was measured, and who approved it."""

    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, related_name="+")
    version = models.CharField(max_length=12)
    text = models.TextField()  # as `onward.matching.stored` writes it; no person
    fitted_at = models.DateTimeField()
    approved_by = models.UUIDField(null=True)  # staff handle
    approved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "version"], name="a_model_is_kept_once"
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(ended_at=None, approved_at__isnull=False),
                name="one_model_is_in_use",
            ),
        ]

    def __str__(self) -> str:
        return f"model {self.version}"


class Match(Own):
    """Who a row of a list is, or whether two records are one: waiting, or answered and by whom.

    The same words about a person are one match, in whatever list they come, so that nobody is
    asked twice. Without `answered_by` the model, or a number, has answered.
    """

    class Kind(models.TextChoices):
        ROW = "ROW", _("A row of a list")
        RECORDS = "RECORDS", _("Two records")

    class Why(models.TextChoices):
        ALIKE = "ALIKE", _("Somebody is like it, but not surely the same")
        NUMBER_CONFLICT = "NUMBER_CONFLICT", _("The number and the person disagree")
        SEVERAL = "SEVERAL", _("More than one person fits")
        ACCEPTED = "ACCEPTED", _("Everything agrees")
        UNDONE = "UNDONE", _("It was taken for somebody, and that was undone")

    class Answer(models.TextChoices):
        SAME = "SAME", _("The same person")
        NOBODY = "NOBODY", _("None of these people")
        UNSURE = "UNSURE", _("Cannot tell")

    id = models.BigIntegerField(primary_key=True, default=random_number)
    kind = models.CharField(max_length=7, choices=Kind)
    why = models.CharField(max_length=15, choices=Why)
    digest = models.CharField(max_length=64)  # keyed, of what is said, or of the two records
    said = models.JSONField(default=dict)  # what the row says of the person, by item
    record = models.ForeignKey(
        "people.Record", models.PROTECT, null=True, related_name="+", db_constraint=False
    )  # of two records, the one that is asked about
    model_version = models.CharField(max_length=12, blank=True)
    raised_at = models.DateTimeField()
    answer = models.CharField(max_length=6, choices=Answer, blank=True)
    chosen = models.ForeignKey(
        "people.Record", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    answered_by = models.UUIDField(null=True)  # staff handle
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "digest"], name="a_match_is_asked_once"
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="match_of_organisation"),
            models.CheckConstraint(
                condition=Q(answer="SAME", chosen__isnull=False)
                | (~Q(answer="SAME") & Q(chosen=None)),
                name="the_same_person_is_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="an_answered_match_has_a_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "raised_at", "id"],
                name="matches_waiting",
                condition=Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"match {self.pk}"


class MatchCandidate(OfRecord):
    """Somebody a match may be about, and what speaks for it: levels and bits, no values."""

    match = models.ForeignKey(Match, models.PROTECT, related_name="candidates", db_constraint=False)
    bits = models.FloatField()
    steps = models.JSONField(default=list)  # what, level, bits
    shares = models.JSONField(default=dict)  # of each explanation, summing to one

    def __str__(self) -> str:
        return f"candidate of {self.match_id}"


class MatchedRow(Own):
    """One row of one file, and the match that says who it is about."""

    match = models.ForeignKey(Match, models.PROTECT, related_name="rows", db_constraint=False)
    landing_id = models.UUIDField()
    row = models.PositiveIntegerField()
    waits = models.BooleanField()  # it was given back, and not taken in again since

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "landing_id", "row"], name="a_row_is_matched_once"
            )
        ]

    def __str__(self) -> str:
        return f"row {self.row}"


class MatchDecision(Own):
    """One answer to a match, or the undoing of one (an empty answer), with its reason."""

    match = models.ForeignKey(Match, models.PROTECT, related_name="decisions", db_constraint=False)
    answer = models.CharField(max_length=6, choices=Match.Answer, blank=True)
    chosen_id = models.UUIDField(null=True)  # the record
    because = models.CharField(max_length=LONGEST_REASON, blank=True)
    by = models.UUIDField(null=True)  # staff handle; nobody where the model answered
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"decision {self.pk}"
