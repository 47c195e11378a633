"""What is kept of invitations, withheld lines and erasures, and how it is forgotten."""

KEPT = {
    "Invitation.link_hash": "invitations",
    "Invitation.code_hash": "invitations",
    "Invitation.checked": "invitations",
    "Invitation.tries": "invitations",
    "Withholding.exemption": "withholdings",
    "Withholding.review_on": "withholdings",
    "Erasure.key_classes": "erasures",
    "Erasure.whole_record": "erasures",
}

FORGOTTEN = {
    "invitations": "Stay with the handle: hashes, and which kinds of proof were seen.",
    "withholdings": "Stay with the handle: which ground was relied on, and until when.",
    "erasures": "Stay outside the main backup, to be applied again after any restore.",
}
