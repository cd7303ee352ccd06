"""A second scenario over a snapshot: ``reform.yaml``, computed anew or beside the first."""

from __future__ import annotations

from pathlib import Path

from esep.familymap import Assessment, assess, open_assessment
from esep.familymap.whatif import read_reform
from esep.registers import open_snapshot

REFORM = Path(__file__).with_name("reform.yaml")


def assess_anew(snapshot: str, into: str) -> None:
    """The family map under the reform, as if nothing had been computed before."""
    opened = open_snapshot(snapshot)
    assess(opened, into, on=opened.date, law=read_reform(REFORM).law)


def assess_beside(snapshot: str, into: str, first: str) -> None:
    """The same, taking from the assessment in the folder ``first`` what the reform does not touch."""
    opened = open_snapshot(snapshot)
    assess(opened, into, on=opened.date, law=read_reform(REFORM).law, reuse=assessed_in(Path(first)))


def assessed_in(folder: Path) -> Assessment:
    """The only assessment that was published below a folder."""
    (manifest,) = folder.glob("*/manifest.json")
    return open_assessment(manifest.parent)
