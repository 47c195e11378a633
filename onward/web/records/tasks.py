"""One line of a person's task list."""

from dataclasses import dataclass

from onward.web.words import TaskStatus


@dataclass(frozen=True, kw_only=True)
class Task:
    """What is to be done; without an address where it is not for this member of staff."""

    title: str
    status: TaskStatus
    hint: str = ""
    url: str = ""
