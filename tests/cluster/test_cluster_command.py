"""``--cluster``: the same table from the workers, and one sentence where no master answers."""

import shutil

import pytest

from esep.cli import main
from esep.engines import cluster as clusters

pytestmark = [pytest.mark.cluster, pytest.mark.java, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "office"
    assert main(["synthesize", str(folder), "--persons", "2000", "--quiet"]) == 0
    return folder


@pytest.fixture
def folder(made, tmp_path, monkeypatch):
    monkeypatch.setenv("ESEP_LANGUAGE", "en")
    return shutil.copytree(made, tmp_path / "office")


def test_the_map_from_the_cluster_is_that_of_one_machine(
    cluster, folder, capsys, monkeypatch, hashes
) -> None:
    asked = []

    class Here:
        """The cluster of these tests, in the place of one that is reached anew."""

        def __init__(self, master):
            asked.append(master)

        def __enter__(self):
            return lambda work, items: asked.append(len(items)) or cluster(work, items)

        def __exit__(self, *error):
            pass

    monkeypatch.setattr(clusters, "on_cluster", Here)
    capsys.readouterr()
    assert main(["familymap", str(folder), "--cluster", "spark://127.0.0.1:7077", "--quiet"]) == 0
    there, made = capsys.readouterr().out, hashes(folder / "assessments")
    assert asked == ["spark://127.0.0.1:7077", 1, 1]
    (folder / "assessments").rename(folder / "before")
    assert main(["familymap", str(folder), "--quiet"]) == 0
    assert capsys.readouterr().out == there
    assert hashes(folder / "assessments") == made


def test_a_master_that_does_not_answer_is_told_in_one_line(folder, capsys) -> None:
    capsys.readouterr()
    assert main(["familymap", str(folder), "--cluster", "spark://127.0.0.1:1", "--quiet"]) == 16
    shown = capsys.readouterr()
    assert shown.out == ""
    (line,) = shown.err.splitlines()
    assert line.startswith("esep: No Spark master answers at spark://127.0.0.1:1.")


def test_what_is_assessed_already_needs_no_cluster(folder, capsys) -> None:
    assert main(["familymap", str(folder), "--quiet"]) == 0
    assert main(["familymap", str(folder), "--cluster", "spark://127.0.0.1:1", "--quiet"]) == 0
