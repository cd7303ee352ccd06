"""Every example in the documentation is run: Python blocks as doctests, console blocks as commands.

In a console block each line that begins with ``$ `` is a command of Esep; the lines after it are what it
must print, in order, where ``...`` stands for anything. Blocks of one page share a folder, top to bottom.
A command of Esep alone runs in the process of the test, since every start of it takes two seconds; what needs
a shell, a site or processes of its own has them, and ``tests/cli`` starts the command as people do.
"""

import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from esep.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
ALONE = re.compile(r"esep (?!site )(?!.*--processes)[^|&;<>$`*~]+")
"""A command of Esep with nothing for a shell to do."""
WITHIN = re.compile(r"\$\(([^()]+)\)")
"""What a shell puts in the place of ``$(...)``."""
BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path, kind: str) -> list[str]:
    return [text for name, text in BLOCK.findall(page.read_text(encoding="utf-8")) if name == kind]


def title(page: Path) -> str:
    return str(page.relative_to(ROOT))


def steps(block: str) -> list[tuple[str, list[str]]]:
    """The commands of a console block with the lines that each must print."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found and line.strip():
            found[-1][1].append(line.strip())
    return found


def printed_in_order(expected: list[str], printed: str) -> str | None:
    """The first expected line that was not printed after those before it; None when all were."""
    lines = iter(" ".join(line.split()) for line in printed.splitlines())
    for wanted in expected:
        pattern = " ".join(wanted.split()).replace("[", "[[]").replace("...", "*")
        if wanted != "..." and not any(fnmatchcase(line, pattern) for line in lines):
            return wanted
    return None


def shell(command: str, folder: Path) -> tuple[int, str]:
    """The same, by a shell."""
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def run(command: str, folder: Path) -> tuple[int, str]:
    """The exit code of a command in a folder, and what it printed."""
    if command.startswith("esep "):
        command = WITHIN.sub(lambda found: shell(found[1], folder)[1].strip(), command)
    if not ALONE.fullmatch(command):
        return shell(command, folder)
    with chdir(folder), redirect_stdout(io.StringIO()) as printed, redirect_stderr(printed):
        code = main(shlex.split(command)[1:])
    return code, printed.getvalue()


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "console")], ids=title)
def test_the_commands_of_a_page_print_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for name, value in {"ESEP_LANGUAGE": "en", "COLUMNS": "120", "NO_COLOR": "1", "PATH": path}.items():
        monkeypatch.setenv(name, value)
    for block in blocks(page, "console"):
        for command, expected in steps(block):
            status = 0
            if expected and expected[-1].startswith("(exit status "):
                status = int(expected.pop().strip("()").split()[-1])
            code, printed = run(command, tmp_path)
            assert code == status, f"{command}: {printed}"
            missing = printed_in_order(expected, printed)
            assert missing is None, f"{command} did not print {missing!r} but:\n{printed}"


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "pycon")], ids=title)
def test_the_python_of_a_page_gives_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "\n".join(blocks(page, "pycon"))
    test = doctest.DocTestParser().get_doctest(text, {}, title(page), str(page), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    report: list[str] = []
    runner.run(test, out=report.append)
    assert not runner.failures, "".join(report)
