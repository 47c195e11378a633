"""Pages over the first rows of a list that may be very long."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

MOST_LISTED = 2_500  # a hundred pages; whoever looks for more narrows the list


class FirstRows(Paginator):  # type: ignore[type-arg]
    """Pages over at most MOST_LISTED rows, for to count a long list takes longer than it helps."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by()[:MOST_LISTED].count())

    @property
    def is_cut(self) -> bool:
        return self.count == MOST_LISTED
