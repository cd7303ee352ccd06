"""What a Kazakh number counts: the noun at the end of the words behind it, found by its endings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from esep.language import Case, Token, UnitMatch, analyses, is_measure, match_unit
from esep.language.endings import fold, sound_class
from esep.language.kazakh import stems
from esep.language.kazakh.stems import verb_stems
from esep.reading.grammar.counted_words import (
    LONGEST,
    Phrase,
    is_ordinal,
    names_trade,
    noun_unit,
    nouns_by_unit,
    phrase_of,
    phrase_words,
    qualifiers_of,
    turns_of_speech,
)
from esep.reading.grammar.kazakh_endings import HABITUALS, PARTICIPLES
from esep.reading.grammar.kazakh_verb_forms import form_of

LONGEST_CHAIN = 2
"""Words after an unknown noun among which its owner is sought: «жедел жәрдем көлігі»."""
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
_ONLY = ("ғана", "қана")
"""«үш ғана мектеп»: between a number and what it counts."""
_OF_PEOPLE = ("person", "family", "household", "job")
_CASES_OF_HEADS = (None, "genitive", "accusative")
_AGE = "жас"
_IN_WHICH = ("дағы", "дегі", "тағы", "тегі")
_HAVE = ("бар", "жоқ")
_BODIES = ("ұйым", "мекеме", "орталық", "орган", "кәсіпорын", "компания", "субъект")
"""Begins what a word in -ушы narrows: «қызмет көрсетуші ұйым»."""
_HEADS = ("бас", "басын")
_GATHERED = ("қос", "бірік")
_ADJECTIVAL = ("ды", "ді", "ты", "ті")
_OWNING = (None, "nominative")
"""Cases of a noun that narrows the next one: «су қоймасы», not «облыста ұзындығы»."""
_VERBAL_NOUN = ("у", "ү", "ю")


def kazakh_phrase(tokens: Sequence[Token], index: int) -> Phrase | None:
    """The noun phrase that begins at the token ``index``; None when no noun is counted there."""
    words = phrase_words().kk
    if index < len(tokens) and tokens[index].key in _ONLY:
        behind = kazakh_phrase(tokens, index + 1)
        return behind if behind is not None and behind.unit is not None else None
    if is_piece(tokens, index):
        return kazakh_phrase(tokens, index + 1) if tokens[index].key == _PIECE else None
    last_adjective: int | None = None
    for at in range(index, min(index + LONGEST, len(tokens))):
        token = tokens[at]
        if _is_being(tokens, index, at) or _has_being(tokens, at):
            continue
        if last_adjective == at - 1 and _joins_adjectives(tokens, at):
            last_adjective = at
            continue
        if token.kind != "word" or token.key in words.stops or ends_clause(tokens, at):
            break
        unit = _unit_at(tokens, at)
        if at == index and _stands_in(token.key):
            return Phrase(index, at + 1, token.text, unit and unit.code, (), "locative")
        if token.key in words.mere_adjectives:
            continue
        is_other = unit is not None and unit.code not in _OF_PEOPLE
        if is_other and last_adjective == at - 1 and tokens[at - 1].key in words.people:
            return Phrase(index, at, tokens[at - 1].text, "person")
        if unit is not None and unit.case is not None and is_other and _is_doer(tokens, last_adjective, at):
            return Phrase(index, at, tokens[at - 1].text, "person")
        if unit is not None:
            return _compound(tokens, index, unit) or phrase_of(tokens, index, unit, "kk")
        if token.key in nouns_by_unit("kk") and token.key not in words.adjectives:
            return _plain_kazakh(tokens, index, at)
        if is_kazakh_adjective(token.key) or _is_adjective_before_noun(tokens, at):
            last_adjective = at
            continue
        if _is_told(token.key) or _is_kazakh_verb(token.key) or _is_done_with(tokens, last_adjective, at):
            break
        if _is_doer(tokens, last_adjective, at) and noun_case(token.key) not in _CASES_OF_HEADS:
            return Phrase(index, at, tokens[at - 1].text, noun_unit(tokens[at - 1].key, "kk"))
        return _plain_kazakh(tokens, index, at)
    if last_adjective is None:
        return None
    key = tokens[last_adjective].key
    if key in words.people or noun_unit(key, "kk") == "person":
        return Phrase(index, last_adjective + 1, tokens[last_adjective].text, "person")
    if tokens[index].key in words.people:
        return Phrase(index, index + 1, tokens[index].text, "person")  # «344 жас баспаналы болды»
    if not _may_be_noun(tokens[last_adjective].key):
        return None
    return _plain_kazakh(tokens, index, last_adjective)


def _stands_in(key: str) -> bool:
    """«175 көшедегі жол», «5 ауылдағы мектептер»: behind a number they are counted in which something is."""
    if not key.endswith(_IN_WHICH) or key[:-4] == _AGE:
        return False
    return any(row.part == "noun" for row in stems().get(key[:-4], ()))


def _joins_adjectives(tokens: Sequence[Token], at: int) -> bool:
    """«80 мың шағын және орта бизнес субъектісі»: between two words that narrow one noun behind them."""
    if tokens[at].key not in phrase_words().kk.joints or at + 2 >= len(tokens):
        return False
    return tokens[at + 1].kind == tokens[at + 2].kind == "word" and is_kazakh_adjective(tokens[at + 1].key)


def _unit_at(tokens: Sequence[Token], at: int) -> UnitMatch | None:
    """The unit of the table at ``at``; «бас қосты» and «басын біріктірді» count no heads."""
    found = match_unit(tokens, at, "kk")
    if found is None or found.code != "head" or found.last >= len(tokens):
        return found
    is_idiom = tokens[found.last - 1].key in _HEADS and tokens[found.last].key.startswith(_GATHERED)
    return None if is_idiom else found


def _is_adjective_before_noun(tokens: Sequence[Token], at: int) -> bool:
    """«5 лауазымды тұлға»: a word in -ды right before a noun that is counted narrows it, and is no object."""
    if at + 1 >= len(tokens) or tokens[at + 1].kind != "word" or not tokens[at].key.endswith(_ADJECTIVAL):
        return False
    return noun_unit(tokens[at + 1].key, "kk") is not None or match_unit(tokens, at + 1, "kk") is not None


def is_deed(tokens: Sequence[Token], phrase: Phrase, *, is_inflected: bool) -> bool:
    """«30 мыңнан төмен түсіру», «16 мың төлейді»: what is done stands behind the number, not what it counts.

    A verbal noun is counted behind a number without an ending («3 тексеру»).
    """
    if phrase.last - phrase.first != 1:
        return False
    key = tokens[phrase.first].key
    return form_of(key) in ("past", "present") or (is_inflected and _is_verbal_noun(key))


def _is_verbal_noun(key: str) -> bool:
    return any(a.stem.endswith(_VERBAL_NOUN) and a.stem[:-1] in verb_stems() for a in analyses(key))


def is_piece(tokens: Sequence[Token], at: int) -> bool:
    """«1 578 бірлік», «24 бірлікке»: pieces of what is named elsewhere, behind it or before the number."""
    return at < len(tokens) and tokens[at].key.startswith(_PIECE)


def _compound(tokens: Sequence[Token], first: int, unit: UnitMatch) -> Phrase | None:
    """«шаруа қожалығы», «ауыл шаруашылығы техникасы»: the unit's noun narrows the noun that is counted."""
    if unit.case not in _OWNING or is_measure(unit.code):
        return None
    narrows = tokens[unit.last - 1].key in phrase_words().kk.narrowing
    if not narrows and not _is_person_of(tokens, unit) and not _is_plural(tokens, unit):
        return None
    for at in range(unit.last, min(unit.last + LONGEST_CHAIN + 1, len(tokens))):
        key = tokens[at].key
        if tokens[at].kind != "word" or key in phrase_words().kk.stops or is_ordinal(key):
            return None
        if at > unit.last and unit.code in _OF_PEOPLE:
            return None  # «256 отбасы қоныс тойын тойлады»: they narrow only what stands right behind them
        head = match_unit(tokens, at, "kk")
        if head is not None and head.possessive:
            is_home = unit.code in _OF_PEOPLE and head.code in ("house", "apartment")
            return None if is_home else phrase_of(tokens, first, head, "kk")
        if is_possessed(key) and head is None:
            last = at + _is_object_of_doer(tokens, at)
            narrow, head_key = qualifiers_of(tokens[first:last]), tokens[last].key
            unit_of_head, case = noun_unit(head_key, "kk"), noun_case(head_key)
            return Phrase(first, last + 1, tokens[last].text, unit_of_head, narrow, case)
        if not is_kazakh_adjective(key) and not _may_modify(key):
            return None
    return None


