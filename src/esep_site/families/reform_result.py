"""The result of a what-if as a page shows it: rows of texts, small counts hidden where they must be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from esep.familymap.whatif import TOTAL, wording
from esep.familymap.whatif.comparison import WITHOUT_FAMILY
from esep.familymap.whatif.measures import BASES, MEASURES
from esep.familymap.whatif.moves import MOVES
from esep.messages import Language
from esep.places import places
from esep_site.alphabet import in_order
from esep_site.families.list_form import kind_name
from esep_site.families.place_figures import BAR, HIDDEN, name_of, signed, text
from esep_site.families.rounding import rounded, rounded_money
from esep_site.families.shown_counts import LEVELS
from esep_site.families.small_counts import Cell, Sum, hidden_cells, is_small
from esep_site.people.scope import stem
from esep_site.templatetags.shown import share
from esep_site.tile_map import TileMap, tile_map

GAINS = ("gaining_families", "losing_families", "unchanged_families")
OF_PAYMENT = (*GAINS[:2], "families_before", "families_after")
"""Counts of families that the cost of one payment could point at."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class GainRow:
    """Who gains and loses in a district or a kind of family; bars in units of :data:`BAR`."""

    name: str
    families: str
    gaining: str
    losing: str
    change: str
    gain_bar: str
    loss_bar: str


@dataclass(frozen=True)
class PaymentRow:
    """What a payment costs a month before and after."""

    name: str
    gaining: str
    losing: str
    before: str
    after: str
    change: str
    is_total: bool


@dataclass(frozen=True)
class LevelCell:
    """Families that were on one level and come to another: ``move`` is rise, fall, stay or none."""

    text: str
    move: str


