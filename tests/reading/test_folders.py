"""A folder read into a folder: resumable, whole files only, the same whatever the number of processes."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from esep.errors import Busy
from esep.messages import speaking
from esep.reading.results import folders
from esep.reading.results.folders import READINGS, read_folder

TEXTS = {
    "a.txt": "Түскен 140 шағымның 52-сі шешілді.",
    "below/b.txt": "В области построено 5 школ.",
    "below/c.html": "<html><body><article><p>"
    + "Ауданда биыл 12 жоба іске асырылды, жұмыс жалғасады. " * 4
    + "</p></article></body></html>",
}
BROKEN = {"scan.pdf": b"no pdf", "table.xls": b"PK", "lost.txt": "� � �".encode()}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for name, content in BROKEN.items():
        (folder / name).write_bytes(content)
    (folder / ".hidden").write_text("5 школ")
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def test_every_document_is_read_and_every_other_file_named(source: Path, tmp_path: Path) -> None:
    run = read_folder(source, tmp_path / "out")
    assert (run.read, run.kept) == (3, 0)
    assert [(one.document, one.exit_code) for one in run.unreadable] == [
        ("lost.txt", 12),
        ("scan.pdf", 12),
        ("table.xls", 12),
    ]
    rows = [
        json.loads(line) for line in (tmp_path / "out" / "readings.jsonl").read_text("utf-8").splitlines()
    ]
    assert [row["document"] for row in rows] == sorted(TEXTS)
    assert rows[0]["statements"][0]["value"] == 140
    listed = (tmp_path / "out" / "unreadable.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[0] for line in listed] == ["document", '"lost.txt"', '"scan.pdf"', '"table.xls"']


def test_two_processes_write_what_one_writes(source: Path, tmp_path: Path) -> None:
    one = read_folder(source, tmp_path / "one")
    two = read_folder(source, tmp_path / "two", processes=2)
    assert one == two
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_what_was_read_is_kept_and_a_changed_file_is_read_again(source: Path, tmp_path: Path) -> None:
    into = tmp_path / "out"
    read_folder(source, into)
    before = files_of(into)
    again = read_folder(source, into)
    assert (again.read, again.kept, len(again.unreadable)) == (0, 3, 3)
    assert files_of(into) == before
    (source / "a.txt").write_text("Ауданда 7 мектеп бар.", encoding="utf-8")
    (source / "below" / "b.txt").unlink()
    changed = read_folder(source, into)
    assert (changed.read, changed.kept) == (1, 1)
    fresh = tmp_path / "fresh"
    read_folder(source, fresh)
    assert files_of(into) == files_of(fresh)


def test_a_stopped_run_goes_on(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    into, read_one = tmp_path / "out", folders._read_one
    asked: list[str] = []

    def stopping(*words):
        asked.append(words[2])
        if len(asked) == 2:
            raise KeyboardInterrupt
        return read_one(*words)

    monkeypatch.setattr(folders, "_read_one", stopping)
    with pytest.raises(KeyboardInterrupt):
        read_folder(source, into)
    assert not (into / "readings.jsonl").exists()
    assert [path.name for path in (into / READINGS).rglob("*.json")] == ["a.txt.json"]
    (into / READINGS / "b.txt.json.1.part").write_text("{half")
    monkeypatch.setattr(folders, "_read_one", read_one)
    run = read_folder(source, into)
    assert (run.read, run.kept) == (2, 1)
    read_folder(source, tmp_path / "fresh")
    assert files_of(into) == files_of(tmp_path / "fresh")


def test_another_day_of_the_texts_reads_them_again(source: Path, tmp_path: Path) -> None:
    read_folder(source, tmp_path / "out")
    run = read_folder(source, tmp_path / "out", day=datetime.date(2025, 12, 1))
    assert run.read == 3


@pytest.mark.parametrize("processes", [1, 2])
def test_another_language_tells_the_doubts_anew_and_reads_nothing_again(
    source: Path, tmp_path: Path, processes: int
) -> None:
    (source / "a.txt").write_text("Закуплено 12 единиц.", encoding="utf-8")
    into = tmp_path / "out"
    told: list[str] = []
    for language in ("ru", "kk", "ru"):
        with speaking(language):
            run = read_folder(source, into, processes=processes)
        row = json.loads((into / "readings.jsonl").read_text("utf-8").splitlines()[0])
        assert row == json.loads((into / READINGS / "a.txt.json").read_bytes())["reading"]
        assert [doubt["rule"] for doubt in row["doubts"]] == ["number without a head"]
        assert (run.read, run.kept) == ((0, 3) if told else (3, 0))
        told.append(row["doubts"][0]["reason"])
    assert told == [
        "В тексте не сказано, что означает число «12 единиц».",
        "«12 единиц» нені санайтынын мәтін айтпайды.",
        "В тексте не сказано, что означает число «12 единиц».",
    ]


def test_results_inside_the_folder_are_not_read(source: Path) -> None:
    read_folder(source, source / "results")
    run = read_folder(source, source / "results")
    assert (run.read, run.kept, len(run.unreadable)) == (0, 3, 3)


def test_two_runs_do_not_write_one_folder(source: Path, tmp_path: Path) -> None:
    with folders._alone_in(source), pytest.raises(Busy):
        read_folder(source, source)


def test_progress_is_told_to_the_end(source: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    read_folder(source, tmp_path / "out", progress=lambda done, of: told.append((done, of)))
    assert told == [(done, 6) for done in range(7)]
