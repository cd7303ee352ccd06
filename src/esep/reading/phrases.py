"""What a number counts: the noun after it, the words that narrow it, and its unit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from esep.language import Case, Token, UnitMatch, analyses, is_measure, match_unit, russian_key
from esep.language.endings import fold, sound_class
from esep.language.kazakh import stems
from esep.language.kazakh.stems import verb_stems
from esep.language.lexicon import ordinals
from esep.reading.kazakh_endings import HABITUALS, PARTICIPLES
from esep.reading.kazakh_verb_forms import form_of
from esep.reading.morphology import names_people, russian_word
from esep.reading.russian_grammar import is_a, is_known, is_living
from esep.reading.sentence_language import TextLanguage
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml

LONGEST = 6
"""Words that a phrase can have before its noun."""
LONGEST_CHAIN = 2
"""Words after an unknown noun among which its owner is sought: «жедел жәрдем көлігі»."""
SHORTEST_TRADE = 5
_EARLIER = frozenset(["годом", "месяцем", "неделей", "кварталом", "днем"])
"""«100 млрд годом ранее»: when, not what is counted."""
_TOOLS = ("кіш", "қыш", "гіш", "ғыш")
"""Ends of nouns of tools and signs: «көрсеткіші» is an indicator, no one who shows."""
_NO_TRADES = ("каталог", "диалог", "монолог", "аналог", "пролог", "эпилог", "жәдігер")
"""Nouns that end as those of trades do and name no one."""
SHORTEST_COUNTED = 4
"""Letters of a word behind a number that may be its noun though no list knows it."""
_PIECE = fold("бірлік")
_CLOSED = ("conjunction", "postposition", "particle", "pronoun", "numeral", "verb", "adverb")
_OPEN_VERBS = (
    "ады",
    "еді",
    "йды",
    "йді",
    "ылды",
    "ілді",
    "уда",
    "уде",
    "мақ",
    "мек",
    "ған",
    "ген",
    "қан",
    "кен",
)
SHORTEST_DERIVED = 5
"""Letters of the shortest word whose ending is taken for one of adjectives or verbs."""
LONGEST_ABBREVIATION = 5
_COUNTRIES = frozenset(["РК", "РФ", "США", "СНГ", "КНР", "ЕС", "ЕАЭС", "ООН", "ҚР", "АҚШ"])
_OF_PEOPLE = ("person", "family", "household", "job")
_MACHINES = (
    "воз",
    "подборщик",
    "погрузчик",
    "граф",
    "робот",
    "разбрасывател",
    "измельчител",
    "распределител",
    "микроб",
    "бактери",
    "вирус",
)
"""Ends of the keys of nouns of machines and germs that look like those of people."""
_CASES_OF_HEADS = (None, "genitive", "accusative")
_HAVE = ("бар", "жоқ")
_BODIES = ("ұйым", "мекеме", "орталық", "орган", "кәсіпорын", "компания", "субъект")
"""Begins what a word in -ушы narrows: «қызмет көрсетуші ұйым»."""
_OWNING = (None, "nominative")
"""Cases of a noun that narrows the next one: «су қоймасы», not «облыста ұзындығы»."""
_VERBAL_NOUN = ("у", "ү", "ю")


class _Kazakh(WordList):
    adjectives: frozenset[str]
    adjective_endings: tuple[str, ...]
    nouns: frozenset[str]
    narrowing: frozenset[str]
    joints: frozenset[str]
    firms: frozenset[str]
    stops: frozenset[str]
    verb_endings: tuple[str, ...]
    rhetorical: frozenset[str]
    agenda: frozenset[str]
    people: frozenset[str]
    people_endings: tuple[str, ...]
    mere_adjectives: frozenset[str]
    counted: dict[str, frozenset[str]]


class _Russian(WordList):
    links: frozenset[str]
    prepositions: frozenset[str]
    rhetorical: frozenset[str]
    agenda: frozenset[str]
    animals: frozenset[str]
    firms: frozenset[str]
    counted: dict[str, frozenset[str]]


class _Words(WordList):
    kk: _Kazakh
    ru: _Russian


class Phrase(NamedTuple):
    """A counted noun: the tokens ``[first, last)``, the unit where the table knows it, and its case.

    ``qualifiers`` are the words before the noun. ``is_rhetorical`` tells of nouns that are spoken of in small
    numbers without being counted («два пути»), ``is_agenda`` of the titles of agendas («10 бағыт»).
    """

    first: int
    last: int
    noun: str
    unit: str | None
    qualifiers: tuple[str, ...] = ()
    case: Case | None = None
    is_rhetorical: bool = False
    is_agenda: bool = False


@cache
def _words() -> _Words:
    return word_list(_Words, packaged_yaml(__package__, "phrases.yaml"))


def counted_phrase(tokens: Sequence[Token], index: int, language: TextLanguage) -> Phrase | None:
    """The noun phrase that begins at the token ``index``; None when no noun is counted there."""
    found = _kazakh(tokens, index) if language == "kk" else _russian(tokens, index)
    if found is None or found.unit not in (None, "person"):
        return found
    return _of_other_language(tokens, found, language) or found


def _of_other_language(tokens: Sequence[Token], found: Phrase, language: TextLanguage) -> Phrase | None:
    """«12 человек жұмысқа тұрды», «построено 3 мектеп»: a unit of the other language in a mixed sentence."""
    if language == "ru":
        word = tokens[found.last - 1]
        unit = match_unit(tokens, found.last - 1, "kk") if not is_known(word.text) else None
        return _phrase(tokens, found.first, unit, "kk") if unit is not None else None
    if found.unit is not None:
        return None
    for at in range(found.first, found.last):
        key = tokens[at].key
        unit = match_unit(tokens, at, "ru") if len(key) >= SHORTEST_COUNTED and key not in stems() else None
        if unit is not None and is_known(tokens[unit.last - 1].text):
            return _phrase(tokens, found.first, unit, "ru")
    return None


def bare_adjectives(tokens: Sequence[Token], index: int, language: TextLanguage) -> tuple[str, ...]:
    """The adjectives right at ``index`` that stand without a noun: «38 тысяч постоянных»."""
    found: list[str] = []
    for at, token in enumerate(tokens[index : index + 3], index):
        if token.kind != "word" or token.key in _words().ru.links or token.key in _words().kk.joints:
            return tuple(found)
        if language == "kk":
            fits = _is_kazakh_adjective(token.key) and token.key not in _words().kk.stops
            fits = fits and not _ends_clause(tokens, at) and not token.key.endswith(PARTICIPLES)
        else:
            word = russian_word(token.text)
            fits = word.adjective and word.genitive and not word.is_verb
        if not fits:
            return ()
        found.append(token.text)
        if at + 1 == len(tokens):
            return tuple(found)
    return ()


def _phrase(tokens: Sequence[Token], first: int, unit: UnitMatch, language: TextLanguage) -> Phrase:
    noun = " ".join(token.text for token in tokens[unit.first : unit.last] if token.kind != "sign")
    qualifiers = tuple(token.text for token in tokens[first : unit.first] if token.kind == "word")
    turns = _turns_of_speech(tokens[unit.last - 1].key, language)
    return Phrase(first, unit.last, noun, unit.code, qualifiers, unit.case, *turns)


def _kazakh(tokens: Sequence[Token], index: int) -> Phrase | None:
    words = _words().kk
    if is_piece(tokens, index):
        return _kazakh(tokens, index + 1) if tokens[index].key == _PIECE else None
    last_adjective: int | None = None
    for at in range(index, min(index + LONGEST, len(tokens))):
        token = tokens[at]
        if _is_being(tokens, index, at) or _has_being(tokens, at):
            continue
        if token.kind != "word" or token.key in words.stops or _ends_clause(tokens, at):
            break
        unit = match_unit(tokens, at, "kk")
        if token.key in words.mere_adjectives:
            continue
        is_other = unit is not None and unit.code not in _OF_PEOPLE
        if is_other and last_adjective == at - 1 and tokens[at - 1].key in words.people:
            return Phrase(index, at, tokens[at - 1].text, "person")
        if unit is not None and unit.case is not None and is_other and _is_doer(tokens, last_adjective, at):
            return Phrase(index, at, tokens[at - 1].text, "person")
        if unit is not None:
            return _compound(tokens, index, unit) or _phrase(tokens, index, unit, "kk")
        if token.key in _counted("kk") and token.key not in words.adjectives:
            return _plain_kazakh(tokens, index, at)
        if _is_kazakh_adjective(token.key):
            last_adjective = at
            continue
        if _is_kazakh_verb(token.key) or _is_done_with(tokens, last_adjective, at):
            break
        if _is_doer(tokens, last_adjective, at) and noun_case(token.key) not in _CASES_OF_HEADS:
            return Phrase(index, at, tokens[at - 1].text, noun_unit(tokens[at - 1].key, "kk"))
        return _plain_kazakh(tokens, index, at)
    if last_adjective is None:
        return None
    key = tokens[last_adjective].key
    if key in words.people or noun_unit(key, "kk") == "person":
        return Phrase(index, last_adjective + 1, tokens[last_adjective].text, "person")
    if not _may_be_noun(tokens[last_adjective].key):
        return None
    return _plain_kazakh(tokens, index, last_adjective)


def is_piece(tokens: Sequence[Token], at: int) -> bool:
    """«1 578 бірлік», «24 бірлікке»: pieces of what is named elsewhere, behind it or before the number."""
    return at < len(tokens) and tokens[at].key.startswith(_PIECE)


def _compound(tokens: Sequence[Token], first: int, unit: UnitMatch) -> Phrase | None:
    """«шаруа қожалығы», «жол шебері»: the unit's noun narrows the noun that is counted."""
    if unit.case is not None or is_measure(unit.code):
        return None
    narrows = tokens[unit.last - 1].key in _words().kk.narrowing
    if not narrows and not _is_person_of(tokens, unit):
        return None
    for at in range(unit.last, min(unit.last + LONGEST_CHAIN + 1, len(tokens))):
        if tokens[at].kind != "word" or tokens[at].key in _words().kk.stops or is_ordinal(tokens[at].key):
            return None
        if at > unit.last and unit.code in _OF_PEOPLE:
            return None  # «256 отбасы қоныс тойын тойлады»: they narrow only what stands right behind them
        head = match_unit(tokens, at, "kk")
        if head is not None and head.possessive:
            is_home = unit.code in _OF_PEOPLE and head.code in ("house", "apartment")
            return None if is_home else _phrase(tokens, first, head, "kk")
        if is_possessed(tokens[at].key):
            narrow = tuple(token.text for token in tokens[first:at])
            key = tokens[at].key
            return Phrase(first, at + 1, tokens[at].text, noun_unit(key, "kk"), narrow, noun_case(key))
        if not _is_kazakh_adjective(tokens[at].key) and not _may_modify(tokens[at].key):
            return None
    return None


