"""What people corrected is held against the reader, and suggests entries for its word lists."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from esep.errors import InputRefused, NotFound
from esep.reading.results.annotated import check_annotated
from esep.reading.results.corrections import check
from esep.reading.results.proposals import proposals, proposals_yaml

TEXT = "Түскен 140 шағымның 52-сі шешілді. Ауданда 12 тұрпақ бар. Кеңес өтті."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def correction(quote: str, verdict: str, **right: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    place = {"document": "text.txt", "start": start, "end": start + len(quote), "quote": quote}
    return {**place, "verdict": verdict, **({"right": right} if right else {})}


def written(folder: Path, rows: list[dict[str, Any]], name: str = "corrections.yaml") -> Path:
    path = folder / name
    text = (
        yaml.safe_dump(rows, allow_unicode=True)
        if name.endswith(".yaml")
        else "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    )
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["corrections.yaml", "corrections.jsonl"])
def test_corrections_are_kept_or_not(folder: Path, name: str) -> None:
    rows = [
        correction("140 шағымның", "figure", value=140, unit="complaint"),
        correction("140 шағымның", "figure", value="140.0"),
        correction("140 шағымның", "figure", value=141, unit="complaint"),
        correction("140 шағымның", "no figure"),
        correction("Кеңес өтті", "no instruction"),
        correction("Кеңес өтті", "no figure"),
        correction("Кеңес өтті", "instruction"),
    ]
    checked = check(written(folder, rows, name))
    assert [each.is_kept for each in checked] == [True, True, False, False, True, True, False]
    assert dict(checked[2].wrong) == {"value": (141, 140)}


def test_a_quote_that_moved_is_found_where_it_now_is(folder: Path) -> None:
    path = written(folder, [correction("140 шағымның", "figure", value=140)])
    (folder / "text.txt").write_text("Есеп.\n" + TEXT, encoding="utf-8")
    assert check(path)[0].is_kept
    (folder / "text.txt").write_text("Есеп.", encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        check(path)
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [(1, "quote")]


def test_every_wrong_correction_is_named(folder: Path) -> None:
    rows = [
        {"document": "text.txt", "start": 0, "end": 1, "quote": "Т", "verdict": "perhaps"},
        correction("140 шағымның", "figure", addressee="әкім"),
        {"document": "text.txt"},
    ]
    with pytest.raises(InputRefused) as refused:
        check(written(folder, rows))
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [
        # lines: the first correction takes 1 to 5, the second 6 to 12
        (1, "verdict"),
        (6, "right.addressee"),
        (13, "end"),
        (13, "quote"),
        (13, "start"),
        (13, "verdict"),
    ]


@pytest.mark.parametrize(("day", "kept"), [("2026-05-01", True), ("2026-05-02", False)])
def test_days_and_years_may_be_written_as_yaml_has_them(folder: Path, day: str, kept: bool) -> None:
    text = "Тапсырыс\nӘкімге 2026 жылғы 1 мамырға дейін есеп беру тапсырылды. 2025 жылы 12 мектеп салынды."
    (folder / "text.txt").write_text(text, encoding="utf-8")
    order, school = text.index("Әкімге"), text.index("12 мектеп")
    path = folder / "corrections.yaml"
    path.write_text(
        f"""
- document: text.txt
  start: {order}
  end: {order + 6}
  quote: Әкімге
  verdict: instruction
  right:
    due: {day}
- document: text.txt
  start: {school}
  end: {school + 9}
  quote: 12 мектеп
  verdict: figure
  right:
    calendar_period: 2025
