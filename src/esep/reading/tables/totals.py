"""What numbers of a table are parts of: the total row of their column, the row or the column before them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from esep.reading.statement import Statement
from esep.reading.tables.layout import Figure, Layout, neighbours
from esep.reading.tables.words import begins_with, has_word

_NO_SUMS = ("percent", "times", "share", "percentage_point", "point")


def wholes_of(layout: Layout, made: Sequence[Statement | None]) -> Iterator[tuple[int, int]]:
    """Parts with their wholes, by numbers of ``layout.figures``; ``made`` are what was made of these."""
    figures = layout.figures
    yield from _across(layout, made)
    for place, numbers in neighbours(figures).items():
        if has_word(layout.column_texts[place], "rates"):
            continue
        column = [number for number in numbers if made[number] is not None]
        labels = [_label(layout, figures[number]) for number in column]
        for part, whole in _under_totals(column, labels, [figures[n].is_included for n in column]):
            if not has_word(_label(layout, figures[part]), "rates") and _adds_up(made[part], made[whole]):
                yield part, whole


def _across(layout: Layout, made: Sequence[Statement | None]) -> Iterator[tuple[int, int]]:
    """A number under «из них …» is part of that in its row under the column to the left."""
    figures = layout.figures
    numbers = {(figure.cell.row, figure.cell.column): number for number, figure in enumerate(figures)}
    for number, figure in enumerate(figures):
        left = layout.whole_columns.get(figure.cell.column)
        whole = numbers.get((figure.cell.row, left)) if left is not None else None
        if whole is not None and _adds_up(made[number], made[whole]):
            yield number, whole


def _adds_up(part: Statement | None, whole: Statement | None) -> bool:
    """Whether a number can be a part of another one."""
    if part is None or whole is None:
        return False
    is_rate = part.unit in _NO_SUMS or (part.unit is not None and "/" in part.unit)  # «ц/га», «тенге/месяц»
    return part.unit == whole.unit and not is_rate and not part.is_change


def _label(layout: Layout, figure: Figure) -> str:
    return " ".join(layout.said(cell) for cell in figure.row_heads)


def _under_totals(
    column: Sequence[int], labels: Sequence[str], included: Sequence[bool]
) -> Iterator[tuple[int, int]]:
    named = (at for at, label in enumerate(labels) if begins_with(label, "total"))
    totals = [at for at in named if not included[at] or at == 0]
    inner: dict[int, int] = {}
    for at, is_included in enumerate(included):
        if at and is_included:
            inner[at] = inner.get(at - 1, at - 1)
    for at, whole in inner.items():
        yield column[at], column[whole]
    aside = {at for at, label in enumerate(labels) if begins_with(label, "for_reference")}
    rows = [at for at in range(len(column)) if at not in aside.union(totals, inner)]
    found = _below_totals(rows, totals) if totals[:1] == [0] else _above_totals(rows, totals, labels)
    for part, total in found:
        yield column[part], column[total]


def _below_totals(rows: Sequence[int], totals: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows with the total that stands over them."""
    for at in rows:
        yield at, totals[bisect_left(totals, at) - 1]


def _above_totals(
    rows: Sequence[int], totals: Sequence[int], labels: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Rows with the total that stands under them, and the totals of sections with that of the whole.

    The total of the whole stands right under that of the last section, or names the region.
    """
    of_sections: list[int] = []
    first = 0
    for total in totals:
        last = bisect_left(rows, total)
        here, first = list(rows[first:last]), last
        if of_sections and (not here or begins_with(labels[total], "total_of_region")):
            here, of_sections = [*of_sections, *here], []
        for at in here:
            yield at, total
        of_sections.append(total)
