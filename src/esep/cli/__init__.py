"""The command ``esep``: one verb for each thing that an office does with its region."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from typer.exceptions import TyperException

from esep.cli.screen import complain, refusal
from esep.cli.wording import complaint, speak_as_the_user
from esep.errors import EsepError, WrongSettings
from esep.messages import LANGUAGES, Language, Message, current_language, messages_of, speaking

_, _n = messages_of(__package__)

__all__ = ["STOPPED", "WRONG_COMMAND_LINE", "main", "run"]

WRONG_COMMAND_LINE = 2
STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code (:mod:`esep.errors` lists them).

    The language is that of ``--language``, else of ``ESEP_LANGUAGE``, else of the locale; help and errors
    follow it, so it is settled before the commands are built.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    language = _asked_language(words) or current_language()
    with speaking(language):
        try:
            return _obeyed(words)
        except EsepError as error:
            refusal(error, every_fault="--all-faults" in words)
            return error.exit_code
        except TyperException as wrong:
            if type(wrong).__name__ != "NoArgsIsHelpError":  # its help is on the screen already
                complain(complaint(wrong))
            return WRONG_COMMAND_LINE
        except KeyboardInterrupt:
            return _stopped()
        except BrokenPipeError:  # the reader of our output has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        except OSError as error:
            complain(_refused_by_the_system(error))
            return WrongSettings.exit_code


QUICK = {"answer": "answering", "law": "law", "read": "reading_texts"}
"""Commands that need few of the rooms, with their modules: the others' need not be loaded for them."""


def _obeyed(words: list[str]) -> int:
    import_module(f"esep.cli.{QUICK.get(words[0] if words else '', 'commands')}")
    from esep.cli.application import app

    speak_as_the_user()
    code = int(app(words, prog_name="esep", standalone_mode=False) or 0)
    return _stopped() if code == STOPPED else code


def _stopped() -> int:
    complain(_("Stopped. What was finished is kept; nothing is half written."))
    return STOPPED


def _refused_by_the_system(error: OSError) -> Message:
    file = error.filename or "?"
    if error.errno == errno.ENOSPC:
        return _(
            "{file} cannot be written: the disk is full. Make room and run the command again.", file=file
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _(
            "{file} may not be read or written. Ask for the permission, or choose another place.", file=file
        )
    return _("{file} cannot be read or written. Look whether its folder is there.", file=file)


def _asked_language(words: Sequence[str]) -> Language | None:
    for at, word in enumerate(words):
        value = word.removeprefix("--language=") if "=" in word else " ".join(words[at + 1 : at + 2])
        if word.split("=")[0] == "--language":
            return next((language for language in LANGUAGES if language == value), None)
    return None


def run() -> None:
    """Entry point of the installed command."""
    sys.exit(main())
