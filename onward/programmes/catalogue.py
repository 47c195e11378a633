"""Every programme in every version; a changed rule is a new version and the old one stays."""

from datetime import date

from onward.programmes.rules import Programme
from onward.programmes.wfs import WFS_2017

VERSIONS: tuple[Programme, ...] = (WFS_2017,)


class NoSuchProgramme(LookupError):
    """No programme of this code, or none in force on the day."""


def programme(code: str, *, on: date) -> Programme:
    """The version in force on this day, for a new case."""
    in_force = [each for each in VERSIONS if each.code == code and each.in_force_from <= on]
    if not in_force:
        raise NoSuchProgramme(f"No programme {code} is in force on {on}.")
    return max(in_force, key=lambda each: each.in_force_from)


def programme_version(code: str, *, version: str) -> Programme:
    """The version that a case was decided by."""
    for each in VERSIONS:
        if (each.code, each.version) == (code, version):
            return each
    raise NoSuchProgramme(f"There is no version {version} of a programme {code}.")
