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
LAW = DOCS / "reference" / "law"
DRAWN_FROM = re.compile(r"<!-- drawn from ([0-9a-f]{64}) -->")
PAGES = sorted(DOCS.rglob("*.md"))
COMMANDS = (
    "answer",
    "explanations",
    "demo",
    "synthesize",
    "snapshot",
    "familymap",
    "support",
    "explain",
    "account",
    "read",
    "check",
    "compare",
    "months",
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    write_pages_to(folder)
    return folder


def write_pages_to(folder: Path) -> None:
    subprocess.run(
        [sys.executable, DOCS / "generate.py", folder],
        env={**os.environ, "ESEP_LANGUAGE": "en"},
        check=True,
    )


def test_the_generated_pages_are_fresh(generated: Path) -> None:
    pages = sorted(generated.rglob("*.md"))
    assert len(pages) > 6
    for page in pages:
        kept = DOCS / page.relative_to(generated)
        assert kept.is_file(), f"{kept.name} is missing: make docs"
        assert text_of(kept) == text_of(page), f"{kept.name} is stale: make docs"


def test_the_pictures_are_drawn_from_the_values_of_the_law(generated: Path) -> None:
    """A picture names what it was drawn from; its letters may move with the fonts of a machine."""
    pictures = {path.name: drawn_from(path) for path in sorted(generated.rglob("*.svg"))}
    assert "mci.svg" in pictures
    assert {path.name: drawn_from(path) for path in sorted((LAW / "pictures").glob("*.svg"))} == pictures


def drawn_from(picture: Path) -> str:
    (found,) = DRAWN_FROM.findall(text_of(picture))
    return found


def test_no_page_of_the_law_is_left_over(generated: Path) -> None:
    kept = {path.name for path in LAW.glob("*.md")}
    assert kept == {path.name for path in (generated / "reference" / "law").glob("*.md")}


def test_pictures_are_drawn_again_only_from_other_values(generated: Path, tmp_path: Path) -> None:
    """A kept picture stays as it is, byte for byte; a page or picture that is gone is removed."""
    pictures = tmp_path / "reference" / "law" / "pictures"
    pictures.mkdir(parents=True)
    made = text_of(generated / "reference" / "law" / "pictures" / "mci.svg")
    (pictures / "mci.svg").write_text(made.replace("</svg>", "<!-- kept --></svg>"), encoding="utf-8")
    (pictures / "gone.svg").write_text("<svg/>", encoding="utf-8")
    write_pages_to(tmp_path)
    assert "<!-- kept -->" in text_of(pictures / "mci.svg")
    assert not (pictures / "gone.svg").exists()
    for drawn in ("subsistence_minimum.svg", "poverty_share.svg"):
        again = generated / "reference" / "law" / "pictures" / drawn
        assert (pictures / drawn).read_bytes() == again.read_bytes()


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
    expected = {page for page in PAGES if page.parent.name not in ("docs", "adr", "law")}
    assert not expected - index


def test_the_index_of_the_law_names_every_page_of_it() -> None:
    index = {(DOCS / "reference" / link).resolve() for link in LINK.findall(text_of(LAW.with_suffix(".md")))}
    assert not set(LAW.glob("*.md")) - index


def test_every_link_within_the_law_finds_its_place() -> None:
    pages = {path.name: text_of(path) for path in LAW.glob("*.md")}
    places = {
        name: {*re.findall(r"^#+ (\w+)$", text, re.MULTILINE), *re.findall(r'<a id="([\w-]+)">', text)}
        for name, text in pages.items()
    }
    broken = [
        (name, link)
        for name, text in pages.items()
        for link, page, place in re.findall(r"\]\((([\w.]*)#([\w-]+))\)", text)
        if place != "worked-cases" and place not in places[page or name]
    ]
    assert not broken