def is_ordinal(key: str) -> bool:
    """Whether a Kazakh word is an ordinal, which no noun before it is joined to: «5 жоба бірінші кезекте»."""
    return key in ordinals("kk")


def _is_person_of(tokens: Sequence[Token], unit: UnitMatch) -> bool:
    """«мектеп директоры», «өтініш беруші»: right behind the unit's noun stands who is counted."""
    if unit.possessive or unit.last >= len(tokens) or tokens[unit.last].kind != "word":
        return False
    key = tokens[unit.last].key
    if match_unit(tokens, unit.last, "kk") is not None or noun_unit(key, "kk") != "person":
        return False
    return is_possessed(key) or key.endswith(("ушы", "уші"))


def _is_doer(tokens: Sequence[Token], adjective: int | None, at: int) -> bool:
    """«11 бітіруші мектепті тәмамдады»: who does something to what follows, not what follows."""
    return adjective == at - 1 and tokens[at - 1].key.endswith(("ушы", "уші"))


def _is_done_with(tokens: Sequence[Token], before: int | None, at: int) -> bool:
    """«15 жаңа мамандық ашу»: what is done with the noun that stands before, not what is counted.

    A verbal noun before a possessed one narrows it: «5 мамандық таңдау орталығы».
    """
    if before != at - 1 or not _may_be_noun(tokens[before].key):
        return False
    if not any(
        a.stem.endswith(_VERBAL_NOUN) and a.stem[:-1] in verb_stems() for a in analyses(tokens[at].key)
    ):
        return False
    return at + 1 >= len(tokens) or not is_possessed(tokens[at + 1].key)


