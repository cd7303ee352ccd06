"""Random bytes of every format, steered by coverage, are read or refused: ten minutes of atheris."""

import os
from pathlib import Path

import pytest
from fuzzing_runs import run_fuzzing
from made_up_documents import whole

SUFFIXES = (".txt", ".html", ".docx", ".pdf")
SECONDS = int(os.environ.get("ESEP_FUZZ_SECONDS", "600")) // len(SUFFIXES)
FIXTURES = Path(__file__).parents[1] / "fixtures"
PROGRAM = """
import datetime, io, pathlib, sys, warnings, zipfile
sys.path.insert(0, {fixtures!r})
import atheris
with atheris.instrument_imports(include=["esep.reading"]):
    from esep.errors import UnreadableDocument
    from esep.reading import read, read_document
from made_up_documents import whole, with_part

SUFFIX, PART = {suffix!r}, "word/document.xml"
PATH = pathlib.Path("document" + SUFFIX)
WHOLE = whole()[SUFFIX][0]

def one(data):
    content = data
    if SUFFIX == ".docx" and not data.startswith(b"PK"):
        content = with_part(WHOLE, PART, data)
    PATH.write_bytes(content)
    try:
        document = read_document(PATH)
    except UnreadableDocument:
        return
    reading = read(document.text, datetime.date(2026, 11, 22), document.tables)
    for item in (*reading.statements, *reading.instructions, *reading.doubts):
        assert document.text[item.start : item.end] == item.quote, item

atheris.Setup([sys.argv[0], "seeds", "-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=2048",
               "-max_len=20000", "-print_final_stats=1"], one)
atheris.Fuzz()
"""


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_noise_never_crashes_the_reading_of_documents(suffix, tmp_path):
    pytest.importorskip("atheris")
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for number, content in enumerate(whole()[suffix]):
        (seeds / f"{number}{suffix}").write_bytes(content)
    program = PROGRAM.format(fixtures=str(FIXTURES), suffix=suffix, seconds=SECONDS)
    run_fuzzing(program, tmp_path, f"documents{suffix}", SECONDS)
