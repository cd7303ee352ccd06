"""The explanations of many families at once: every value that leads to their answers, and the grounds once.

One family is explained by the reference engine as a tree; a district by columns. The values are the same: all
steps of the plan for each family and each member, and the facts of the registers that the plan reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
import polars as pl

from esep.engines import Source
from esep.engines.boundary import MEMBERSHIPS, columns_read, entities_of
from esep.engines.polars_engine import run
from esep.errors import NotFound
from esep.familymap.assessment import plan_of
from esep.familymap.grounds import grounds_of
from esep.familymap.json_lines import json_lines, written
from esep.familymap.stored import FAMILY_PROVISIONS, PERSON_PROVISIONS
from esep.kazakhstan import law as law_of_kazakhstan
from esep.law import FAMILY, PERSON, Entity, Law, Plan
from esep.law.vocabulary import FAR_DATE
from esep.messages import messages_of

_, _n = messages_of(__package__)

GROUNDS, LINES = "grounds.json", "explanations.jsonl"


@dataclass(frozen=True)
class Explanations:
    """The explanations of families on the date of a plan, of which every step was asked for.

    ``families`` has ``family``, ``place`` and a column for each step of families; ``persons`` has ``person``,
    ``family``, ``role`` and a column for each step of persons, for each membership that holds on the date.
    ``facts`` has, by table, the columns of the registers that the plan reads, with the key of their owner.
    Units and everything else that is the same for all stand in ``grounds``.
    """

    law: Law
    plan: Plan
    answers: tuple[str, ...]
    families: pl.DataFrame
    persons: pl.DataFrame
    facts: Mapping[str, pl.DataFrame]

    @cached_property
    def grounds(self) -> dict[str, Any]:
        """What the law says, once for all families."""
        law = grounds_of(self.plan, self.law)
        return {**law, "answers": list(self.answers), "families": len(self.families)}

    def write(self, folder: Path | str) -> list[Path]:
        """Write Parquet of all values and facts, the grounds, and JSON Lines with one family in each line."""
        into = Path(folder)
        files = [written(into / GROUNDS, orjson.dumps(self.grounds, option=orjson.OPT_INDENT_2) + b"\n")]
        files.append(written(into / "families.parquet", self.families))
        files.append(written(into / "persons.parquet", self.persons))
        files += [written(into / f"facts.{table}.parquet", rows) for table, rows in self.facts.items()]
        return [*files, written(into / LINES, json_lines(self.nested()))]

    def nested(self) -> pl.DataFrame:
        """A row for each family: ``family``, ``place``, ``values``, ``facts`` and ``members`` with theirs."""
        members = (
            self._told(PERSON, self.persons, ("person", "family", "role"))
            .group_by("family", maintain_order=True)
            .agg(pl.struct(pl.exclude("family")).alias("members"))
        )
        families = self._told(FAMILY, self.families, ("family", "place"))
        joined = families.join(members, on="family", how="left", maintain_order="left")
        return joined.with_columns(pl.col("members").fill_null([]))

    def _told(self, entity: Entity, rows: pl.DataFrame, own: tuple[str, ...]) -> pl.DataFrame:
        """The rows with their values and their facts, each in one struct."""
        key = entity.declared.key
        facts = self.facts[entity.declared.table]
        for name, part in entity.declared.parts.items():
            parts = self.facts.get(Entity(part).declared.table)
            if name != "members" and parts is not None:
                lists = parts.group_by(key, maintain_order=True).agg(pl.struct(pl.exclude(key)).alias(name))
                facts = facts.join(lists, on=key, how="left", maintain_order="left")
                facts = facts.with_columns(pl.col(name).fill_null([]))
        values = [name for name in rows.columns if name not in own]
        told = rows.select(
            *own, pl.struct(values).alias("values") if values else pl.lit(None).alias("values")
        )
        known = [name for name in facts.columns if name != key]
        if not known:
            return told
        structs = facts.select(key, pl.struct(known).alias("facts"))
        return told.join(structs, on=key, how="left", maintain_order="left")


def explain_families(
    source: Source,
    *,
    on: date,
    district: str | None = None,
    families: Iterable[int] | None = None,
    provisions: Iterable[str] = FAMILY_PROVISIONS + PERSON_PROVISIONS,
    law: Law | None = None,
) -> Explanations:
    """Explain the families of a district (its code), those of a list, or all of a snapshot.

    Only the rows of these families reach the engine. NotFound when there is none of them, or when one of the
    list is not there; InputRefused when rows break the law's vocabulary.
    """
    rules = law or law_of_kazakhstan()
    asked = plan_of(rules, on, provisions)
    plan = rules.plan([step.name for step in asked.steps], on=on)
    chosen = _chosen(source, district, None if families is None else list(families))
    rows = _Rows(plan, source, chosen)
    found = run(plan, rows)
    places = rows.tables[FAMILY.declared.table].select("family", "place")
    told = places.join(found[FAMILY], on="family", how="left", maintain_order="left")
    members = rows.tables[MEMBERSHIPS].select("person", "family", "role")
    persons = members.join(found[PERSON], on="person", how="left", maintain_order="left")
    return Explanations(rules, plan, asked.names, told, persons, rows.facts())


def _chosen(source: Source, district: str | None, wanted: list[int] | None) -> pl.DataFrame:
    """The numbers of the families to explain, in the order of their table."""
    rows = source.scan(FAMILY.declared.table)
    if district is not None:
        rows = rows.filter(pl.col("district") == district)
    if wanted is not None:
        rows = rows.filter(pl.col("family").is_in(pl.Series(wanted, dtype=pl.Int64).implode()))
    found = rows.select("family").collect()
    absent = set(wanted or ()) - set(found["family"].to_list())
    if absent:
        raise NotFound(_("There is no family {family} among these families.", family=min(absent)))
    if found.is_empty():
        raise NotFound(_("There is no family here to be explained."))
    return found


class _Rows:
    """The rows of some families: what a plan reads of them, as a source of its own."""

    def __init__(self, plan: Plan, source: Source, families: pl.DataFrame) -> None:
        self._plan = plan
        holds = (pl.col("valid_from") <= plan.date) & (pl.col("valid_to").fill_null(FAR_DATE) >= plan.date)
        chosen = families.lazy()
        members = source.scan(MEMBERSHIPS).filter(holds).join(chosen, on="family", how="semi")
        memberships = members.sort("family", "person").collect()
        owners = {"family": families, "person": memberships.select("person").unique()}
        lazy = {
            entity.declared.table: source.scan(entity.declared.table)
            .select(*self._columns(entity))
            .join(
                owners[entity.declared.key].lazy(), on=entity.declared.key, how="semi", maintain_order="left"
            )
            for entity in entities_of(plan)
        }
        frames: list[pl.DataFrame] = pl.collect_all(list(lazy.values()))
        self.tables: dict[str, pl.DataFrame] = {
            **dict(zip(lazy, frames, strict=True)),
            MEMBERSHIPS: memberships,
        }

    def _columns(self, entity: Entity) -> list[str]:
        own = ["place"] if entity == FAMILY else ["death_date"] if entity == PERSON else []
        return list(dict.fromkeys([entity.declared.key, *own, *columns_read(entity, self._plan)]))

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of a table."""
        return self.tables[table].lazy()

    def facts(self) -> dict[str, pl.DataFrame]:
        """By table, the columns that the plan reads, with the key of the owner."""
        return {
            entity.declared.table: self.tables[entity.declared.table].select(
                entity.declared.key, *columns_read(entity, self._plan)
            )
            for entity in entities_of(self._plan)
        }
