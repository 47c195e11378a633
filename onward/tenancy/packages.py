"""Finding what each package knows how to do with its own rows, without importing upwards."""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


def each_packages(function: str, *, module: str) -> Iterator[Callable[..., Any]]:
    """The function of this name of every package of ours that has it in such a module."""
    for app in apps.get_app_configs():
        name = f"{app.name}.{module}"
        if app.name.startswith("onward.") and find_spec(name):
            found = getattr(import_module(name), function, None)
            if found is not None:
                yield found