""",
        encoding="utf-8",
    )
    assert [each.is_kept for each in check(path)] == [kept, True]


def test_a_document_that_is_gone_is_a_fault(folder: Path) -> None:
    row = {**correction("140 шағымның", "figure"), "document": "gone.txt"}
    with pytest.raises(InputRefused) as refused:
        check(written(folder, [row]))
    assert refused.value.faults[0].column == "document"


@pytest.mark.parametrize("content", ["a: 1", "{", "5"])
def test_what_is_no_list_of_corrections_is_refused(folder: Path, content: str) -> None:
    path = folder / "corrections.yaml"
    path.write_text(content)
    with pytest.raises(InputRefused):
        check(path)
    with pytest.raises(NotFound):
        check(folder / "none.yaml")


def test_an_unknown_noun_is_proposed_for_its_unit_with_the_evidence(folder: Path) -> None:
    path = written(folder, [correction("12 тұрпақ", "figure", value=12, unit="house")])
    (found,) = proposals(check(path))
    assert found.word_list == "language/units.yaml"
    assert dict(found.entry) == {"language": "kk", "unit": "house", "read": "тұрпақ"}
    assert found.evidence[0]["quote"] == "12 тұрпақ"
    assert found.evidence[0]["sentence"] == "Ауданда 12 тұрпақ бар."


def test_what_the_reader_keeps_proposes_nothing(folder: Path) -> None:
    path = written(folder, [correction("140 шағымның", "figure", value=140, unit="complaint")])
    assert proposals(check(path)) == []
    assert proposals_yaml([]) == "[]\n"


def test_places_read_rightly_speak_against_a_cue_that_would_change_them(folder: Path) -> None:
    text = "Ауданда 12 мектеп салынды. Қалада 5 саябақ салынды."
    (folder / "text.txt").write_text(text, encoding="utf-8")
    rows = [
        {"document": "text.txt", "start": 8, "end": 17, "quote": "12 мектеп", "verdict": "figure"},
        {"document": "text.txt", "start": 34, "end": 42, "quote": "5 саябақ", "verdict": "figure"},
    ]
    rows[0]["right"] = {"kind": "plan"}  # type: ignore[assignment]
    rows[1]["right"] = {"kind": "fact"}  # type: ignore[assignment]
    (found,) = proposals(check(written(folder, rows)))
    assert dict(found.entry) == {"language": "kk", "kind": "plan", "words": "салынды"}
    assert (len(found.evidence), len(found.against)) == (1, 1)


def test_proposals_are_yaml_that_reads_back_and_word_lists_stay(folder: Path) -> None:
    path = written(folder, [correction("12 тұрпақ", "figure", unit="house")])
    rows = yaml.safe_load(proposals_yaml(proposals(check(path))))
    assert rows[0]["entry"]["unit"] == "house"
    assert sorted(file.name for file in folder.iterdir()) == ["corrections.yaml", "text.txt"]


IMPOSSIBLE = [
    ("figure", {"unit": "nonsense"}, "no unit"),
    ("figure", {"kind": "plann"}, "none of"),
    ("figure", {"value": "many"}, "no number"),
    ("figure", {"value": True}, "no number"),
    ("figure", {"place": "1"}, "No place"),
    ("figure", {"calendar_period": "2026-Q9"}, "no period"),
    ("figure", {"is_change": "yes"}, "none of"),
    ("instruction", {"type": "wish"}, "none of"),
    ("instruction", {"due": "soon"}, "no period"),
    ("figure", {"period": "былтыр"}, "does not say"),
]


@pytest.mark.parametrize(("verdict", "right", "reason"), IMPOSSIBLE)
def test_a_value_that_cannot_be_is_refused(
    folder: Path, verdict: str, right: dict[str, Any], reason: str
) -> None:
    path = written(folder, [correction("140 шағымның", verdict, **right)])
    with pytest.raises(InputRefused) as refused:
        check(path)
    (fault,) = refused.value.faults
    assert fault.column == f"right.{next(iter(right))}"
    assert reason in fault.message.in_language("en")


def test_values_that_can_be_are_taken(folder: Path) -> None:
    right = {"unit": "KZT/month", "kind": "plan", "value": "1.5", "place": None, "calendar_period": "2026-Q1"}
    check(written(folder, [correction("140 шағымның", "figure", **right, period="Түскен")]))


def test_words_that_the_lists_have_are_not_proposed(folder: Path) -> None:
    right = {"deadline": "1 мамырға дейін"}
    checked = check(written(folder, [correction("Кеңес өтті", "instruction", **right)]))
    assert "reading/instructions/deadlines.yaml" not in {one.word_list for one in proposals(checked)}
    checked = check(written(folder, [correction("Кеңес өтті", "instruction", deadline="қар кеткенше")]))
    assert "reading/instructions/deadlines.yaml" in {one.word_list for one in proposals(checked)}


OPEN = Path(__file__).parents[2] / "examples" / "annotated" / "open"


def test_annotated_texts_speak_against_a_word_that_means_something_else(folder: Path, tmp_path: Path) -> None:
    some = tmp_path / "annotated"
    some.mkdir()
    for name in ("a001_kk.json", "a001_kk.txt"):
        (some / name).write_bytes((OPEN / name).read_bytes())
    (folder / "text.txt").write_text("Ауданда 12 орын бар. 5 жоба құрылды.", "utf-8")
    start = len("Ауданда 12 орын бар. ")
    row = {"document": "text.txt", "start": start, "end": start + 6, "quote": "5 жоба", "verdict": "figure"}
    checked = check(written(folder, [{**row, "right": {"kind": "plan"}}]))
    (alone,) = (one for one in proposals(checked) if one.word_list == "reading/statements/cues.yaml")
    (beside,) = (
        one
        for one in proposals(checked, check_annotated(some))
        if one.word_list == "reading/statements/cues.yaml"
    )
    assert dict(alone.entry)["words"] == "құрылды"
    assert alone.against == []
    assert any("a001_kk.txt" in place["place"] for place in beside.against)


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="no annotated"):
        check_annotated(tmp_path)
    (tmp_path / "a.json").write_text("[]", "utf-8")
    with pytest.raises(InputRefused, match="no annotation"):
        check_annotated(tmp_path)
