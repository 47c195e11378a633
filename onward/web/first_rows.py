"""Pages over long lists: counted only so far, and read row by row only where they are shown."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from onward.web.words import MOST_COUNTED


def counted(rows: QuerySet[Any], *, most: int = MOST_COUNTED) -> int:
    """How many rows there are, counted so far and no further."""
    return rows.order_by()[:most].count()


def by_side(rows: QuerySet[Any], *sides: str, own: int) -> list[QuerySet[Any]]:
    """The rows in which the organisation stands in each of these columns, each row once.

    Joined by OR they would all be read and sorted; each list has an index that gives it in
    order, and `page_of` reads them no further than is shown.
    """
    lists, listed = [], Q(pk__in=[])
    for side in sides:
        lists.append(rows.filter(~listed, **{side: own}))
        listed |= Q(**{side: own})
    return lists


class FirstRows(Paginator):  # type: ignore[type-arg]
    """Pages of keys, over at most so many rows: it is counting every row that makes a list slow.

    Of one list, or of several that have no row in common and are in one order.
    """

    def __init__(
        self, lists: Sequence[QuerySet[Any]], per_page: int, *, most: int, known: int | None = None
    ) -> None:
        self.lists, self.most, self.known = lists, most, known
        super().__init__(lists, per_page)

    @cached_property
    def count(self) -> int:
        if self.known is not None:
            return self.known
        return min(self.most, sum(counted(rows, most=self.most) for rows in self.lists))

    @property
    def is_cut(self) -> bool:
        """Whether there may be more rows than are listed."""
        return self.count == self.most

    def page(self, number: int | str) -> Page[Any]:
        valid = self.validate_number(number)
        last = min(valid * self.per_page, self.count)
        return Page(self._keys((valid - 1) * self.per_page, last), valid, self)

    def _keys(self, first: int, last: int) -> list[Any]:
        if first >= last:
            return []
        if len(self.lists) == 1:
            return list(self.lists[0].values_list("pk", flat=True)[first:last])
        order = [str(name) for name in self.lists[0].query.order_by]
        names = [name.lstrip("-") for name in order if name != "pk"]
        heads = [rows.values_list(*names, "pk")[:last] for rows in self.lists]
        rows = heads[0].union(*heads[1:], all=True).order_by(*order)
        return [row[-1] for row in rows[first:last]]


def page_of(
    *lists: QuerySet[Any],
    number: str | None,
    per_page: int,
    most: int = MOST_COUNTED,
    known: int | None = None,
    related: Sequence[str] = (),
) -> tuple[Page[Any], list[Any]]:
    """The page of this number, and its rows in order, selected with what is related to them.

    The keys of the page are found first, by an index, and then the rows by their keys alone,
    for a filter asked once more would only mislead the planner. Where it is `known` how many
    there are, all of them have a page and none is counted.
    """
    shown = FirstRows(lists, per_page, most=most, known=known).get_page(number)
    model = lists[0].model
    found = model._default_manager.select_related(*related).in_bulk(list(shown.object_list))
    return shown, [found[key] for key in shown.object_list if key in found]
