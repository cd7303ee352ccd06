"""Every event that the program records has words for the auditor."""

import ast
from pathlib import Path

from esep_site.people.events import NAMES

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
