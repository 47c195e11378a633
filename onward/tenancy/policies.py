"""Row level security as migration operations, and the words its policies are written in."""

from collections.abc import Sequence

from django.db.migrations.operations import RunSQL

ORGANISATION = "nullif(current_setting('onward.organisation', true), '')::bigint"
USER = "nullif(current_setting('onward.user', true), '')"
PARTICIPANT = (
    "string_to_array(nullif(current_setting('onward.participant', true), ''), ',')::uuid[]"
)
ANYONE_NAMED = f"({ORGANISATION} is not null)"


def parties(*columns: str) -> str:
    """The row belongs to whichever organisation one of these columns names."""
    return "(" + " or ".join(f"{column} = {ORGANISATION}" for column in columns) + ")"


def unrestricted(column: str = "restricted_to") -> str:
    """Nobody is named in the column, or this user is, or it is the organisation's own work."""
    named = f"{USER} = any({column}::text[])"
    return f"({column} is null or {USER} = 'automatic' or {named})"


OWN = parties("organisation_id")
OWN_UNRESTRICTED = f"{OWN} and {unrestricted()}"
LISTED = f"({ORGANISATION} = any(organisations))"


def isolate(
    table: str,
    *,
    read: str,
    write: str | None = None,
    change: str | None = None,
    becomes: str | None = None,
    append_only: bool = False,
) -> RunSQL:
    """Force row level security on a table.

    `read` says which rows are seen, `write` which may be added (as `read` unless given),
    `change` which may be altered or removed and `becomes` what an altered row must satisfy
    (each as the one before unless given, `change` as `read`). An append-only table gets no
    policy, no grant and a trigger against alteration.
    """
    write = write or read
    statements = [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"create policy sees on {table} for select using ({read})",
        f"create policy adds on {table} for insert with check ({write})",
    ]
    if append_only:
        statements += [
            f"revoke update, delete, truncate on {table} from onward_app",
            f"create trigger append_only before update or delete or truncate on {table}"
            " for each statement execute function append_only()",
        ]
    else:
        change = change or read
        statements += [
            f"create policy alters on {table} for update using ({change})"
            f" with check ({becomes or change})",
            f"create policy removes on {table} for delete using ({change})",
        ]
    undo = [
        *(f"drop policy if exists {name} on {table}" for name in _POLICIES),
        f"drop trigger if exists append_only on {table}",
        f"alter table {table} no force row level security",
        f"alter table {table} disable row level security",
    ]
    return RunSQL(_joined(statements), _joined(undo))


_POLICIES = ("sees", "adds", "alters", "removes")


def sight(function: str, *, of: str, column: str = "id") -> RunSQL:
    """A function that says whether a row of this table with this value in its column is seen.

    For policies that show a person what belongs to a row she sees. It asks with the rights of
    whoever reads. Written out as `in (select ...)`, the planner would count the reading of the
    whole other table into each plan of staff too, for whom it is never read.
    """
    body = f"begin return exists (select from public.{of} where {column} = $1); end"
    return RunSQL(
        f"create function {function}(uuid) returns boolean"
        f" language plpgsql stable parallel safe cost 1 as $$ {body} $$;"
        f"revoke all on function {function}(uuid) from public;"
        f"grant execute on function {function}(uuid) to onward_app;",
        f"drop function {function}(uuid) cascade",
    )


def own_reference(
    table: str, column: str, target: str, *, organisation: str = "organisation_id"
) -> RunSQL:
    """A foreign key that cannot point into another organisation's rows.

    A plain key ignores row level security: its error would tell that a row exists elsewhere.
    Declare the field with db_constraint=False; the target needs unique (organisation_id, id).
    """
    name = f"{table}_{column}_own"
    return RunSQL(
        f"alter table {table} add constraint {name} foreign key ({organisation}, {column})"
        f" references {target} (organisation_id, id) deferrable initially deferred",
        f"alter table {table} drop constraint {name}",
    )


def no_statistics(table: str, columns: Sequence[str]) -> RunSQL:
    """Keep samples of personal values out of the planner's statistics.

    They would outlive an erasure, and an EXPLAIN would estimate from other organisations' rows.
    """
    off = [f"alter table {table} alter column {column} set statistics 0" for column in columns]
    on = [f"alter table {table} alter column {column} set statistics -1" for column in columns]
    return RunSQL(_joined(off), _joined(on))


def _joined(statements: Sequence[str]) -> str:
    return ";\n".join(statements) + ";"
