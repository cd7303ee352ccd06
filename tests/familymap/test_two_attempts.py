"""Two attempts at one portion at a time, as a cluster may make them, leave what one attempt leaves."""

from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from esep.familymap import assess
from esep.registers import Snapshot, build_snapshot
from esep.registers.synthesis import synthesize, zhambyl


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("region")
    spec = zhambyl().scaled(2_000)
    synthesize(spec, folder / "registers", seed=11)
    return build_snapshot(folder / "registers", folder / "snapshot", date=spec.date, key=bytes(32))


def test_an_attempt_within_another_changes_nothing(
    region: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second attempt begins when the first has written its bytes and not yet given them their name."""
    alone = assess(region, tmp_path / "alone", on=region.date)
    written, again = pl.DataFrame.write_parquet, []

    def interrupted(frame: pl.DataFrame, file: Path, **settings: object) -> None:
        written(frame, file, **settings)  # type: ignore[arg-type]
        if again:
            again.pop()()

    def twice(work, items):
        for item in items:
            again.append(lambda item=item: work(item))
            yield work(item)

    monkeypatch.setattr(pl.DataFrame, "write_parquet", interrupted)
    both = assess(region, tmp_path / "both", on=region.date, runner=twice)
    assert not again
    hashes = [
        {
            str(file.relative_to(made.folder)): sha256(file.read_bytes()).hexdigest()
            for file in made.folder.rglob("*.*")
        }
        for made in (alone, both)
    ]
    assert hashes[0] == hashes[1]
    assert [path.name for path in (tmp_path / "both").iterdir()] == [both.folder.name]