def _is_plural(tokens: Sequence[Token], unit: UnitMatch) -> bool:
    """Whether a unit stands in the plural; one of several words does so with an ending of possession too."""
    key = tokens[unit.last - 1].key
    is_name = unit.last - unit.first > 1
    return is_plural(key) or (is_name and any(a.plural and a.case == "nominative" for a in analyses(key)))


def is_plural(key: str) -> bool:
    """«12 бүлдіршіндер отауы»: no number counts a plural, which narrows the noun that it belongs to."""
    return any(a.plural and not a.possessive and a.case == "nominative" for a in analyses(key))


def _is_object_of_doer(tokens: Sequence[Token], at: int) -> bool:
    """«тауарын өндірушілері»: behind the object stands who does something to it."""
    if at + 1 >= len(tokens) or tokens[at + 1].kind != "word" or noun_case(tokens[at].key) != "accusative":
        return False
    return any(analysis.stem.endswith(("ушы", "уші")) for analysis in analyses(tokens[at + 1].key))


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
    if not _is_verbal_noun(tokens[at].key):
        return False
    return at + 1 >= len(tokens) or not is_possessed(tokens[at + 1].key)


def _is_being(tokens: Sequence[Token], first: int, at: int) -> bool:
    """«мүгедектігі бар адам»: what the people who are counted have."""
    if tokens[at].key not in _HAVE or at == first or at + 1 >= len(tokens) or tokens[at + 1].kind != "word":
        return False
    return is_possessed(tokens[at - 1].key) and (
        match_unit(tokens, at + 1, "kk") is not None or _is_quality(tokens, at - 1, at + 1)
    )


