"""100,000 people on both sides and what happened to them, as rows of the product made by SQL.

Every list that a page shows is long here: people of every status, outcomes claimed and not, two
payment runs, disclosures of every kind of end. The rows satisfy every constraint and policy, but
nothing in them is sealed: those whose pages are opened come about by the product's own acts.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from onward.casework.models import Status
from onward.contracts.models import BankDetails, Price
from onward.parties.models import Organisation
from onward.payments.rules import CHECKS
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.journeys.stage import USUAL, Stage
from tests.times import NOON

RECORDS = 100_000
CLOCK = NOON + timedelta(days=300)  # 26 February 2018, while referrals are still taken


def fill(stage: Stage) -> None:
    """Each organisation writes what is its own to write, as in the product."""
    for organisation, statements in (
        (stage.department, (*_RECORDS, _QUESTIONS)),
        (stage.provider, _RECORDS),
        (stage.department, (_REFERRALS, _DISCLOSURES, _PARCELS, _SENT_ENTRIES, _PLANS, _READ)),
        (stage.provider, (_RECEIVED_ENTRIES, _CONSENTS, _JOBS, _OUTCOMES, *_PLANS_SENT)),
    ):
        _write(stage, organisation, statements)
    with transaction.atomic():
        _write(stage, stage.provider, (_CLAIMS,))
        _write(stage, stage.department, (_RUNS, _LINES, _REPORTED, _CHECKS))


def _write(stage: Stage, organisation: Organisation, statements: Sequence[str]) -> None:
    if not connection.in_atomic_block:
        # A connection remembers how it checked keys while the tables were small: one by one.
        connection.close()
    with acting_for(organisation.pk, user=AUTOMATIC), connection.cursor() as cursor:
        named = _names(stage, organisation)
        for statement in statements:
            cursor.execute(statement, named)


def _names(stage: Stage, organisation: Organisation) -> Mapping[str, Any]:
    return {
        "count": RECORDS,
        "own": organisation.pk,
        "side": "sent" if organisation == stage.department else "received",
        "department": stage.department.pk,
        "provider": stage.provider.pk,
        "commissioner": stage.commissioner.pk,
        "contract": stage.contract.pk,
        "opportunity": stage.opportunity.pk,
        "agreement": stage.agreement.pk,
        "details": BankDetails.objects.values_list("pk", flat=True).first(),
        "prices": Jsonb({each.outcome: str(each.pk) for each in Price.objects.all()}),
        "usual": Jsonb(USUAL),
        "statuses": [str(status) for status in Status],
        "checks": [check.code for check in CHECKS],
        "staff": uuid4(),
        "at": NOON,
        "today": CLOCK.date(),
    }


# A row is found by its number again, on whichever side and in whichever table.
_ID = "md5(%(side)s || n)::uuid"
_BASE = f"select n, {_ID} as id from generate_series(1, %(count)s) as n"
_RECORDS = (
    f"""
    insert into people_record (id, organisation_id, handle, kind, case_kind, opened_at)
    select id, %(own)s, md5('handle' || id)::uuid, 'PERSON', 'STANDARD', %(at)s from ({_BASE}) b
    """,
    f"""
    insert into people_fact
        (id, organisation_id, record_id, source, number, valid_from, known_at, use, came_under,
        values)
    select gen_random_uuid(), %(own)s, id,
        case %(side)s when 'sent' then 'STAFF' else 'DISCLOSURE' end, 1, %(at)s, %(at)s, '', '',
        %(usual)s || jsonb_build_object('surname', 'Surname' || n %% 9973, 'forename',
            'Forename' || n %% 97, 'nino', 'QQ' || lpad((n %% 1000000)::text, 6, '0') || 'A')
    from ({_BASE}) b
    """,
    f"""
    insert into people_personname (organisation_id, record_id, forename, surname, forename_key,
        surname_key, surname_sound, since, is_current)
    select %(own)s, id, 'Forename' || n %% 97, 'Surname' || n %% 9973,
        'forename' || n %% 97, 'surname' || n %% 9973, 'SRNM', %(at)s, true
    from ({_BASE}) b
    """,
    f"""
    insert into people_identifier (organisation_id, record_id, kind, value, since)
    select %(own)s, id, 'NINO', 'QQ' || lpad((n %% 1000000)::text, 6, '0') || 'A', %(at)s
    from ({_BASE}) b
    """,
    f"""
    insert into people_address
        (organisation_id, record_id, lines, postcode, postcode_key, since, is_current)
    select %(own)s, id, '{{}}', 'FK1 1AA', 'FK11AA', %(at)s, true from ({_BASE}) b
    """,
    f"""
    insert into people_birthdate (organisation_id, record_id, "on", since)
    select %(own)s, id, date '1960-01-01' + n %% 15000, %(at)s from ({_BASE}) b
    """,
)
_QUESTIONS = """
insert into people_identityquestion
    (organisation_id, kind, first_id, second_id, raised_at, answer, answered_at)
