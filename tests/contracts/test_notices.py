"""Nothing is published under a notice that does not name what is shared (source 004)."""

from datetime import timedelta

import pytest

from onward.agreements.actions import end
from onward.agreements.authority import authority
from onward.agreements.catalogue import About, KeyClass, catalogue
from onward.contracts.actions import PublicationRefused, publish
from onward.contracts.models import Notice
from onward.contracts.notice_check import newest_notice, words_to_add
from onward.contracts.notices import (
    BadNotice,
    NoticeRefused,
    gaps_now,
    gaps_of,
    publish_notice,
    unnamed_now,
    write_notice,
)
from onward.ledger.models import Entry
from onward.parties.models import Organisation
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_small_agreement, at_work
from tests.contracts.factories import an_opportunity
from tests.journeys.stage import a_stage
from tests.parties.factories import an_organisation
from tests.times import NOON

pytestmark = pytest.mark.django_db
LETTER = (
    "We have passed your contact details on to your provider. They, or one of their partners,"
    " will be in touch with you shortly."
)
CONTACT_DETAILS = ["surname", "address", "telephone"]


@pytest.fixture
def django_db_setup(prepared):
    return prepared(an_offer)


@pytest.fixture
def offer(django_db_setup):
    """An opportunity that is not published, and its provider with whom nothing is agreed."""
    return django_db_setup


def an_offer():
    return an_opportunity(published=False)


def forty_items():
    subject = (item for item in catalogue().values() if item.about == About.SUBJECT)
    plain = [item.code for item in subject if not item.is_container]
    others = [code for code in plain if code not in CONTACT_DETAILS]
    people = [code for code in others if catalogue()[code].key_class != KeyClass.STATISTICS]
    return [*CONTACT_DETAILS, *people[:37]]


def agreed(offer, *items):
    return a_small_agreement(items=items, giver=offer.operations, receiver=offer.provider)


def a_notice(offer, *items, version="wp-2011", text=None):
    text = text or f"{LETTER} It is {offer.provider.name}."
    with at_work(offer.operations) as officer:
        return write_notice("wfs", version=version, text=text, items=items, by=officer, at=NOON)


def published(offer, notice, *, at=NOON):
    with at_work(offer.operations) as officer:
        publish_notice(notice, by=officer, at=at)
    return notice


def names(found):
    return {gap.item.code for gap in found}


def test_a_letter_of_contact_details_leaves_out_thirty_seven_of_forty_items(offer):
    """REQ-004-001"""
    items = forty_items()
    agreed(offer, *items)
    notice = a_notice(offer, *CONTACT_DETAILS)

    with acting_for(offer.operations.pk):
        found = gaps_of(notice, at=NOON)

    assert len(items) == 40
    assert len(found) == 37
    assert names(found) == set(items) - set(CONTACT_DETAILS)


def test_neither_notice_nor_opportunity_is_published_until_the_notice_names_everything(offer):
    """REQ-004-001"""
    items = forty_items()
    agreed(offer, *items)
    letter = a_notice(offer, *CONTACT_DETAILS)
    with at_work(offer.operations) as officer:
        with pytest.raises(NoticeRefused, match="National Insurance number") as refused:
            publish_notice(letter, by=officer, at=NOON)
        with pytest.raises(PublicationRefused, match="National Insurance number"):
            publish(offer, by=officer, at=NOON)
    assert len(refused.value.gaps) == 37

    published(offer, a_notice(offer, *items, version="wp-2012"))

    with at_work(offer.operations) as officer:
        publish(offer, by=officer, at=NOON)
    assert offer.published_at == NOON


def test_a_letter_that_speaks_of_partners_names_nobody(offer):
    """REQ-004-002"""
    agreed(offer, "surname")
    letter = a_notice(offer, "surname", text=LETTER)

    with at_work(offer.operations) as officer, pytest.raises(NoticeRefused) as refused:
        publish_notice(letter, by=officer, at=NOON)

    assert offer.provider.name in str(refused.value)


def test_an_opportunity_waits_until_people_are_told_its_providers_name(offer):
    """REQ-004-002"""
    published(offer, a_notice(offer, "surname", text=LETTER))
    agreed(offer, "surname")

    with (
        at_work(offer.operations) as officer,
        pytest.raises(PublicationRefused, match="does not name"),
    ):
        publish(offer, by=officer, at=NOON)


