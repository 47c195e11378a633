"""What people have said of rows: the same words about somebody are asked about once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.crypto import salted_hmac

from onward.people.models import Match
from onward.people.sought import Sought

_SALT = "onward.people.matching"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Who a person chose; nobody, or that they could not tell."""

    chosen: UUID | None
    is_nobody: bool


def answers_to(sought: Sequence[Sought]) -> dict[int, Answer]:
    """The answers that people gave to rows of these words, by the place of the row."""
    digests = [digest_of(each.said) for each in sought]
    by_people = Q(answered_by__isnull=False) | Q(why=Match.Why.UNDONE)
    matches = Match.objects.filter(by_people, digest__in=digests)
    answered = {
        digest: Answer(chosen=chosen, is_nobody=answer == Match.Answer.NOBODY)
        for digest, chosen, answer in matches.values_list("digest", "chosen_id", "answer")
    }
    return {place: answered[digest] for place, digest in enumerate(digests) if digest in answered}


def digest_of(said: object) -> str:
    """A keyed digest: whoever holds the table learns no name from it."""
    written = json.dumps(said, sort_keys=True)
    return salted_hmac(_SALT, written, algorithm="sha256").hexdigest()