def _is_being(tokens: Sequence[Token], first: int, at: int) -> bool:
    """«мүгедектігі бар адам»: what the people who are counted have."""
    if tokens[at].key not in _HAVE or at == first or at + 1 >= len(tokens) or tokens[at + 1].kind != "word":
        return False
    return is_possessed(tokens[at - 1].key) and match_unit(tokens, at + 1, "kk") is not None


def _has_being(tokens: Sequence[Token], at: int) -> bool:
    """«мүгедектігі» in «26 мүгедектігі бар адам»: what is counted stands behind «бар» and «жоқ»."""
    if at + 2 >= len(tokens) or tokens[at + 1].key not in _HAVE or not is_possessed(tokens[at].key):
        return False
    return match_unit(tokens, at + 2, "kk") is not None and match_unit(tokens, at, "kk") is None


def _ends_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb in the past stands here before a mark or the end: «300 ерікті қатысты.»."""
    is_last = at + 1 >= len(tokens) or tokens[at + 1].kind == "sign"
    return is_last and form_of(tokens[at].key) == "past"


def _plain_kazakh(tokens: Sequence[Token], first: int, at: int) -> Phrase | None:
    """A noun that is no unit: it may belong to a unit («орган басшысы») or to another noun."""
    for behind in range(at + 1, min(at + 1 + LONGEST_CHAIN, len(tokens))):
        unit = match_unit(tokens, behind, "kk") if tokens[behind].kind == "word" else None
        if unit is not None and not unit.possessive and noun_unit(tokens[at].key, "kk") is not None:
            break
        touches = behind == at + 1 and unit is not None and unit.case in _CASES_OF_HEADS
        if unit is not None and (unit.possessive or (touches and _may_modify(tokens[at].key))):
            return _phrase(tokens, first, unit, "kk")
        if tokens[behind].kind != "word" or not _may_modify(tokens[behind].key):
            break
    last = at + 1
    if last < len(tokens) and tokens[last].kind == "word" and noun_case(tokens[at].key) is None:
        head = _done_by(tokens, last)
        if head is not None:
            return _phrase(tokens, first, head, "kk")
        last += tokens[last].key.endswith(("ушы", "уші")) and names_trade(tokens[last].key)
        last += last > at + 1 and last < len(tokens) and tokens[last].key.startswith(_BODIES)
    owns = noun_case(tokens[at].key) in _OWNING and noun_unit(tokens[at].key, "kk") is None
    if last < len(tokens) and owns and tokens[last].kind == "word" and is_possessed(tokens[last].key):
        last += 1
    qualifiers = tuple(token.text for token in tokens[first:at])
    key = tokens[last - 1].key
    noun = " ".join(token.text for token in tokens[at:last])
    return Phrase(
        first, last, noun, noun_unit(key, "kk"), qualifiers, noun_case(key), *_turns_of_speech(key, "kk")
    )


@lru_cache(maxsize=50_000)
def noun_unit(key: str, language: TextLanguage) -> str | None:
    """The unit in which a noun that the table of units lacks is counted: «механизатор» is a person."""
    table = _counted(language)
    if language == "ru":
        found = table.get(russian_key(key)) or table.get(russian_key(key.rpartition("-")[2]))
        return found
    found = next((table[a.stem] for a in analyses(key) if a.stem in table), None)
    if found is None and "-" in key:
        last = key.rpartition("-")[2]
        found = next((table[a.stem] for a in analyses(last) if a.stem in table), None)
    return found or ("person" if names_trade(key) else None)


@cache
def _counted(language: TextLanguage) -> dict[str, str]:
    words = _words().kk.counted if language == "kk" else _words().ru.counted
    fit = fold if language == "kk" else russian_key
    return {fit(noun): unit for unit, nouns in words.items() for noun in nouns}


def _done_by(tokens: Sequence[Token], at: int) -> UnitMatch | None:
    """«жүйе құраушы кәсіпорын»: the unit right behind a word in -ушы that says what it does."""
    if not tokens[at].key.endswith(("ушы", "уші")) or at + 1 >= len(tokens):
        return None
    head = match_unit(tokens, at + 1, "kk")
    return head if head is not None and head.case in _CASES_OF_HEADS else None


def _may_modify(key: str) -> bool:
    """Whether a Kazakh word can stand before the noun it narrows: a bare noun, an adjective in -ды."""
    if key in _words().kk.stops or _is_kazakh_verb(key) or is_ordinal(key):
        return False
    return noun_case(key) is None or key.endswith(("ды", "ді", "ты", "ті"))


@lru_cache(maxsize=50_000)
def names_trade(key: str) -> bool:
    """Whether a Kazakh word in any form names people by their trade: «жүргізуші», «экономистер»."""
    endings, firms = _words().kk.people_endings, _words().kk.firms
    if is_ordinal(key):
        return False
    if any(a.possessive and a.stem.endswith(_TOOLS) for a in analyses(key)):
        return False
    if any(a.stem in firms or a.stem.endswith(_NO_TRADES) for a in analyses(key)):
        return False
    return any(
        (len(a.stem) > SHORTEST_TRADE or a.stem.endswith(("ушы", "уші"))) and a.stem.endswith(endings)
        for a in analyses(key)
    )


@lru_cache(maxsize=50_000)
def _is_kazakh_adjective(key: str) -> bool:
    words = _words().kk
    if key in words.adjectives:
        return True
    parts = {row.part for row in stems().get(key, ())}
    if "adjective" in parts:
        return True
    if (
        "noun" in parts
        or key in words.nouns
        or len(key) < SHORTEST_DERIVED
        or not key.endswith(words.adjective_endings)
    ):
        return False
    return not key.endswith(PARTICIPLES) or _agrees(key)


def _agrees(key: str) -> bool:
    """Whether what looks like a participle can be one: «-қан» stands only behind a voiceless sound.

    «дүкен» and «мекен» are nouns.
    """
    return (sound_class(key[:-3]) == "voiceless") == key.endswith(("қан", "кен"))


@lru_cache(maxsize=50_000)
def may_be_counted(key: str) -> bool:
    """Whether a Kazakh word that no list knows can be what a number counts, or narrow it."""
    if len(key) < SHORTEST_COUNTED or key in _words().kk.stops or form_of(key) in ("past", "present"):
        return False
    return not any(row.part in _CLOSED for row in stems().get(key, ())) and not key.endswith(_OPEN_VERBS)


@lru_cache(maxsize=50_000)
def _is_kazakh_verb(key: str) -> bool:
    return len(key) >= SHORTEST_DERIVED and key.endswith(_words().kk.verb_endings)


def _may_be_noun(key: str) -> bool:
    """Adjectives in -лық are often nouns («әкімдік»); the others are not."""
    if any(row.part == "noun" for row in stems().get(key, ())):
        return True
    return key not in _words().kk.adjectives and key.endswith(("лық", "лік", "дық", "дік", "тық", "тік"))


@lru_cache(maxsize=50_000)
def is_possessed(key: str) -> bool:
    """Whether a Kazakh word carries the third person's ending of possession: «саны», «жобасының»."""
    if key in _words().kk.stops or _is_kazakh_verb(key) or is_ordinal(key):
        return False
    if key.endswith(("ды", "ді", "ты", "ті", "уы", "уі")):
        return False
    if key.endswith(HABITUALS) and key[:-4] in verb_stems():
        return False  # «алатын», and not «сағатын»
    found = analyses(key)[1:]
    return any(a.possessive and len(a.stem) > 2 for a in found) and key.endswith(
        ("ы", "і", "сы", "сі", "ын", "ін", "ына", "іне", "ында", "інде", "ынан", "інен", "ының", "інің")
    )


