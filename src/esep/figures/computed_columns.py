"""Columns of a table that are computed from two others: carried out in per cent, growth, deviation, «из них».

Which two columns a column is computed from is not told; it is seen. Two columns are taken for the sources
when they explain most of the rows, and some of them not by chance (not as 100 % or 0). A row that none of the
sources found explains contradicts. Growth in comparable prices explains nothing, so nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import permutations
from typing import Literal

from esep.figures.finding import Finding
from esep.figures.shown import Amount
from esep.figures.tables import Table, number_of
from esep.figures.words import has_any, words
from esep.language import Interval
from esep.messages import Message, messages_of

_, _n = messages_of(__package__)

RULE = "computed column"
PER_CENT = 100
MOST_COLUMNS = 24
TRIED = 40
"""Rows on which two columns are tried before all rows are judged by them."""

Kind = Literal["share", "growth", "difference"]


@dataclass(frozen=True)
class _Sources:
    """How a column is computed from a first and a second one, and how many telling rows it needs.

    One column twice is computed from the row before and its own: growth on the year before.
    """

    kind: Kind
    first: int
    second: int
    needed: int

    def first_row(self, row: int) -> int:
        """The row of the first source."""
        return row - 1 if self.first == self.second else row


def check_computed(table: Table) -> Iterator[Finding]:
    """Each computed column against its sources, and each column «из них» against the one before it."""
    heads = [table.text(0, column).lower() for column in range(len(table.rows[0]))] if table.rows else []
    if len(table.rows) < 3 or len(heads) > MOST_COLUMNS:
        return
    for column, head in enumerate(heads):
        sources = [one for one in _candidates(heads, column) if _explains(table, column, one, TRIED)]
        if sources:
            yield from _judge(table, column, sources)
        if has_any(head, words().part_row) and not _is_rate(head):
            yield from _parts_above_all(table, heads, column)


def _is_rate(head: str) -> bool:
    return "%" in head or has_any(head, words().rate_column)


def _candidates(heads: Sequence[str], column: int) -> Iterator[_Sources]:
    head = heads[column]
    kinds: tuple[Kind, ...] = ()
    if "%" in head or has_any(head, ("процент", "пайыз")):
        kinds = ("share", "growth")
    elif has_any(head, words().difference_column):
        kinds = ("difference",)
    others = [other for other in range(1, len(heads)) if other != column]
    for kind in kinds:
        before = [(other, other) for other in others if kind != "difference"]
        for first, second in (*permutations(others, 2), *before):
            if kind != "difference" and (_is_rate(heads[first]) or _is_rate(heads[second])):
                continue
            is_told = has_any(heads[first], words().plan) and has_any(heads[second], words().fact_column)
            yield _Sources(kind, first, second, 1 if is_told and has_any(head, words().fulfilled) else 2)


def _explains(table: Table, column: int, sources: _Sources, most: int) -> bool:
    """True when most rows are explained, and as many as are needed not by chance."""
    judged = explained = telling = 0
    for row in range(1, min(len(table.rows), most + 1)):
        agrees = _agrees(table, row, column, sources)
        if agrees is None:
            continue
        judged += 1
        explained += agrees
        first = table.text(sources.first_row(row), sources.first)
        telling += agrees and first != table.text(row, sources.second)
    return telling >= sources.needed and explained * 3 >= judged * 2


def _agrees(table: Table, row: int, column: int, sources: _Sources) -> bool | None:
    """Whether a row agrees with its sources; None where a cell is missing or is no number."""
    computed, value = _computed(table, row, sources), _signed(table.text(row, column))
    if computed is None or value is None:
        return None
    return computed.meets(_around(value)) or computed.meets(_cut_off(value))


def _computed(table: Table, row: int, sources: _Sources) -> Interval | None:
    first = number_of(table.text(sources.first_row(row), sources.first))
    second = number_of(table.text(row, sources.second))
    if first is None or second is None or not sources.first_row(row):
        return None
    if sources.kind == "difference":
        return second - first
    if not first.low or first.low <= 0:
        return None
    share = second * PER_CENT / first
    return share if sources.kind == "share" else share - Interval.of(PER_CENT)


def _signed(text: str) -> Decimal | None:
    """A cell's number with its sign: «+96 200», «- 13 520», «(338 186)» as accounts write a minus."""
    plain = "".join(sign for sign in text if not sign.isspace()).replace(",", ".").rstrip("%")
    for dash in "−–—":
        plain = plain.replace(dash, "-")
    if plain.startswith("(") and plain.endswith(")"):
        plain = f"-{plain[1:-1]}"
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _step(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)


