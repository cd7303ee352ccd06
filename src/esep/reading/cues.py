"""Words that tell what kind of figure stands near them, found in a sentence by its tokens, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from esep.language import Token
from esep.language.first_words import FirstWords, compiled
from esep.language.kazakh.stems import stems, verb_stems
from esep.language.remembered import Remembered
from esep.reading.sentence_language import TextLanguage
from esep.reading.statement import Kind
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml

_D_ENDINGS = ("ды", "ді", "ты", "ті")

_VOICES = (
    "ыл",
    "іл",
    "ын",
    "ін",
    "лан",
    "лен",
    "ал",
    "ел",
    "тыр",
    "тір",
    "дыр",
    "дір",
    "кіз",
    "гіз",
    "ғыз",
    "қыз",
)

_PARTICIPLE = re.compile(r"(\w*[ғгқк][ае]н)(?:[ыі]\w*|да|де|дар|дер)?\Z")

_NOT = ("ма", "ме", "ба", "бе", "па", "пе")
_LET = ("сын", "сін")
_LETTERS_OF_VERBS = tuple("бвгджзйклмнпрстфхцчшщғқң")

_VOICED = {"ба": "п", "бе": "п", "ға": "қ", "ге": "к"}
"""How the last sound of a verb changes before the ending of the present."""

_DENIED = ("мады", "меді", "бады", "беді", "пады", "педі")
_NAMING = ("noun", "adjective", "adverb")

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
    form: Literal["past", "present", "participle", "order"] | None = None
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
    form = form_of(word) if language == "kk" and group == "verbs" else None
    fitting = (
        phrase
        for phrase in begun
        if not any(compiled(none).fullmatch(word) for none in phrase.entry.unless)
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


def form_of(word: str) -> Literal["past", "present", "order", "object"] | None:
    """What the lexicon makes of a word: «қарады» is past, «салады» present, «асырсын» order, «жолды» object.

    None when the lexicon knows no stem of it, or several of different sorts.
    """
    verbs, known = verb_stems(), stems()
    if word.endswith(_LET):
        return "order" if _is_order(word) else "object"
    if not word.endswith(_D_ENDINGS):
        return "object" if _is_noun_like_participle(word) else None
    if word[:-2] not in verbs and any(row.part in _NAMING for row in known.get(word, ())):
        return "object"
    found: set[Literal["past", "present", "object"]] = set()
    stem = word[:-2]
    if stem in verbs or (word.endswith(_DENIED) and (word[:-4] in verbs or word[:-4].endswith(_VOICES))):
        found.add("past")
    if any(row.part in ("noun", "name", "adjective") for row in known.get(stem, ())):
        found.add("object")
    if stem.endswith(("а", "е", "й")) and stem[:-1] in verbs:
        found.add("present")
    if stem.endswith("я") and f"{stem[:-1]}й" in verbs:
        found.add("present")  # «азаяды» of «азай»
    if stem[-2:] in _VOICED and stem[:-2] + _VOICED[stem[-2:]] in verbs:
        found.add("present")  # «табады» of «тап»
    return found.pop() if len(found) == 1 else None


def _is_order(word: str) -> bool:
    """«асырсын», «белгіленсін»; «бағасын» and «курсын» are nouns."""
    stem, known = word[:-3], stems()
    if any(row.part in ("noun", "name") for noun in (stem, word[:-2]) for row in known.get(noun, ())):
        return stem.endswith(_LETTERS_OF_VERBS) and stem in verb_stems() and word[:-2] not in known
    denied = stem.endswith(_NOT) and stem[:-2] in verb_stems()
    return denied or stem in verb_stems() or stem.endswith(_VOICES)


def _is_noun_like_participle(word: str) -> bool:
    """«дүкені», «науқанында», «теңгені»: of a noun in -кен, -қан or -ге, and no participle."""
    found = _PARTICIPLE.match(word)
    if found is None or found[1][:-3] in verb_stems():
        return False
    known = stems()
    return any(
        row.part in ("noun", "name") for stem in (found[1], found[1][:-1]) for row in known.get(stem, ())
    )


@lru_cache(maxsize=20_000)
def form_of_participle(word: str) -> bool:
    """Whether the lexicon knows a verb, or a passive of one, behind a word in -ған."""
    stem, verbs = word[:-3], verb_stems()
    if stem in verbs:
        return True
    return any(stem.endswith(voice) for voice in _VOICES)


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
