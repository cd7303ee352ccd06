"""A register of bodies: the offices and posts of a region, by which an addressee gets its code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from esep.errors import Fault, InputRefused, NotFound
from esep.language import russian_key, stems
from esep.messages import messages_of
from esep.reading.grammar.instruction_words import words
from esep.reading.grammar.sentence_language import TextLanguage
from esep.yaml_texts import read_yaml

_, _n = messages_of("esep.reading")

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_LANGUAGES: tuple[TextLanguage, ...] = ("kk", "ru")


class _Names(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kk: str
    ru: str


class _Aliases(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kk: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    code: str
    name: _Names
    aliases: _Aliases = _Aliases()
    posts: tuple[_Entry, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    bodies: tuple[_Entry, ...]


@dataclass(frozen=True)
class Body:
    """A body, a group of bodies or a post: its code and the names it is called by in each language."""

    code: str
    names: dict[TextLanguage, tuple[str, ...]]


@dataclass(frozen=True)
class Bodies:
    """A register of bodies."""

    entries: tuple[Body, ...]

    def code_of(self, name: str, language: TextLanguage) -> str | None:
        """The code of the one body that ``name`` (in the nominative) calls; None when none or several fit.

        Words are compared by stems, so that any case will do. A fuller register name wins over a shorter
        one that fits too; a name whose chief word differs («заместитель акима» against «аким») never fits.
        """
        called = _words_of(_IN_BRACKETS.sub(" ", name), language)
        fits: dict[str, int] = {}
        for body in self.entries:
            lengths = [len(one) for one in _word_lists(body, language) if _fits(called, one, language)]
            if lengths:
                fits[body.code] = max(lengths)
        best = [code for code, length in fits.items() if length == max(fits.values())]
        return best[0] if len(best) == 1 else None


def _word_lists(body: Body, language: TextLanguage) -> Iterator[tuple[str, ...]]:
    for name in body.names[language]:
        yield _words_of(name, language)


@lru_cache(maxsize=20_000)
def _words_of(name: str, language: TextLanguage) -> tuple[str, ...]:
    """The words of a name that tell something, in small letters, in order."""
    small = [word.lower() for word in _WORD.findall(name)]
    return tuple(word for word in small if len(word) > 1 and word not in words(language).empty)


@lru_cache(maxsize=50_000)
def _keys(word: str, language: TextLanguage) -> frozenset[str]:
    return frozenset(stems(word)) if language == "kk" else frozenset({russian_key(word)})


def _alike(one: str, other: str, language: TextLanguage) -> bool:
    return not _keys(one, language).isdisjoint(_keys(other, language))


def _fits(called: Sequence[str], known: Sequence[str], language: TextLanguage) -> bool:
    """Whether each word of ``known`` is among ``called``, and their chief words are alike."""
    if not known or not all(any(_alike(word, one, language) for one in called) for word in known):
        return False
    return _alike(_chief(called, language), _chief(known, language), language)


def _chief(name: Sequence[str], language: TextLanguage) -> str:
    """The word that says what sort of body it is: in Kazakh the last office word, in Russian the first."""
    actors = words(language).actors
    known = [word for word in name if not actors.isdisjoint(_dictionary_forms(word, language))]
    if not known:
        return name[-1] if language == "kk" else name[0]
    return known[-1] if language == "kk" else known[0]


@lru_cache(maxsize=50_000)
def _dictionary_forms(word: str, language: TextLanguage) -> frozenset[str]:
    if language == "kk":
        return frozenset(stems(word))
    key = russian_key(word)
    return frozenset(actor for actor in words("ru").actors if russian_key(actor) == key)


def read_bodies(path: str | Path) -> Bodies:
    """The register of bodies in a YAML file.

    Raises NotFound when there is no such file, and InputRefused with every fault when it is not of the form
    (see ``docs/reference/bodies.md``).
    """
    path = Path(path)
    if not path.is_file():
        raise NotFound(_("There is no file {file}. Check the name.", file=path.name))
    try:
        content = _File.model_validate(read_yaml(path.read_text("utf-8")))
    except UnicodeDecodeError as error:
        raise _refused(path, [Fault(path.name, 0, "", _NO_UTF8)]) from error
    except yaml.YAMLError as error:
        line = (
            error.problem_mark.line + 1
            if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark
            else 0
        )
        raise _refused(path, [Fault(path.name, line, "", _NO_YAML)]) from error
    except ValidationError as error:
        raise _refused(path, [_fault(path, one["loc"], one["type"]) for one in error.errors()]) from error
    entries = [entry for body in content.bodies for entry in (body, *body.posts)]
    codes = [entry.code for entry in entries]
    repeated = sorted({code for code in codes if codes.count(code) > 1})
    if repeated:
        told = [_("The code {code} stands more than once.", code=code) for code in repeated]
        raise _refused(path, [Fault(path.name, 0, "code", one) for one in told])
    return Bodies(tuple(_body(entry) for entry in entries))


def _body(entry: _Entry) -> Body:
    names = {
        language: (getattr(entry.name, language), *getattr(entry.aliases, language))
        for language in _LANGUAGES
    }
    return Body(entry.code, names)


_NO_UTF8 = _("This is no text in UTF-8.")
_NO_YAML = _("This is no YAML.")


def _fault(path: Path, place: Sequence[int | str], kind: str) -> Fault:
    """What is wrong at a place of the file, such as ``bodies.0.code``."""
    if kind == "missing":
        told = _("This is missing.")
    elif kind == "extra_forbidden":
        told = _("A register of bodies has no such field.")
    else:
        told = _("This is not of the form that it has in a register of bodies.")
    return Fault(path.name, 0, ".".join(map(str, place)), told)


def _refused(path: Path, faults: list[Fault]) -> InputRefused:
    return InputRefused(_("The register of bodies {file} was refused.", file=path.name), faults)