def test_a_subcontractor_who_may_be_given_something_is_to_be_named(offer):
    """REQ-004-002"""
    partner = an_organisation(Organisation.Kind.SUBCONTRACTOR)
    agreement = agreed(offer, "surname")
    a_small_agreement(items=["surname"], giver=offer.provider, receiver=partner)

    with acting_for(offer.operations.pk):
        assert unnamed_now("wfs", at=NOON) == [offer.provider.name]
    with acting_for(offer.provider.pk):
        assert set(unnamed_now("wfs", at=NOON)) == {offer.provider.name, partner.name}
    assert agreement


def test_what_was_sent_is_named_although_no_agreement_permits_it_any_more():
    """REQ-004-001"""
    stage = a_stage()
    stage.refer(stage.a_person())
    with acting_for(stage.department.pk):
        before = gaps_now("wfs", at=NOON)
    with at_work(stage.commissioner) as signer:
        end(stage.agreement, by=signer, at=NOON)

    with acting_for(stage.department.pk):
        after = gaps_now("wfs", at=NOON)

    sent = {gap.item.code for gap in before if gap.was_sent}
    assert {"nino", "surname", "incident_marker"} <= sent
    assert names(after) == sent
    assert all(not gap.permitted_by for gap in after)


def test_both_what_a_provider_gets_and_what_it_tells_are_checked():
    stage = a_stage()
    with acting_for(stage.department.pk):
        terms = authority(stage.agreement)
        found = names(gaps_now("wfs", at=NOON))

    ours, theirs = stage.department.pk, stage.provider.pk
    assert terms.permitted_items(giver=ours, receiver=theirs) <= found
    assert terms.permitted_items(giver=theirs, receiver=ours) <= found


def test_an_agreement_of_later_or_with_others_permits_nothing_now(offer):
    other = an_opportunity(published=False)
    a_small_agreement(items=["nino"], giver=other.operations, receiver=other.provider)
    later = NOON.date() + timedelta(days=1)
    a_small_agreement(
        items=["aims"], giver=offer.operations, receiver=offer.provider, effective_from=later
    )

    with acting_for(offer.operations.pk):
        assert gaps_now("wfs", at=NOON) == []
        assert names(gaps_now("wfs", at=NOON + timedelta(days=1))) == {"aims"}


def test_counts_and_staffs_own_details_need_no_notice(offer):
    agreed(offer, "stat_age_band", "jcp_adviser_name", "surname")

    with acting_for(offer.operations.pk):
        assert names(gaps_now("wfs", at=NOON)) == {"surname"}


def test_the_words_to_add_stand_by_class_of_information(offer):
    agreed(offer, "surname", "nino", "telephone")

    with acting_for(offer.operations.pk):
        words = words_to_add(gaps_now("wfs", at=NOON))

    assert words[KeyClass.CONTACT] == ["Telephone number"]
    assert words[KeyClass.IDENTITY] == ["National Insurance number", "Last name"]


def test_the_newest_published_version_is_the_one_that_people_are_given(offer):
    first = published(offer, a_notice(offer, "surname", version="one"))
    second = published(offer, a_notice(offer, version="two"), at=NOON + timedelta(days=1))
    a_notice(offer, version="draft")

    with acting_for(offer.operations.pk):
        assert newest_notice("wfs", referrer=offer.referrer_id) == second != first


def test_a_published_version_is_never_edited(offer):
    notice = published(offer, a_notice(offer))

    with acting_for(offer.operations.pk):
        assert Notice.objects.filter(pk=notice.pk).update(text="Something else.") == 0


def test_a_version_is_published_once(offer):
    notice = published(offer, a_notice(offer))

    with at_work(offer.operations) as officer, pytest.raises(NoticeRefused, match="already"):
        publish_notice(notice, by=officer, at=NOON)


def test_publishing_is_an_entry_that_says_what_is_named(offer):
    notice = published(offer, a_notice(offer, "surname"))

    with acting_for(offer.operations.pk):
        entry = Entry.objects.get(kind="notice.published")
    assert entry.about_id == notice.pk
    assert b'"names":["surname"]' in bytes(entry.leaf)


@pytest.mark.parametrize(
    ("items", "version", "said"), [(["shoe_size"], "new", "shoe_size"), ([], "taken", "name")]
)
def test_a_notice_that_cannot_be_kept_is_refused(offer, items, version, said):
    a_notice(offer, version="taken")

    with pytest.raises(BadNotice, match=said):
        a_notice(offer, *items, version=version)


def test_the_provider_reads_the_notice_and_strangers_do_not(offer):
    notice = published(offer, a_notice(offer))

    with acting_for(offer.provider.pk):
        assert Notice.objects.get() == notice
    with acting_for(an_opportunity(published=False).operations.pk):
        assert not Notice.objects.exists()
