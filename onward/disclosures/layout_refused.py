"""What is laid out is looked at before it leaves; this is why it does not."""


class LayoutRefused(ValueError):
    """The bytes laid out break a rule of the format, and must not leave; `code` says which."""

    def __init__(self, words: str, *, code: str = "FILE_RULES") -> None:
        super().__init__(words)
        self.code = code
