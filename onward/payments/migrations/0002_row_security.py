"""Money rows are seen by the commissioner, its operations team, and the provider concerned.

The provider claims, the other two decide, and only the commissioner signs.
"""

from django.db import migrations

from onward.tenancy.policies import OWN, PARTICIPANT, isolate, parties, sight

TWO = parties("commissioner_id", "operations_id")
THREE = parties("commissioner_id", "operations_id", "provider_id")
# As the person, casework_referral shows her own referrals alone.
HERS = f"({PARTICIPANT} is not null and sees_referral(referral_id))"

# In a table without statistics the row policy lures the planner into reading all of a
# commissioner's entries for each new one: a run of 100,000 would take hours.
BALANCE = """
create function posting_balances() returns trigger language plpgsql
    set enable_bitmapscan = off as $$
declare
    total bigint;
begin
    select coalesce(sum(pence), 0) into total
    from payments_postingentry where posting_id = new.posting_id;
    if total <> 0 then
        raise exception 'the entries of a posting sum to zero, not to % pence', total
            using errcode = 'check_violation';
    end if;
    return null;
end
$$;
create constraint trigger posting_balances after insert on payments_postingentry
    deferrable initially deferred for each row execute function posting_balances();
"""


CLAIM_STANDS = """
create function claim_stands() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE'
       and (new.id, new.commissioner_id, new.operations_id, new.provider_id, new.reference,
            new.referral_id, new.contract_id, new.outcome, new.sequence, new.achieved_on,
            new.claimed_by, new.claimed_at)
         = (old.id, old.commissioner_id, old.operations_id, old.provider_id, old.reference,
            old.referral_id, old.contract_id, old.outcome, old.sequence, old.achieved_on,
            old.claimed_by, old.claimed_at)
       and ((new.price_id, new.pence) = (old.price_id, old.pence)
            or old.status in ('CLAIMED', 'FAILED'))
       and (old.status <> 'PAID' or (new.status, new.run_id) = (old.status, old.run_id))
    then
        return new;
    end if;
    raise exception 'what a claim says is never altered, and a paid claim stays paid'
        using errcode = 'insufficient_privilege';
end
$$;
create trigger claim_stands before update or delete on payments_claim
    for each row execute function claim_stands();
"""

RUN_STANDS = """
create function run_stands() returns trigger language plpgsql as $$
declare
    signers bigint;
begin
    if tg_op = 'DELETE' or old.status = 'CALLED_OFF'
       or (new.id, new.commissioner_id, new.operations_id, new.number, new.prepared_by,
           new.prepared_at, new.lines_count, new.total_pence, new.lines_hash, new.message_id,
           new.execution_on)
       <> (old.id, old.commissioner_id, old.operations_id, old.number, old.prepared_by,
           old.prepared_at, old.lines_count, old.total_pence, old.lines_hash, old.message_id,
           old.execution_on)
    then
        raise exception 'a run is never altered once it is prepared, nor taken up once it is called off'
            using errcode = 'insufficient_privilege';
    end if;
    if new.status in ('SIGNED', 'RELEASED', 'RECONCILED') then
        select count(*) into signers from payments_runsignature
        where run_id = new.id and lines_hash = new.lines_hash and staff <> new.prepared_by;
        if signers < 2 then
            raise exception 'a run is signed by two who did not prepare it'
                using errcode = 'check_violation';
        end if;
    end if;
    return new;
end
$$;
create trigger run_stands before update or delete on payments_run
    for each row execute function run_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]
    operations = [
        sight("sees_referral", of="casework_referral"),
        isolate("payments_run", read=TWO),
        isolate(
            "payments_claim", read=f"{THREE} or {HERS}", write=parties("provider_id"), change=TWO
        ),
        isolate("payments_runline", read=TWO, append_only=True),
        isolate("payments_check", read=THREE, write=TWO, append_only=True),
        isolate("payments_touch", read=THREE, append_only=True),
        isolate(
            "payments_runsignature",
            read=TWO,
            write=parties("commissioner_id"),
            append_only=True,
        ),
        isolate("payments_reportedline", read=TWO, append_only=True),
        isolate("payments_posting", read=TWO, append_only=True),
        isolate("payments_postingentry", read=TWO, append_only=True),
        isolate("payments_clericalpayment", read=OWN),
        migrations.RunSQL(BALANCE, "drop function posting_balances() cascade"),
        migrations.RunSQL(CLAIM_STANDS, "drop function claim_stands() cascade"),
        migrations.RunSQL(RUN_STANDS, "drop function run_stands() cascade"),
    ]
