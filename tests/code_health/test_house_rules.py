"""House rules that a machine can hold: sizes, names, the README of each room."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "esep"
SITE = ROOT / "src" / "esep_site"
MODULES = sorted(SOURCE.rglob("*.py"))
ROOMS = sorted(path for path in SOURCE.iterdir() if (path / "__init__.py").is_file())
POTS = {"utils", "helpers", "common", "misc", "manager", "data", "types", "base", "tools"}
ALL_PYTHON = [
    path
    for folder in ("src", "tests", "benchmarks", "judges")
    for path in sorted((ROOT / folder).rglob("*.py"))
]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", ALL_PYTHON, ids=name)
def test_a_module_has_at_most_600_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 600, "split it by what its parts are about"


@pytest.mark.parametrize("path", ALL_PYTHON, ids=name)
def test_a_function_has_at_most_60_lines(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [
        f"{f.name}: {f.end_lineno - f.lineno + 1}" for f in functions if (f.end_lineno or 0) - f.lineno >= 60
    ]
    assert not long, "give its steps names of their own"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_named_by_what_it_holds(path: Path) -> None:
    assert path.stem not in POTS
    assert not POTS & set(path.relative_to(SOURCE).parts[:-1])


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_import_hides_inside_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = [
        f"line {inner.lineno}"
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom) and path.stem != "cli" and "cli" not in path.parts
    ]
    assert not hidden, "an import inside a function hides a cycle; the command line may do it to start fast"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_imports_everything(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.names[0].name == "*"]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_name_that_a_module_keeps_to_itself_is_imported(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    private = [
        f"line {node.lineno}: {alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name.startswith("_") and not alias.name.startswith("__")
    ]
    assert not private, "give what two modules use a public name and a docstring"


@pytest.mark.parametrize("room", ROOMS, ids=lambda path: path.name)
def test_a_room_says_what_it_is_in_40_lines(room: Path) -> None:
    readme = room / "README.md"
    assert readme.is_file()
    assert len(readme.read_text(encoding="utf-8").splitlines()) <= 40


@pytest.mark.parametrize("readme", sorted(SOURCE.glob("*/*/README.md")), ids=name)
def test_a_room_within_a_room_says_what_it_is_in_40_lines(readme: Path) -> None:
    assert len(readme.read_text(encoding="utf-8").splitlines()) <= 40


@pytest.mark.parametrize("path", ALL_PYTHON, ids=name)
def test_openfisca_stays_in_a_process_of_its_own(path: Path) -> None:
    """It is under the AGPL: only the judge imports it, and nothing imports the judge."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    imported = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    imported += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    roots = {module.split(".")[0] for module in imported}
    allowed = path.is_relative_to(ROOT / "judges" / "openfisca")
    assert allowed or not roots & {"openfisca_core", "targeted_assistance", "judges"}


@pytest.mark.parametrize("app", sorted(path.parent for path in SITE.glob("*/apps.py")), ids=name)
def test_an_app_of_the_site_says_what_it_is_in_40_lines(app: Path) -> None:
    assert len((app / "README.md").read_text(encoding="utf-8").splitlines()) <= 40


@pytest.mark.parametrize("readme", sorted((ROOT / "src").rglob("README.md")), ids=name)
def test_a_readme_names_files_that_are_there(readme: Path) -> None:
    named = re.findall(r"`([\w/*.]+\.(?:py|yaml|sql|js))`", readme.read_text(encoding="utf-8"))
    assert not [each for each in named if not any((ROOT / "src").rglob(each)) and not (ROOT / each).is_file()]


def test_the_readme_maps_every_room() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [room.name for room in ROOMS if f"`{room.name}" not in text]


@pytest.mark.parametrize(
    "file", ["requirements.lock", "requirements-judges.lock", "requirements-natasha.lock"]
)
def test_a_lock_names_no_address(file: str) -> None:
    lock = (ROOT / file).read_text(encoding="utf-8")
    assert "--hash=sha256:" in lock
    assert not re.findall(r"^.*(?:://|--index|--find-links|--extra-index).*$", lock, re.MULTILINE)


def test_no_file_names_a_folder_of_somebody() -> None:
    pattern = re.compile(r"/(?:work|root|home)/\w")
    texts = [
        path for path in ROOT.rglob("*") if path.suffix in {".py", ".md", ".yaml", ".toml", ".html", ".po"}
    ]
    others = {".venv", ".venv-judges", "build", ".git"}
    kept = [path for path in texts if not others & set(path.relative_to(ROOT).parts)]
    assert not [name(path) for path in kept if pattern.search(path.read_text(encoding="utf-8"))]
