"""Words that tell what kind of figure stands near them, found in a sentence by its tokens, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, NamedTuple

from esep.language import Token
from esep.language.first_words import FirstWords, compiled
from esep.language.remembered import Remembered
from esep.reading.grammar.kazakh_verb_forms import form_of, only_looks_like_a_verb
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.statement import Kind
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml

Group = Literal["verbs", "target", "future", "purpose"]
"""The groups of entries of ``cues.yaml``."""


class CueEntry(WordList, kw_only=True):
    """One entry of ``cues.yaml``; its examples are its tests."""

    rule: str
    kind: Kind
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    unless_unknown: tuple[str, ...] = ()
    where: Literal["predicate", "not attribute"] | None = None
    form: Literal["past", "present", "verb"] | None = None
    positive: tuple[str, ...]
    negative: tuple[str, ...]


class Cue(NamedTuple):
    """Words of an entry found in a sentence: the tokens ``[first, last)``."""

    first: int
    last: int
    kind: Kind
    rule: str


@dataclass(frozen=True)
class _Phrase:
    entry: CueEntry
    words: tuple[str, ...]
    is_sure: bool = False


@cache
def content(language: TextLanguage) -> dict[str, Any]:
    """All of ``cues.yaml`` for one language."""
    read: dict[str, Any] = packaged_yaml(__package__, "cues.yaml")[language]
    return read


@cache
def entries(language: TextLanguage, group: Group) -> tuple[CueEntry, ...]:
    """The entries of a group, in the order in which they are tried."""
    return tuple(word_list(CueEntry, entry) for entry in content(language).get(group, []))


@cache
def _phrases(language: TextLanguage, group: Group) -> FirstWords[_Phrase]:
    phrases = (
        _Phrase(entry, tuple(words.split(" "))) for entry in entries(language, group) for words in entry.words
    )
    return FirstWords(phrases, lambda phrase: phrase.words[0])


def _opened_by(word: str, language: TextLanguage, group: Group) -> tuple[_Phrase, ...]:
    """The phrases that ``word`` can begin."""
    begun = _phrases(language, group).of(word)
    if not begun:
        return ()
    is_asked = language == "kk" and group == "verbs"
    form, is_noun = (form_of(word), only_looks_like_a_verb(word)) if is_asked else (None, False)
    fitting = (
        phrase
        for phrase in begun
        if not (phrase.entry.form == "verb" and is_noun)
        and not any(compiled(none).fullmatch(word) for none in phrase.entry.unless)
        and not (form is None and any(compiled(none).fullmatch(word) for none in phrase.entry.unless_unknown))
    )
    if form is None:
        return tuple(fitting)
    return tuple(
        replace(phrase, is_sure=True) if phrase.entry.form else phrase
        for phrase in fitting
        if phrase.entry.form in (None, form)
    )


@cache
def _opened_of(language: TextLanguage, group: Group) -> Remembered[tuple[_Phrase, ...]]:
    return Remembered(lambda word: _opened_by(word, language, group))


def cues_at(tokens: Sequence[Token], at: int, language: TextLanguage, group: Group) -> Iterator[Cue]:
    """The cues that begin at the token ``at``, in the order of their entries."""
    for phrase in _opened_of(language, group)[tokens[at].key]:
        if _fits(phrase, tokens, at, language):
            yield Cue(at, at + len(phrase.words), phrase.entry.kind, phrase.entry.rule)


def _fits(phrase: _Phrase, tokens: Sequence[Token], at: int, language: TextLanguage) -> bool:
    """Whether a phrase that the token ``at`` can begin stands there whole, and where its entry asks for."""
    last = at + len(phrase.words)
    if last > len(tokens):
        return False
    if last > at + 1:
        for word, token in zip(phrase.words[1:], tokens[at + 1 : last], strict=True):
            if compiled(word).fullmatch(token.key) is None:
                return False
    return phrase.is_sure or phrase.entry.where is None or _stands_so(tokens, last, phrase.entry, language)


def _stands_so(tokens: Sequence[Token], last: int, entry: CueEntry, language: TextLanguage) -> bool:
    following = tokens[last] if last < len(tokens) else None
    if following is None or following.kind == "sign":
        return True
    if following.kind == "number":
        return False
    if entry.where == "not attribute":
        return following.key.startswith(("еді", "бол", "екен", "жоқ", "деп", "және"))
    return following.key in _followers(language)


@cache
def _followers(language: TextLanguage) -> frozenset[str]:
    return frozenset(content(language)["followers"])


def find_cues(tokens: Sequence[Token], language: TextLanguage, group: Group) -> list[Cue]:
    """All cues of a group in a sentence: the first entry that fits wins at each token; none overlap."""
    found: list[Cue] = []
    end = 0
    # Most words open nothing: they are passed over first, by what is remembered of each.
    opened = _opened_of(language, group)
    for at in [at for at, token in enumerate(tokens) if opened[token.key]]:
        if at < end or tokens[at].kind == "sign":
            continue
        for phrase in opened[tokens[at].key]:
            if _fits(phrase, tokens, at, language):
                end = at + len(phrase.words)
                found.append(Cue(at, end, phrase.entry.kind, phrase.entry.rule))
                break
    return found


@cache
def _rests(language: TextLanguage, name: str) -> Remembered[tuple[tuple[str, ...], ...]]:
    """By word: what follows it in the phrases of a plain list that it begins; () where it is one alone."""
    phrases = [tuple(words.split(" ")) for words in content(language).get(name, [])]
    rows = FirstWords(phrases, lambda phrase: phrase[0])
    return Remembered(lambda word: tuple(phrase[1:] for phrase in rows.of(word)))


def stands_in(tokens: Sequence[Token], places: Iterable[int], language: TextLanguage, name: str) -> bool:
    """Whether a word or phrase of a plain list begins at one of the ``places``."""
    rests = _rests(language, name)
    return any(rests[tokens[at].key] and is_one_of(tokens, at, language, name) for at in places)


def is_one_of(tokens: Sequence[Token], at: int, language: TextLanguage, name: str) -> bool:
    """Whether a word or phrase of a plain list (such as ``change``) begins at the token ``at``."""
    if not 0 <= at < len(tokens):
        return False
    rests = _rests(language, name)[tokens[at].key]
    if not rests:
        return False
    return () in rests or any(
        at + len(rest) < len(tokens)
        and all(compiled(word).fullmatch(tokens[n].key) for n, word in enumerate(rest, at + 1))
        for rest in rests
    )
