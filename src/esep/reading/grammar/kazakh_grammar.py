"""Who is told and who must, in a Kazakh clause: noun phrases by the endings of their last word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from esep.language import Case, analyses
from esep.language.kazakh import stems
from esep.language.remembered import Remembered
from esep.reading.grammar.instruction_words import words
from esep.reading.grammar.kazakh_legal_forms import case_of_legal_form, without_case
from esep.reading.grammar.kazakh_phrases import is_possessed
from esep.reading.grammar.kazakh_predicates import LAST_WORD, is_past

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*\.?|[^\w\s]")
_ENDINGS: dict[Case, re.Pattern[str]] = {
    "dative": re.compile(r"(?:(?<=[ыі])н[ае]|[ғқг][ае]|к[ае])$"),
    "ablative": re.compile(r"[днт][ае]н$"),
    "instrumental": re.compile(r"[мбп]ен$"),
    "genitive": re.compile(r"[ндт][ыі]ң$"),
}
_LONGEST_PHRASE = 10
_WIDEST_STEP = 5
"""Words from one addressee of a list to the next."""
_LONGEST_QUOTED = 14
"""Words and marks of a name in quotation marks."""
_LONGEST_NAME = 4
"""Words in the name of one of several ministries."""
_JOINTS = (",", "және", "мен", "бен", "пен", "әрі")
_ACTIONS = ("у", "ю")
"""Ends the name of an action: «үйлестіру», «қолдау»."""

_DONE_TO_PEOPLE = frozenset(["тарту", "даярлау", "дайындау", "оқыту", "іздеу", "таңдау", "шақыру", "сайлау"])
_WHERE = ("да", "де", "та", "те")
_OF_PLACE = ("лық", "лік", "дық", "дік", "тық", "тік")

_OF_PLACE_NAMED = re.compile(r"(?:аудан|облыс|қала|округ|ауыл|кент)(?:с?[ыі])(?:н[ыі]ң)?$")
_OWNED_ACT = re.compile(
    r"(?:тапсырма|бастама|шешім|қаулы|жарлы[қғ]|өкім|бұйры[қғ]|жолдау|нұсқау|ескертпе|ұсыны[см])(?:с?[ыі])[нмд]?\w*$"
)
"""«Президент тапсырмасына сәйкес»: the act is his, and he does not act here."""
_MADE_OF = ("лы", "лі", "ды", "ді", "ты", "ті")
_PRONOUNS = frozenset(["ол", "бұл", "сол", "осы", "мен", "сен", "биыл", "былтыр", "бүгін", "ертең", "қазір"])
"""Beside these what tells when: «Биыл басқарма жоспарлап отыр»."""

Token = tuple[str, int, int]


@cache
def outside() -> re.Pattern[str]:
    """Finds a word that never belongs to the name of an office."""
    return re.compile(rf"(?:{'|'.join(words('kk').outside)})$", re.IGNORECASE)


@cache
def _surname() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words('kk').surnames)})$|^\w\.$")


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of ``text[start:end]``."""
    known, starts = _all_tokens(text)
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    if (first and known[first - 1][2] > start) or (last and known[last - 1][2] > end):
        return _cut(text, start, end)  # A word, or the full stop of an initial, is cut through.
    return known[first:last]


@lru_cache(maxsize=32)
def _all_tokens(text: str) -> tuple[list[Token], list[int]]:
    """The tokens and where each begins; remembered for a while: a clause is asked for many of its pieces."""
    found = _cut(text, 0, len(text))
    return found, [start for _word, start, _end in found]


def _cut(text: str, start: int, end: int) -> list[Token]:
    return [(found[0], *found.span()) for found in _TOKEN.finditer(text, start, end)]


def _cases_of_actor(word: str) -> frozenset[str]:
    case = case_of_legal_form(word)
    if case is not None:
        return frozenset([case])
    known = words("kk").actors
    return frozenset(found.case for found in analyses(word) if found.stem in known)


_actor_cases = Remembered(_cases_of_actor)
"""Cases in which a word names an office, a body or an official; empty when it names none."""


def told_phrases(text: str, start: int, end: int, case: Case = "dative") -> list[tuple[int, int]]:
    """The places of the offices and persons in ``case`` within ``text[start:end]``, each with its list."""
    found = tokens_of(text, start, end)
    after = words("kk").after_dative
    heads = [
        index
        for index, (word, _start, _end) in enumerate(found)
        if (
            case in _actor_cases[word]
            or (word[0].isupper() and _is_of_person(found, index) and _ENDINGS[case].search(word))
        )
        and word_at(found, index + 1) not in after
    ]
    groups: list[list[int]] = []
    for head in heads:
        if groups and _is_next_of_list(found, groups[-1][-1], head):
            groups[-1].append(head)
        else:
            groups.append([head])
    return [(found[_first_of(found, group[0])][1], found[group[-1]][2]) for group in groups]


