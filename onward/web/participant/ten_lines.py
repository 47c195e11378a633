"""The sheet on top: what a whole statement comes to, in ten lines that fit one side of A4."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.rights.permitted import MayShare
from onward.rights.statement import Statement
from onward.web.participant.in_words import classes_of
from onward.web.words import date_words, listed, moment_words

NAMED_AT_MOST = 6

Line = tuple[str, str]


def ten_lines(statement: Statement, may: Sequence[MayShare], *, at: datetime) -> list[Line]:
    """Ten questions with an answer each, in the order a person would ask them."""
    return [
        (_("Who was given information about you"), _recipients(statement)),
        (_("Who gave it"), _listed(row.giver for row in statement.shared if row.was_sent)),
        (_("What it is about"), _what(statement)),
        (_("Why"), _listed(row.purpose for row in statement.shared if row.was_sent)),
        (_("The law that allows it"), _laws(statement)),
        (_("When last"), _last(statement)),
        (_("What may be shared now"), _may(may)),
        (_("Who looked at it"), _looked(statement)),
        (_("What was erased, or is not shown"), _gone(statement)),
        (_("If something is wrong"), _wrong(statement, at=at)),
    ]


def _recipients(statement: Statement) -> str:
    count = len(statement.recipients)
    if not count:
        return _("Nobody.")
    words = ngettext("%(num)s organisation: %(names)s", "%(num)s organisations: %(names)s", count)
    return words % {"num": count, "names": _listed(statement.recipients)}


def _what(statement: Statement) -> str:
    went = {item.code for row in statement.shared if row.was_sent for item in row.items}
    return classes_of(went).capitalize() + "." if went else _("Nothing.")


def _laws(statement: Statement) -> str:
    """Apart by semicolons, for the titles have commas of their own."""
    rows = (row for row in statement.shared if row.was_sent)
    laws = list(dict.fromkeys(law for row in rows for law in row.laws))
    return _first_few(laws, "; ".join(laws[:NAMED_AT_MOST])) or _("Not recorded")


def _last(statement: Statement) -> str:
    sent = [row for row in statement.shared if row.was_sent]
    if not sent:
        return _("Never.")
    return _("%(day)s, to %(name)s") % {"day": date_words(sent[0].at), "name": sent[0].recipient}


def _may(may: Sequence[MayShare]) -> str:
    codes = {code for row in may for code in row.items}
    if not codes:
        return _("Nothing.")
    words = ngettext(
        "%(num)s kind of information, with %(names)s",
        "%(num)s kinds of information, with %(names)s",
        len(codes),
    )
    return words % {"num": len(codes), "names": _listed(row.recipient for row in may)}


def _looked(statement: Statement) -> str:
    if not statement.looked:
        return _("Nobody is noted as having opened your records.")
    times = sum(each.times for each in statement.looked)
    words = ngettext("%(names)s, %(num)s time", "%(names)s, %(num)s times", times)
    return words % {
        "num": times,
        "names": _listed(each.organisation for each in statement.looked),
    }


def _gone(statement: Statement) -> str:
    hidden = len(statement.kept_back)
    erased = _listed(each.organisation for each in statement.erased)
    parts = [_("Erased since by %(names)s.") % {"names": erased}] if erased else []
    if hidden:
        words = ngettext("%(num)s line is not shown.", "%(num)s lines are not shown.", hidden)
        parts.append(words % {"num": hidden})
    return " ".join(parts) or _("Nothing.")


def _wrong(statement: Statement, *, at: datetime) -> str:
    owners = _listed(row.owner for row in statement.shared)
    if not owners:
        return _("Ask whoever sent you the link. This was true on %(moment)s.") % {
            "moment": moment_words(at)
        }
    return _("Write to %(names)s. The addresses are at the end.") % {"names": owners}


def _listed(names: Iterable[str]) -> str:
    """Each once, the first few by name; all of them stand on the pages below."""
    known = list(dict.fromkeys(name for name in names if name))
    if len(known) <= NAMED_AT_MOST:
        return listed(known)
    return _first_few(known, ", ".join(known[:NAMED_AT_MOST]))


def _first_few(known: Sequence[str], shown: str) -> str:
    left = len(known) - NAMED_AT_MOST
    if left <= 0:
        return shown
    words = ngettext("%(shown)s and %(num)s more", "%(shown)s and %(num)s more", left)
    return words % {"shown": shown, "num": left}
