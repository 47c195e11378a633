"""What a value says when it is refused."""


class BadValue(ValueError):
    """A refused value: the rule it breaks and the remedy, both in plain words.

    The text never repeats the value, because exceptions end up in logs.
    """

    def __init__(self, rule: str, remedy: str) -> None:
        super().__init__(rule, remedy)
        self.rule = rule
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.rule} {self.remedy}"
