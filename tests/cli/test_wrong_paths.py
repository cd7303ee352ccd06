"""Files and folders that a command line names wrongly: what is wrong with them, in each language."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.exceptions import TyperException

from esep.cli.wording import Command, complaint
from esep.messages import LANGUAGES, speaking

app = typer.Typer()
Bounded = Annotated[int, typer.Option(max=3)]


@app.command(cls=Command)
def look(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", exists=True)] = Path(),
    folder: Annotated[Path, typer.Option(file_okay=False)] = Path(),
    file: Annotated[Path, typer.Option(dir_okay=False)] = Path(__file__),
    into: Annotated[Path, typer.Option(writable=True)] = Path(),
    many: Annotated[list[Path], typer.Option(exists=True)] = [],  # noqa: B006
    least: Annotated[int, typer.Option(min=3)] = 3,
    most: Bounded = 3,
    sizes: Annotated[list[int], typer.Option()] = [],  # noqa: B006
    share: Annotated[float, typer.Option()] = 0.5,
) -> None:
    """Look at paths."""
    del source, folder, file, into, many, least, most, sizes, share


def told(*line: str, language: str = "en") -> str:
    with speaking(language), pytest.raises(TyperException) as wrong:
        app(list(line), prog_name="look", standalone_mode=False)
    with speaking(language):
        return str(complaint(wrong.value))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file and a folder; the one called «closed» may not be read or written, whoever asks."""
    monkeypatch.chdir(tmp_path)
    for name in ("file", "closed"):
        (tmp_path / name).touch()
    (tmp_path / "it's a folder").mkdir()
    asked = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode, **more: str(path) != "closed" and asked(path, mode, **more)
    )
    return tmp_path


WRONG = [
    (["nothing"], "SOURCE: nothing is not there."),
    (["closed"], "SOURCE: closed may not be read."),
    (["--folder", "file"], "--folder: file is a file, not a folder."),
    (["--file", "it's a folder"], "--file: it's a folder is a folder, not a file."),
    (["--file", "closed"], "--file: closed may not be read."),
    (["--many", "nothing"], "--many: nothing is not there."),
    (["--least", "2"], "--least takes a whole number of at least 3."),
    (["--most", "4"], "--most takes a whole number of at most 3."),
    (["--sizes", "x"], "--sizes takes a whole number."),
    (["--share", "x"], "--share takes another value."),
]


@pytest.mark.parametrize(("line", "sentence"), WRONG, ids=lambda value: str(value))
def test_what_is_wrong_with_a_path_is_said(line: list[str], sentence: str, here: Path) -> None:
    assert told(*line) == f"{sentence} See 'look --help'."


def test_a_place_that_may_be_read_but_not_written_is_said(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode, **_more: mode != os.W_OK)
    assert told("--into", "file") == "--into: file may not be written. See 'look --help'."


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
@pytest.mark.parametrize("line", [line for line, _sentence in WRONG], ids=str)
def test_it_is_said_in_kazakh_and_russian(line: list[str], language: str, here: Path) -> None:
    sentence = told(*line, language=language)
    kept = r"--?[a-z]+|look|SOURCE|nothing|closed|file|it's a folder"
    assert not re.search("[A-Za-z]", re.sub(kept, "", sentence)), sentence
    assert not set(re.findall("бүтін|цел", sentence)) or line[0] in ("--least", "--most", "--sizes")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_says_that_a_file_may_not_be_read(language: str, here: Path, esep) -> None:
    """Typer asks of every path whether it may be read, before the command does."""
    refused = esep("--language", language, "synthesize", "closed")
    assert refused.code == 2
    words = {"en": "may not be read", "kk": "оқуға рұқсат жоқ", "ru": "нельзя прочитать"}
    assert words[language] in refused.err
