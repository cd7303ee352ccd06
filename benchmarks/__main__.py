"""``python -m benchmarks [NAME...] [--runs N]`` prints what was measured beside the bars."""

from __future__ import annotations

import argparse
from importlib import import_module

from rich.console import Console
from rich.table import Table

NAMES = ("synthesis", "snapshot", "familymap", "explain", "json_families", "reader")
WIDTH = 130
SIGNS = {True: "[green]held[/]", False: "[red]not held[/]", None: ""}


def main() -> None:
    """Run the benchmarks that are named, all of them when none is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--runs", type=int, default=3, help="runs of each, of which the median is printed")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(NAMES):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    if chosen.runs < 1:
        parser.error("--runs must be at least 1")
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    table = Table("Work", "Measured", "Bar", "", title=f"Medians of {chosen.runs} runs")
    for name in chosen.names or NAMES:
        with console.status(name):
            for line in import_module(f"benchmarks.{name}").run(chosen.runs):
                table.add_row(line.work, line.measured, line.bar, SIGNS[line.holds])
        table.add_section()
    console.print(table)


if __name__ == "__main__":
    main()
