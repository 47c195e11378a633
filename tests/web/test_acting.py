"""A request acts for its user's organisation, as a whole or not at all, and reading writes not."""

from datetime import timedelta

import pytest
from django.conf import settings

from onward.parties.clock import machine_now
from onward.parties.models import Organisation, Staff
from onward.people.models import Look
from onward.tenancy.context import NotActing, acting, acting_for
from onward.web.read_only import WroteWhileReading, tables_written
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.web.client import signed_in, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.probes")]

IDLE = timedelta(seconds=settings.IDLE_SECONDS)


def name_of(staff: Staff) -> str:
    with acting_for(staff.organisation_id):
        return Organisation.objects.get(pk=staff.organisation_id).name


def test_a_request_acts_for_its_users_organisation_and_sees_no_other(client):
    staff = somebody()
    somebody()

    answer = signed_in(client, staff).get("/who")

    with acting_for(staff.organisation_id):
        assert answer.content.decode() == f"{staff.organisation.code} {staff.pk} {staff.name}"


def test_after_the_request_nobody_is_acted_for(client):
    signed_in(client, somebody()).get("/who")

    with pytest.raises(NotActing):
        acting()


def test_what_a_post_wrote_is_kept(client):
    staff = somebody()

    signed_in(client, staff).post("/write")

    assert name_of(staff) == "Renamed"


@pytest.mark.parametrize("path", ["/write-then-crash", "/write?answer=503"])
def test_what_a_failed_post_wrote_is_not_kept(client, path):
    staff = somebody()
    before = name_of(staff)
    client.raise_request_exception = False

    assert signed_in(client, staff).post(path).status_code in {500, 503}

    assert name_of(staff) == before


def test_a_refused_post_is_no_failure_of_ours(client):
    staff = somebody()

    signed_in(client, staff).post("/write?answer=422")

    assert name_of(staff) == "Renamed"


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_page_that_is_read_cannot_write(client, method):
    staff = somebody()

    with pytest.raises(WroteWhileReading, match="parties_organisation"):
        getattr(signed_in(client, staff), method)("/write")

    assert name_of(staff) != "Renamed"


def test_a_page_that_is_read_may_say_who_looked(client):
    staff = somebody()

    signed_in(client, staff).get("/look")

    with acting_for(staff.organisation_id):
        assert Look.objects.get().staff == staff.handle


@pytest.mark.parametrize(
    ("statement", "tables"),
    [
        ('INSERT INTO "people_fact" ("id") VALUES (%s)', ["people_fact"]),
        ('UPDATE "keys"."record_key" SET "wrapped" = %s', ["record_key"]),
        ("delete from only people_record", ["people_record"]),
        ("with gone as (delete\nfrom a returning id) select * from gone", ["a"]),
        ("with x as (update a set b = 1 returning 1) insert into c select 1", ["a", "c"]),
        ("insert into a values (1) on conflict (id) do update set b = 1", ["a"]),
        ("merge into a using b on true when matched then delete", ["a"]),
        ("truncate table a", ["a"]),
        ("explain analyze update a set b = 1", ["a"]),
        ('SELECT "a"."updated_at" FROM "a" FOR UPDATE OF "a"', []),
        ("select 1 from a for\nno key\nupdate skip locked", []),
        ("SAVEPOINT s1", []),
    ],
)
def test_what_a_statement_writes_to_is_read_from_its_text(statement, tables):
    assert tables_written(statement) == tables


def test_a_streamed_answer_acts_again_while_it_is_drawn(client):
    staff = somebody()

    answer = signed_in(client, staff).get("/stream")

    assert answer.getvalue() == staff.name.encode()
    with pytest.raises(NotActing):
        acting()


def test_a_streamed_answer_that_forgets_to_act_shows_nothing(client):
    answer = signed_in(client, somebody()).get("/stream?bare")

    assert answer.getvalue() == b""


def test_a_participants_pages_do_not_act_for_whoever_is_signed_in(client):
    assert signed_in(client, somebody()).get("/participant/anyone").content == b"None"


@pytest.mark.parametrize(
    ("since", "signed_in_still"),
    [(timedelta(minutes=19, seconds=59), True), (timedelta(minutes=20, seconds=1), False)],
)
def test_a_session_ends_when_nothing_happens_for_20_minutes(client, since, signed_in_still):
    """Source 002, principle 7."""
    answer = signed_in(client, somebody(), at=machine_now() - since).get("/who")

    assert (answer.status_code == 200) == signed_in_still


def test_who_was_away_too_long_is_told_so_and_brought_back(client):
    answer = signed_in(client, somebody(), at=machine_now() - IDLE).get("/who?area=N")

    assert answer.headers["Location"] == "/sign-in?next=%2Fwho%3Farea%3DN&why=idle"
    assert client.cookies[settings.SESSION_COOKIE_NAME].value == ""


def test_a_request_starts_the_idle_time_anew(client, monkeypatch):
    began = machine_now()
    signed_in(client, somebody(), at=began)
    for step in (1, 2, 3):
        later = began + step * timedelta(minutes=15)
        monkeypatch.setattr("onward.web.acting.machine_now", lambda later=later: later)
        assert client.get("/who").status_code == 200


def test_nobody_stays_signed_in_for_longer_than_a_day_of_work(client, monkeypatch):
    began = machine_now()
    signed_in(client, somebody(), at=began)
    answers = []
    for step in range(1, 34):
        later = began + step * timedelta(minutes=15)
        monkeypatch.setattr("onward.web.acting.machine_now", lambda later=later: later)
        answers.append(client.get("/who"))

    assert [answer.status_code for answer in answers] == [200] * 31 + [302, 302]
    assert "why=long" in answers[31].headers["Location"]


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"password": "another"}], ids=["closed", "new password"]
)
def test_a_changed_account_ends_its_sessions(client, change):
    staff = somebody()
    signed_in(client, staff)
    with acting_for(staff.organisation_id):
        Staff.objects.filter(pk=staff.pk).update(**change)

    assert "why=changed" in client.get("/who").headers["Location"]


def test_two_colleagues_do_not_share_a_session(client):
    organisation = an_organisation()
    first, second = a_member_of_staff(organisation), a_member_of_staff(organisation)

    signed_in(client, first)
    signed_in(client, second)

    assert f" {second.pk} " in client.get("/who").content.decode()
