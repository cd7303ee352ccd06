"""The form of the annotated texts: files are what their marks say; quotes, digits and names are in order."""

import json
import re
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "examples" / "annotated"
FOLDERS = ("open", "held")
FILES = sorted(path for folder in FOLDERS for path in (CORPUS / folder).glob("*.json"))
SCORECARD = yaml.safe_load((CORPUS / "scorecard.yaml").read_text("utf8"))
LATIN_OR_MIXED = {"latin-2021", "latin-2018", "latin-2017", "mixed-languages"}

sys.path.insert(0, str(CORPUS))
from compile import Unsound, compile_marked  # noqa: E402


def annotation_of(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf8"))


def items_of(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    return [*annotation["figures"], *annotation["instructions"], *annotation["hard_negatives"]]


@pytest.fixture(scope="module")
def texts() -> dict[Path, tuple[str, dict[str, Any]]]:
    return {path: (path.with_suffix(".txt").read_text("utf8"), annotation_of(path)) for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_text_and_annotation_are_what_the_marks_say(path: Path) -> None:
    text, annotation = compile_marked(path.with_suffix(".marked").read_text("utf8"), path.stem)
    assert path.with_suffix(".txt").read_text("utf8") == text
    assert annotation_of(path) == annotation


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_annotation_is_sound(path: Path) -> None:
    text, annotation = path.with_suffix(".txt").read_text("utf8"), annotation_of(path)
    assert annotation["doc"] == path.stem
    assert annotation["lang"] == path.stem[-2:]
    assert annotation["lang"] in ("kk", "ru")
    assert 600 <= len(text) <= 2600
    for item in items_of(annotation):
        assert text[item["start"] : item["end"]] == item["quote"]
        assert item["quote"] == item["quote"].strip()
    for kind in ("figures", "instructions"):
        assert [item["id"] for item in annotation[kind]] == list(range(len(annotation[kind])))
    for figure in annotation["figures"]:
        assert_figure_is_sound(figure, annotation["figures"])
    for task in annotation["instructions"]:
        assert task["type"] in ("order", "obligation", "commitment")
        assert task["action"]
        assert not (task["deadline"] or "").isspace()


def assert_figure_is_sound(figure: dict[str, Any], figures: list[dict[str, Any]]) -> None:
    quote = figure["quote"]
    assert figure["start"] <= figure["num_start"] < figure["end"]
    assert (
        (figure["value"] is None) == (figure["value_low"] is not None) == (figure["value_high"] is not None)
    )
    if figure["value"] is None:
        assert figure["value_low"] < figure["value_high"]
    assert figure["approx_type"] in (None, ">", "<", "~")
    assert figure["approx"] == (figure["approx_type"] is not None)
    assert figure["kind"] in ("fact", "plan", "target", "change")
    assert figure["is_change"] or figure["kind"] != "change"
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*(/[a-zA-Z0-9]+)?", figure["unit"]), figure["unit"]
    assert figure["what"]
    digit = re.search(r"\d", quote)
    assert figure["num_start"] == figure["start"] + (digit.start() if digit else 0)
    chain = [figure["id"]]
    while (whole := figures[chain[-1]]["part_of"]) is not None:
        assert whole not in chain
        chain.append(whole)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_digit_is_accounted_for(path: Path) -> None:
    text, annotation = path.with_suffix(".txt").read_text("utf8"), annotation_of(path)
    spans = [(item["start"], item["end"]) for item in annotation["figures"] + annotation["hard_negatives"]]
    for at, letter in enumerate(text):
        assert not letter.isdigit() or any(start <= at < end for start, end in spans), text[at - 20 : at + 20]


def test_figures_do_not_overlap(texts: dict[Path, tuple[str, dict[str, Any]]]) -> None:
    for path, (_, annotation) in texts.items():
        spans = sorted((item["start"], item["end"]) for item in annotation["figures"])
        for (_, end), (start, _) in pairwise(spans):
            assert end <= start, path.stem


def test_there_are_enough_texts_of_each_kind(texts: dict[Path, tuple[str, dict[str, Any]]]) -> None:
    annotations = [annotation for _, annotation in texts.values()]
    kazakh = [annotation for annotation in annotations if annotation["lang"] == "kk"]
    special = [
        annotation
        for annotation in annotations
        if any(LATIN_OR_MIXED & set(item.get("constructs", ())) for item in items_of(annotation))
    ]
    assert len(annotations) >= 120
    assert len(kazakh) * 2 >= len(annotations)
    assert len(special) * 5 >= len(annotations)


def test_the_scorecard_names_its_constructs_in_three_languages() -> None:
    assert len(SCORECARD) >= 60
    assert len({entry["id"] for entry in SCORECARD}) == len(SCORECARD)
    for entry in SCORECARD:
        assert set(entry["name"]) == {"kk", "ru", "en"}
        assert all(entry["name"].values())
        assert entry["hard"]


def test_every_construct_occurs_in_both_folders(texts: dict[Path, tuple[str, dict[str, Any]]]) -> None:
    seen_in = defaultdict(set)
    for path, (_, annotation) in texts.items():
        for item in items_of(annotation):
            for construct in item["constructs"]:
                seen_in[construct].add(path.parent.name)
    # The texts of ``held`` are not written again for a construct that was named after them.
    later = {entry["id"] for entry in SCORECARD if entry.get("open_only")}
    assert {construct for construct, folders in seen_in.items() if folders == set(FOLDERS)} - later == {
        entry["id"] for entry in SCORECARD
    } - later
    assert all("open" in seen_in[construct] for construct in later)


def test_no_sentence_with_digits_stands_in_two_texts(texts: dict[Path, tuple[str, dict[str, Any]]]) -> None:
    first_in: dict[str, Path] = {}
    for path, (text, _) in texts.items():
        for sentence in re.split(r"(?<=[.!?»])\s+|\n", text):
            if len(sentence) > 60 and re.search(r"\d", sentence):
                assert first_in.setdefault(sentence, path) == path, sentence


def test_texts_without_figures_tempt_with_digits() -> None:
    paths = sorted((CORPUS / "nothing").glob("*.txt"))
    assert len(paths) >= 15
    assert {path.stem[-2:] for path in paths} == {"kk", "ru"}
    for path in paths:
        assert re.search(r"\d", path.read_text("utf8")), path.name


def test_a_digit_that_nobody_marked_is_refused() -> None:
    with pytest.raises(Unsound, match="nobody accounts for 14"):
        compile_marked("---\n14 адам келді.\n", "x_kk")


def test_a_value_that_is_not_the_written_one_is_refused() -> None:
    with pytest.raises(Unsound, match="is 14000, not 1400"):
        compile_marked("---\n[14 мың адам|1400 person; guests] келді.\n", "x_kk")


def test_marks_may_stand_in_marks() -> None:
    figures = "[14 үйді|14 house plan; houses; id=a] (оның [үшеуін|3 house plan; big; of=a])"
    task = "order; to=Шу әкімі; when=1 мамырға дейін; do=үй салу"
    source = f"place: Шу\n---\n{{Шу әкіміне {figures} <1 мамырға|date> дейін салу тапсырылды|{task}}}.\n"
    text, annotation = compile_marked(source, "x_kk")
    assert text == "Шу әкіміне 14 үйді (оның үшеуін) 1 мамырға дейін салу тапсырылды.\n"
    assert [item["quote"] for item in items_of(annotation)] == ["14 үйді", "үшеуін", text[:-2], "1 мамырға"]
    assert [item["part_of"] for item in annotation["figures"]] == [None, 0]
    assert annotation["figures"][0]["place"] == "Шу"
    assert annotation["instructions"][0]["deadline"] == "1 мамырға дейін"
