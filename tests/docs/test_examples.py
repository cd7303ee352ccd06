"""Every example in the documentation is run: Python blocks as doctests, console blocks as commands.

In a console block each line that begins with ``$ `` is a command of Esep; the lines after it are what it
must print, in order, where ``...`` stands for anything. Blocks of one page share a folder, top to bottom.
"""

import doctest
import os
import re
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
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


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "console")], ids=title)
def test_the_commands_of_a_page_print_what_it_says(page: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "ESEP_LANGUAGE": "en", "COLUMNS": "120", "NO_COLOR": "1"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    for block in blocks(page, "console"):
        for command, expected in steps(block):
            run = subprocess.run(
                command,
                shell=True,
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            status = 0
            if expected and expected[-1].startswith("(exit status "):
                status = int(expected.pop().strip("()").split()[-1])
            assert run.returncode == status, f"{command}: {run.stderr}"
            missing = printed_in_order(expected, run.stdout + run.stderr)
            assert missing is None, f"{command} did not print {missing!r} but:\n{run.stdout}{run.stderr}"


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