def _has_being(tokens: Sequence[Token], at: int) -> bool:
    """«мүгедектігі» in «26 мүгедектігі бар адам»: what is counted stands behind «бар» and «жоқ»."""
    if at + 2 >= len(tokens) or tokens[at + 1].key not in _HAVE or not is_possessed(tokens[at].key):
        return False
    if match_unit(tokens, at, "kk") is not None:
        return False
    if match_unit(tokens, at + 2, "kk") is not None:
        return True
    return _is_quality(tokens, at, at + 2)


def _is_told(key: str) -> bool:
    """«68 886 құс ұстайды»: what is done with what is counted, and no noun."""
    return form_of(key) in ("past", "present") and not any(
        a.stem in nouns_by_unit("kk") for a in analyses(key)
    )


def _is_quality(tokens: Sequence[Token], at: int, behind: int) -> bool:
    """«19 әлеуметтік маңызы бар тауар»: what things of any kind have."""
    is_listed = any(a.stem in phrase_words().kk.qualities for a in analyses(tokens[at].key))
    return is_listed and any(a.stem in stems() for a in analyses(tokens[behind].key))


def ends_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb in the past stands here before a mark or the end: «300 ерікті қатысты.»."""
    is_last = at + 1 >= len(tokens) or tokens[at + 1].kind == "sign"
    return is_last and form_of(tokens[at].key) == "past"


def _plain_kazakh(tokens: Sequence[Token], first: int, at: int) -> Phrase | None:
    """A noun that is no unit: it may belong to a unit («орган басшысы») or to another noun."""
    for behind in range(at + 1, min(at + 1 + LONGEST_CHAIN, len(tokens))):
        unit = _unit_at(tokens, behind) if tokens[behind].kind == "word" else None
        if unit is not None and not unit.possessive and noun_unit(tokens[at].key, "kk") is not None:
            break
        touches = behind == at + 1 and unit is not None and unit.case in _CASES_OF_HEADS
        # «1114 бағдарламаға қатысушы»: who does it behind its object
        touches = touches and (_may_modify(tokens[at].key) or tokens[behind].key.endswith(("ушы", "уші")))
        if unit is not None and (unit.possessive or touches):
            return phrase_of(tokens, first, unit, "kk")
        if behind == at + 1 and _is_listed_noun(tokens, at, behind):
            return _plain_kazakh(tokens, first, behind)
        if tokens[behind].kind != "word" or not _may_modify(tokens[behind].key):
            break
    last = at + 1
    if last < len(tokens) and tokens[last].kind == "word" and noun_case(tokens[at].key) is None:
        head = _done_by(tokens, last)
        if head is not None:
            return phrase_of(tokens, first, head, "kk")
        last += _names_doer(tokens[last].key)
        last += last > at + 1 and last < len(tokens) and tokens[last].key.startswith(_BODIES)
    owns = noun_case(tokens[at].key) in _OWNING and noun_unit(tokens[at].key, "kk") is None
    if last < len(tokens) and owns and tokens[last].kind == "word" and is_possessed(tokens[last].key):
        last += 1
    qualifiers, key = qualifiers_of(tokens[first:at]), tokens[last - 1].key
    noun = " ".join(token.text for token in tokens[at:last])
    return Phrase(
        first, last, noun, noun_unit(key, "kk"), qualifiers, noun_case(key), *turns_of_speech(key, "kk")
    )


def _names_doer(key: str) -> bool:
    """«жұмыс беруші»: a trade, or who is as often a firm."""
    if key.endswith(("ушы", "уші")) and names_trade(key):
        return True
    return is_firm_or_person(key)


def is_firm_or_person(key: str) -> bool:
    """«өндіруші», «жұмыс беруші»: who is as often a firm as a person, and so counted in no unit."""
    return any(a.stem in phrase_words().kk.firms for a in analyses(key) if a.stem.endswith(("ушы", "уші")))


def _is_listed_noun(tokens: Sequence[Token], at: int, behind: int) -> bool:
    """«18 өлі итбалық»: right behind a word that no list knows stands a noun that is counted."""
    key = tokens[at].key
    is_known = noun_unit(key, "kk") is not None or match_unit(tokens, at, "kk") is not None
    if is_known or tokens[behind].kind != "word" or not _may_modify(key):
        return False
    return noun_case(tokens[behind].key) in _CASES_OF_HEADS and tokens[behind].key in nouns_by_unit("kk")


def _done_by(tokens: Sequence[Token], at: int) -> UnitMatch | None:
    """«жүйе құраушы кәсіпорын»: the unit right behind a word in -ушы that says what it does."""
    if not tokens[at].key.endswith(("ушы", "уші")) or at + 1 >= len(tokens):
        return None
    head = match_unit(tokens, at + 1, "kk")
    return head if head is not None and head.case in _CASES_OF_HEADS else None


def _may_modify(key: str) -> bool:
    """Whether a Kazakh word can stand before the noun it narrows: a bare noun, an adjective in -ды."""
    if key in phrase_words().kk.stops or _is_kazakh_verb(key) or is_ordinal(key):
        return False
    return noun_case(key) is None or key.endswith(("ды", "ді", "ты", "ті"))


@lru_cache(maxsize=50_000)
def is_kazakh_adjective(key: str) -> bool:
    """Whether a Kazakh word narrows the noun behind it: one of the lists, or one with such an ending."""
    words = phrase_words().kk
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
    if len(key) < SHORTEST_COUNTED or key in phrase_words().kk.stops or form_of(key) in ("past", "present"):
        return False
    parts = {row.part for row in stems().get(key, ())}
    return parts.isdisjoint(_CLOSED) and ("noun" in parts or not key.endswith(_OPEN_VERBS))


@lru_cache(maxsize=50_000)
def _is_kazakh_verb(key: str) -> bool:
    if len(key) < SHORTEST_DERIVED or not key.endswith(phrase_words().kk.verb_endings):
        return False
    return all(row.part != "noun" for row in stems().get(key, ()))  # «көмек» ends as «келмек» does


def _may_be_noun(key: str) -> bool:
    """Adjectives in -лық are often nouns («әкімдік»); the others are not."""
    if any(row.part == "noun" for row in stems().get(key, ())):
        return True
    return key not in phrase_words().kk.adjectives and key.endswith(
        ("лық", "лік", "дық", "дік", "тық", "тік")
    )


@lru_cache(maxsize=50_000)
def is_possessed(key: str) -> bool:
    """Whether a Kazakh word carries the third person's ending of possession: «саны», «жобасының»."""
    if key in phrase_words().kk.stops or _is_kazakh_verb(key) or is_ordinal(key):
        return False
    if key.endswith(("ды", "ді", "ты", "ті", "уы", "уі")):
        return False
    if key.endswith(HABITUALS) and key[:-4] in verb_stems():
        return False  # «алатын», and not «сағатын»
    found = analyses(key)[1:]
    if key.endswith(("лы", "лі")) and key[:-2] in stems() and not any(a.stem in stems() for a in found):
        return False  # «баспаналы», and not «ауылы»
    return any(a.possessive and len(a.stem) > 2 for a in found) and key.endswith(
        ("ы", "і", "сы", "сі", "ын", "ін", "ына", "іне", "ында", "інде", "ынан", "інен", "ының", "інің")
    )


@lru_cache(maxsize=50_000)
def noun_case(key: str) -> Case | None:
    """The case of a Kazakh noun outside the table of units; None for the bare form."""
    found = [a for a in analyses(key)[1:] if len(a.stem) > 2 and a.case != "nominative"]
    if any(row.part == "noun" for row in stems().get(key, ())) and all(a.stem not in stems() for a in found):
        return None  # «олимпиада» is no place
    return found[-1].case if found else None
