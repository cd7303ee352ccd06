"""Every word of the site is in Kazakh and Russian: its own, those of Django, those of the packages."""

from __future__ import annotations

import ast
import datetime
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import django
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.core.exceptions import ValidationError
from django.template import Engine, Node, engines
from django.template.defaultfilters import date as written
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import timezone
from django.utils.translation import override
from django.utils.translation.template import templatize
from django.utils.translation.trans_real import translation

import esep_site
from esep_site.catalogues import sources

SITE = Path(esep_site.__file__).parent
DJANGO = Path(django.__file__).parent
LANGUAGES = ("kk", "ru")
Words = tuple[str | None, str, str | None]
"""Context, singular, plural."""

KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (None, 0, None)),
    **dict.fromkeys(("_n", "ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
"""Function → which argument is the context, the singular, the plural."""
EXPECTED_FORMS = {"kk": 2, "ru": 3}


def words_of(source: bytes) -> Iterator[Words]:
    """The messages of a Python text; its tree is read, since a search of tokens overlooks f-strings."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in KEYWORDS and node.args and isinstance(node.args[0], ast.Constant):
            values = [each.value if isinstance(each, ast.Constant) else None for each in node.args]
            context, singular, plural = (None if at is None else values[at] for at in KEYWORDS[name])
            if isinstance(singular, str) and singular:
                yield context, singular, plural


BABEL = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def words_of_template(source: str, origin: str) -> Iterator[Words]:
    """The messages of a template, turned by Django into something like Python."""
    text = BytesIO(templatize(source, origin=origin).encode())
    for _line, keyword, texts, _comments in extract_python(text, BABEL, [], {}):
        parts = list(texts if isinstance(texts, tuple) else (texts,))
        context = parts.pop(0) if "pgettext" in keyword else None
        if parts and parts[0]:
            yield context, parts[0], parts[1] if keyword in ("ngettext", "npgettext") else None


def templates() -> list[Path]:
    return sorted(SITE.rglob("templates/**/*.html"))


def modules(root: Path = SITE) -> list[Path]:
    return [path for path in sorted(root.rglob("*.py")) if "test" not in str(path.relative_to(root))]


@cache
def of_the_site() -> frozenset[Words]:
    """What templates and modules of the site show in a browser, as Django finds it."""
    found = {
        words
        for path in templates()
        for words in words_of_template(path.read_text(encoding="utf-8"), str(path))
    }
    for path in modules():
        if not speaks_as_the_library(path):
            found |= set(words_of(path.read_bytes()))
    return frozenset(found)


def speaks_as_the_library(path: Path) -> bool:
    """Whether a module's sentences are for a terminal: they follow the rules of the library's rooms."""
    return "messages_of(__package__)" in path.read_text(encoding="utf-8")


def test_words_within_f_strings_are_found() -> None:
    source = b"""f'<p>{_("Rule")}</p>', ngettext('a', 'b', n), pgettext('c', 'd'), _(unknown)"""
    found = words_of(source)
    assert set(found) == {(None, "Rule", None), (None, "a", "b"), ("c", "d", None)}


@cache
def of_the_command_line() -> frozenset[Words]:
    return frozenset(
        words for path in modules() if speaks_as_the_library(path) for words in words_of(path.read_bytes())
    )


@cache
def of_the_packages() -> frozenset[Words]:
    """What Django and the installed apps can show: their English catalogues, else what their modules hold."""
    folders = [DJANGO / "conf"] + [
        Path(app.path) for app in apps.get_app_configs() if not app.name.startswith("esep_site")
    ]
    found: set[Words] = set()
    for folder in folders:
        english = folder / "locale" / "en" / "LC_MESSAGES" / "django.po"
        if english.is_file():
            found |= {words(message.context, message.id) for message in catalogue(english, "en")}
        else:
            found |= {each for path in modules(folder) for each in words_of(path.read_bytes())}
    return frozenset(found)


def words(context: str | None, id: str | tuple[str, ...]) -> Words:
    return (context, id, None) if isinstance(id, str) else (context, id[0], id[1])


def catalogue(path: Path, language: str) -> list:
    whole: Catalog = read_po(BytesIO(path.read_bytes()), locale=language, abort_invalid=True)
    return [message for message in whole if message.id]


def file_of(language: str, name: str) -> Path:
    return SITE / "locale" / language / "LC_MESSAGES" / name


COMMAND_LINE = "command line"
FILES = ("django.po", "framework.po", COMMAND_LINE)


@cache
def entries(language: str, name: str) -> list:
    path = SITE / "locale" / f"{language}.po" if name == COMMAND_LINE else file_of(language, name)
    return catalogue(path, language)


def forms(message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?\w+", text))


NEEDED = {"django.po": of_the_site, "framework.po": of_the_packages, COMMAND_LINE: of_the_command_line}


def test_parsing_by_djangos_own_engine_finds_no_word_that_was_overlooked() -> None:
    """A second way to the words of the templates: the nodes that Django will render."""
    engine: Engine = engines["django"].engine
    found: set[str] = set()

    def walk(node: Node) -> None:
        if isinstance(node, TranslateNode) and isinstance(node.filter_expression.var, str):
            found.add(node.filter_expression.var)
        elif isinstance(node, TranslateNode) and node.filter_expression.var.literal:
            found.add(str(node.filter_expression.var.literal))
        elif isinstance(node, BlockTranslateNode):
            found.add(node.render_token_list(node.singular)[0])
        for name in node.child_nodelists:
            for child in getattr(node, name, None) or ():
                walk(child)

    for path in templates():
        for node in engine.from_string(path.read_text(encoding="utf-8")).nodelist:
            walk(node)
    squeezed = {" ".join(text.split()) for text in found}
    assert len(squeezed) > 100
    assert squeezed <= {" ".join(singular.split()) for _context, singular, _plural in of_the_site()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["django.po", COMMAND_LINE])
def test_every_word_of_the_site_is_translated(language: str, name: str) -> None:
    known = {words(message.context, message.id) for message in entries(language, name)}
    assert sorted(singular for _c, singular, _p in NEEDED[name]() - known) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_django_and_the_packages_is_translated(language: str) -> None:
    """As Django merges the catalogues: its own, those of the apps, ours above them."""
    merged = translation(language)
    missing = []
    for context, singular, plural in of_the_packages():
        key = f"{context}\x04{singular}" if context else singular
        counts = (1, 2, 5, 21) if plural else ()
        shown = [merged._catalog.plural(key, n) for n in counts] or [merged._catalog.get(key)]
        if not all(shown):
            missing.append(singular)
    assert sorted(missing) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_no_translation_is_stale_or_fuzzy_or_lacks_a_form_or_a_placeholder(language: str, name: str) -> None:
    needed, faults = NEEDED[name](), []
    for message in entries(language, name):
        context, singular, plural = words(message.context, message.id)
        if (context, singular, plural) not in needed:
            faults.append(f"stale: {singular!r}")
        if message.fuzzy:
            faults.append(f"fuzzy: {singular!r}")
        if not all(forms(message)) or len(forms(message)) != (EXPECTED_FORMS[language] if plural else 1):
            faults.append(f"forms: {singular!r} -> {forms(message)}")
        wanted = {tuple(placeholders(text)) for text in (singular, plural) if text}
        if any(tuple(placeholders(form)) not in wanted for form in forms(message)):
            faults.append(f"placeholders: {singular!r} -> {forms(message)}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["django.po", "framework.po"])
def test_a_word_stands_once_in_a_file(language: str, name: str) -> None:
    text = file_of(language, name).read_text(encoding="utf-8")
    found = re.findall(r'^(?:msgctxt ("[^\n]*)\n)?msgid ((?:"[^\n]*\n)+)', text, re.MULTILINE)
    assert sorted(key for key in set(found) if found.count(key) > 1) == []


@pytest.mark.parametrize("name", FILES)
def test_kazakh_is_not_the_russian_text(name: str) -> None:
    russian = {words(m.context, m.id): forms(m) for m in entries("ru", name)}
    same = [
        message.id
        for message in entries("kk", name)
        if forms(message) == russian.get(words(message.context, message.id))
        and len(re.findall(r"[^\W\d_]{3,}", forms(message)[0])) > 2
    ]
    assert same == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_language_are_its_letters(language: str) -> None:
    """No Latin letter stands among Cyrillic ones of a word, and no Kazakh letter in Russian."""
    wrong = re.compile(
        r"[A-Za-z][а-яёәғқңөұүһі]|[а-яёәғқңөұүһі][A-Za-z]" + (r"|[әғқңөұүһі]" if language == "ru" else ""),
        re.IGNORECASE,
    )
    faults = [
        form
        for name in FILES
        for message in entries(language, name)
        for form in forms(message)
        if wrong.search(re.sub(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]*>|esep site.*", " ", form))
    ]
    assert faults == []


def test_the_sites_words_win_over_those_of_the_packages() -> None:
    for language in LANGUAGES:
        assert [path.name for path in sources(language)] == ["framework.po", "django.po"]


def test_dates_of_django_are_kazakh() -> None:
    day = datetime.date(2026, 3, 8)
    with override("kk"):
        assert written(day, "DATE_FORMAT") == "2026 ж. 8 наурыз"
        assert written(day, "YEAR_MONTH_FORMAT") == "2026 ж. наурыз"
        assert written(day, "E") == "наурыз"
    with override("ru"):
        assert written(day, "DATE_FORMAT") == "8 марта 2026 г."
    with override("en"):
        assert written(day, "DATE_FORMAT") == "8 March 2026"


def test_moments_and_rules_of_passwords_are_kazakh() -> None:
    now = timezone.now()
    with override("kk"):
        assert naturaltime(now) in ("жаңа ғана", "қазір")
        assert naturaltime(now - datetime.timedelta(minutes=1)) == "1\xa0минут бұрын"
        assert naturaltime(now - datetime.timedelta(days=3)) == "3\xa0күн бұрын"
        assert naturaltime(now + datetime.timedelta(hours=2, minutes=1)) == "2\xa0сағаттан кейін"
        rules = " ".join(password_validators_help_texts())
        assert "кемінде 12 таңба" in rules
        assert not re.search(r"[A-Za-z]{3}", rules)
        with pytest.raises(ValidationError) as refused:
            validate_password("12345")
        assert not re.search(r"[A-Za-z]{3}", " ".join(refused.value.messages))


def test_the_languages_of_the_site_are_named_by_themselves() -> None:
    assert dict(settings.LANGUAGES) == {"kk": "Қазақша", "ru": "Русский", "en": "English"}
