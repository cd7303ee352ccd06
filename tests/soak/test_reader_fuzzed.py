"""Random bytes, steered by coverage, never crash the reader: ten minutes of atheris."""

import os
from pathlib import Path

import pytest
from fuzzing_runs import run_fuzzing

SECONDS = int(os.environ.get("ESEP_FUZZ_SECONDS", "600"))
PROGRAM = """
import datetime, sys
import atheris
with atheris.instrument_imports(include=["esep.reading", "esep.language", "esep.periods", "esep.places"]):
    from esep.reading import read

PIECES = PIECES_OF_TEXTS

def one(data):
    provider = atheris.FuzzedDataProvider(data)
    parts = []
    while provider.remaining_bytes() and len(parts) < 60:
        if provider.ConsumeBool():
            parts.append(PIECES[provider.ConsumeIntInRange(0, len(PIECES) - 1)])
        else:
            parts.append(provider.ConsumeUnicode(provider.ConsumeIntInRange(0, 12)))
    text = "".join(parts)
    reading = read(text, datetime.date(2026, 11, 22))
    for item in (*reading.statements, *reading.instructions):
        assert text[item.start : item.end] == item.quote, (text, item)

atheris.Setup([sys.argv[0], f"-max_total_time={SECONDS}", "-timeout=20", "-rss_limit_mb=2048", "-max_len=600",
               "-print_final_stats=1"], one)
atheris.Fuzz()
"""


def pieces_of_texts():
    """Words and marks of the annotated examples, so that noise meets every rule."""
    folder = Path(__file__).parents[2] / "examples" / "annotated" / "open"
    words = {word for path in sorted(folder.glob("*.txt"))[:40] for word in path.read_text("utf-8").split()}
    marks = [
        " ",
        "\n",
        " – ",
        ": ",
        "; ",
        ". ",
        "«",
        "»",
        "(",
        ")",
        "|",
        "12",
        " 3,5 млн",
        "%",
        "2026",
        "1) ",
    ]
    return [*marks, *(f" {word} " for word in sorted(words))]


def test_noise_never_crashes_the_reader(tmp_path):
    pytest.importorskip("atheris")
    program = PROGRAM.replace("PIECES_OF_TEXTS", repr(pieces_of_texts())).replace("{SECONDS}", str(SECONDS))
    run_fuzzing(program, tmp_path, "texts", SECONDS)
