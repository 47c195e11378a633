"""Why something is sent by e-mail: a closed list, because "because" is no reason."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Need(TextChoices):
    """The business need of paragraph 53, and of paragraph 5 where PRaP is the rule."""

    FORM_IS_DUE = "FORM_IS_DUE", _("The department asks for this form")
    PRAP_NOT_APPROPRIATE = "PRAP_NOT_APPROPRIATE", _("PRaP is not appropriate for this")
    SUBCONTRACTOR_DELIVERS = (
        "SUBCONTRACTOR_DELIVERS",
        _("The subcontractor delivers what this is about"),
    )
