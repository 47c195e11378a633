"""A record full of markers, of which a part was given away, and all that somebody can ask."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.test import Client

from onward.acts.referring import refer, what_would_go
from onward.disclosures.models import Parcel
from onward.disclosures.parcels import open_parcels
from onward.intake.feeds import FEEDS
from onward.intake.landing import land
from onward.ledger.models import Entry
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Role
from onward.people.models import Look, Objection, Record, Restriction
from onward.people.objections import decide_objection, object_to, restrict_use
from onward.people.records import look
from onward.rights.withholding import withhold
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.disclosures.factories import Exchange
from tests.disclosures.one_offs import given_once, trained
from tests.journeys.addresses import addresses
from tests.journeys.markers import NUMBERS, given_by, marked_values, met_in, word
from tests.journeys.parts import parts_of
from tests.journeys.stage import ALL, Stage, a_stage
from tests.parties.factories import a_member_of_staff
from tests.people.factories import a_record, say
from tests.times import NOON

LEFT_OUT = frozenset({"telephone_alternate", "employment_history", "last_job_1", "postcode"})


def the_scene() -> tuple[Stage, Record]:
    """A record full of markers, of which the provider was given a part."""
    stage = a_stage()
    record = stage.a_person()
    with acting_for(stage.department.pk, user=AUTOMATIC):
        marked: dict[str, Any] = marked_values()
        say(record, **marked)
    with stage.at_work(Role.WORK_COACH) as coach:
        look(record, by=coach, what=Look.What.NINO, at=NOON, reason=word("look"))
        asked = stage.asked(record)
        (whole,) = what_would_go([asked], on=NOON.date())
        given = frozenset(whole.values) - LEFT_OUT
        (answer,) = refer([replace(asked, items=given, texts_read=True)], by=coach, at=NOON)
    assert answer.is_made, answer
    stage.deliver()
    land_a_file(stage)
    keep_words_about(record, stage)
    return stage, record


def land_a_file(stage: Stage) -> None:
    team = stage.member(Role.REFERRAL_TEAM)
    content = f"surname\n{word('landed')}\n".encode()
    land(FEEDS["referrals"], name=f"{word('file')}.zip", content=content, by=team, at=NOON)


def keep_words_about(record: Record, stage: Stage) -> None:
    """What the department writes about the person beside the facts, where it can hold words."""
    coach, officer = stage.member(Role.WORK_COACH), stage.member(ALL, of=stage.department)
    exchange = Exchange(
        sender=stage.department, recipient=stage.provider, staff=coach,
        agreement=stage.agreement, record=record,
    )  # fmt: skip
    trained(coach, by=officer)
    given_once(exchange, who_asks=word("asks"), why=word("why"))
    with acting_for(stage.department.pk, user=officer.pk):
        objection = object_to(record, purpose="", on=NOON.date(), by=officer, at=NOON)
        decide_objection(
            objection, Objection.Outcome.OVERRIDDEN, grounds=word("grounds"), on=NOON.date(),
            by=officer, at=NOON,
        )  # fmt: skip
        restrict_use(record, Restriction.Ground.ACCURACY, on=NOON.date(), by=officer, at=NOON)
        given = Parcel.objects.filter(from_handle=record.handle, recipient=stage.provider).get()
        next_day = NOON.date() + timedelta(days=1)
        withhold(given.entry, exemption="dpa2018-sch2-16", review_on=next_day, by=officer, at=NOON)
    a_record(stage.department, nino=NUMBERS["nino"])  # and so a question who is who


def everything_told_to(
    client: Client, paths: list[str], *, with_posts: bool
) -> Iterator[tuple[str, str]]:
    """Each address and the whole of its answer; with posts, that to an empty form as well."""
    client.raise_request_exception = False
    signed_in = {name: cookie.value for name, cookie in client.cookies.items()}
    for path in paths:
        answer = client.get(path)
        yield path, whole_of(answer)
        if with_posts or answer.status_code == 405:
            yield path, whole_of(client.post(path))
        client.cookies.load(signed_in)


def whole_of(answer: Any) -> str:
    content = b"".join(answer) if answer.streaming else answer.content
    return f"{answer.headers} {content.decode(errors='replace')}"


def somebody_who_may_do_everything(organisation: Organisation) -> Staff:
    return a_member_of_staff(organisation, *Role)


def values_given_to(organisation: Organisation) -> set[str]:
    """The markers that a disclosure, with its entry in the ledger, carried to it."""
    with acting_for(organisation.pk):
        parcels = list(Parcel.objects.filter(recipient=organisation))
        entered = set(Entry.objects.values_list("pk", flat=True))
        handles = [parcel.from_handle for parcel in parcels if parcel.entry in entered]
    senders = {parcel.sender_id for parcel in parcels}
    assert len(handles) == len(parcels)
    found: set[str] = set()
    for sender in senders:
        with acting_for(sender, user=AUTOMATIC):
            found |= given_by(open_parcels(parcels).values())
    return found


def met_by(
    client: Client,
    stage: Stage,
    record: Record,
    *,
    but: set[str],
    sides: Sequence[Organisation] = (),
    with_posts: bool = False,
) -> set[tuple[str, str]]:
    """What of the markers it meets, and where; `sides` are whose rows it asks for."""
    paths = addresses(parts_of(record, sides or [stage.department]))
    own = {word("guess").lower()}  # what was typed into the address itself
    return {
        (path, token)
        for path, answer in everything_told_to(client, paths, with_posts=with_posts)
        for token in met_in(answer, but=but | own)
    }
