"""Two questions to the database that row level security lets an index answer."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F, Lookup, Q


class Begins(Lookup):
    """`^@`: the text begins with exactly this. LIKE would read every row under a policy."""

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_parameters = self.process_lhs(compiler, connection)
        right, right_parameters = self.process_rhs(compiler, connection)
        return f"{left} ^@ {right}", (*left_parameters, *right_parameters)


class OneOf(Lookup):
    """`= any`: one array, where `in` would write out a thousand parameters."""

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_parameters = self.process_lhs(compiler, connection)
        return f"{left} = any(%s)", (*left_parameters, self.rhs)


def begins(column: str, text: str) -> Q:
    return Q(Begins(F(column), text))


def one_of(column: str, ids: Iterable[UUID]) -> Q:
    return Q(OneOf(F(column), list(ids)))
