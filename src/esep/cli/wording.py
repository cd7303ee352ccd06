"""What the command-line library itself says, in the user's language.

Typer speaks English. Its panels, its usage lines and its complaints about options and arguments are said
again here, so that a Kazakh or Russian command line has no English left in it.
"""

from __future__ import annotations

import re
from typing import Any, get_args

from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

from esep.messages import Message, messages_of

_, _n = messages_of(__package__)

WRONG_PATH = re.compile(
    r"(?:file|dir|path) (?P<path>'.*'|\".*\") "
    r"(?P<fault>does not exist|is a file|is a directory|is not readable|is not writable)\.",
    re.DOTALL,
)
"""How Typer complains of a path, which it looks at before the command does."""


class _Speaking:
    """What commands and groups have in common: usage line, help option, and what stands for a value."""

    def get_usage(self, ctx: Any) -> str:
        """The usage line."""
        words = " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])
        return str(_("Usage: {words}", words=words))

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """What follows the command in the usage line: options, then the arguments."""
        arguments = [p.metavar for p in self.get_params(ctx) if p.param_type_name == "argument"]
        return [str(_("[OPTIONS]")), *arguments]

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters; one without a word for its value gets the one of its type."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if param.metavar is None:
                param.metavar = _value_of(param)
            if param.param_type_name == "argument":
                param.display_type_rich = _nothing  # its word stands in the column before
        return params

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

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Options, then the command with what is its own."""
        return [*super().collect_usage_pieces(ctx), str(_("COMMAND ..."))]


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
    command = wrong.ctx.command_path if wrong.ctx else "esep"
    match type(wrong).__name__:
        case "NoSuchOption":
            option = wrong.option_name
            return _("There is no option {option}. See '{command} --help'.", option=option, command=command)
        case "MissingParameter":
            name = _name_of(wrong.param)
            return _("{parameter} is missing. See '{command} --help'.", parameter=name, command=command)
        case "BadParameter" if found := WRONG_PATH.fullmatch(wrong.message):
            fault = _path_fault(found["fault"], _name_of(wrong.param), found["path"][1:-1])
            return _("{fault} See '{command} --help'.", fault=fault, command=command)
        case "BadParameter":
            return _(
                "{parameter} takes {expected}. See '{command} --help'.",
                parameter=_name_of(wrong.param),
                expected=_expected(wrong.param),
                command=command,
            )
        case "BadOptionUsage" if "does not take" in wrong.message:
            option = wrong.option_name
            return _("{option} takes no value. See '{command} --help'.", option=option, command=command)
        case "BadOptionUsage":
            option = wrong.option_name
            return _("{option} needs a value. See '{command} --help'.", option=option, command=command)
    if "unexpected extra" in wrong.message:
        extra = wrong.message.rpartition("(")[2].rstrip(")")
        return _("Not expected here: {words}. See '{command} --help'.", words=extra, command=command)
    if "No such command" in wrong.message:
        given = wrong.message.split("'")[1]
        return _("There is no command {name}. See '{command} --help'.", name=given, command=command)
    return _("The command is missing. See '{command} --help'.", command=command)


def _nothing(ctx: Any) -> str:
    del ctx
    return ""


def _name_of(param: Any) -> str:
    """An option by its long name, an argument by the word that stands for it."""
    return str(param.metavar if param.param_type_name == "argument" else param.opts[0])


def _value_of(param: Any) -> str:
    """What stands for the value of an option in help; nothing for a switch."""
    sort = param.type_descriptor
    if sort.annotation is bool:
        return ""
    if sort.is_choice:
        return "|".join(sort.choices)
    if sort.is_datetime:
        return str(_("YYYY-MM-DD"))
    return str(_("NUMBER") if sort.annotation is int else _("FILE") if sort.is_path else _("TEXT"))


def _expected(param: Any) -> Message:
    """What an option or argument takes."""
    sort = param.type_descriptor
    if sort.is_choice:
        return _("one of these: {choices}", choices=", ".join(sort.choices))
    if sort.is_datetime:
        return _("a day such as 2026-10-01")
    if sort.is_ranged:
        low, high = sort.parameter_info.min, sort.parameter_info.max
        if low is None:
            return _("a whole number of at most {high}", high=high)
        if high is None:
            return _("a whole number of at least {low}", low=low)
        return _("a whole number from {low} to {high}", low=low, high=high)
    if int in (sort.annotation, *get_args(sort.annotation)):
        return _("a whole number")
    return _("another value")


def _path_fault(fault: str, name: str, path: str) -> Message:
    """What is wrong with a file or folder that a command line names; ``fault`` in Typer's words."""
    match fault:
        case "does not exist":
            return _("{parameter}: {path} is not there.", parameter=name, path=path)
        case "is a file":
            return _("{parameter}: {path} is a file, not a folder.", parameter=name, path=path)
        case "is a directory":
            return _("{parameter}: {path} is a folder, not a file.", parameter=name, path=path)
        case "is not readable":
            return _("{parameter}: {path} may not be read.", parameter=name, path=path)
    return _("{parameter}: {path} may not be written.", parameter=name, path=path)
