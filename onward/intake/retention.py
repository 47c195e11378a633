"""What is kept of files that came in, and how it is forgotten (`forgetting.py` does it)."""

KEPT = {
    "Landing.content": "content",
    "Landing.problems": "findings",
    "Landing.warnings": "findings",
    "Landing.texts": "findings",
    "Landing.refused_rows": "findings",
    "Landing.file_name": "arrival",
    "Landing.feed": "arrival",
    "Landing.digest": "arrival",
    "Landing.size": "arrival",
    "Landing.effect": "arrival",
    "Landing.texts_read": "arrival",
    "Landing.settings": "settings",
    "ListSettings.feed": "settings",
    "ListSettings.settings": "settings",
    "ReceivedEmail.content": "message",
    "ReceivedEmail.inbox": "metadata",
    "ReceivedEmail.place": "metadata",
    "ReceivedEmail.digest": "metadata",
    "ReceivedEmail.put_aside_because": "metadata",
}

FORGOTTEN = {
    "message": "Emptied, and removed from the mailbox, once it has been acted on or its person's "
    "record is erased; what was put aside is never held.",
    "metadata": "Stays: an office's address, a digest, moments and a code.",
    "content": "Emptied with the last row that is handed over, or when the file cannot be read; "
    "a file that nobody accepts is thrown away after 14 days.",
    "findings": "What its sender needs to mend refused rows: emptied after 28 days. Texts to be "
    "read go as soon as the file is taken in.",
    "settings": "Stays: headings of columns, codes and numbers of days; nothing about a person.",
    "arrival": "Stays: counts, codes and a digest, and the name the sender gave the file, which "
    "is emptied with the findings.",
}