select %(own)s, 'NINO', md5(%(side)s || n)::uuid, md5(%(side)s || n + 1)::uuid, %(at)s,
    case n %% 2 when 0 then '' else 'TWO_PEOPLE' end, case n %% 2 when 0 then null else %(at)s end
from generate_series(1, %(count)s, 25) as n
"""

# Half of those who are still waiting have not arrived yet, for their sending failed.
_REFERRALS = """
insert into casework_referral (id, reference, version, programme, rules, contract_id,
    opportunity_id, agreement_id, referrer_id, provider_id, commissioner_id, sent_from_id,
    received_as_id, status, referred_on, referred_by, arrived_at, reply_due_on, acknowledged_at,
    rejection_reason, cancellation_reason, cancellation_asked_at, withdrawal_reason,
    deletion_confirmed_at, started_on, ended_on, end_reason)
select md5('referral' || n)::uuid, 'BENCH-' || n, 1, 'wfs', '2017-04-03', %(contract)s,
    %(opportunity)s, %(agreement)s, %(department)s, %(provider)s, %(commissioner)s,
    md5('sent' || n)::uuid, case when arrived then md5('received' || n)::uuid end, status, day,
    %(staff)s, case when arrived then day + time '12:00' end, day + 3,
    case when status in ('ACKNOWLEDGED', 'DID_NOT_START', 'STARTED', 'ENDED', 'CANCELLED')
        then day + time '13:00' end,
    case status when 'REJECTED' then 'DUPLICATE' else '' end,
    case status when 'CANCELLED' then 'OTHER' else '' end,
    case when status = 'CANCELLED' or (status = 'ACKNOWLEDGED' and n %% 5 = 0)
        then day + time '14:00' end,
    case status when 'WITHDRAWN' then 'WRONG_PERSON' else '' end,
    case when status = 'WITHDRAWN' and n %% 10 > 0 then %(at)s end,
    case when status in ('STARTED', 'ENDED') then day + 5 end,
    case status when 'ENDED' then greatest(day + 5, least(day + 60, %(today)s - n %% 60)) end,
    case status when 'ENDED' then 'WITHDREW' else '' end
from (
    select n, (%(statuses)s::text[])[1 + n %% 8] as status, n %% 16 > 0 as arrived,
        %(today)s - 7 - n %% 290 as day
    from generate_series(1, %(count)s) as n
) as made
"""
_DISCLOSURES = """
insert into disclosures_disclosure (id, kind, sender_id, recipient_id, on_behalf_of_id,
    agreement_id, purpose, channel, referral_id, status, refusals, warnings, people_count, layout,
    cover, digest, by, at, sending_since, ended_at)
select md5('disclosure' || n)::uuid, 'referral', %(department)s, %(provider)s, %(commissioner)s,
    %(agreement)s, 'employment_support', 'inside', md5('referral' || n)::uuid,
    case when n %% 1000 = 1 then 'REFUSED' when n %% 2000 = 2 then 'UNKNOWN'
        when n %% 16 = 0 then 'FAILED' else 'SENT' end,
    case n %% 1000 when 1 then jsonb_build_array(jsonb_build_object('code', 'NOT_HELD', 'item',
        'surname', 'handle', md5('handle' || md5('sent' || n)::uuid)::uuid)) else '[]' end,
    '[]', 1, '', '{}', '', %(staff)s, %(at)s + n * interval '4 minutes',
    %(at)s + n * interval '4 minutes', %(at)s + n * interval '4 minutes'
from generate_series(1, %(count)s) as n
"""
_PARCELS = """
insert into disclosures_parcel (id, disclosure_id, sender_id, recipient_id, on_behalf_of_id,
    from_handle, to_handle, received_as, entry, items, not_held, withheld, sealed)
