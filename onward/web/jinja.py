"""What every template can use: macros, translation, addresses, dates and money in words."""

from collections.abc import Callable
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import (
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    Undefined,
    pass_environment,
)
from markupsafe import Markup

from onward.values.pence import as_pounds_text
from onward.web import form_macros, words
from onward.web.language import UNREVIEWED
from onward.web.request_ids import request_id

FIELD_MACROS = ("render_form", "render_field", "error_summary", "button", "tag", "back_link")


class NeverPrinted(Undefined):
    """A name nobody gave: it may be tested, but printing it is a mistake in the page.

    A key that a macro's parameters lack prints nothing, for the GOV.UK macros count on that.
    """

    __slots__ = ()

    def __str__(self) -> str:
        if self._undefined_name is None or isinstance(self._undefined_obj, dict):
            return ""
        return str(self._fail_with_undefined_error())


def environment(**options: Any) -> Environment:
    """Build the environment for Django's Jinja2 backend, which asks for autoescaping."""
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options |= {
        "loader": ChoiceLoader([options["loader"], macros]),
        "extensions": ["jinja2.ext.i18n"],
        "undefined": NeverPrinted,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    built = Environment(**options)  # noqa: S701
    _translate(built)
    built.globals |= _globals()
    built.filters |= _filters()
    return built


def _translate(environment: Environment) -> None:
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )


def _globals() -> dict[str, Any]:
    return {
        "url": url,
        "static": static,
        "query": query,
        "page_language": page_language,
        "is_unreviewed": lambda: page_language() in UNREVIEWED,
        "page_range": page_range,
        "flash_messages": flash_messages,
        "csp_nonce_of": csp_nonce_of,
        "field_parameters": form_macros.field_parameters,
        "summary_of": form_macros.summary_of,
        "chosen_filters": form_macros.chosen_filters,
        "request_id": request_id,
        "TaskStatus": words.TaskStatus,
    } | {name: _from_fields(name) for name in FIELD_MACROS}


def _filters() -> dict[str, Callable[..., str]]:
    return {
        "date_words": words.date_words,
        "day_words": words.day_words,
        "moment_words": words.moment_words,
        "deadline": words.deadline,
        "counted": words.counted,
        "masked": words.masked,
        "pounds": pounds,
    }


def _from_fields(name: str) -> Callable[..., Markup]:
    """Make a macro of parts/fields.html usable without an import in each page."""

    @pass_environment
    def macro(environment: Environment, /, *args: Any, **kwargs: Any) -> Markup:
        module = environment.get_template("parts/fields.html").module
        return Markup(getattr(module, name)(*args, **kwargs))  # noqa: S704  a macro has escaped it

    return macro


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named page."""
    return reverse(name, args=args, kwargs=kwargs)


def query(request: HttpRequest, **changes: Any) -> str:
    """Return the present query string with these names changed; None drops a name."""
    changed = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            changed.pop(name, None)
        elif isinstance(value, list):
            changed.setlist(name, value)
        else:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"


def page_range(page: Any) -> list[int | None]:
    """Return the page numbers worth showing, with None where some are left out."""
    last, here = page.paginator.num_pages, page.number
    near = {1, last, *range(max(1, here - 1), min(last, here + 1) + 1)}
    shown: list[int | None] = []
    for number in sorted(near):
        if shown and number != (shown[-1] or 0) + 1:
            shown.append(None)
        shown.append(number)
    return shown


def page_language() -> str:
    """Return the language of the page for its lang attribute: "en", "cy"."""
    return (get_language() or "en").split("-")[0]


def flash_messages(request: Any) -> list[Any]:
    """Return what the last act has to say; nothing on a page made without a request."""
    return list(get_messages(request)) if request else []


def csp_nonce_of(request: Any) -> str:
    """Return the nonce of this response, or nothing where no middleware made one."""
    return str(getattr(request, "csp_nonce", "")) if request else ""


def pounds(pence: int | None) -> str:
    """Return "£1,234.50"."""
    return "" if pence is None else as_pounds_text(pence)
