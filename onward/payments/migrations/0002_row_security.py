"""Money rows are seen by the commissioner, its operations team, and the provider concerned."""

from django.db import migrations

from onward.tenancy.policies import OWN, isolate, parties

TWO = parties("commissioner_id", "operations_id")
THREE = parties("commissioner_id", "operations_id", "provider_id")

BALANCE = """
create function posting_balances() returns trigger language plpgsql as $$
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


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]
    operations = [
        isolate("payments_run", read=TWO),
        isolate("payments_claim", read=THREE),
        isolate("payments_check", read=THREE, append_only=True),
        isolate("payments_touch", read=THREE, append_only=True),
        isolate("payments_runsignature", read=TWO, append_only=True),
        isolate("payments_reportedline", read=TWO, append_only=True),
        isolate("payments_posting", read=TWO, append_only=True),
        isolate("payments_postingentry", read=TWO, append_only=True),
        isolate("payments_clericalpayment", read=OWN),
        migrations.RunSQL(BALANCE, "drop function posting_balances() cascade"),
    ]
