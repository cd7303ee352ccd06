"""Members who are kept with another family than theirs on some day: their rows, read for all portions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from esep.engines.polars_engine.arranged import Positions, begins, holds
from esep.law import FAMILY, PERSON, Entity
from esep.registers import Snapshot
from esep.registers.layout import AWAY, Portion

ORDER = "order"


@dataclass(frozen=True)
class Guests:
    """Memberships of persons kept elsewhere, and the rows of those persons.

    ``memberships`` in the order of the register, with the rows of family and person in their tables;
    ``persons`` one for each, in that order; ``parts`` with the :data:`ORDER` of whose they are.
    """

    memberships: pl.DataFrame
    persons: pl.DataFrame
    parts: Mapping[Entity, pl.DataFrame]

    def of_portion(self, portion: Portion) -> GuestsOfPortion:
        """The guests of a portion, and which of its own persons are guests elsewhere."""
        terms = self.memberships
        here = within(terms["family_row"], portion, "families")
        kept = within(terms["person_row"], portion, "persons")
        come = np.flatnonzero(here & ~kept)
        schema = {ORDER: pl.Int64, "at": pl.Int64}
        chosen = pl.DataFrame({ORDER: come, "at": np.arange(len(come))}, schema=schema)
        parts = {
            part: rows.join(chosen, on=ORDER, how="inner", maintain_order="left")
            for part, rows in self.parts.items()
        }
        persons = self.persons[come] if len(come) else self.persons.clear()
        return GuestsOfPortion(portion, terms[come], persons, parts, terms[np.flatnonzero(kept & ~here)])


@dataclass(frozen=True)
class GuestsOfPortion:
    """Members of a portion's families who are kept outside of it, with their rows.

    ``parts`` say ``at`` which guest each row hangs; ``elsewhere`` are the memberships of the portion's own
    persons in families of other portions.
    """

    portion: Portion
    memberships: pl.DataFrame
    persons: pl.DataFrame
    parts: Mapping[Entity, pl.DataFrame]
    elsewhere: pl.DataFrame

    def join(self, frames: dict[Entity, pl.DataFrame], offsets: dict[Entity, Positions]) -> None:
        """Put the guests and their rows behind the persons of the portion."""
        frames[PERSON] = pl.concat([frames[PERSON], self.persons.select(frames[PERSON].columns)])
        for part, rows in self.parts.items():
            frames[part] = pl.concat([frames[part], rows.select(frames[part].columns)])
            counts = np.bincount(rows["at"].to_numpy(), minlength=len(self.memberships))
            offsets[part] = begins(np.concatenate([np.diff(offsets[part]), counts]))

    def answered(self, day: date) -> NDArray[np.bool_] | None:
        """Which persons and guests are answered in the portion on a day (None: all).

        All persons but those who belong elsewhere on the day; of the guests those who belong here.
        """
        gone = self.elsewhere.filter(holds(day))["person_row"].to_numpy() - self.portion.first["persons"]
        come = self.memberships.select(holds(day)).to_series().to_numpy()
        if not len(gone) and come.all():
            return None
        own = np.ones(self.portion.rows["persons"], dtype=np.bool_)
        own[gone] = False
        return np.concatenate([own, come])


def find_guests(days: Sequence[date], snapshot: Snapshot, columns: Mapping[Entity, list[pl.Expr]]) -> Guests:
    """Whoever is a member of another family than the one kept with, on one of several days.

    ``columns`` are those to read of persons and of their parts.
    """
    on_a_day = pl.any_horizontal([holds(day) for day in days])
    away = snapshot.layout.scan(AWAY).filter(on_a_day).sort("membership_row").collect()
    key = PERSON.declared.key
    order = away.select(key, pl.int_range(pl.len(), dtype=pl.Int64).alias(ORDER))
    ids = away[key].unique().implode()

    def rows(entity: Entity) -> pl.DataFrame:
        wanted = [column for column in columns[entity] if column.meta.output_name() != key]
        scanned = snapshot.scan(entity.declared.table)
        if away.is_empty():
            return scanned.select(key, *wanted).head(0).collect().with_columns(pl.lit(0).alias(ORDER))
        found = (
            scanned.filter(pl.col(key).is_in(pl.lit(ids))).select(key, *wanted).collect(engine="streaming")
        )
        return order.join(found, on=key, how="inner", maintain_order="left_right")

    parts = {
        part: rows(part) for part in columns if part not in (FAMILY, PERSON) and part.declared.key == key
    }
    return Guests(away, rows(PERSON), parts)


def within(rows: pl.Series, portion: Portion, table: str) -> NDArray[np.bool_]:
    """Which row numbers of a table belong to a portion."""
    first, found = portion.first[table], rows.to_numpy()
    inside: NDArray[np.bool_] = (found >= first) & (found < first + portion.rows[table])
    return inside