select md5('parcel' || n)::uuid, md5('disclosure' || n)::uuid, %(department)s, %(provider)s,
    %(commissioner)s, md5('handle' || md5('sent' || n)::uuid)::uuid,
    case when n %% 16 > 0 then md5('handle' || md5('received' || n)::uuid)::uuid end,
    case when n %% 16 > 0 then md5('received' || n)::uuid end,
    md5('entry' || n)::uuid, array(select jsonb_object_keys(%(usual)s)), '{}', '{}', '{}'
from generate_series(1, %(count)s) as n where n %% 1000 <> 1
"""
_ENTRIES = """
insert into ledger_entry (id, kind, by_organisation_id, to_organisation_id, subject, about_id,
    leaf, leaf_hash, entered_at)
select id, kind, %(own)s, %(provider)s + %(department)s - %(own)s, subject, about, leaf,
    sha256('\\x00'::bytea || leaf), now()
from (
    select *, convert_to(jsonb_build_object('about', jsonb_build_object(),
        'at', '2017-05-02T11:00:00Z', 'by', %(own)s, 'id', id, 'kind', kind)::text, 'UTF8') as leaf
    from ({rows}) as made
) as written
"""
_SENT_ENTRIES = _ENTRIES.format(
    rows="""
    select md5(prefix || n)::uuid as id, kind, md5(row || n)::uuid as about,
        md5('handle' || md5('sent' || n)::uuid)::uuid as subject
    from generate_series(1, %(count)s) as n cross join (values
        ('entry', 'disclosure.prepared', 'disclosure'), ('made', 'referral.made', 'referral')
    ) as kinds (prefix, kind, row)
    """
)
_RECEIVED_ENTRIES = _ENTRIES.format(
    rows="""
    select gen_random_uuid() as id, 'referral.acknowledged' as kind, r.id as about,
        md5('handle' || r.received_as_id)::uuid as subject
    from casework_referral r where acknowledged_at is not null and reference ^@ 'BENCH-'
    """
)
_PLANS = """
insert into people_fact
    (id, organisation_id, record_id, source, number, valid_from, known_at, use, came_under,
        values)
select md5('plan' || id)::uuid, %(own)s, sent_from_id, 'DISCLOSURE', 2, ended_on, ended_on, '', '',
    '{"leavers_plan_summary": "A summary.", "leavers_plan_next_steps": "The next steps."}'
from casework_referral where status = 'ENDED' and reference ^@ 'BENCH-'
"""
_READ = """
insert into casework_planread (organisation_id, fact_id, done_at, done_by)
select %(own)s, md5('plan' || id)::uuid, %(at)s, %(staff)s
from casework_referral
where status = 'ENDED' and reference ^@ 'BENCH-' and ended_on < %(today)s - 7
"""
# Nearly everybody who left: a few are still to be sent.
_PLANS_SENT = (
    """
    insert into disclosures_disclosure (id, kind, sender_id, recipient_id, agreement_id, purpose,
        channel, referral_id, status, refusals, warnings, people_count, layout, cover, digest, by,
        at, sending_since, ended_at)
    select md5('sent' || id)::uuid, 'leavers-plan', %(own)s, %(department)s, %(agreement)s,
        'further_support', 'inside', id, 'SENT', '[]', '[]', 1, '', '{}', '', %(staff)s,
        ended_on + 1, ended_on + 1, ended_on + 1
    from casework_referral
    where status = 'ENDED' and reference ^@ 'BENCH-' and substr(reference, 7)::int %% 200 <> 7
    """,
    """
    insert into disclosures_parcel (id, disclosure_id, sender_id, recipient_id, from_handle,
        to_handle, entry, items, not_held, withheld, sealed)
    select gen_random_uuid(), act.id, %(own)s, %(department)s, r.handle, gen_random_uuid(),
        gen_random_uuid(), '{leavers_plan_summary,leavers_plan_next_steps}', '{}', '{}', '{}'
    from disclosures_disclosure act join casework_referral c on c.id = act.referral_id
    join people_record r on r.id = c.received_as_id
    where act.kind = 'leavers-plan'
    """,
)
_CONSENTS = """
insert into people_consent (organisation_id, record_id, scope, wording, given, "on", by)
select %(own)s, received_as_id, 'consent_leavers_plan', 'wfs-2017-04', true, %(at)s, %(staff)s
from casework_referral where status in ('STARTED', 'ENDED') and reference ^@ 'BENCH-'
"""
_JOBS = """
insert into outcomes_job (id, organisation_id, record_id, referral_id, reference, employer,
    started_on, self_employed, supported, known_at)
