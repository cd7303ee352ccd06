"""``python -m benchmarks [NAME...] [--runs N]`` prints what was measured beside the bars."""

from __future__ import annotations

import argparse
from importlib import import_module

from rich.console import Console
from rich.table import Table

NAMES = (
    "synthesis",
    "snapshot",
    "familymap",
    "explain",
    "json_families",
    "reader",
    "reader_accuracy",
    "linker",
)
LONG = ("country", "openfisca", "cluster", "site", "site_load", "delivery")
"""They take many minutes, and are left out by ``--quick``."""
SIZED = ("country", "cluster", "site", "site_load", "delivery")
"""These take ``--copies``."""
WIDTH = 130
SIGNS = {True: "[green]held[/]", False: "[red]not held[/]", None: ""}


def main() -> None:
    """Run the benchmarks that are named, all when none is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES + LONG))
    parser.add_argument("--runs", type=int, default=3, help="runs of each, of which the median is printed")
    parser.add_argument(
        "--copies", type=int, nargs="+", help="how many regions, one size each: " + ", ".join(SIZED)
    )
    parser.add_argument("--quick", action="store_true", help=f"leave out {', '.join(LONG)}")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - {*NAMES, *LONG}:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(NAMES + LONG)}")
    if chosen.runs < 1:
        parser.error("--runs must be at least 1")
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    table = Table("Work", "Measured", "Bar", "", title=f"Medians of {chosen.runs} runs")
    for name in chosen.names or NAMES + (() if chosen.quick else LONG):
        settings = {"copies": chosen.copies} if name in SIZED and chosen.copies else {}
        with console.status(name):
            for line in import_module(f"benchmarks.{name}").run(chosen.runs, **settings):
                table.add_row(line.work, line.measured, line.bar, SIGNS[line.holds])
        table.add_section()
    console.print(table)


if __name__ == "__main__":
    main()
