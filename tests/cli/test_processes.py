"""The command as a process: help in three languages, a reader that leaves, a user who stops it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ESEP = Path(sys.executable).with_name("esep")
COMMANDS = ("demo", "synthesize", "snapshot", "familymap", "support", "explain", "account", "read", "check")
COMMANDS += ("answer", "explanations", "compare", "months")
LAW_COMMANDS = ("law list", "law show", "law uses", "law changes", "law unconfirmed")
OWN_WORDS = {
    *COMMANDS,
    *(word for command in LAW_COMMANDS for word in command.split()),
    *("provision", "parameter", "act", "mci"),
    *(
        "esep",
        "kk",
        "ru",
        "en",
        "x",
        "level",
        "district",
        "place",
        "kind",
        "parquet",
        "zhambyl",
        "karaganda",
        "merke",
    ),
    *(
        "briefing",
        "report",
        "jobs",
        "protocol",
        "demo",
        "account",
        "targeted_assistance",
        "registers",
        "region",
        "site",
    ),
    *(
        "csv",
        "xlsx",
        "txt",
        "html",
        "docx",
        "pdf",
        "yaml",
        "json",
        "CSV",
        "XLSX",
        "HTML",
        "JSON",
        "YAML",
        "JSONL",
        "A",
        "E",
    ),
    *("ESEP_LANGUAGE", "h", "q", "D", "Spark", "spark", "text", "family"),
    *("answers", "families", "jsonl", "ndjson", "comparison", "reform"),
}
"""Latin words that stay in Kazakh and Russian help: names of commands, values, files and formats."""


def help_of_all(language: str) -> dict[str, str]:
    """The help of every command, and under "" of the whole, from one process in a language."""
    program = (
        "import json, contextlib, io\n"
        "from esep.cli import main\n"
        "found = {}\n"
        f"for command in {['', *COMMANDS, 'law', *LAW_COMMANDS]!r}:\n"
        "    with contextlib.redirect_stdout(io.StringIO()) as printed:\n"
        "        assert main([*command.split(), '--help']) == 0\n"
        "    found[command] = printed.getvalue()\n"
        "print(json.dumps(found))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "ESEP_LANGUAGE": language, "COLUMNS": "100", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_help_in_kazakh_and_russian_has_no_english_word(language) -> None:
    for command, shown in help_of_all(language).items():
        words = set(re.findall(r"(?<![\w-])[A-Za-z_]+", re.sub(r"--[a-z-]+", "", shown)))
        assert words <= OWN_WORDS, (command, words - OWN_WORDS)


def test_help_tells_every_command_and_gives_an_example_of_each() -> None:
    shown = help_of_all("en")
    for command in COMMANDS:
        assert re.search(rf"^│ {command} ", shown[""], re.MULTILINE)
        assert f"Usage: esep {command} [OPTIONS]" in shown[command]
        assert command == "demo" or f"Example: esep {command} " in shown[command]
        assert "<" not in re.sub(r"\[\d+<=x<=\d+\]", "", shown[command])
    for command in LAW_COMMANDS:
        assert re.search(rf"^│ {command.split()[1]} ", shown["law"], re.MULTILINE)
        assert f"Usage: esep {command} [OPTIONS]" in shown[command]
        assert f"Example: esep {command} " in shown[command]


def test_the_language_option_comes_before_the_environment(process) -> None:
    assert "Қолданылуы: esep" in process("--language", "kk", "--help", language="ru").out
    assert "Использование: esep" in process("demo", "--help", "--language=ru", language="kk").out


def test_without_words_the_help_is_shown(process) -> None:
    shown = process()
    assert shown.code == 2
    assert "Usage: esep" in shown.out
    assert shown.err == ""


@pytest.mark.parametrize("command", ["familymap", "read"])
def test_a_reader_that_leaves_early_is_no_error(command, made_region) -> None:
    texts = sorted((made_region / "texts").iterdir())
    words = [str(made_region)] if command == "familymap" else [*map(str, texts), "--json-lines"]
    run = subprocess.Popen(
        [ESEP, command, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
    )
    assert run.stdout is not None
    run.stdout.close()
    _, complaint = run.communicate(timeout=120)
    assert run.returncode == 0
    assert b"Traceback" not in complaint
    assert b"Broken" not in complaint


def test_a_run_that_the_user_stops_leaves_nothing_half_written(tmp_path) -> None:
    run = subprocess.Popen(
        [ESEP, "synthesize", tmp_path / "region", "--persons", "1000000"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "ESEP_LANGUAGE": "en"},
        bufsize=0,
    )
    assert run.stderr is not None
    said = b""
    while b"Drawing" not in said:
        said += os.read(run.stderr.fileno(), 4096)
    time.sleep(0.5)
    run.send_signal(signal.SIGINT)
    _, complaint = run.communicate(timeout=120)
    assert run.returncode == 130
    assert b"Stopped. What was finished is kept; nothing is half written." in complaint
    assert b"Traceback" not in complaint
    assert not (tmp_path / "region" / "registers").exists()