@lru_cache(maxsize=50_000)
def noun_case(key: str) -> Case | None:
    """The case of a Kazakh noun outside the table of units; None for the bare form."""
    found = [a for a in analyses(key)[1:] if len(a.stem) > 2 and a.case != "nominative"]
    return found[-1].case if found else None


@lru_cache(maxsize=50_000)
def _turns_of_speech(key: str, language: TextLanguage) -> tuple[bool, bool]:
    """Whether the noun is rhetorical, and whether it names an agenda."""
    words = _words().kk if language == "kk" else _words().ru
    if language == "kk":
        found = {analysis.stem for analysis in analyses(key)}
        return bool(found & words.rhetorical), bool(found & words.agenda)
    cut = russian_key(key)
    return cut in _russian_keys("rhetorical"), cut in _russian_keys("agenda")


@cache
def _russian_keys(name: str) -> frozenset[str]:
    return frozenset(russian_key(word) for word in getattr(_words().ru, name))


def _russian(tokens: Sequence[Token], index: int) -> Phrase | None:
    links, skip = _words().ru.links, 0
    for at in range(index, min(index + LONGEST + 2, len(tokens))):
        token = tokens[at]
        if at < skip:
            continue
        is_link = token.key in links and at > index
        if is_link and _goes_on(tokens, at + 1):
            continue
        skip = _numeric_adjective(tokens, at)
        if skip:
            continue
        if token.kind != "word":
            return None
        if token.key in _EARLIER:
            return None
        unit = match_unit(tokens, at, "ru")
        if unit is not None:
            return _phrase(tokens, index, unit, "ru")
        word = russian_word(token.text)
        if at == index and names_people(token.text) and not _is_followed(tokens, at + 1):
            return _behind_participle(tokens, index) or Phrase(index, at + 1, token.text, "person")
        if noun_unit(token.key, "ru") == "person" and not _goes_on(tokens, at + 1):
            return _plain_russian(tokens, index, at)
        if word.adjective and (not word.noun or _goes_on(tokens, at + 1)):
            continue
        if at == index and _is_abbreviation(token.text):
            return _plain_russian(tokens, index, at)
        if not word.noun or (word.is_verb and not word.animate and at > index):
            return None
        return _plain_russian(tokens, index, at)
    return None


