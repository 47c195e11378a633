"""Attacks on what leaves and what it lets be guessed (domain/privacy.md 4.11, *Payload*)."""

import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onward.acts.referring import items_of_referral, refer
from onward.agreements.authority import authority
from onward.agreements.catalogue import catalogue
from onward.agreements.item_types import BadItemValue, clean
from onward.disclosures.models import Disclosure, Parcel, TextReading
from onward.formats.table import Column, write_table
from onward.ledger.models import Entry
from onward.parties.permissions import Role
from onward.people.facts import present_values
from onward.people.models import Record, UseRestriction
from onward.people.uses import NotForContact, contact_points
from onward.returns.management_information import counts
from onward.tenancy.context import acting_for
from onward.values.period import Period
from tests.disclosures.factories import an_exchange
from tests.journeys.stage import a_stage
from tests.parties.factories import an_organisation
from tests.times import NOON
from tests.web.client import signed_in
from tests.web.on_stage import said_in, without_secrets

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_stage)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup


@pytest.fixture
def caseworker(client, stage):
    return signed_in(client, stage.member(Role.CASEWORKER))


def codes(disclosure: Disclosure) -> list[str]:
    return [refusal["code"] for refusal in disclosure.refusals]


REFERENCE = "CRN-0001"  # a referral needs this or the National Insurance number


def without(stage, record, *left_out: str) -> None:
    """Refer the person and give the provider all but these items."""
    with stage.at_work(Role.WORK_COACH) as coach:
        read = authority(stage.agreement)
        whole = items_of_referral(read, giver=stage.department.pk, receiver=stage.provider.pk)
        asked = replace(stage.asked(record), items=whole - set(left_out))
        (answer,) = refer([asked], by=coach, at=NOON)
    assert answer.is_made, answer
    stage.deliver()


@pytest.mark.parametrize(
    "alias",
    ["NINO", "Nino", " nino", "nino\u200b", "n\u0456no", "\uff4eino", "payfile_nino", "ni_number"],
)
def test_no_other_spelling_of_an_item_gets_it_past_the_agreement(alias):
    """A1."""
    exchange = an_exchange(["surname"])

    refused = exchange.give("surname", alias)

    assert codes(refused) == ["NOT_PERMITTED"]
    with exchange.sending():
        assert not Parcel.objects.exists()


def test_an_item_under_another_name_needs_a_permit_of_its_own():
    """A1."""
    exchange = an_exchange(["exit_surname"])

    assert codes(exchange.give("surname")) == ["NOT_PERMITTED"]
    assert codes(exchange.give("nino")) == codes(exchange.give("payfile_nino"))


def test_a_referral_with_anothers_number_in_a_text_waits_until_it_is_read(stage):
    """A2."""
    record = stage.a_person(aims="His wife is on QQ 65 43 21 A and 07700 900456, has depression.")

    (held_up,) = stage.ask(record)

    assert [row["code"] for row in held_up.refusals] == ["NEEDS_REDACTION"]
    with stage.at_work(Role.WORK_COACH) as coach:
        asked = replace(stage.asked(record), texts_read=True)
        (made,) = refer([asked], by=coach, at=NOON)
        assert made.is_made
        assert TextReading.objects.get().kinds == ["HEALTH", "NINO", "TELEPHONE"]


@pytest.mark.parametrize("sought", ["QQ123456C", "29 2 1988", "FK1 1AA", "QQ12", "FK1"])
def test_a_search_by_an_item_that_was_not_given_finds_nobody(caseworker, stage, sought):
    """A3."""
    without(
        stage,
        stage.a_person(claimant_reference_number=REFERENCE),
        "nino",
        "date_of_birth",
        "postcode",
    )

    found = said_in(caseworker.post("/provider/people/", {"sought": sought}))

    assert "Nobody was found." in found


