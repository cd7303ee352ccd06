"""Every event that the program records has words for the auditor."""

import ast
from pathlib import Path

from esep_site.families.card_pages import REASONS as OFFERED
from esep_site.people.events import NAMES, REASONS
from esep_site.people.subjects import KINDS

SITE = Path(__file__).resolve().parents[3] / "src" / "esep_site"


def recorded() -> set[str]:
    """The actions that stand as texts in calls of record or _record."""
    found = set()
    for path in SITE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in {"record", "_record"}:
                told = [a for argument in node.args for a in _choices(argument)]
                found |= {text for text in told if text and text != "snapshot"}
    return found


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _choices(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return _choices(node.body) + _choices(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_every_recorded_event_has_a_name() -> None:
    assert {"signed in", "account blocked", "snapshot put back in force"} <= recorded()
    assert sorted(recorded() - set(NAMES)) == [], "add it to events.py of the app"


def kinds_of_subjects() -> set[str]:
    """The words before the number in f-strings given as subjects or made by functions of that name."""
    found = set()
    for path in SITE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_maker = isinstance(node, ast.FunctionDef) and node.name in ("subject", "_subject")
            if is_maker or (isinstance(node, ast.keyword) and node.arg == "subject"):
                for text in (each for each in ast.walk(node) if isinstance(each, ast.JoinedStr)):
                    if isinstance(text.values[0], ast.Constant):
                        found.add(str(text.values[0].value).strip())
    return found


def test_every_kind_of_subject_has_a_word() -> None:
    assert {"account", "family", "snapshot", "reform", "list", "key"} <= kinds_of_subjects()
    assert sorted(kinds_of_subjects() - set(KINDS)) == [], "add it to the subjects of the app"


def test_every_reason_that_a_card_is_opened_for_has_words() -> None:
    assert {key for key, _text in OFFERED} | {"offer", "case"} <= set(REASONS)
