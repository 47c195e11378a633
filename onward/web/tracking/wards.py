"""The unknown by ward: a map of squares, and a table with the same numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import isqrt
from textwrap import wrap

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.tracking.following.actions import NoService
from onward.tracking.today.grid import Counts, What, share_not_known
from onward.tracking.today.standing import Stands, standing
from onward.tracking.today.wards import ELSEWHERE, NOT_FOUND, own_wards, ward_of
from onward.web.access import StaffRequest, requires
from onward.web.tracking.today import SIXTEEN_AND_SEVENTEEN, Row, YearsForm, row_of

# The first share, in percent, that is drawn darker than the one before.
DARKER_FROM = (1, 2, 4, 8)
TILE, GAP, LINE = 100, 6, 13


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One ward of the map, drawn: where, how dark, and its name cut into lines."""

    row: Row
    x: int
    y: int
    depth: int
    lines: list[str]


@require_safe
@requires(Permission.TRACK)
def wards(request: StaffRequest) -> HttpResponse:
    form = YearsForm(request.GET or {"years": SIXTEEN_AND_SEVENTEEN})
    at = now()
    try:
        rows = list(_by_ward(form.of(standing(at=at)), years=form.code, on=localdate(at)))
    except NoService as refusal:
        return render(request, "tracking/wards.html", {"no_service": str(refusal)})
    tiles = _tiles([row for row in rows if row.where["ward"] not in {ELSEWHERE, NOT_FOUND}])
    across = max((tile.x for tile in tiles), default=0) + TILE
    context = {
        "filter": form,
        "rows": rows,
        "tiles": tiles,
        "size": TILE,
        "across": across,
        "down": max((tile.y for tile in tiles), default=0) + TILE,
        "darker_from": DARKER_FROM,
        "What": What,
        "wide": True,
    }
    return render(request, "tracking/wards.html", context)


def _by_ward(people: list[Stands], *, years: str, on: date) -> Iterator[Row]:
    lives_in = ward_of(people, on=on)
    by_ward: dict[str, list[Stands]] = {}
    for each in people:
        by_ward.setdefault(lives_in[each.record_id], []).append(each)
    named = [(ward.code, ward.name) for ward in own_wards(on=on)]
    others = [(ELSEWHERE, _("Outside the authority")), (NOT_FOUND, _("Postcode not found"))]
    for code, name in [*named, *(each for each in others if each[0] in by_ward)]:
        yield row_of(name, by_ward.get(code, []), {"ward": code, "years": years})


def _tiles(rows: list[Row]) -> list[Tile]:
    """One square for each ward, in rows of about as many as there are rows, in the file's order."""
    across = max(1, isqrt(max(0, len(rows) - 1)) + 1)
    return [
        Tile(
            row=row,
            x=place % across * (TILE + GAP),
            y=place // across * (TILE + GAP),
            depth=_depth(row.counts),
            lines=wrap(row.label, LINE, max_lines=3, placeholder="…"),
        )
        for place, row in enumerate(rows)
    ]


def _depth(counts: Counts) -> int:
    share = share_not_known(counts)
    return 0 if share is None else sum(share >= least for least in DARKER_FROM)
