"""`onward matching`: a model fitted on an own list, and what is compared written anew."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from django.utils.timezone import localdate

from onward.intake.feeds import FEEDS
from onward.intake.young_people.caseload import sought_of
from onward.parties.clock import now
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Permission
from onward.people.matching.building import build_where_needed
from onward.people.matching.declared import NotDeclared, begin_anew
from onward.people.matching.fitting import NotFitted, TooFew, fit_model, learn_from_decisions
from onward.people.matching.kept_models import NotMeasured, approve_model, quality_of
from onward.people.matching.weighing import Person
from onward.people.models import MatchingModel
from onward.tenancy.context import AUTOMATIC, REGISTER, acting_for

Act = Callable[[argparse.Namespace], None]


class NotKnown(LookupError):
    """An organisation, a feed, a model or a member of staff of that name is not there."""


def matching(options: argparse.Namespace) -> int:
    """Fit, approve, list or rebuild; 1 where it is refused."""
    try:
        organisation = _organisation(options.organisation)
        if options.what == "rebuild":
            _rebuild(organisation)
        else:
            with acting_for(organisation.pk, user=AUTOMATIC):
                ACTS[options.what](options)
    except (NotKnown, NotDeclared, NotFitted, NotMeasured, TooFew) as refusal:
        print(f"onward: {refusal}", file=sys.stderr)
        return 1
    return 0


def _fit(options: argparse.Namespace) -> None:
    people = _people(options)
    fit = learn_from_decisions if options.learn else fit_model
    _say(fit(people, at=now()))
    print("It is not used until somebody approves it.")


def _approve(options: argparse.Namespace) -> None:
    kept = MatchingModel.objects.filter(version=options.version).first()
    if kept is None:
        raise NotKnown(f"No model has the version {options.version}.")
    staff = Staff.objects.filter(email__iexact=options.by or "", is_active=True).first()
    if staff is None or not staff.may(Permission.APPROVE_MATCHING):
        raise NotKnown("Nobody who may approve a model signs in with that address.")
    approve_model(kept, by=staff, at=now())
    _say(kept)


def _models(options: argparse.Namespace) -> None:
    for kept in MatchingModel.objects.order_by("fitted_at"):
        _say(kept)


def _rebuild(organisation: Organisation) -> None:
    with acting_for(organisation.pk, user=AUTOMATIC):
        begin_anew()
        at = now()
    print(f"Written: {build_where_needed(organisation.pk, at=at):,} records.")


ACTS: dict[str, Act] = {"fit": _fit, "approve": _approve, "models": _models}


def _people(options: argparse.Namespace) -> Sequence[Person]:
    if options.feed not in FEEDS or not options.list:
        raise NotKnown(f"Give --list FILE and --feed, one of: {', '.join(FEEDS)}.")
    path = Path(options.list)
    read = FEEDS[options.feed].read(path.read_bytes(), path.name, localdate(now()), False)
    return [sought_of(row).person for row in read.rows]


def _organisation(code: str) -> Organisation:
    with acting_for(REGISTER):
        found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise NotKnown(f"No organisation has the code {code}.")
    return found


def _say(kept: MatchingModel) -> None:
    state = "in use" if kept.approved_at and not kept.ended_at else "not in use"
    figures = ", ".join(f"{name} {share}" for name, share in quality_of(kept).items())
    print(f"{kept.version}, fitted on {localdate(kept.fitted_at)}, {state}: {figures}")
