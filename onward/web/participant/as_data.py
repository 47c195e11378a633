"""The statement as a file for other programs: docs/reference/statement.schema.json."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from onward.rights.permitted import MayShare
from onward.rights.sharing import Shared, label_of
from onward.rights.statement import Statement

FORMAT = "onward-statement/1"


def as_data(
    statement: Statement, *, may: Sequence[MayShare], at: datetime, language: str
) -> dict[str, Any]:
    """The whole statement; labels and purposes in the language given, codes in none."""
    return {
        "format": FORMAT,
        "language": language,
        "made_at": at,
        "may_be_shared": [_permitted(row) for row in may],
        "shared": [_row(row, statement) for row in statement.shared],
        "not_shown": [
            {
                "by": each.organisation,
                "exemption": each.exemption,
                "looked_at_again_on": each.review_on,
            }
            for each in statement.kept_back
        ],
        "looked": [
            {"organisation": each.organisation, "times": each.times, "last_on": each.last_on}
            for each in statement.looked
        ],
        "contacted": [
            {
                "by": each.organisation,
                "at": each.at,
                "how": each.kind,
                "what_for": each.purpose,
                "what_came_of_it": each.delivery or each.outcome,
            }
            for each in statement.contacted
        ],
        "attended": [
            {"by": each.organisation, "on": each.on, "what": each.kind, "where": each.place}
            for each in statement.attended
        ],
        "documents": [
            {
                "by": each.organisation,
                "what": each.kind,
                "dated_on": each.dated_on,
                "kept_since": each.since,
            }
            for each in statement.documents
        ],
        "from_before": [
            {"by": each.organisation, "on": each.on, "what": each.kind, "how": each.channel}
            for each in statement.from_before
        ],
        "also_recorded": [
            {"entry": each.entry_id, "kind": each.kind, "at": each.at, "by": each.organisation}
            for each in statement.noted
        ],
        "erased": [
            {
                "organisation": each.organisation,
                "on": each.on,
                "beyond_reach_on": each.beyond_reach_on,
                "classes": each.key_classes,
                "whole_record": each.whole_record,
            }
            for each in statement.erased
        ],
        "complain_to": [
            {"organisation": each.name, "contact": each.data_protection_contact}
            for each in statement.organisations
        ],
        "ledger": _ledger(statement),
    }


def _permitted(row: MayShare) -> dict[str, Any]:
    return {
        "from": row.giver,
        "to": row.recipient,
        "agreement": row.agreement,
        "purposes": row.purposes,
        "law": row.laws,
        "until": row.until,
        "kept": row.retention,
        "items": [{"item": code, "label": label_of(code)} for code in row.items],
    }


def _row(row: Shared, statement: Statement) -> dict[str, Any]:
    return {
        "entry": row.entry_id,
        "kind": row.kind,
        "at": row.at,
        "status": row.status,
        "from": row.sender,
        "to": row.recipient,
        "on_behalf_of": row.on_behalf_of,
        "answers_for_it": row.owner,
        "as_mentioned": row.subject in statement.mentioned,
        "purpose": row.purpose,
        "law": row.laws,
        "channel": row.channel,
        "agreement": str(row.agreement or ""),
        "items": [
            {"item": item.code, "label": item.label, "value": item.value, "state": item.state}
            for item in row.items
        ],
        "not_held": row.not_held,
        "withheld": row.withheld,
        "of_others": row.of_others,
        "erased_by_recipient": [
            {"on": each.on, "classes": each.key_classes, "whole_record": each.whole_record}
            for each in statement.erasures_since(row)
        ],
    }


def _ledger(statement: Statement) -> dict[str, Any] | None:
    if statement.head is None:
        return None
    head = statement.head.head
    return {
        "size": head.size,
        "root": head.root.hex(),
        "at": head.at,
        "software": head.software,
        "signature": statement.head.signature.hex(),
    }
