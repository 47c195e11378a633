"""Whether what is given is about persons, and how plainly (source 001, 5.3)."""

from collections.abc import Collection

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from onward.agreements.catalogue import KeyClass, catalogue

WHO_IT_IS = frozenset({KeyClass.IDENTITY, KeyClass.CONTACT, KeyClass.HOUSEHOLD})
NAMES_THEM_TOO = frozenset({"payfile_nino", "exit_nino", "exit_surname"})


class Label(TextChoices):
    """What is personal or pseudonymous needs an agreement that names its items."""

    PERSONAL = "personal", _("Personal: it says who somebody is")
    PSEUDONYMOUS = "pseudonymous", _("Pseudonymous: about persons, under references")
    ANONYMOUS = "anonymous", _("Anonymous: nobody can be told from it")


def label_of_items(items: Collection[str]) -> Label:
    """What items say together: nothing but counts is anonymous, without who it is pseudonymous."""
    known = catalogue()
    classes = {known[item].key_class for item in items}
    if WHO_IT_IS & classes or NAMES_THEM_TOO & set(items):
        return Label.PERSONAL
    return Label.ANONYMOUS if classes <= {KeyClass.STATISTICS} else Label.PSEUDONYMOUS