class ReformResult:
    """The tables of one result in a language; ``whole``: the reader may see the families behind."""

    def __init__(self, result: Mapping[str, Any], place: str, language: Language, *, whole: bool) -> None:
        self._result, self._place, self._language, self._whole = result, place, language, whole
        self._total: Row = result["by_provision"][-1]
        self._hidden = frozenset() if whole else self._small()
        self._hidden_payments = frozenset() if whole else self._payments_of_few()

    def changes(self) -> list[list[str]]:
        """Name, value before, value after of what the reform changes."""
        return list(self._result["changes"][self._language])

    def cards(self) -> list[tuple[str, str, str]]:
        """Name, number and a line below it of the figures that are seen first."""
        found = []
        for side in ("gaining", "losing"):
            count = self._count(("all", ""), f"{side}_families", self._total)
            hidden = count is None or (not self._whole and is_small(self._total[f"{side}_persons"]))
            people = self._fives(self._total[f"{side}_persons"])
            said = ngettext("%(n)s person", "%(n)s people", people) % {
                "n": HIDDEN if hidden else text(people)
            }
            name = wording.column(f"{side}_families", self._language)
            found.append((name, text(count), said))
        unchanged = self._count(("all", ""), "unchanged_families", self._total)
        found.append((_("families unchanged"), text(unchanged), ""))
        cost = _("from %(before)s to %(after)s tenge a month") % {
            "before": self._money("cost_before"),
            "after": self._money("cost_after"),
        }
        found.append((wording.column("change", self._language), self._money("change"), cost))
        return found

    def _money(self, name: str) -> str:
        if TOTAL in self._hidden_payments:
            return HIDDEN
        return signed(self._change(self._total)) if name == "change" else text(self._cost(name, self._total))

    def payments(self) -> list[PaymentRow]:
        """Each payment that anybody has, and all together."""
        names = {name: titles[self._language] for name, titles in self._result["payments"].items()}
        names[TOTAL] = wording.ALL_HELP.in_language(self._language)
        rows = []
        for row in self._result["by_provision"]:
            is_total = row["provision"] == TOTAL
            if not is_total and not _is_paid(row):
                continue
            hidden = row["provision"] in self._hidden_payments
            shown = [HIDDEN if hidden else text(self._fives(row[name])) for name in GAINS[:2]]
            money = [
                HIDDEN if hidden else text(self._cost(name, row)) for name in ("cost_before", "cost_after")
            ]
            change = HIDDEN if hidden else signed(self._change(row))
            rows.append(PaymentRow(names[row["provision"]], *shown, *money, change, is_total))
        return rows

    def districts(self) -> list[GainRow]:
        """The districts, those with the most gainers first."""
        rows = [
            ("district", row["district"], name_of(row["district"]), row)
            for row in self._result["by_district"]
        ]
        return self._gains(rows)

    def kinds(self) -> list[GainRow]:
        """The kinds of family."""
        nobodys = wording.NOBODYS.in_language(self._language)
        rows = [
            ("kind", kind, nobodys if kind == WITHOUT_FAMILY else kind_name(kind), row)
            for row in self._result["by_kind"]
            for kind in [row["family_kind"]]
        ]
        return self._gains(rows)

    def _gains(self, rows: Iterable[tuple[str, str, str, Row]]) -> list[GainRow]:
        counted = []
        for of, key, name, row in rows:
            families = self._count((of, key), "families", row)
            gaining, losing = (self._count((of, key), each, row) for each in GAINS[:2])
            money = HIDDEN if self._amount_is_hidden((of, key)) else signed(self._change(row))
            counted.append((name, families, gaining, losing, money))
        most = max([1, *(max(row[2] or 0, row[3] or 0) for row in counted)])
        counted.sort(key=lambda row: (-(row[2] or 0), in_order(row[0])))
        return [
            GainRow(
                name,
                text(families),
                text(gaining),
                text(losing),
                money,
                _bar(gaining, most),
                _bar(losing, most),
            )
            for name, families, gaining, losing, money in counted
        ]

    def map(self) -> TileMap | None:
        """The share of families that gain, by district; of a region only."""
        place = places().get(self._place)
        if place.level != "region" or len(self._result["by_district"]) < 2:
            return None
        shares: dict[str, float | None] = {}
        for row in self._result["by_district"]:
            count = self._count(("district", row["district"]), GAINS[0], row)
            whole = self._count(("district", row["district"]), "families", row)
            shares[row["district"]] = None if count is None or not whole else count / whole
        names = {code: places().get(code).short_names.in_language(self._language) for code in shares}
        texts = {code: HIDDEN if value is None else share(value) for code, value in shares.items()}
        return tile_map(place, shares, names, texts)

    def levels(self) -> list[tuple[str, list[LevelCell]]]:
        """A row for each level before, its cells the levels after; empty where the law knew no levels."""
        counts = {
            (row["level_before"], row["level_after"]): row["families"] for row in self._result["levels"]
        }
        if not counts:
            return []
        hidden = frozenset() if self._whole else self._small_moves(counts)
        shown = {pair: self._fives(count) for pair, count in counts.items()}
        return [
            (before, [_cell(before, after, shown, (before, after) in hidden) for after in LEVELS])
            for before in LEVELS
        ]

    def crossings(self) -> tuple[list[str], list[tuple[str, list[tuple[str, str]]]]]:
        """Names of the moves; a row of families for each line, each with the name of its move."""
        counts = {(row["test"], row["move"]): row["families"] for row in self._result["poverty_moves"]}
        sums = [Sum((test, "total"), tuple((test, move) for move in MOVES)) for test in wording.TEST_NAMES]
        values: dict[Cell, int] = dict(counts)
        for each in sums:
            values[each.total] = sum(counts.get(cell, 0) for cell in each.parts)  # type: ignore[call-overload]
        hidden = frozenset() if self._whole else hidden_cells(values, sums)
        heads = [wording.column(move, self._language) for move in MOVES]
        rows = []
        for test, name in wording.TEST_NAMES.items():
            cells = [
                HIDDEN if (test, move) in hidden else text(self._fives(counts.get((test, move), 0)))
                for move in MOVES
            ]
            rows.append((name.in_language(self._language), list(zip(heads, cells, strict=True))))
        return heads, rows

    def poverty(self, by: str = "region") -> list[tuple[str, list[str]]]:
        """Each measure before, after, and their difference; of districts and kinds the share of the poor.

        Empty where they are not shown.
        """
        if not self._whole and (by != "region" or len(stem(self._place)) > 4):
            return []  # of a village the shares say how its few families stand
        rows = [row for row in self._result["poverty"] if row["by"] == by]
        if by == "region":
            known = {(row["income"], row["measure"]): row for row in rows}
            return [
                (
                    f"{wording.MEASURE_NAMES[measure].in_language(self._language)}, "
                    f"{wording.INCOME_NAMES[basis].in_language(self._language)}",
                    _sides(known[basis, measure], self._decimals),
                )
                for basis in BASES
                for measure in MEASURES
            ]
        poor = [row for row in rows if (row["income"], row["measure"]) == ("with_help", "head_count")]
        name = name_of if by == "district" else kind_name
        return sorted(
            ((name(row["group"]), _sides(row, self._decimals)) for row in poor),
            key=lambda row: in_order(row[0]),
        )

    @property
    def _decimals(self) -> int:
        """Of a percentage: a hundredth of a per cent of a district's people may be a single family."""
        return 2 if self._whole else 1

    def poverty_by_district(self) -> list[tuple[str, list[str]]]:
        """The share of the poor in each district."""
        return self.poverty("district")

    def poverty_by_kind(self) -> list[tuple[str, list[str]]]:
        """The share of the poor in each kind of family."""
        return self.poverty("family_kind")

    def notes(self) -> list[str]:
        """What the reader must know of such comparisons."""
        said = (wording.RIGHTS, wording.NO_BEHAVIOUR, wording.CAUTION)
        return [each.in_language(self._language) for each in said]

    def _count(self, key: tuple[str, str], name: str, row: Row) -> int | None:
        if (*key, name) in self._hidden:
            return None
        count: int = row[name]
        return count if name == "families" else self._fives(count)

    def _fives(self, count: int) -> int:
        """A count of families or persons whom the reform moves, as the reader may know it."""
        return count if self._whole else rounded(count)

    def _change(self, row: Row) -> int:
        """Tenge a month, as exactly as the reader may know them."""
        change: int = row["change"]
        if self._whole:
            return change
        moved = row.get("gained", abs(change)) + row.get("lost", 0)
        return rounded_money(change, moved, row["gaining_families"] + row["losing_families"])

    def _cost(self, name: str, row: Row) -> int:
        """The cost of today, or with the change as the reader may know it."""
        before: int = row["cost_before"]
        return before if name == "cost_before" else before + self._change(row)

    def _amount_is_hidden(self, key: tuple[str, str]) -> bool:
        return any((*key, name) in self._hidden for name in GAINS[:2])

    def _payments_of_few(self) -> frozenset[str]:
        """The payments that few get, gain or lose; and what else it takes that none follows from the rest.

        The cost of all payments is the sum of theirs: one that is hidden alone would be their difference.
        """
        paid = [row for row in self._result["by_provision"][:-1] if _is_paid(row)]
        hidden = {row["provision"] for row in paid if any(is_small(row[name]) for name in OF_PAYMENT)}
        others = [row for row in paid if row["provision"] not in hidden]
        if len(hidden) == 1 and others:
            hidden.add(min(others, key=lambda row: row["cost_after"])["provision"])
        if len(hidden) == 1 or self._amount_is_hidden(("all", "")):
            hidden.add(TOTAL)
        return frozenset(hidden)

    def _small(self) -> frozenset[Cell]:
        """The cells of districts, kinds and the whole that are not shown."""
        rows = [(("all", ""), self._total)]
        rows += [(("district", row["district"]), row) for row in self._result["by_district"]]
        rows += [(("kind", row["family_kind"]), row) for row in self._result["by_kind"]]
        values: dict[Cell, int] = {
            (*key, name): row[name] for key, row in rows for name in ("families", *GAINS)
        }
        sums = [Sum((*key, "families"), tuple((*key, name) for name in GAINS)) for key, _row in rows]
        for name in ("families", *GAINS):
            for of in ("district", "kind"):
                parts = tuple((*key, name) for key, _row in rows if key[0] == of)
                sums.append(Sum(("all", "", name), parts))
        return hidden_cells(values, sums)

    def _small_moves(self, counts: Mapping[tuple[str, str], int]) -> frozenset[Cell]:
        """The squares of the matrix of levels that are not shown; its margins are known from elsewhere."""
        values: dict[Cell, int] = dict(counts)
        sums = []
        for level in LEVELS:
            for side, parts in (
                ("before", tuple((level, other) for other in LEVELS)),
                ("after", tuple((other, level) for other in LEVELS)),
            ):
                values[side, level, "total"] = sum(counts[part] for part in parts)
                sums.append(Sum((side, level, "total"), parts))
        return hidden_cells(values, sums)


def _cell(before: str, after: str, counts: Mapping[tuple[str, str], int], hidden: bool) -> LevelCell:
    count = counts[before, after]
    moved = "none" if not count else "rise" if after < before else "fall"
    return LevelCell(HIDDEN if hidden else text(count), "stay" if before == after else moved)


def _sides(row: Row, decimals: int) -> list[str]:
    return [
        "–"
        if row[side] is None
        else ("+" if side == "difference" and row[side] > 0 else "") + share(row[side] / 10_000, decimals)
        for side in ("before", "after", "difference")
    ]


def _is_paid(row: Row) -> bool:
    return bool(row["cost_before"] or row["cost_after"])


def _bar(count: int | None, most: int) -> str:
    return str(round(BAR * (count or 0) / most, 2))