@pytest.mark.parametrize("parameter", ["sort", "order", "order_by", "o", "filter", "nino__gte"])
def test_no_list_is_sorted_or_narrowed_by_what_its_reader_was_not_given(
    caseworker, stage, parameter
):
    """A3."""
    for surname in ("Adair", "Baird"):
        without(stage, stage.a_person(surname=surname, claimant_reference_number=REFERENCE), "nino")

    plain = without_secrets(caseworker.get("/provider/"))

    for value in ("nino", "-nino", "date_of_birth", "QQ123456C"):
        assert without_secrets(caseworker.get("/provider/", {parameter: value})) == plain


def test_a_recipient_cannot_narrow_disclosures_by_an_item_it_was_not_given(client, stage):
    """A3."""
    without(stage, stage.a_person(claimant_reference_number=REFERENCE), "nino")
    officer = signed_in(client, stage.member(Role.DATA_PROTECTION, of=stage.provider))

    given = said_in(officer.get("/governance/disclosures/", {"item": "surname"}))
    not_given = said_in(officer.get("/governance/disclosures/", {"item": "nino"}))

    assert stage.department.name in given
    assert "Referral: what the provider is given" not in not_given


def test_a_refusal_costs_and_says_the_same_whether_the_item_is_held_or_not():
    """A4."""

    def answer(**held: str) -> tuple[list[str], int]:
        exchange = an_exchange(["surname"], held={"surname": "Grant", **held})
        with exchange.sending(), CaptureQueriesContext(connection) as queries:
            refused = exchange.give("nino")
        return codes(refused), len(queries)

    assert answer(nino="QQ123456C") == answer()


def test_anothers_record_answers_like_one_that_does_not_exist(caseworker, stage):
    """A4, A26."""
    theirs = stage.a_person(claimant_reference_number=REFERENCE)
    paths = [f"/provider/people/{pk}/" for pk in (theirs.pk, "0" * 8 + str(theirs.pk)[8:])]

    def answer(path: str) -> tuple[int, bytes, int]:
        with CaptureQueriesContext(connection) as queries:
            status, content = without_secrets(caseworker.get(path))
        return status, re.sub(rb"[0-9a-f-]{36}", b"", content), len(queries)

    first, second = map(answer, paths)
    assert first == second
    assert first[0] == 404


def test_what_is_wrong_with_a_value_is_said_without_the_value():
    """A4."""
    with pytest.raises(BadItemValue) as refused:
        clean(catalogue()["nino"], "QQ123456Z", on=TODAY, fictitious=True)

    assert "QQ123456Z" not in str(refused.value)


def test_a_cell_that_a_spreadsheet_would_run_leaves_as_text():
    """A5."""
    written = write_table([{"surname": "=1+1"}], columns=[Column("surname")])

    assert written.decode("utf-8-sig") == "surname\r\n'=1+1\r\n"


def test_a_document_is_a_name_and_a_digest_with_no_room_for_what_lies_hidden_in_it():
    """A5."""
    item, on = catalogue()["leavers_plan"], TODAY
    document = {"name": "plan.docx", "sha256": "0" * 64}

    assert clean(item, document, on=on, fictitious=True) == document
    for hidden in ("content", "author", "tracked_changes"):
        with pytest.raises(BadItemValue):
            clean(item, {**document, hidden: "x"}, on=on, fictitious=True)


def test_to_the_recipient_what_is_withheld_looks_like_what_is_not_held(stage):
    """A6."""
    contact = {"address": None, "postcode": None, "telephone": None}
    without(stage, stage.a_person(**contact))
    without(stage, stage.a_person(case_kind=Record.CaseKind.MAPPA))

    with acting_for(stage.provider.pk):
        seen = list(Parcel.objects.values_list("items", "not_held", "withheld"))
        kinds = [
            sorted(Entry.objects.filter(about_id=row.pk).values_list("kind", flat=True))
            for row in Disclosure.objects.all()
        ]
        leaves = b"".join(bytes(entry.leaf) for entry in Entry.objects.all())
    assert seen[0] == seen[1]
    assert kinds[0] == kinds[1]
    assert b"withheld" not in leaves


