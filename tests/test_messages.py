"""Everything a person sees is in Kazakh, Russian and English: no message is missing, fuzzy or stale."""

import re
import string
from collections import defaultdict
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from esep.messages import Message, messages_of, plural_form, speaking

SOURCE = Path(__file__).resolve().parents[1] / "src" / "esep"
KEYWORDS = {"_": None, "_n": (1, 2)}
ROOMS = sorted({path.parent.parent for path in SOURCE.rglob("locale/*.po")} | {SOURCE})


def room_of(path: Path) -> Path:
    """The folder whose catalogue holds a module's messages: the room below ``esep``, or ``esep`` itself."""
    parts = path.relative_to(SOURCE).parts
    return SOURCE if len(parts) == 1 else SOURCE / parts[0]


def written() -> dict[Path, set[tuple[str, str | None]]]:
    """Room → the (singular, plural) messages that its code and templates hold."""
    found: dict[Path, set[tuple[str, str | None]]] = defaultdict(set)
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py":
            rows = extract_python(BytesIO(path.read_bytes()), KEYWORDS, [], {})
        elif path.suffix in {".html", ".xml"} and "templates" in path.parts:
            rows = babel_extract(BytesIO(path.read_bytes()), KEYWORDS, [], {"trimmed": "true"})
        else:
            continue
        for _line, keyword, texts, _comments in rows:
            words = texts if isinstance(texts, tuple) else (texts,)
            if words[0]:
                found[room_of(path)].add((words[0], words[1] if keyword == "_n" else None))
    return found


WRITTEN = written()


def catalog(room: Path, language: str) -> Catalog:
    path = room / "locale" / f"{language}.po"
    if not path.is_file():
        return Catalog(locale=language)
    return read_po(BytesIO(path.read_bytes()), locale=language, abort_invalid=True)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("room", sorted(WRITTEN), ids=lambda path: path.name)
def test_every_message_is_translated(room: Path, language: str) -> None:
    known = catalog(room, language)
    faults = []
    for singular, plural in sorted(WRITTEN[room], key=str):
        entry = known.get(singular)
        forms = (
            [] if entry is None else [entry.string] if isinstance(entry.string, str) else list(entry.string)
        )
        if not forms or not all(forms):
            faults.append(f"not translated: {singular!r}")
        elif entry.fuzzy:
            faults.append(f"fuzzy: {singular!r}")
        elif any(fields(form) != fields(plural or singular) for form in forms):
            faults.append(f"other fields: {singular!r} -> {forms}")
        elif plural and language == "ru" and len(forms) < 3:
            faults.append(f"Russian needs three forms: {singular!r}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("room", ROOMS, ids=lambda path: path.name)
def test_no_translation_is_stale(room: Path, language: str) -> None:
    needed = {singular for singular, _ in WRITTEN.get(room, set())}
    ids = [
        entry.id if isinstance(entry.id, str) else entry.id[0]
        for entry in catalog(room, language)
        if entry.id
    ]
    assert not [text for text in ids if text not in needed]


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("room", ROOMS, ids=lambda path: path.name)
def test_a_kazakh_translation_is_not_the_russian_one(room: Path, language: str) -> None:
    other = {"kk": "ru", "ru": "kk"}[language]
    theirs = {str(entry.id): entry.string for entry in catalog(room, other) if entry.id}
    same = [
        entry.id
        for entry in catalog(room, language)
        if entry.id
        and theirs.get(str(entry.id)) == entry.string
        and len(re.findall(r"\w{3,}", str(entry.string))) > 2
    ]
    assert not same


def names(value: object) -> list[dict[str, str]]:
    """Every mapping in a YAML file that looks like a name in several languages."""
    if isinstance(value, dict):
        if (
            value
            and set(value) <= {"kk", "ru", "en"}
            and all(isinstance(text, str) for text in value.values())
        ):
            return [value]
        return [name for part in value.values() for name in names(part)]
    if isinstance(value, list):
        return [name for part in value for name in names(part)]
    return []


CATALOGUES = [
    path
    for path in sorted(SOURCE.rglob("*.yaml"))
    if path.relative_to(SOURCE).parts[0]
    not in {"language", "reading", "periods"}  # word lists of two languages
    and path.stem != "endings"
]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_name_of_a_catalogue_is_in_three_languages(path: Path) -> None:
    with path.open(encoding="utf-8") as text:
        found = names(yaml.load(text, Loader=yaml.CSafeLoader))
    assert not [name for name in found if set(name) != {"kk", "ru", "en"} or not all(name.values())]


RUSSIAN_FORMS = {1: 0, 2: 1, 5: 2, 11: 2, 12: 2, 21: 0, 22: 1, 111: 2}


def test_a_number_takes_its_grammatical_form() -> None:
    assert {number: plural_form("ru", number) for number in RUSSIAN_FORMS} == RUSSIAN_FORMS
    assert [plural_form("en", number) for number in (0, 1, 2)] == [1, 0, 1]
    assert [plural_form("kk", number) for number in (0, 1, 2)] == [0, 0, 0]


def test_a_message_speaks_the_language_of_the_moment() -> None:
    _, counted = messages_of("esep.nowhere")
    message = counted("{n} family", "{n} families", 2)
    assert isinstance(message, Message)
    with speaking("en"):
        assert str(message) == "2 families"
