"""Everything a person sees, in Kazakh, Russian and English.

A room writes its messages in English and keeps their translations beside itself, in gettext's own form:
``src/esep/<room>/locale/kk.po`` and ``ru.po``. A message is translated when it is shown, not when it is
made, so one error can be printed in Russian on the screen and in Kazakh in a report.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_current: ContextVar[Language | None] = ContextVar("language", default=None)


def current_language() -> Language:
    """The language in which messages are shown: the one set by :func:`speaking`, else the environment's.

    ``ESEP_LANGUAGE`` decides, then the locale (``LC_ALL``, ``LC_MESSAGES``, ``LANG``);
    English when none fits.
    """
    chosen = _current.get()
    if chosen is not None:
        return chosen
    for name in ("ESEP_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")[:2].lower()
        for language in LANGUAGES:
            if value == language:
                return language
    return "en"


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Show every message in ``language`` while the block runs."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


@dataclass(frozen=True)
class Message:
    """A sentence for a person: English template, room that owns it, values to fill in."""

    template: str
    room: str
    values: tuple[tuple[str, Any], ...] = ()
    plural: str | None = None
    number: int = 1

    def in_language(self, language: Language) -> str:
        """The sentence in ``language``; English where a translation is missing."""
        text = _translated(self, language)
        values = {name: _shown(value, language) for name, value in self.values}
        return text.format(**values) if values else text

    def __str__(self) -> str:
        return self.in_language(current_language())


def _shown(value: Any, language: Language) -> Any:
    """A value as it stands in a sentence: messages and names follow the sentence's language."""
    in_language = getattr(value, "in_language", None)
    return in_language(language) if in_language is not None else value


def _translated(message: Message, language: Language) -> str:
    if language == "en":
        use_plural = message.plural is not None and message.number != 1
        return message.plural if use_plural and message.plural else message.template
    catalog = _catalog(message.room, language)
    entry = catalog.get(message.template) if catalog is not None else None
    if entry is None or not entry.string:
        return message.template
    if isinstance(entry.string, str):
        return str(entry.string)
    forms = [str(form) for form in entry.string]
    assert catalog is not None
    return forms[min(plural_form(language, message.number), len(forms) - 1)]


def plural_form(language: Language, number: int) -> int:
    """Index of the gettext plural form: kk has one form after a number, ru three, en two."""
    if language == "kk":
        return 0
    if language == "en":
        return int(number != 1)
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else 2


@cache
def _catalog(room: str, language: Language) -> Catalog | None:
    source = files(room).joinpath("locale", f"{language}.po")
    if not source.is_file():
        return None
    babel = import_module("babel.messages.pofile")  # slow to import, and English needs none
    with source.open("rb") as lines:
        catalog: Catalog = babel.read_po(lines, locale=language)
    return catalog


def messages_of(room: str) -> tuple[Callable[..., Message], Callable[..., Message]]:
    """The two message makers of a room: ``_, _n = messages_of(__package__)``.

    ``_("No place has the code {code}.", code=code)`` makes a message;
    ``_n("{n} family", "{n} families", n)`` makes one that follows the grammar of a number.
    """

    def message(template: str, /, **values: Any) -> Message:
        return Message(template, room, tuple(values.items()))

    def counted(singular: str, plural: str, number: int, /, **values: Any) -> Message:
        return Message(singular, room, tuple({"n": number, **values}.items()), plural, number)

    return message, counted


@dataclass(frozen=True)
class Name:
    """A name that a catalogue holds in the three languages."""

    kk: str
    ru: str
    en: str

    def in_language(self, language: Language) -> str:
        """The name in ``language``."""
        return str(getattr(self, language))

    def __str__(self) -> str:
        return self.in_language(current_language())
