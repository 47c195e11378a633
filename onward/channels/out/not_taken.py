"""The answer of a service that did not take what it was handed."""


class NotTaken(RuntimeError):
    """It said that it does not take the message; `for_now` if it may be asked again."""

    def __init__(self, words: str, *, for_now: bool) -> None:
        super().__init__(words)
        self.for_now = for_now
