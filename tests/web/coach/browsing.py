"""Going from page to page as a browser does: links by their text, forms as they stand."""

from typing import Any

from tests.web.client import page_of


def follow(client: Any, response: Any, text: str) -> Any:
    """Click the first link of the page whose text begins so."""
    links = page_of(response).xpath("//main//a | //nav//a")
    found = [each for each in links if " ".join(each.text_content().split()).startswith(text)]
    assert found, f"no link {text!r} among {[each.text_content() for each in links]}"
    return client.get(found[0].get("href"))


def form_of(response: Any) -> dict[str, list[str]]:
    """What the page's last form would post as it stands, without the token."""
    values: dict[str, list[str]] = {}
    for name, value in page_of(response).xpath("//main//form")[-1].form_values():
        if name != "csrfmiddlewaretoken":
            values.setdefault(name, []).append(value)
    return values


def press(client: Any, response: Any, *, follow: bool = False, **typed: Any) -> Any:
    """Post the page's last form, with these fields typed into it first."""
    form = page_of(response).xpath("//main//form")[-1]
    path = form.get("action") or response.request["PATH_INFO"]
    return client.post(path, form_of(response) | typed, follow=follow)
