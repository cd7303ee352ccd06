"""A trial cluster on this machine: ``python -m esep.engines.cluster start|stop [FOLDER]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from esep.engines.cluster.standalone import start, stop
from esep.errors import EsepError
from esep.messages import messages_of

_, _n = messages_of("esep.engines")


def main() -> int:
    """Start a master with workers on loopback and print its address, or stop it."""
    chosen = _parser().parse_args()
    try:
        if chosen.what == "stop":
            stop(chosen.folder)
            return 0
        made = start(
            chosen.folder, workers=chosen.workers, cores=chosen.cores, memory=chosen.memory, port=chosen.port
        )
    except EsepError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.stdout.write(f"{made.master}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m esep.engines.cluster")
    parser.add_argument("what", choices=("start", "stop"))
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path("cluster"),
        help=str(_("The folder of its logs and working files.")),
    )
    parser.add_argument("--workers", type=int, default=2, help=str(_("How many workers.")))
    parser.add_argument("--cores", type=int, default=1, help=str(_("Cores of one worker.")))
    parser.add_argument("--memory", default="1g", help=str(_("Memory of the Java side of one worker.")))
    parser.add_argument(
        "--port", type=int, default=7077, help=str(_("The port of the master; 0: a free one."))
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