def _is_abbreviation(word: str) -> bool:
    """«14 КБМ», «3 ФАПа»: capitals right behind a number name what is counted, unless they name a country."""
    capitals = word.rstrip("аовыуеёмих")
    return 1 < len(capitals) <= LONGEST_ABBREVIATION and capitals.isupper() and capitals not in _COUNTRIES


def _numeric_adjective(tokens: Sequence[Token], at: int) -> int:
    """The token behind «7-этажных» when it begins at ``at``; 0 when none does."""
    if at + 2 >= len(tokens) or tokens[at].kind != "number" or tokens[at + 1].text not in "-‑–":
        return 0
    word = tokens[at + 2]
    is_glued = tokens[at].end == tokens[at + 1].start and tokens[at + 1].end == word.start
    return at + 3 if is_glued and word.kind == "word" and russian_word(word.text).adjective else 0


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens) or tokens[at].kind != "word":
        return False
    following = russian_word(tokens[at].text)
    return following.adjective or following.noun


def _behind_participle(tokens: Sequence[Token], index: int) -> Phrase | None:
    """«13 имеющихся в области каналов»: the noun behind a participle and what belongs to it."""
    if index + 1 >= len(tokens) or tokens[index + 1].key not in _words().ru.prepositions:
        return None
    for at in range(index + 2, min(index + LONGEST + 2, len(tokens))):
        if tokens[at].kind != "word":
            return None
        unit = match_unit(tokens, at, "ru")
        before = tokens[at - 1].key in _words().ru.prepositions
        if is_genitive_plural(tokens[at].key) and not before:
            if unit is not None:
                return _phrase(tokens, index, unit, "ru")
            return _plain_russian(tokens, index, at)
    return None


