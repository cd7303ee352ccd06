"""Who is told in Kazakh without a verb of telling: called by name, before a colon, first in a duty."""

from __future__ import annotations

import re

from esep.language import analyses
from esep.reading.grammar.instruction_words import words
from esep.reading.grammar.kazakh_grammar import told_phrase, told_phrases
from esep.reading.grammar.kazakh_phrases import is_possessed

_CALLED = re.compile(
    r"[«\"–— ]*([А-ЯӘҒҚҢӨҰҮҺІ]\w+\s+[А-ЯӘҒҚҢӨҰҮҺІ]\w+(?:ұлы|қызы|вич|вна))\s*(?:\([^)]*\)\s*)?,"
)
_BARE_DUTY = re.compile(r"\w+(?:[уү]|ю)\s")
_GIVES = re.compile(r"(?:беру|бөлу|көрсету|көмектесу|төлеу|жеткізу|болысу)\s", re.IGNORECASE)


def called_by_name(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Who is spoken to by name and patronymic: «Асан Үсенұлы, … керек», «Асан Үсенұлы (министр), …»."""
    found = _CALLED.match(text, start, end)
    return found.span(1) if found else None


_BIG = "[А-ЯӘҒҚҢӨҰҮҺІ]"
_NAME_BEHIND = re.compile(rf"(?:\s+{_BIG}(?:\.|[\w-]+)){{1,3}}")
_WORD = re.compile(r"[\w-]+")
_NAME_AND_SURNAME = 2
_OF_SURNAME = r"(?:[оеё]в|ин|[оеё]ва|ина|ұлы|қызы|улы|кызы|ский|бай|тай)"
_SURNAME = re.compile(rf"\w{_OF_SURNAME}$")
_NAMED = re.compile(rf"(?:{_BIG}[\w-]+\s|(?:{_BIG}\.\s?){{1,2}}){_BIG}[\w-]+?{_OF_SURNAME}\b")


def named_behind(text: str, end: int, limit: int) -> int:
    """Where the name ends that follows an office which ends at ``end``: «облыс әкімі Асан Үсенов …»."""
    found = _NAME_BEHIND.match(text, end, limit)
    if found is None:
        return end
    name = list(_WORD.finditer(text, end, found.end()))
    surname = next((one for one in name if _SURNAME.search(one.group()) is not None), None)
    if surname is not None:
        return surname.end()
    behind = _WORD.search(text, found.end(), limit)
    if behind is not None and behind.group().islower() and is_possessed(behind.group()):
        return name[-2].end() if len(name) > 1 else end  # «орынбасары Цой Білім басқармасына …»
    is_bare = all(one.case in ("nominative", "accusative") for one in analyses(name[-1].group()))
    return found.end() if len(name) == _NAME_AND_SURNAME and is_bare else end


def named_teller(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Who tells by name alone, at the beginning of a clause: «Асан Үсенов әкімдерге … тапсырды»."""
    found = _NAMED.match(text, start, end) or _SURNAME_ALONE.match(text, start, end)
    return found.span() if found is not None else None


_SURNAME_ALONE = re.compile(
    rf"{_BIG}\w{{2,}}(?:[оеё]в|[оеё]ва)\b(?!\s+(?:аудан|облыс|қала|ауыл|көше|кент|атындағы))"
)
"""As headlines tell: «Бектенов 1 қыркүйекке дейін … аяқтауды тапсырды»."""
_TOLD_BY_NAME = re.compile(rf"{_BIG}[\w-]+\s+{_BIG}\w+(?:вич[кқ]е|вичқа|внаға|ұлына|қызына)\b")


def named_in_dative(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Who is told by name and patronymic alone: «осыны Асан Серікұлына тапсырамын»."""
    found = _TOLD_BY_NAME.search(text, start, end)
    return found.span() if found is not None else None


def told_before_colon(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The offices that words are said to: «Үкімет басшысы министрлер мен әкімдерге: … доғарыңыздар»."""
    colon = text.find(":", start, end)
    quoted = text.find(" «", start, end)
    colon = quoted if colon < 0 else colon
    places = told_phrases(text, start, colon) if colon > 0 else []
    return places[-1] if places and places[-1][1] == colon else None


def body_at_start(text: str, start: int, trigger: re.Match[str]) -> tuple[int, int] | None:
    """The bodies and officials in the dative that begin a duty: «Әкімдіктерге жұмысты жандандыру қажет».

    Nobody is told where something is given: «Әкімдіктерге қаржы бөлу керек».
    """
    if not _BARE_DUTY.match(trigger.group()) or _GIVES.match(trigger.group()):
        return None
    told = told_phrase(text, start, trigger.start())
    if told is None or text[start : told[0]].strip(" ,«–—-"):
        return None
    last, known = text[: told[1]].split()[-1], words("kk").told_first
    return told if any(a.stem in known and a.case == "dative" for a in analyses(last)) else None
