"""The documentation is whole: generated pages are fresh, every command, exit code and page is there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from esep.errors import EsepError

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
COMMANDS = ("demo", "synthesize", "snapshot", "familymap", "support", "explain", "account", "read", "check")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    subprocess.run(
        [sys.executable, DOCS / "generate.py", folder],
        env={**os.environ, "ESEP_LANGUAGE": "en"},
        check=True,
    )
    return folder


def test_the_generated_pages_are_fresh(generated: Path) -> None:
    pages = sorted(generated.rglob("*.md"))
    assert len(pages) == 4
    for page in pages:
        kept = DOCS / page.relative_to(generated)
        assert text_of(kept) == text_of(page), f"{kept.name} is stale: make docs"


def test_every_command_is_in_the_reference_and_in_a_page_that_uses_it() -> None:
    reference = text_of(DOCS / "reference" / "command-line.md")
    others = "\n".join(text_of(page) for page in PAGES if page.parent.name in ("tutorial", "how-to"))
    for command in COMMANDS:
        assert f"## esep {command}\n" in reference
        assert f"esep {command} " in others


def test_every_exit_code_is_in_the_reference() -> None:
    codes = {0, 2, 130} | {kind.exit_code for kind in EsepError.__subclasses__()}
    reference = text_of(DOCS / "reference" / "command-line.md").partition("## Exit codes")[2]
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", reference, re.MULTILINE)} == codes


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    prose = re.sub(r"^```.*?^```$", "", text_of(page), flags=re.MULTILINE | re.DOTALL)
    targets = [link for link in LINK.findall(prose) if "://" not in link]
    assert not [target for target in targets if not (page.parent / target).exists()]


def test_the_index_names_every_page() -> None:
    index = {(DOCS / link).resolve() for link in LINK.findall(text_of(DOCS / "README.md"))}
    expected = {page for page in PAGES if page.parent.name not in ("docs", "adr")}
    assert not expected - index
