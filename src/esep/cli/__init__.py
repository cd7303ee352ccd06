"""The command ``esep``: one verb for each thing that an office does with its region."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from typer.exceptions import TyperException

from esep.cli.screen import err, refusal
from esep.cli.wording import complaint, speak_as_the_user
from esep.errors import EsepError
from esep.messages import LANGUAGES, current_language, messages_of, speaking

_, _n = messages_of(__package__)

STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code (:mod:`esep.errors` lists them).

    The language is that of ``--language``, else of ``ESEP_LANGUAGE``, else of the locale; help and errors
    follow it, so it is settled before the commands are built.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    language = _asked_language(words) or current_language()
    with speaking(language):  # type: ignore[arg-type]
        from esep.cli.commands import app

        speak_as_the_user()
        try:
            return int(app(words, prog_name="esep", standalone_mode=False) or 0)
        except EsepError as error:
            refusal(error, every_fault="--all-faults" in words)
            return error.exit_code
        except TyperException as wrong:
            err.print(f"esep: {complaint(wrong)}", markup=False, style="red")
            return 2
        except KeyboardInterrupt:
            err.print("esep: " + str(_("Stopped. What was finished is kept; nothing is half written.")))
            return STOPPED
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0


def _asked_language(words: Sequence[str]) -> str | None:
    for at, word in enumerate(words):
        value = word.removeprefix("--language=") if "=" in word else " ".join(words[at + 1 : at + 2])
        if word.split("=")[0] == "--language" and value in LANGUAGES:
            return value
    return None


def run() -> None:
    """Entry point of the installed command."""
    sys.exit(main())
