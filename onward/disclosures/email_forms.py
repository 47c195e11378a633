"""A form that leaves by e-mail, laid out: the standard body and the completed standard form.

Source: 003 paragraph 49. Pure, as every layout is: the cover names the form by its digest.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from onward.disclosures.layout_refused import LayoutRefused
from onward.email_route.processes import Process, process_of
from onward.email_route.standard_forms import StandardForm, standard_forms
from onward.formats.email_message import Attachment, Message, write
from onward.formats.table import Column, write_table
from onward.values.nino import ninos_in

Values = Mapping[str, Any]
LAYOUT = "email-form"


def email_form(cover: Values, people: Iterable[Values]) -> dict[str, bytes]:
    """One message. Raises LayoutRefused where the form is not complete, or speaks of more people.

    Whom it speaks of is told by the National Insurance numbers in the body and the attachment.
    """
    form, people = _form(cover), list(people)
    attachment = _attachment(form, people)
    spoken_of = ninos_in(form.body) | ninos_in(attachment.content)
    if len(spoken_of) > len(people):
        raise LayoutRefused("There is another person's number in it.", code="TOO_MANY_RECORDS")
    message = Message(
        identity=str(cover["message_id"]),
        at=datetime.fromisoformat(str(cover["at"])),
        from_address=str(cover["from_address"]),
        to_address=str(cover["to_address"]),
        subject=form.subject,
        body=form.body.strip() + "\n",
        attachment=attachment,
    )
    return {"message.eml": write(message)}


def _form(cover: Values) -> StandardForm:
    form = standard_forms().get(process_of(str(cover["process"])))
    if form is None or form.digest != cover["form_digest"]:
        raise LayoutRefused("The standard form is another by now.", code="TEMPLATE_ALTERED")
    return form


def _attachment(form: StandardForm, people: Sequence[Values]) -> Attachment:
    for person in people:
        missing = [
            field.heading for field in form.fields if field.needed and not _has(person, field.item)
        ]
        if missing:
            raise LayoutRefused(f"Not filled in: {', '.join(missing)}.", code="FORM_INCOMPLETE")
    if form.process is Process.LIST_500:
        return Attachment(name="list.csv", subtype="csv", content=_as_list(form, people))
    filled = "\n\n".join(_as_lines(form, person) for person in people)
    return Attachment(name="form.txt", subtype="plain", content=filled + "\n")


def _has(person: Values, item: str) -> bool:
    return person.get(item) not in (None, "")


def _as_lines(form: StandardForm, person: Values) -> str:
    return "\n".join(
        f"{field.heading}: {_shown(person[field.item])}"
        for field in form.fields
        if _has(person, field.item)
    )


def _as_list(form: StandardForm, people: Sequence[Values]) -> str:
    columns = [Column(field.heading) for field in form.fields]
    rows = [
        {field.heading: _shown(person[field.item]) for field in form.fields} for person in people
    ]
    return write_table(rows, columns=columns).decode("utf-8-sig")


def _shown(value: object) -> str:
    """One line, so that what somebody wrote cannot pass for another field of the form."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Mapping):
        parts = (value.get("state"), value.get("on"), value.get("detail"))
        return ", ".join(str(part) for part in parts if part)
    return " ".join(str(value).split())
