"""System checks of how an instance is set up: its keys, its secret, its folders."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

KEY_FILES = ("SIGNING_KEY_FILE", "KEY_ENCRYPTION_KEY_FILE")
UNSET_SECRET = "only-for-checks-that-start-no-server"  # noqa: S105


@register()
def keys_lie_apart(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """In production no key lies beside the data, and the secret is given.

    The embedded server is for trying Onward out: there they lie together, and that is said.
    """
    if settings.EMBEDDED:
        return []
    found: list[CheckMessage] = [
        Error(
            f"{name} lies in the data folder: whoever copies the data has the key too.",
            hint=f"Move the key elsewhere, mode 0600, and name it in ONWARD_{name}.",
            id="onward.E10",
        )
        for name in KEY_FILES
        if _lies_in(getattr(settings, name), settings.DATA)
    ]
    if settings.SECRET_KEY == UNSET_SECRET:
        found.append(
            Error(
                "ONWARD_SECRET_KEY is not given.",
                hint="Give 50 random characters.",
                id="onward.E11",
            )
        )
    return found


def _lies_in(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