@lru_cache(maxsize=20_000)
def is_plural_noun(word: str) -> bool:
    """Whether the word is a noun of several things: «бригады», «рыбзаводов»."""
    return is_a(word, "NOUN", "plur", "nomn") or is_a(word, "NOUN", "plur", "gent")


@lru_cache(maxsize=20_000)
def is_genitive_plural(word: str) -> bool:
    """Whether the word can be a noun in the genitive plural: «очередников»."""
    return is_a(word, "NOUN", "plur", "gent")


def _is_followed(tokens: Sequence[Token], at: int) -> bool:
    is_link = at < len(tokens) and tokens[at].key in _words().ru.links
    return _goes_on(tokens, at + 1 if is_link else at)


@lru_cache(maxsize=20_000)
def is_animal(word: str) -> bool:
    """Whether the noun names livestock: «овец», «нетелей»."""
    return russian_key(word) in _russian_keys("animals")


@lru_cache(maxsize=20_000)
def names_person(word: str) -> bool:
    """Whether the noun names living beings otherwise than as a surname: «котлов» are none."""
    if russian_key(word).endswith(_MACHINES):
        return False
    return russian_word(word).noun and is_living(word) and not is_a(word, "Surn")


@lru_cache(maxsize=20_000)
def _is_firm(word: str) -> bool:
    """Whether the noun names someone who is as often a firm as a person: «поставщик», «подрядчик»."""
    return russian_key(word) in _russian_keys("firms")


def _plain_russian(tokens: Sequence[Token], first: int, at: int) -> Phrase:
    token = tokens[at]
    unit = noun_unit(token.key, "ru")
    if unit is not None:
        pass
    elif is_animal(token.key):
        unit = "head"
    elif names_person(token.text) and token.text[0].islower() and not _is_firm(token.key):
        unit = "person"
    qualifiers = tuple(t.text for t in tokens[first:at] if t.kind == "word")
    return Phrase(first, at + 1, token.text, unit, qualifiers, None, *_turns_of_speech(token.key, "ru"))
