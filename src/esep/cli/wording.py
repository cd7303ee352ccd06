"""What the command-line library itself says, in the user's language.

Typer speaks English. Its panels and its complaints about options and arguments are said again here, so
that a Kazakh or Russian command line has no English left in it.
"""

from __future__ import annotations

from typing import Any

from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

from esep.messages import Message, messages_of

_, _n = messages_of(__package__)


class _Speaking:
    """What commands and groups have in common: a usage line and a help option in the user's language."""

    def get_usage(self, ctx: Any) -> str:
        """The usage line."""
        line: str = super().get_usage(ctx)  # type: ignore[misc]
        return line.replace("Usage: ", f"{_('Usage')}: ", 1)

    def get_help_option(self, ctx: Any) -> Any:
        """The option ``--help``."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = str(_("Show this help and stop."))
        return option


class Command(_Speaking, TyperCommand):
    """A command that speaks the user's language."""


class Group(_Speaking, TyperGroup):
    """A group of commands that speaks the user's language."""


def speak_as_the_user() -> None:
    """Put the panels of help screens into the current language."""
    rich_utils.ARGUMENTS_PANEL_TITLE = str(_("Arguments"))
    rich_utils.OPTIONS_PANEL_TITLE = str(_("Options"))
    rich_utils.COMMANDS_PANEL_TITLE = str(_("Commands"))
    rich_utils.DEFAULT_STRING = str(_("[default: {value}]")).replace("{value}", "{}")
    rich_utils.REQUIRED_LONG_STRING = str(_("[required]"))


def complaint(wrong: Any) -> Message:
    """The sentence for a command line that is wrong: what, and how to see what is right.

    ``wrong`` is one of Typer's usage errors, known by their class names, which are those of Click.
    """
    kind = type(wrong).__name__
    hint = getattr(wrong, "param", None)
    name = hint.get_error_hint() if hint is not None else ""
    command = wrong.ctx.command_path if getattr(wrong, "ctx", None) else "esep"
    if kind == "NoSuchOption":
        return _(
            "There is no option {option}. See '{command} --help'.", option=wrong.option_name, command=command
        )
    if kind == "MissingParameter":
        return _("{parameter} is missing. See '{command} --help'.", parameter=name, command=command)
    if kind == "BadParameter":
        return _(
            "The value of {parameter} is wrong ({detail}). See '{command} --help'.",
            parameter=name,
            detail=wrong.message.rstrip("."),
            command=command,
        )
    if "No such command" in wrong.message:
        given = wrong.message.split("'")[1] if "'" in wrong.message else wrong.message
        return _("There is no command {name}. See '{command} --help'.", name=given, command=command)
    return _(
        "The command line is wrong ({detail}). See '{command} --help'.",
        detail=wrong.message.rstrip("."),
        command=command,
    )
