"""Judge a folder of populations: ``python judge.py FOLDER --money float32|float64``.

Below FOLDER lies a folder for each day of the law (``2019-04-01``), in it a column a file:

* ``family`` (int64, the number of each person's family, 0, 1, 2 ... with none left out), ``birth_date``
  (datetime64[D]), ``stands_as_child``, ``studies_full_time`` (bool): of persons;
* ``receipts-2019-01``, ``scholarships-2019-01`` ... (int64, KZT): of persons, for any months;
* ``region`` (int64), ``median_income`` (int64, KZT): of families.

Beside them come the answers, in a folder named by the kind of number in which money was held:
``targeted_assistance.npy`` ... of families. ``float64`` is no setting of OpenFisca. It runs the same formulas
over wider numbers, to tell what its 32 bits do from what the formulas say.

``--snapshot PATH --day 2026-04-01`` first writes the folder of that day from the Parquet files of a snapshot.
"""

import argparse
from datetime import date
from pathlib import Path

import numpy as np
from openfisca_core.periods import period
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.variables import config

ANSWERS = (
    "family_size",
    "dependent_children",
    "young_children",
    "family_income",
    "poverty_line",
    "below_poverty_line",
    "targeted_assistance",
    "child_supplement",
)


def main() -> None:
    """Answer every day's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--money", choices=("float32", "float64"), default="float32")
    parser.add_argument("--snapshot", type=Path)
    parser.add_argument("--day", type=date.fromisoformat)
    chosen = parser.parse_args()
    if chosen.snapshot:
        from snapshot_columns import prepare  # Polars is loaded only where it is needed

        prepare(chosen.snapshot, chosen.day, chosen.folder)
    config.VALUE_TYPES[float]["dtype"] = np.dtype(chosen.money).type
    from targeted_assistance import Kazakhstan  # its variables take their type when they are made

    law = Kazakhstan()
    for folder in sorted(path for path in chosen.folder.iterdir() if path.is_dir()):
        target = folder / chosen.money
        target.mkdir()
        simulation = simulation_of(law, folder)
        for name in ANSWERS:
            np.save(target / f"{name}.npy", simulation.calculate(name, period(folder.name)))


def simulation_of(law: object, folder: Path) -> Simulation:
    """The simulation of a day's folder, its inputs set."""
    columns = {path.stem: np.load(path) for path in folder.glob("*.npy")}
    family = columns.pop("family")
    builder = SimulationBuilder()
    builder.create_entities(law)
    builder.declare_person_entity("person", np.arange(len(family)))
    families = builder.declare_entity("family", np.arange(len(columns["region"])))
    builder.join_with_persons(families, family, np.zeros(len(family), int))  # the only role
    simulation = builder.build(law)
    for name, column in columns.items():
        variable, _, month = name.partition("-")
        simulation.set_input(variable, month or "ETERNITY", column)
    return simulation


if __name__ == "__main__":
    main()
