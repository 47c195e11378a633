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
}

FORGOTTEN = {
    "content": "Emptied with the last row that is handed over, or when the file cannot be read; "
    "a file that nobody accepts is thrown away after 14 days.",
    "findings": "What its sender needs to mend refused rows: emptied after 28 days. Texts to be "
    "read go as soon as the file is taken in.",
    "arrival": "Stays: counts, codes and a digest, and the name the sender gave the file, which "
    "is emptied with the findings.",
}
