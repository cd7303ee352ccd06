"""What the lexicon makes of a Kazakh word that ends as a verb does: «қарады», «жолды», «дүкені»."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from esep.language.kazakh.stems import stems, verb_stems

_D_ENDINGS = ("ды", "ді", "ты", "ті")
_VOICES = (
    *("ыл", "іл", "ын", "ін", "лан", "лен", "ал", "ел"),
    *("тыр", "тір", "дыр", "дір", "кіз", "гіз", "ғыз", "қыз"),
)
_PARTICIPLE = re.compile(r"(\w*[ғгқк][ае]н)(?:[ыі]\w*|да|де|дар|дер)?\Z")
_LET, _IF_WE, _GOING_ON = ("сын", "сін"), ("сақ", "сек"), ("уда", "уде", "юда", "юде")
_WE_DID = ("дық", "дік", "тық", "тік", "дым", "дім", "тым", "тім")
_ASKED = re.compile(r"(\w+?)[ыі]?ңі?ы?з(?:дар|дер)?\Z")
_MADE_OF_VERBS = ("лан", "лен", "тыр", "тір", "дыр", "дір", "кіз", "гіз", "ғыз", "қыз")
_OF_NO_NOUN = ("т", "ш", "ж", "з", "п", "тан", "тен", "дан", "ден", "қар", "кер")
"""How verbs end before -сын, and hardly any noun in -с before its ending: «жеңілдетсін»; «курсын»."""
_DEED_ENDINGS = ("лау", "леу", "дау", "деу", "тау", "теу", "йту", "лту", "ыту", "іту", "ету")
_DO_AND_SAY = frozenset(["ет", "айт"])
"""Verbs that nouns of meat and a feast look like: «қамтамасыз еттік»."""
_INTENDED, _WE = ("мақ", "мек", "бақ", "бек", "пақ", "пек"), ("амыз", "еміз")
_NOT = ("ма", "ме", "ба", "бе", "па", "пе")
_VOICED = {"ба": "п", "бе": "п", "ға": "қ", "ге": "к"}
"""How the last sound of a verb changes before the ending of the present."""
_HEARSAY = ("ыпты", "іпті")
"""«салыныпты» was built, they say; «қауіпті» and «кәсіпті» are of nouns in -п."""
_BEFORE_ALADY = ("а", "е", "й")
"""«сала алады» can build; «үй алады» and «бала алады» take something."""
_HARDENED = {"б": "п", "г": "к", "ғ": "қ"}
_DENIED = ("мады", "меді", "бады", "беді", "пады", "педі")
_VOWELS = tuple("аәеиоөуұүыіэюя")
_DERIVED = ("лады", "леді", "дады", "деді", "тады", "теді")
_SHORTEST = 4
"""Letters of a noun of which a verb in -ла is made."""
_OPEN = tuple("аәеыіоөұү")
_NAMING = ("noun", "adjective", "adverb")


def form_of(word: str) -> Literal["past", "present", "object"] | None:
    """What the lexicon makes of a word in -ды: «қарады» is past, «салады» present, «жолды» an object.

    None when the lexicon knows no stem of it, or several of different sorts.
    """
    if not word.endswith(_D_ENDINGS):
        return None
    verbs, known = verb_stems(), stems()
    if word[:-2] not in verbs and any(row.part in _NAMING for row in known.get(word, ())):
        return "object"
    found: set[Literal["past", "present", "object"]] = set()
    stem = word[:-2]
    if stem in verbs or (word.endswith(_DENIED) and (word[:-4] in verbs or word[:-4].endswith(_VOICES))):
        found.add("past")
    # The accusative of «аула» is «ауланы».
    if not stem.endswith(_OPEN) and any(
        row.part in ("noun", "name", "adjective") for row in known.get(stem, ())
    ):
        found.add("object")
    if stem.endswith(("а", "е", "й")) and stem[:-1] in verbs:
        found.add("present")
    if stem.endswith("я") and f"{stem[:-1]}й" in verbs:
        found.add("present")  # «азаяды» of «азай»
    if stem[-2:] in _VOICED and stem[:-2] + _VOICED[stem[-2:]] in verbs:
        found.add("present")  # «табады» of «тап»
    if _is_made_of_a_noun(word):
        found.add("past")
    return found.pop() if len(found) == 1 else None


def _is_made_of_a_noun(word: str) -> bool:
    """«қаржылады» of «қаржы», «бағыттады» of «бағыт»; «сатылады» is of «сат»."""
    base, verbs = word[:-4], verb_stems()
    if word[-4:] not in _DERIVED or len(base) < _SHORTEST or base in verbs or word[:-3] in verbs:
        return False
    if base[:-1] in verbs and base.endswith(("ы", "і")):
        return False
    return any(row.part in ("noun", "adjective") for row in stems().get(base, ()))


@lru_cache(maxsize=20_000)
def is_participle_of_verb(word: str) -> bool:
    """Whether the lexicon knows a verb, or a passive of one, behind a word in -ған."""
    return _is_deed(word[:-3])


def only_looks_like_a_verb(word: str) -> bool:
    """Whether a word in -ған, -сын, -сақ, -уда, -мақ, -дық, -ңыз is of a noun: «дүкені», «тармақ»."""
    if word.endswith(_LET):
        return not _is_order(word)
    if word.endswith(_IF_WE):
        return not _is_deed(word[:-3])
    if word.endswith(_GOING_ON):
        return not is_name_of_deed(word[:-2]) and (word[:-2] in stems() or word.endswith("суда"))
    if word.endswith(_WE_DID):
        return word in stems() or not _is_past_of_us(word[:-3])
    if word.endswith(_HEARSAY):
        return _is_noun(word[:-2]) and word[:-4] not in verb_stems()
    if (asked := _ASKED.fullmatch(word)) is not None:
        return not _is_deed(asked[1])
    if word.endswith(_INTENDED):
        is_name = word.endswith("бек") and not _is_deed(word[:-3])
        return is_name or (_is_noun(word) and word[:-3] not in verb_stems())
    if word.endswith(_WE):
        return _is_noun(word[:-3]) and word[:-4] not in verb_stems()
    if word.endswith(_BEFORE_ALADY) and _is_noun(word) and word[:-1] not in verb_stems():
        return True
    return _is_noun_like_participle(word)


@lru_cache(maxsize=20_000)
def is_passive_to_come(word: str) -> bool:
    """«жөнделетін», «дайындалатын»: a participle of a passive in -л or -н; «келетін» is none."""
    stem = word[:-4]
    if not word.endswith(("атын", "етін")) or not stem.endswith(("л", "н")):
        return False
    return stem[:-1] in verb_stems() or (stem[-2:-1] in ("ы", "і") and stem[:-2] in verb_stems())


def _is_noun(word: str) -> bool:
    return any(row.part in ("noun", "name") for row in stems().get(word, ()))


def _is_deed(stem: str) -> bool:
    return stem in verb_stems() or stem.endswith(_VOICES)


def is_name_of_deed(noun: str) -> bool:
    """Whether a word in -у is the name of a deed: «даму» of «дамы», «азаю» of «азай», «себу» of «сеп»."""
    stem, verbs = noun[:-1], verb_stems()
    if any(row.part == "name" for row in stems().get(noun, ())):
        return False  # «Көкшетауда»
    if noun.endswith("ю"):
        return f"{stem}й" in verbs
    if _is_deed(stem) or f"{stem}ы" in verbs or f"{stem}і" in verbs:
        return True
    return stem[:-1] + _HARDENED.get(stem[-1:], "") in verbs or noun.endswith(_DEED_ENDINGS)


def _is_past_of_us(stem: str) -> bool:
    """«аштық», «бастадық», «жаңғырттық»; «ауылдық» and «отбасылық» are of nouns."""
    if stem in verb_stems():
        return stem in _DO_AND_SAY or not any(row.part in _NAMING for row in stems().get(stem, ()))
    return stem.endswith(_MADE_OF_VERBS) or (stem.endswith(("а", "е")) and not _is_noun(stem))


def _is_order(word: str) -> bool:
    """«асырсын», «белгіленсін»; «бағасын» and «курсын» are nouns."""
    stem = word[:-3]
    if _is_noun(stem) or _is_noun(word[:-2]):
        return not stem.endswith(_VOWELS) and stem in verb_stems() and word[:-2] not in stems()
    if _is_deed(stem) or stem.endswith(_OF_NO_NOUN):
        return True
    return (stem.endswith(_NOT) and stem[:-2] in verb_stems()) or _is_made_of_a_noun(f"{stem}ды")


def _is_noun_like_participle(word: str) -> bool:
    """«дүкені», «науқанында», «теңгені»: of a noun in -кен, -қан or -ге, and no participle."""
    found = _PARTICIPLE.match(word)
    if found is None or found[1][:-3] in verb_stems():
        return False
    return _is_noun(found[1]) or _is_noun(found[1][:-1])