def _around(value: Decimal) -> Interval:
    return Interval(value - _step(value) / 2, value + _step(value) / 2)


def _cut_off(value: Decimal) -> Interval:
    step = _step(value)
    return Interval(value, value + step) if value >= 0 else Interval(value - step, value)


def _judge(table: Table, column: int, sources: Sequence[_Sources]) -> Iterator[Finding]:
    sure = [one for one in sources if _explains(table, column, one, len(table.rows))]
    agreeing = []
    for row in range(1, len(table.rows)):
        found = [agrees for one in sure if (agrees := _agrees(table, row, column, one)) is not None]
        if any(found):
            agreeing.append(table.cell(row, column))
        elif found:
            yield _contradiction(table, row, column, sure[0])
    if agreeing:
        sentence = _n(
            "{n} cell of the column agrees with the two columns that it is computed from.",
            "{n} cells of the column agree with the two columns that they are computed from.",
            len(agreeing),
        )
        yield Finding("confirmation", RULE, tuple(agreeing), Interval.of(0), sentence)


def _contradiction(table: Table, row: int, column: int, sources: _Sources) -> Finding:
    computed, value = _computed(table, row, sources), _signed(table.text(row, column))
    assert computed is not None
    assert value is not None
    first, second = table.cell(sources.first_row(row), sources.first), table.cell(row, sources.second)
    spans = (table.cell(row, column), first, second)
    values = {
        "cell": spans[0].cell,
        "first": spans[1].cell,
        "second": spans[2].cell,
        "stated": Amount(Interval.of(value)),
        "computed": Amount(computed),
    }
    return Finding("contradiction", RULE, spans, _around(value) - computed, _SENTENCES[sources.kind](values))


def _of_share(values: Mapping[str, object]) -> Message:
    return _("{cell} says {stated} %, but {second} is {computed} % of {first}.", **values)


def _of_growth(values: Mapping[str, object]) -> Message:
    return _("{cell} says {stated} %, but from {first} to {second} the change is {computed} %.", **values)


def _of_difference(values: Mapping[str, object]) -> Message:
    return _("{cell} says {stated}, but {second} less {first} is {computed}.", **values)


_SENTENCES = {"share": _of_share, "growth": _of_growth, "difference": _of_difference}


def _parts_above_all(table: Table, heads: Sequence[str], column: int) -> Iterator[Finding]:
    """Rows in which a column «из них» is above the column before it, where it fits in most rows."""
    wholes = [at for at in range(1, column) if not has_any(heads[at], words().part_row)]
    if not wholes or _is_rate(heads[wholes[-1]]):
        return
    rows = [
        (row, whole, part)
        for row in range(1, len(table.rows))
        if (whole := number_of(table.text(row, wholes[-1]))) is not None
        and (part := number_of(table.text(row, column))) is not None
    ]
    above = [(row, whole, part) for row, whole, part in rows if whole.below(part)]
    if len(above) * 3 > len(rows):
        return
    for row, whole, part in above:
        spans = (table.cell(row, wholes[-1]), table.cell(row, column))
        sentence = _(
            "The part in {part_cell} is {part}, more than the whole in {cell}: {whole}.",
            part_cell=spans[1].cell,
            part=Amount(part),
            cell=spans[0].cell,
            whole=Amount(whole),
        )
        yield Finding("contradiction", RULE, spans, whole - part, sentence)
