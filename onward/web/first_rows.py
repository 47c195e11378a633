"""Pages over long lists: counted only so far, and read row by row only where they are shown."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property


class FirstRows(Paginator):  # type: ignore[type-arg]
    """Pages over at most so many rows: counting each of a very long list is what makes it slow."""

    def __init__(self, rows: QuerySet[Any], per_page: int, *, most: int) -> None:
        self.most = most
        super().__init__(rows, per_page)

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by()[: self.most].count())

    @property
    def is_cut(self) -> bool:
        """Whether there may be more rows than are listed."""
        return self.count == self.most


def page_of(
    rows: QuerySet[Any], *, number: str | None, per_page: int, most: int
) -> tuple[Page[Any], list[Any]]:
    """The page of this number, and its rows in order with what they are selected with.

    Two queries: the keys of the page are found first, by an index, and only then the rows are
    joined with others.
    """
    page = FirstRows(rows.select_related(None).values_list("pk", flat=True), per_page, most=most)
    shown = page.get_page(number)
    found = rows.order_by().in_bulk(list(shown.object_list))
    return shown, [found[key] for key in shown.object_list if key in found]
