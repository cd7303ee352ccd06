"""The answers of the law to families that were read, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
import polars as pl

from esep.engines.polars_engine import run
from esep.errors import LawError, WrongSettings
from esep.familymap.answering.form import ID, MEMBERSHIPS, all_forms
from esep.familymap.answering.halves import read_long_file
from esep.familymap.answering.reading import Families, read_families
from esep.familymap.assessment import plan_of
from esep.familymap.grounds import grounds_of
from esep.familymap.json_lines import json_array, json_lines, written
from esep.familymap.stored import FAMILY_PROVISIONS
from esep.kazakhstan import law as law_of_kazakhstan
from esep.law import FAMILY, PERSON, Law, Plan
from esep.messages import messages_of

_, _n = messages_of("esep.familymap")

LINES, ARRAY, COLUMNS = (".jsonl", ".ndjson"), (".json",), (".parquet",)
MEMBERS = "members"


@dataclass(frozen=True)
class Answers:
    """The answers to families, in their order.

    ``families`` has the column ``id`` and the provisions of families that were asked for; ``persons`` has
    ``family`` and ``id`` (as the text calls them) and the provisions of persons. Whole numbers are in the
    units of the grounds; ``silent`` says how many rows left a field to its default, by table and field.
    """

    law: Law
    plan: Plan
    families: pl.DataFrame
    persons: pl.DataFrame
    silent: Mapping[tuple[str, str], int]

    @cached_property
    def grounds(self) -> dict[str, Any]:
        """What the law says, once for all families; and what was assumed where they were silent."""
        law = grounds_of(self.plan, self.law)
        return {**law, "families": len(self.families), "assumed": _assumed(self.silent)}

    def to_json(self) -> bytes:
        """``{"grounds": ..., "families": [...]}``."""
        return b'{"grounds":%b,"families":%b}\n' % (orjson.dumps(self.grounds), json_array(self._nested))

    def to_json_lines(self) -> bytes:
        """The first line is ``{"grounds": ...}``; then a line for each family."""
        return b'{"grounds":%b}\n' % orjson.dumps(self.grounds) + json_lines(self._nested)

    def write(self, file: Path | str) -> list[Path]:
        """Write a file whole, or not at all; its ending says how: .jsonl, .ndjson, .json or .parquet.

        Beside Parquet stand the grounds, and the persons where one of their provisions was asked for.
        The files written; WrongSettings when the ending is another.
        """
        path = Path(file)
        check_ending(path)
        if path.suffix in LINES:
            return [written(path, self.to_json_lines())]
        if path.suffix in ARRAY:
            return [written(path, self.to_json())]
        files = [written(path, self.families)]
        if self._about_persons:
            files.append(written(path.with_suffix(".persons.parquet"), self.persons))
        return [*files, written(path.with_suffix(".grounds.json"), orjson.dumps(self.grounds) + b"\n")]

    @property
    def _about_persons(self) -> bool:
        return bool(self.plan.asked_of(PERSON))

    @property
    def _nested(self) -> pl.DataFrame:
        """The families, each with its members where a provision of persons was asked for."""
        if not self._about_persons:
            return self.families
        members = self.persons.group_by("family", maintain_order=True).agg(
            pl.struct(pl.exclude("family")).alias(MEMBERS)
        )
        joined = self.families.join(members, left_on=ID, right_on="family", how="left", maintain_order="left")
        return joined.with_columns(pl.col(MEMBERS).fill_null([]))


def check_ending(path: Path) -> None:
    """WrongSettings unless answers can be written to a file of this name."""
    endings = (*LINES, *ARRAY, *COLUMNS)
    if path.suffix not in endings:
        raise WrongSettings(
            _(
                "Answers cannot be written to {file}. Let its name end in one of: {endings}.",
                file=path,
                endings=", ".join(endings),
            )
        )


def answer_families(
    source: Path | str | bytes | Families,
    *,
    on: date,
    provisions: Iterable[str] = FAMILY_PROVISIONS,
    law: Law | None = None,
) -> Answers:
    """What the law of a date answers to families written as JSON (a file, or the text itself as bytes).

    InputRefused with every fault of the text; LawError for a provision of another name, or when none of
    the provisions is in force on the date.
    """
    rules = law or law_of_kazakhstan()
    plan = plan_of(rules, on, provisions)
    if not plan.names:
        raise LawError(
            _("None of the provisions is in force on {day}. Choose a later day.", day=on.isoformat())
        )
    families = source if isinstance(source, Families) else _read(source)
    # The form was checked whole, against the very bounds that an engine would check again.
    found = run(plan, families, checked=True)
    ids = families.tables["families"].select("family", ID)
    members = families.tables[MEMBERSHIPS].select(
        "person", ID, ids[ID].gather(families.tables[MEMBERSHIPS]["family"] - 1).alias("family")
    )
    answers = ids.join(found[FAMILY], on="family", how="left", maintain_order="left").drop("family")
    persons = members.join(found[PERSON], on="person", how="left", maintain_order="left")
    persons = persons.select("family", ID, *plan.asked_of(PERSON))
    return Answers(rules, plan, answers, persons, families.silent)


def _read(source: Path | str | bytes) -> Families:
    """The families of a text, or of a file: of a long one by two processes."""
    halves = None if isinstance(source, bytes) else read_long_file(Path(source))
    return halves or read_families(source)


def _assumed(silent: Mapping[tuple[str, str], int]) -> dict[str, dict[str, Any]]:
    """For each field that was silent: how many rows, and what stands in its place."""
    forms = {form.declared.table: form for form in all_forms()}
    found = {}
    for (table, name), rows in silent.items():
        if rows:
            default = next(field for field in forms[table].fields if field.name == name).declared.default
            value = default.isoformat() if isinstance(default, date) else default
            found[f"{table}.{name}"] = {"rows": rows, "value": value}
    return found
