"""System checks: no table without a policy, no running role that could go round one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from onward.tenancy.shared import SHARED

OPEN_TABLES = {
    "django_migrations": "which migrations have run; the running role has no right to it",
}
DEFINER_FUNCTIONS = {
    "ledger_oldest_waiting": "how far behind the sequencer is: one timestamp",
    "ledger_wait": "queues an entry's id and hash for the sequencer",
}

_TABLES = """
select n.nspname || '.' || c.relname, c.relkind::text, c.relrowsecurity, c.relforcerowsecurity,
       (select count(*) from pg_policy p where p.polrelid = c.oid),
       coalesce(array_to_string(c.reloptions, ','), '')
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('public', 'keys') and c.relkind in ('r', 'p', 'v', 'm')
order by 1
"""
_SEEN = """
select case schemaname when 'public' then '' else schemaname || '.' end || tablename, qual
from pg_policies where schemaname in ('public', 'keys') and roles = '{public}' and cmd = 'SELECT'
"""
_ROLE = """
select current_user, r.rolsuper, r.rolbypassrls,
       exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where n.nspname in ('public', 'keys') and c.relkind in ('r', 'p', 'v')
                 and pg_has_role(current_user, c.relowner, 'member'))
from pg_roles r where r.rolname = current_user
"""
# As PostgreSQL prints `policies.OWN`.
_ITS_ORGANISATION = re.compile(
    r"\borganisation_id = \(NULLIF\(current_setting\('onward\.organisation'::text, true\),"
    r" ''::text\)\)::bigint"
)
_DEFINERS = """
select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('public', 'keys') and p.prosecdef
"""


@register(Tags.database)
def isolation_holds(
    app_configs: Sequence[AppConfig] | None, databases: Iterable[str] | None, **_: Any
) -> list[CheckMessage]:
    """Every table has forced row level security and a policy, and this role cannot bypass it."""
    if not databases or "default" not in databases:
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute(_TABLES)
        findings = [message for row in cursor.fetchall() for message in _about_table(*row)]
        cursor.execute(_SEEN)
        findings += _about_sharing({table for table, seen in cursor if not is_own(seen)})
        cursor.execute(_ROLE)
        findings += _about_role(*cursor.fetchone())
        cursor.execute(_DEFINERS)
        unlisted = {name for (name,) in cursor.fetchall()} - set(DEFINER_FUNCTIONS)
    findings += [
        Error(f"Function {name} runs with its owner's rights and is not listed.", id="onward.E5")
        for name in sorted(unlisted)
    ]
    return findings


def _about_table(
    table: str, kind: str, enabled: bool, forced: bool, policies: int, options: str
) -> list[CheckMessage]:
    if kind == "m":
        return [Error(f"{table} is a materialised view: it would show all rows.", id="onward.E3")]
    if kind == "v":
        if "security_invoker=true" in options:
            return []
        return [Error(f"The view {table} is not security_invoker.", id="onward.E4")]
    if table.removeprefix("public.") in OPEN_TABLES or (enabled and forced and policies):
        return []
    return [
        Error(
            f"The table {table} lacks forced row level security or a policy.",
            hint="Add onward.tenancy.policies.isolate(...) to the migration that creates it.",
            id="onward.E1",
        )
    ]


def is_own(seen: str) -> bool:
    """Whether a policy lets no other organisation see a row than the one that it belongs to."""
    rest = _ITS_ORGANISATION.sub("", seen)
    return rest != seen and "onward.organisation" not in rest


def _about_sharing(shared: set[str]) -> Iterator[CheckMessage]:
    for table in sorted(shared ^ SHARED.keys()):
        is_shared = table in shared
        yield Error(
            f"Several organisations see rows of {table}, and it is not a listed shared table."
            if is_shared
            else f"{table} is listed as a shared table, and is none.",
            hint="onward/tenancy/shared.py lists them, each with what its row is.",
            id="onward.E6",
        )


def _about_role(role: str, superuser: bool, bypasses: bool, owns: bool) -> list[CheckMessage]:
    if not (superuser or bypasses or owns):
        return []
    return [
        Error(
            f"The running role {role} could bypass row level security.",
            hint="Run Onward as onward_app: no superuser, no BYPASSRLS, not the tables' owner.",
            id="onward.E2",
        )
    ]
