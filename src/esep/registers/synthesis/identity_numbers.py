"""Made-up individual identification numbers: valid by every rule, and no two alike."""

from __future__ import annotations

import numpy as np
import polars as pl

from esep.registers.iin import control_digit
from esep.registers.synthesis.templates import Flags, Ints

SERIALS = 10_000
_STRIDE = 7919  # has no factor in common with SERIALS, so that the serials of a day come in a mixed order
_FIRST_DAY = np.datetime64("1800-01-01").astype(np.int64)
_LAST_DAY = np.datetime64("2100-01-01").astype(np.int64)


class IdentityNumbers:
    """Hands out numbers; remembers how many serials of each day of birth and sex are used."""

    def __init__(self) -> None:
        self._used = np.zeros(2 * int(_LAST_DAY - _FIRST_DAY), dtype=np.int64)

    def issue(self, birth: Ints, male: Flags) -> pl.Series:
        """A number of twelve digits (text) for each person, by day of birth (from 1970-01-01) and sex."""
        numbers = np.zeros(birth.size, dtype=np.int64)
        waiting = np.arange(birth.size)
        days = pl.Series(birth.astype(np.int32)).cast(pl.Date)
        century = days.dt.year().to_numpy() // 100
        stem = (
            days.dt.year() % 100 * 10_000 + days.dt.month().cast(pl.Int32) * 100 + days.dt.day()
        ).to_numpy()
        stem = stem.astype(np.int64) * 10 + 2 * (century - 18) + np.where(male, 1, 2)
        group = 2 * (birth - int(_FIRST_DAY)) + male
        while waiting.size:
            eleven = stem[waiting] * SERIALS + self._serials(group[waiting])
            digits = pl.select(control_digit(pl.lit(pl.Series(eleven)))).to_series()
            issued = digits.is_not_null().to_numpy()
            numbers[waiting[issued]] = eleven[issued] * 10 + digits.drop_nulls().to_numpy()
            waiting = waiting[~issued]
        return pl.Series("iin", numbers).cast(pl.String).str.zfill(12)

    def _serials(self, group: Ints) -> Ints:
        """The next serial of each group, spread by a stride from a start that the day decides."""
        order = np.argsort(group, kind="stable")
        ordered = group[order]
        starts = np.concatenate(([True], ordered[1:] != ordered[:-1]))
        begin = np.flatnonzero(starts)
        rank = np.arange(group.size) - np.repeat(begin, np.diff(np.append(begin, group.size)))
        number = np.empty(group.size, dtype=np.int64)
        number[order] = self._used[ordered] + rank
        self._used[ordered[begin]] += np.diff(np.append(begin, group.size))
        return (number * _STRIDE + group * 37) % SERIALS