def _is_next_of_list(found: Sequence[Token], last: int, head: int) -> bool:
    if word_at(found, head).startswith("олар"):
        return False  # «әкімге кемшіліктерді, оларға себеп болған жағдайларды …»
    between = [word for word, _start, _end in found[last + 1 : head]]
    if any(_VERBAL_NOUN.search(one) and other == "," for one, other in pairwise(between)):
        return False  # «басқармаға тексеруді, әкімдерге …»: a task stands between.
    is_near = head - last <= _WIDEST_STEP + sum(word in _JOINTS for word in between)
    return (is_near and any(word in _JOINTS for word in between)) or (
        head == last + 1 and _is_of_person(found, head)
    )


def told_phrase(text: str, start: int, end: int, case: Case = "dative") -> tuple[int, int] | None:
    """The place of the first office or person in ``case`` within ``text[start:end]``, with its list."""
    return next(iter(told_phrases(text, start, end, case)), None)


def subject_phrases(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Places of the offices and persons in the nominative within ``text[start:end]``, in order."""
    found = tokens_of(text, start, end)
    places: list[tuple[int, int]] = []
    for index, (word, _start, stop) in enumerate(found):
        if "nominative" not in _actor_cases[word]:
            continue
        following = found[index + 1][0] if index + 1 < len(found) else ""
        if following in _JOINTS and _has_actor_after(found, index + 2):
            continue
        if following == "»" and _names_body(found, index + 2):
            continue
        if case_of_legal_form(word) and any(_is_owned_actor(one[0]) for one in found[index + 1 : index + 4]):
            continue  # ««Жол» ЖШС бас директоры»
        if following in words("kk").postpositions or _is_owned(following) or _IS_TO_BE.match(following):
            continue
        if _is_owned_place(following) or _OWNED_ACT.match(following):
            continue
        if _is_owned_actor(following) or _is_object(found, index) or _is_mere_adjective(found, index):
            continue
        if _is_told_by_name(found, index):
            continue
        first = found[_first_of(found, index)][1]
        places.append((max(first, places[-1][1] + 1 if places else first), stop))
    return places


def _names_body(found: Sequence[Token], index: int) -> bool:
    """Whether a quoted name is that of the body behind it: ««Жол басқармасы» ММ», «… мекемесі»."""
    if word_at(found, index) == "мемлекеттік":
        index += 1
    return index < len(found) and bool(_actor_cases[found[index][0]])


def _is_told_by_name(found: Sequence[Token], index: int) -> bool:
    """Whether the case stands at the end of the official's name: «министрі А. Омаровқа тапсырды»."""
    at = index + 1
    while at < len(found) and at <= index + _LONGEST_NAME and _is_of_person(found, at):
        if not _is_initials(found[at][0]):
            return _ENDINGS["dative"].search(found[at][0]) is not None
        at += 1
    return False


def _is_initials(word: str) -> bool:
    return word.rstrip(".").isupper() and len(word) <= _LONGEST_NAME


@lru_cache(maxsize=50_000)
def _is_owned(word: str) -> bool:
    """Whether a noun owned by the word before it follows: «басқарма ғимараты», not «басқарма қаржы»."""
    if not word.islower() or word[:1].isdigit() or word in stems() or word in words("kk").of_a_time:
        return False
    if word.endswith(_MADE_OF) and not any(one.possessive and one.stem in stems() for one in analyses(word)):
        return False  # «басқармасы көлеңкелі жұмысты …»
    cases = {found.case for found in analyses(word) if found.case != "nominative" or found.possessive}
    return cases == {"nominative"}


def _is_owned_place(word: str) -> bool:
    """«Кеңес соңында», «банк есебінен»: the noun before owns the time, place or source, and does not act."""
    is_from = word.endswith(("ынан", "інен"))
    return is_from or (word.endswith(("ында", "інде")) and word[:-2] not in stems())


@lru_cache(maxsize=50_000)
def _is_owned_actor(word: str) -> bool:
    """Whether an office owned by the word before it follows: «басқарма басшысы»."""
    known = words("kk").actors
    return any(found.stem in known and found.possessive for found in analyses(word))


@lru_cache(maxsize=50_000)
def _is_possessed_body(word: str) -> bool:
    """Whether ``word`` names a body that an official owns, in any case: «әкімі аппаратының басшысы»."""
    known = ("аппарат", "кеңсе")
    return any(found.stem in known and found.possessive for found in analyses(word))


def _is_object(found: Sequence[Token], index: int) -> bool:
    """Whether a bare noun is what is built or counted: «12 мектеп салу»."""
    word, following = found[index][0], found[index + 1][0] if index + 1 < len(found) else ""
    if following.lower() in _DONE_TO_PEOPLE:
        return True  # «инвесторлар тарту», «мамандар даярлау»
    is_bare = word.lower() in words("kk").actors and not _is_person(word)
    return is_bare and (following.endswith(_ACTIONS) or (index > 0 and found[index - 1][0].isdigit()))


def _is_mere_adjective(found: Sequence[Token], index: int) -> bool:
    """«орталық мемлекеттік органдар», but «қазақстандық тарап» is one who acts."""
    word = found[index][0].lower()
    if word not in words("kk").adjectives:
        return False
    return word != "тарап" or not index or not found[index - 1][0].endswith(_OF_PLACE)


def vocative(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Who is spoken to at the beginning: «Асан Үсенұлы, маған жауап беріңіз», «Аудан әкімдері, …»."""
    found = tokens_of(text, start, end)
    comma = next((index for index, one in enumerate(found[: _LONGEST_NAME + 1]) if one[0] == ","), 0)
    if not comma:
        return None
    is_name = comma > 1 and all(word[:1].isupper() for word, _start, _end in found[:comma])
    is_office = "nominative" in _actor_cases[found[comma - 1][0]] or _is_of_person(found, comma - 1)
    if not is_name and not is_office:
        return None
    return found[0][1], found[comma - 1][2]


def _has_actor_after(found: Sequence[Token], index: int) -> bool:
    """Whether the list goes on with an office in the nominative, or ends «… әкімдіктермен бірге».

    Right behind «мен» or «және» a noun says in which case both stand: «орган және әкімдікті».
    """
    after = range(index, min(index + _WIDEST_STEP, len(found)))
    if found[index - 1][0] != "," and _actor_cases[word_at(found, index)]:
        return not _IS_TO_BE.match(word_at(found, index + 1))
    return any(
        not _actor_cases[found[at][0]].isdisjoint(("nominative", "instrumental"))
        and not _IS_TO_BE.match(word_at(found, at + 1))
        for at in after
    )


def _first_of(found: Sequence[Token], index: int) -> int:
    """The first word of the phrase that ends with ``found[index]``."""
    first = index
    while first and not _is_person(found[first][0]) and _is_of_person(found, first):
        first -= 1
    last = index  # a name in quotation marks counts as one word
    while first and last - first < _LONGEST_PHRASE:
        opening = _opening_of(found, first - 1)
        if opening is not None:
            first, last = opening, last - (first - opening)
        elif _belongs(found, first - 1, index):
            first -= 1
        else:
            break
    while found[first][0] in (*_JOINTS, "»", "–", "-", "ал", "Ал", "сондай-ақ"):
        first += 1
    is_open = found[first][0] == "«" and all(word != "»" for word, _start, _end in found[first:index])
    return first + is_open


def _opening_of(found: Sequence[Token], place: int) -> int | None:
    """Where the quoted name opens that closes at ``place``: ««Жол» ЖШС-іне»; None where none closes there."""
    if found[place][0] != "»":
        return None
    depth = 0
    for at in range(place, max(-1, place - _LONGEST_QUOTED), -1):
        depth += (found[at][0] == "»") - (found[at][0] == "«")
        if not depth:
            return at
    return None


def _belongs(found: Sequence[Token], place: int, head: int) -> bool:
    word = found[place][0]
    if word in _JOINTS:
        before = found[place - 1][0] if place else ""
        is_joined = word != "," and bool(before) and (not outside().search(before) or _is_mere_noun(before))
        is_field = _is_mere_noun(before) and _is_mere_noun(found[place + 1][0])  # «сауда, туризм басқармасы»
        return place > 0 and (is_joined or is_field or _is_list_member(found, place - 1, found[head][0]))
    if word in "«»":
        return True
    following = found[place + 1][0]
    is_person = _surname().search(word) and not _OF_PLACE_NAMED.match(following)  # «Байғанин ауданының»
    if not word[0].isalpha() or is_person or word.lower() in _PRONOUNS:
        return False
    if word.endswith(_ACTIONS) and following.lower() in words("kk").plain:
        return False
    is_bare = following.lower() in words("kk").actors  # «бақылау комиссия хатшысына жүктелсін»
    if word.islower() and word.endswith(_ACTIONS) and (_is_officer(following) or is_bare):
        return False
    cases = _actor_cases[word]
    if cases:
        if _is_possessed_body(following) and "nominative" in cases:
            return True  # «облыс әкімі аппаратының басшысы»
        is_bare = word.lower() in words("kk").actors and _is_owned_actor(following)
        is_body = (
            bool(_actor_cases[following]) and not _is_person(word) and following not in words("kk").plain
        )
        is_place = word.lower() in words("kk").plain  # «облыс экономика басқармасы»
        is_form = case_of_legal_form(word) == "nominative"
        return is_form or "genitive" in cases or following in _JOINTS or is_body or is_bare or is_place
    if word[0].isupper():
        is_where = place == 0 and word.lower().endswith(_WHERE) and "locative" in cases_of(word)
        is_where = is_where and not _is_mere_noun(word)
        return not is_where and not _is_of_person(found, place)
    if word.lower() in words("kk").plain or "genitive" in cases_of(word):
        return True
    if word.endswith(("ны", "ні")) and word[:-2] in stems() and not following.endswith(_ACTIONS):
        return False  # «бағаны сауда департаментіне»
    return not outside().search(word) or _is_object_of(word, following) or _is_mere_noun(word)


@lru_cache(maxsize=20_000)
def _is_mere_noun(word: str) -> bool:
    """Whether what looks like a case ending belongs to the noun: «сауда департаменті»."""
    rows = stems().get(word.lower(), ())
    return bool(rows) and all(row.part == "noun" for row in rows)


def _is_object_of(word: str, following: str) -> bool:
    """Whether a case ending stays inside a name such as «жұмыспен қамтуды үйлестіру басқармасы»."""
    if following == "қамту":
        return word.lower() == "жұмыспен"
    if following.endswith(_ACTIONS):
        return "accusative" in cases_of(word)
    return "accusative" in cases_of(following) and "instrumental" in cases_of(word)


@lru_cache(maxsize=50_000)
def cases_of(word: str) -> frozenset[str]:
    """Cases that the endings of ``word`` can mean, whatever the word is."""
    return frozenset(found.case for found in analyses(word))


@lru_cache(maxsize=50_000)
def _is_officer(word: str) -> bool:
    """Whether ``word`` names an official in any case: «бақылау әкімнің орынбасарына жүктелді»."""
    known = words("kk").persons
    return any(found.stem in known for found in analyses(word))


@lru_cache(maxsize=50_000)
def _is_person(word: str) -> bool:
    known = words("kk").persons
    return any(found.stem in known and found.case == "nominative" for found in analyses(word))


def _is_of_person(found: Sequence[Token], index: int) -> bool:
    """Whether ``found[index]`` is the name of an official: «әкімі А. Усенов», «әкімі Асан Усенов»."""
    word = found[index][0]
    if not word[0].isupper() or _actor_cases[word]:
        return False
    if not _surname().search(word) and _is_owned_word(found, index + 1):
        return False  # «басшысы Ауыл шаруашылығы министрлігі …»
    before = index - 1
    while before > index - 3 and before >= 0 and found[before][0][0].isupper():
        if _is_person(found[before][0]):
            return True
        before -= 1
    return before >= 0 and _is_person(found[before][0])


def _is_owned_word(found: Sequence[Token], index: int) -> bool:
    return index < len(found) and found[index][0].islower() and is_possessed(found[index][0])


def _is_list_member(found: Sequence[Token], place: int, head: str) -> bool:
    if place < 0:
        return False
    word = found[place][0]
    return (
        _is_name_of_list(found, place)
        or word.lower() in words("kk").plain
        or word[0].isupper()
        or bool(_actor_cases[word] & _actor_cases[head])
        or word.lower() in words("kk").actors
    )


def _is_name_of_list(found: Sequence[Token], place: int) -> bool:
    """Whether a capitalised name of some words ends here: «Ішкі істер, Денсаулық сақтау министрліктері»."""
    for index in range(place, max(-1, place - _LONGEST_NAME), -1):
        word = found[index][0]
        if not word[0].isalpha() or outside().search(word):
            return False
        if word[0].isupper():
            return index != place or not _surname().search(word)
    return False


@lru_cache(maxsize=10_000)
def in_nominative(phrase: str, case: Case = "dative") -> str:
    """A phrase that stands in ``case`` («аудан әкімдеріне») in the nominative («аудан әкімдері»)."""
    result, position = "", 0
    found = tokens_of(phrase, 0, len(phrase))
    for index, (word, start, end) in enumerate(found):
        is_name = word[0].isupper() and (end == len(phrase) or _is_of_person(found, index))
        is_told = is_name or case in _actor_cases[word]
        shown = without_case(word) or _ENDINGS[case].sub("", word) if is_told else word
        result += phrase[position:start] + shown
        position = end
    return result + phrase[position:]


@lru_cache(maxsize=20_000)
def is_possessed_noun(word: str) -> bool:
    """Whether a word in -сын is a noun of someone in the accusative: «жұмысын», not «жұмыс істесін»."""
    if _OWNED_IN_S.search(word) is not None:
        return True
    rows = stems().get(word[:-3], ())
    return any(row.part == "noun" for row in rows) and all(row.part != "verb" for row in rows)


def ends_with_actor(phrase: str, case: str) -> bool:
    """Whether the last word of ``phrase`` names an office or official in ``case``, or is a person's name."""
    found = tokens_of(phrase, 0, len(phrase))
    return bool(found) and (case in _actor_cases[found[-1][0]] or _is_of_person(found, len(found) - 1))


def genitive_phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of the first office or person in the genitive: who acts in a clause turned into a noun."""
    found = tokens_of(text, start, end)
    for index, (word, _start, stop) in enumerate(found):
        if "genitive" in _actor_cases[word]:
            return found[_first_of(found, index)][1], stop
    return None


_OWNED_IN_S = re.compile(r"(?<!оқ)(?<!тоқ)[ыі]с[ыі]н$")
"""«жұмысын», «келісін»: the «с» is the noun's; an imperative in -сын of a verb in -с has two."""
_MARKS = '.!?;:,…»"”)–—-'
_SHORTEST_CUT = 10
"""Spaces in a sentence that was cut; a shorter one without a mark is a heading."""
_CUT_TASK = re.compile(r"\b[^\W\d_]{2,}[уүю],\s")
_IS_TO_BE = re.compile(r"бол(?:у|уы|уға|ып)$")
"""Behind a noun that says what the subject must be: «басшы болуы қажет»."""
_VERBAL_NOUN = re.compile(r"(?:[уү]|ю)(?:ды|ді|ын|ін)?$")


def object_phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of the last noun in the accusative within ``text[start:end]``, with the words before it."""
    found = tokens_of(text, start, end)
    for index in range(len(found) - 1, -1, -1):
        word = found[index][0]
        if word.endswith(("сын", "сін")) and word_at(found, index + 1) in ("", ",", *_JOINTS):
            continue  # the verb: «аяқтасын» is no accusative
        if len(word) > 3 and "accusative" in cases_of(word) and not _is_no_object(word):
            first = index
            while first and index - first < _LONGEST_NAME and _goes_with(found[first - 1][0]):
                first -= 1
            number = _NUMBER_BEFORE.search(text, start, found[first][1])
            return number.start() if number is not None else found[first][1], found[index][2]
    return None


_NUMBER_BEFORE = re.compile(r"(?<![\w.,])\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?\s+$")
"""«40» before «шақырым жылу желісін»: an object begins with its number."""


@lru_cache(maxsize=20_000)
def _is_no_object(word: str) -> bool:
    """Whether a word only looks like an accusative: «дейін», «тұрғын», «салынатынын», «аяқтауды»."""
    known = words("kk")
    is_bare = word.lower() in known.after_dative | known.postpositions or word.lower() in stems()
    return is_bare or _VERBAL_NOUN.search(word) is not None or word.endswith(_OF_DOING)


_OF_DOING = ("майды", "мейді", "екені", "тынын", "тінін", "ғанын", "генін", "қанын", "кенін", "сайын")


def _goes_with(word: str) -> bool:
    return word[0].isalpha() and (not outside().search(word) or "genitive" in cases_of(word))


def told_in_cut(text: str) -> tuple[int, int] | None:
    """The office told in a sentence that was cut before its verb: «Министрлікке … жою, заңнаманың»."""
    if text.rstrip()[-1:] in _MARKS or text.count(" ") < _SHORTEST_CUT:
        return None
    told = told_phrase(text, 0, len(text))
    task = _CUT_TASK.search(text, told[1]) if told is not None else None
    last = LAST_WORD.search(text)
    if task is None or last is None or is_past(last.group(1).lower()) or _VERBAL_NOUN.search(last.group(1)):
        return None
    return told


def word_at(found: Sequence[Token], index: int) -> str:
    """The word at a place of the tokens, in small letters; empty where there is none."""
    return found[index][0].lower() if index < len(found) else ""
