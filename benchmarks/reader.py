"""How fast official texts are read on one core, and how fast peers do a part of it for Russian."""

from __future__ import annotations

import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from compileall import compile_dir
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.measurement import BUILD, ROOT, Line
from esep.reading import read
from esep.reading.results.making_ready import make_ready

FOLDER = ROOT / "examples" / "annotated" / "open"
PEERS = ROOT / "build" / "natasha" / "bin" / "python"
"""The environment of ``make natasha``."""
TEXTS, LETTERS = 1000, 3000
SEED = 20261122
LEAST_TEXTS, MOST_MEMORY, MOST_START = 300, 150, 0.5
STARTING = """
import json, sys, time
with open(sys.argv[1], encoding="utf-8") as file:
    text = json.load(file)[0]
began = time.process_time()
import esep.reading
imported = time.process_time()
esep.reading.read(text)
print(imported - began, time.process_time() - imported)
"""
PEER_TEXTS = {"yargy": 500, "natasha": 40}
"""Russian texts that each peer reads; natasha is slow, so it gets a sample."""


def run(runs: int) -> Iterator[Line]:
    """The lines of the table."""
    texts = made_texts()
    path = BUILD / "reader_texts.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    measured = [_in_process(sys.executable, "benchmarks.reader", path, len(texts)) for _ in range(runs)]
    told = {name: median(each[name] for each in measured) for name in measured[0]}
    rate = told["rate"]
    yield Line(
        f"{len(texts):,} texts of {LETTERS:,} letters read by one process",
        f"{rate:.0f} a second of processor ({rate * LETTERS / 1e6:.2f} million letters)",
        f"{LEAST_TEXTS} a second",
        rate >= LEAST_TEXTS,
    )
    yield Line("— the slowest hundredth", f"{1000 * told['slow']:.1f} ms or more, each")
    yield Line(
        "— memory at the peak", f"{told['memory']:.0f} MiB", f"{MOST_MEMORY} MB", told["memory"] < MOST_MEMORY
    )
    compile_dir(ROOT / "src" / "esep", quiet=1)  # as pip compiles what it installs
    imported, first = (median(times) for times in zip(*(_start(path) for _ in range(runs)), strict=True))
    yield Line(
        "— the start: importing the reader and reading the first text, in a process of its own",
        f"{imported + first:.2f} s of processor ({imported:.2f} and {first:.2f})",
        f"{MOST_START} s",
        imported + first < MOST_START,
    )
    yield from _peers(path, rate)


def _peers(path: Path, rate: float) -> Iterator[Line]:
    if not PEERS.is_file():
        yield Line("— peers: yargy and natasha", "not set up (make natasha)")
        return
    for name, count in PEER_TEXTS.items():
        told = _in_process(str(PEERS), "benchmarks.natasha_peer", path, count, name)
        yield Line(
            f"— peer: {PEER_WORK[name]}",
            f"{told['rate']:.1f} Russian texts a second, {told['memory']:.0f} MiB "
            f"({rate / told['rate']:.1f} times fewer)",
        )


PEER_WORK = {
    "yargy": "yargy, one rule for a number with its noun",
    "natasha": "natasha, sentences, morphology and names, no figures",
}


def made_texts() -> list[str]:
    """Texts made of the paragraphs of the annotated examples, half Kazakh and half Russian, in turn.

    Paragraphs are drawn by a seed and every digit is drawn anew, so that no number is remembered from before.
    """
    chance = random.Random(SEED)
    pools = [_paragraphs("*_kk.txt"), _paragraphs("*_ru.txt")]
    return [_text(pools[number % 2], chance) for number in range(TEXTS)]


def _paragraphs(pattern: str) -> list[str]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob(pattern)))
    return [line for text in texts for line in text.splitlines() if len(line) > LETTERS // 100]


def _text(pool: list[str], chance: random.Random) -> str:
    lines: list[str] = []
    while sum(map(len, lines)) < LETTERS:
        lines.append(
            re.sub(r"(?<=\d)\d|\d(?=\d{3,})", lambda _found: str(chance.randrange(10)), chance.choice(pool))
        )
    return "\n".join(lines)


def _start(path: Path) -> tuple[float, float]:
    """Seconds of processor in which a new process imports the reader, and in which it reads one text."""
    done = subprocess.run(
        [sys.executable, "-c", STARTING, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    imported, first = map(float, done.stdout.split())
    return imported, first


def _in_process(python: str, module: str, *words: object) -> dict[str, float]:
    done = subprocess.run(
        [python, "-m", module, *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def measure(path: Path, count: int) -> dict[str, float]:
    """Read texts one after the other in a process made ready as ``esep read --into`` makes it.

    Gives the rate and the times by processor, and memory at the peak.
    """
    make_ready()
    texts = islice(json.loads(path.read_text(encoding="utf-8")), count)
    times = []
    for text in texts:
        started = time.process_time()
        read(text)
        times.append(time.process_time() - started)
    rest = sorted(times)
    return {
        "rate": len(rest) / sum(rest),
        "slow": rest[int(0.99 * len(rest))],
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
