"""Why something does not go by e-mail, what would have to change, and who can change it."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from onward.disclosures.who_can import DEPARTMENT, OPERATOR, PRIME, SENDER, Words

OF_EMAIL: Mapping[str, Words] = {
    "EMAIL_PROCESS_NOT_APPROVED": (
        _("The department has not permitted this provider to use email for this, in writing."),
        _("Ask for it under Email. The department permits it, and puts its letter on file."),
        DEPARTMENT,
    ),
    "TEMPLATE_ALTERED": (
        _("The message is not the standard text and form that the department permitted."),
        _("Send the standard text unchanged. For another text, ask the department anew."),
        SENDER,
    ),
    "FORM_INCOMPLETE": (
        _("The standard form is not filled in."),
        _("Record what is missing about the person, then send it."),
        SENDER,
    ),
    "INBOX_NOT_DESIGNATED": (
        _("It would not go from one designated inbox to another."),
        _("Choose a pair that both sides have agreed to, or designate one under Email."),
        SENDER,
    ),
    "EXEMPTION": (
        _("There is no exemption with this reference that still stands and covers this."),
        _("Send one record in each message, or ask the department for an exemption."),
        DEPARTMENT,
    ),
    "SUBCONTRACTOR_NOT_APPROVED": (
        _("The department has not formally approved the subcontractor for this."),
        _("The prime provider lists it under Email, and the supplier manager approves it."),
        DEPARTMENT,
    ),
    "DUE_DILIGENCE": (
        _("No due diligence about the subcontractor is on record."),
        _("The prime provider does it, and records its day in its list under Email."),
        PRIME,
    ),
    "NOT_STARTED": (
        _("The day agreed for the subcontractor to begin with email has not come."),
        _("Wait for it, or agree another day with the supplier manager."),
        PRIME,
    ),
    "ENDED": (
        _("The subcontractor's use of email for this has ended."),
        _("Send it another way. A new use needs a new line in the list, and a new start."),
        PRIME,
    ),
    "EMAIL_SUSPENDED": (
        _("Email is not used at present between the provider and the department."),
        _("Whoever suspended it gives notice of the day it is used again. Until then, use paper."),
        DEPARTMENT,
    ),
    "NOT_TAKEN": (
        _("The mail server did not take the message, so it was not sent."),
        _("Whoever runs Onward looks at the reason kept with it; send it anew once mended."),
        OPERATOR,
    ),
}