select gen_random_uuid(), %(own)s, received_as_id, id, 'JOB-1', 'Thistle Bakery', started_on + 14,
    false, false, %(at)s
from casework_referral where status in ('STARTED', 'ENDED') and reference ^@ 'BENCH-'
"""
_OUTCOMES = """
insert into outcomes_outcome (id, organisation_id, record_id, referral_id, code, achieved_on,
    rules, why, known_at, claimed_at)
select gen_random_uuid(), %(own)s, received_as_id, id, code, started_on + days, rules, '{}', %(at)s,
    case when started_on + days < %(today)s - 10 then started_on + days + time '12:00' end
from casework_referral cross join (values
    ('job_start', 14), ('short_13', 110), ('sustained_26', 210)) as codes (code, days)
where status in ('STARTED', 'ENDED') and started_on + days <= %(today)s and reference ^@ 'BENCH-'
"""
# As in a contract that runs: what is old is paid, the last month is on its way, and what was
# reached in the last days is not claimed yet.
_CLAIMS = """
insert into payments_claim (id, commissioner_id, operations_id, provider_id, reference,
    referral_id, subject, contract_id, outcome, sequence, achieved_on, price_id, pence, status,
    claimed_by, claimed_at, run_id, paid_on)
select id, %(commissioner)s, %(department)s, %(own)s, 'BENCH-' || n, referral_id,
    (select handle from people_record whose where whose.id = record_id), %(contract)s, code, 1,
    achieved_on, (%(prices)s::jsonb ->> code)::uuid, 50000, status, %(staff)s,
    achieved_on + time '12:00', case status when 'PAID' then md5('run1')::uuid
        when 'REJECTED' then md5('run1')::uuid when 'IN_RUN' then md5('run2')::uuid end,
    case status when 'PAID' then %(today)s - 57 end
from (
    select *, case when n %% 100 = 1 then 'FAILED' when n %% 500 = 2 then 'REJECTED'
        when achieved_on < %(today)s - 90 then 'PAID'
        when achieved_on < %(today)s - 40 then 'IN_RUN'
        when achieved_on < %(today)s - 20 then 'PASSED' else 'CLAIMED' end as status
    from (
        select *, row_number() over (order by id) as n from outcomes_outcome
        where why = '{}' and claimed_at is not null
    ) as numbered
) as claimed
"""
# Made after its claims, in one transaction with them, for a run is never altered.
_RUNS = """
insert into payments_run (id, commissioner_id, operations_id, number, status, prepared_by,
    prepared_at, lines_count, total_pence, lines_hash, message_id, execution_on, payfile_digest,
    called_off_because, released_at)
select run_id, %(commissioner)s, %(own)s, number, runs.status, %(staff)s, %(at)s, count(*),
    sum(pence), md5(run_id::text), 'BENCH-' || number, %(today)s, digest, '',
    case runs.status when 'RELEASED' then %(at)s end
from payments_claim join (values
    (md5('run1')::uuid, 1, 'RELEASED', 'digest'), (md5('run2')::uuid, 2, 'PREPARED', '')
) as runs (id, number, status, digest) on runs.id = run_id
group by run_id, number, runs.status, digest
"""
_LINES = """
insert into payments_runline (commissioner_id, operations_id, provider_id, run_id, claim_id,
    reference, outcome, pence, bank_details_id, leaf_hash)
select commissioner_id, operations_id, provider_id, run_id, id, reference, outcome, pence,
    %(details)s, md5(reference)
from payments_claim where run_id is not null
"""
_REPORTED = """
insert into payments_reportedline (commissioner_id, operations_id, source, run_id,
    claim_reference, pence, status, reason, landing)
select commissioner_id, operations_id, source, run_id, reference, pence,
    case source when 'FINANCE' then status else '' end, '', md5(source)::uuid
from payments_claim cross join (values ('PAYFILE'), ('FINANCE'), ('PAYFILE_REPORT'), ('PPVR'))
    as sources (source)
where run_id = md5('run1')::uuid and (source <> 'PPVR' or status = 'PAID')
"""
_CHECKS = """
insert into payments_check
    (commissioner_id, operations_id, provider_id, claim_id, code, passed, saw, at)
select commissioner_id, operations_id, provider_id, id, code,
    status <> 'FAILED' or code <> 'price_right', '{"claimed": 50000}', %(at)s
from payments_claim cross join unnest(%(checks)s::text[]) as code where status <> 'CLAIMED'
"""
