"""Write the generated pages of the documentation anew: ``python docs/generate.py [FOLDER]``.

Run it in English (``ESEP_LANGUAGE=en``), as ``make docs`` does; a test fails when a page is stale.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from law_pages import acts_page, book, index_page, measures_page, picture, topic_page
from law_pages.charts import is_drawn
from typer.main import get_command

from esep.cli import STOPPED, WRONG_COMMAND_LINE
from esep.cli.commands import app
from esep.errors import EsepError
from esep.familymap.answering import reference_page as families_page
from esep.kazakhstan import law
from esep.registers.reference import reference_page as registers_page

NOTICE = "Written by `make docs`; a test fails when this page is stale."


COMMON = """\
Results go to standard output; progress, notes and errors to standard error. The language is that of
`--language`, else of `ESEP_LANGUAGE`, else of the locale; English when none of these is Kazakh or Russian.
`ESEP_PLACES` names another edition of the classifier of places.""".splitlines()

CAUTION = """\
Esep works with the law as far as it could be found. A value counts as confirmed when a named source
states it; no act could be read whole. Everything that rests on less is listed here and marked wherever it
is shown: in the account, in `esep explain` and in [the reference of the law](../reference/law.md). Check a
value at the official database of acts before it decides a right;
[Change a value of the law](../how-to/change-a-value-of-the-law.md) tells how to put a better one in.

The points and levels A to E rest on one unofficial source as a whole: a guide, no ground for a decision.
""".splitlines()


def command_line_page() -> str:
    """Every command with its arguments and options, and the exit codes."""
    whole: Any = get_command(app)
    context = whole.context_class(whole, info_name="esep")
    lines = ["# The command line", "", NOTICE, "", whole.help, "", *COMMON, ""]
    for name, command in _commands(whole, "esep"):
        words = name.split(" ")
        about = command.context_class(command, context, " ".join(words[1:]))
        lines += [f"## {name}", "", *_command(command, about)]
    return "\n".join([*lines, *_exit_codes()]) + "\n"


def _commands(group: Any, name: str) -> Iterator[tuple[str, Any]]:
    """The commands of a group and of the groups in it, each with all its words."""
    for word, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


def _command(command: Any, context: Any) -> Iterator[str]:
    yield f"`{command.get_usage(context).removeprefix('Usage: ')}`"
    yield ""
    about, _, example = command.help.partition("\n\nExample: ")
    yield about
    yield ""
    if example:
        yield f"Example: `{example}`"
        yield ""
    yield "| Word | Value | Meaning |"
    yield "|---|---|---|"
    for param in command.get_params(context):
        is_argument = param.param_type_name == "argument"
        word = param.metavar if is_argument else ", ".join(param.opts)
        value = "" if is_argument else _value_of(param).replace("|", " \\| ")
        default = getattr(param, "default", None)
        shown = f" Default: `{default}`." if param.show_default and default not in (None, False) else ""
        value = f"`{value}`" if value else ""
        yield f"| `{word}` | {value} | {param.help}{shown} |"
    yield ""


def _value_of(option: Any) -> str:
    """What follows an option, nothing after a flag."""
    if option.metavar or option.is_flag:
        return option.metavar or ""
    return {"str": "TEXT", "int": "NUMBER"}.get(option.type_descriptor.annotation.__name__, "VALUE")


def _exit_codes() -> Iterator[str]:
    codes = {0: "Done. A contradiction or a doubt found by `esep check` is a result, not an error."}
    codes[WRONG_COMMAND_LINE] = "The command line is wrong: a command, an option or an argument."
    for kind in EsepError.__subclasses__():
        codes.setdefault(kind.exit_code, " ".join((kind.__doc__ or "").replace("``", "`").split()))
    codes[STOPPED] = "Stopped by the user. What was finished is kept; nothing is half written."
    yield from ["## Exit codes", "", "| Code | Meaning |", "|---|---|"]
    for code, meaning in sorted(codes.items()):
        yield f"| {code} | {meaning} |"


def unconfirmed_page() -> str:
    """Every provision and dated value of the law that no source confirms."""
    lines = ["# What is not confirmed", "", NOTICE, "", *CAUTION, ""]
    found = sorted(law().without_confirmed_source(), key=lambda item: (item.kind, item.confidence, item.name))
    for (kind, confidence), items in groupby(found, key=lambda item: (item.kind, item.confidence)):
        lines += [f"## {kind.capitalize()}s: {confidence}", "", "| Name | From | Source |", "|---|---|---|"]
        lines += [f"| `{item.name}` | {item.first_day} | {item.source} |" for item in items]
        lines.append("")
    return "\n".join(lines)


def api_page() -> str:
    """The addresses of the site's API, written by the site itself in a process and folder of its own."""
    with TemporaryDirectory() as folder:
        made = subprocess.run(
            [sys.executable, "-m", "esep_site.api_reference", NOTICE],
            env={**os.environ, "ESEP_SITE_FOLDER": folder},
            check=True,
            capture_output=True,
            text=True,
        )
    return made.stdout


PAGES: dict[str, Callable[[], str]] = {
    "reference/command-line.md": command_line_page,
    "reference/registers.md": registers_page,
    "reference/families-as-json.md": lambda: families_page(NOTICE),
    "reference/api.md": api_page,
    "explanation/what-is-not-confirmed.md": unconfirmed_page,
    "reference/law.md": lambda: index_page(book(), NOTICE),
    "reference/law/acts.md": lambda: acts_page(book(), NOTICE),
    "reference/law/measures.md": lambda: measures_page(book(), NOTICE),
}
LAW = "reference/law"
PICTURES = f"{LAW}/pictures"


def write_pages(folder: Path) -> None:
    """Write every generated page and picture below ``folder``; those of topics that are gone are removed."""
    pages = {
        **PAGES,
        **{f"{LAW}/{topic.name}.md": partial(topic_page, book(), topic, NOTICE) for topic in book().topics},
    }
    drawn = {f"{PICTURES}/{name}.svg": each for name, each in book().law.parameters.items() if is_drawn(each)}
    for name, page in pages.items():
        _write(folder / name, page())
    for name, parameter in drawn.items():
        path = folder / name
        _write(path, picture(parameter, path.read_text(encoding="utf-8") if path.is_file() else ""))
    for path in (*(folder / LAW).glob("*.md"), *(folder / PICTURES).glob("*.svg")):
        if path.relative_to(folder).as_posix() not in {*pages, *drawn}:
            path.unlink()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent)
