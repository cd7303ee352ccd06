"""The thirty answers of the family map by Esep, Parquet to Parquet, and nothing else of the map."""

from __future__ import annotations

from pathlib import Path

from esep.engines.polars_engine.portions import PortionRun
from esep.engines.runners import in_threads
from esep.familymap import CORE_PROVISIONS, plan_of
from esep.kazakhstan import law
from esep.law import FAMILY
from esep.registers import open_snapshot
from esep.registers.layout import Portion


def write_answers(snapshot: str, target: str) -> None:
    """Answer for every family of a snapshot; ``target`` becomes a folder with a Parquet file per portion."""
    opened = open_snapshot(snapshot)
    plan = plan_of(law(), opened.date, CORE_PROVISIONS)
    ready = PortionRun([plan], opened)
    folder = Path(target)
    folder.mkdir()

    def write(portion: Portion) -> None:
        (answers,) = ready.answers(portion)
        rows = answers[FAMILY].select(FAMILY.declared.key, *plan.asked_of(FAMILY))
        rows.write_parquet(folder / f"{portion.number:04}.parquet", compression="zstd")

    for _ in in_threads(write, ready.portions()):
        pass
