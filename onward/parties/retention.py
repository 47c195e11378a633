"""What is kept about organisations and the people who work for them, and how it is forgotten."""

KEPT = {
    "Organisation.code": "register",
    "Organisation.name": "register",
    "Organisation.nation": "register",
    "Organisation.data_protection_contact": "register",
    "Accreditation.granted_on": "register",
    "Accreditation.expires_on": "register",
    "Accreditation.withdrawn_on": "register",
    "SecurityPlan.iso27001_statement": "register",
    "SecurityPlan.is_assured": "register",
    "SecurityPlan.assured_on": "register",
    "SecurityPlan.expires_on": "register",
    "SecurityPlan.offshore": "register",
    "Staff.email": "accounts",
    "Staff.name": "accounts",
    "Staff.roles": "accounts",
    "Staff.is_active": "accounts",
    "Staff.password": "sign_in",
    "Staff.failed_sign_ins": "sign_in",
    "StaffSession.session_key": "sessions",
    "StaffSession.session_data": "sessions",
    "Instance.demonstration": "register",
}

FORGOTTEN = {
    "register": "Stays: public facts about organisations.",
    "accounts": "Closed when someone leaves, and kept while their handle stands under an act.",
    "sign_in": "Overwritten at each change; made unusable when the account is closed.",
    "sessions": "Removed at signing out, or by the worker once they are over: eight hours at most.",
}