def test_the_sender_and_its_ledger_still_say_what_was_withheld(stage):
    """A6."""
    without(stage, stage.a_person(case_kind=Record.CaseKind.MAPPA))

    with acting_for(stage.department.pk):
        told = Entry.objects.get(kind="disclosure.withheld")

    assert b'"withheld":["address","' in bytes(told.leaf)


def test_what_one_person_is_given_for_statistics_alone_is_never_used_on_her():
    """A7."""
    exchange = an_exchange(["telephone"], held={"telephone": "0131 496 0123"})
    exchange.give("telephone", use=UseRestriction.STATISTICS_ONLY)
    exchange.deliver()

    with exchange.receiving():
        theirs = Record.objects.get()
        assert present_values(theirs) == {"telephone": "0131 496 0123"}
        with pytest.raises(NotForContact):
            contact_points(theirs, ["telephone"])


def test_figures_count_only_rows_that_their_reader_could_list_one_by_one(stage):
    """A7, A8, A9. In the place of suppression: no table of figures leaves for anybody else."""
    stage.refer(
        stage.a_person(claimant_reference_number=REFERENCE),
        stage.a_person(claimant_reference_number=REFERENCE),
    )
    month = Period(TODAY - timedelta(30), TODAY)
    stranger = an_organisation()

    def figure(organisation: object, period: Period) -> int:
        with acting_for(organisation.pk):  # type: ignore[attr-defined]
            return counts(stage.commissioner, programme="wfs", period=period).referred

    assert figure(stage.commissioner, month) == 2
    assert figure(stage.commissioner, Period(TODAY, TODAY)) == 2
    assert figure(stranger, month) == 0


def test_a_special_customer_is_in_no_figure_so_no_difference_of_two_tables_shows_one(stage):
    """A8."""
    month = Period(TODAY - timedelta(30), TODAY)

    def figures() -> object:
        with acting_for(stage.commissioner.pk):
            return counts(stage.commissioner, programme="wfs", period=month)

    before = figures()
    stage.ask(stage.a_person(case_kind=Record.CaseKind.SCR))

    assert figures() == before


def test_nothing_of_a_value_is_logged_traced_or_told_when_sending_breaks(
    stage, caplog, monkeypatch, capfd
):
    """A10."""
    stage.ask(stage.a_person(surname="Zebedeemarker"))
    monkeypatch.setattr("onward.disclosures.receiving.arrive", None)

    with caplog.at_level(0), pytest.raises(TypeError) as broken:
        stage.deliver()

    told = "".join([caplog.text, *capfd.readouterr(), str(broken.value)])
    assert "Zebedeemarker" not in told


@pytest.mark.parametrize(
    "statement",
    [
        "copy people_fact to stdout",
        "copy (select * from people_fact) to program 'cat'",
        "select pg_read_file('postgresql.conf')",
        "create publication everything for all tables",
        "select pg_create_physical_replication_slot('replica')",
        "select lo_export(1, '/tmp/out')",
        "select pg_export_snapshot()",
        "create extension dblink",
    ],
)
def test_the_running_role_has_no_road_out_of_the_database(stage, statement):
    """A10."""
    stage.a_person(surname="Zebedeemarker")
    other = an_organisation()

    seen = io.StringIO()
    with acting_for(other.pk), connection.cursor() as cursor:
        try:
            if "to stdout" in statement:
                with cursor.connection.cursor().copy(statement) as rows:
                    seen.writelines(bytes(row).decode() for row in rows)
            else:
                cursor.execute(statement)
                seen.write(str(cursor.fetchall()))
        except Exception as refused:
            seen.write(str(refused))
            connection.needs_rollback = True
    assert "Zebedeemarker" not in seen.getvalue()


def test_there_is_no_cache_search_index_admin_or_report_builder_to_export_from(settings):
    """A10."""
    backend = settings.CACHES["default"]["BACKEND"]

    assert "dummy" in backend or "locmem" in backend
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert not [app for app in settings.INSTALLED_APPS if "search" in app or "explorer" in app]
