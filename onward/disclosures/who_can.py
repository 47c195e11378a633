"""Who can change what stands against a disclosure: the third of the words of each reason."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = tuple[str | Promise, str | Promise, str | Promise]  # what, what to do, who can change it

SENDER = _("whoever sends it")
PARTIES = _("the parties to the agreement, by a new version that each of them signs")
SIGNATORIES = _("whoever signs agreements for a party")
CONTROLLER = _("the controller on whose behalf it is done")
COMMISSIONER = _("the organisation that the provider works for")
DEPARTMENT = _("the department")
PRIME = _("the prime provider")
PERSON = _("the person it is about")
PROTECTION = _("the data protection officer")
OPERATOR = _("whoever runs Onward")
PARLIAMENT = _("nobody here: the law would have to change")
NOBODY = _("nobody: it stays so")
