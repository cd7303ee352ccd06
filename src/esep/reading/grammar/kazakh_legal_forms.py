"""Acronyms behind the names of enterprises and offices, with their case: «Жол» ЖШС-іне, «Алатау» АҚ-мен."""

from __future__ import annotations

import re

from esep.language import Case

_FORM = re.compile(
    r"(?P<form>ЖШС|АҚ|ЖАҚ|ҰК|ӘКК|ШЖҚ|ШЖҚ МКК|КММ|РММ|ММ|МКК|КМК|РМК|МКҚК|ӨК|ҚБ|ҚҚ|ЖК)"
    r"(?:-?(?P<of>[сы]?[ыі])?(?P<ending>н[ае]|[ғқгк][ае]|[днт][ае]н|[мбп]ен|[ндт][ыі]ң|[ндт][ыі])?)"
)
_CASES: dict[str, Case] = {
    **dict.fromkeys(("на", "не", "ға", "ге", "қа", "ке"), "dative"),
    **dict.fromkeys(("дан", "ден", "тан", "тен", "нан", "нен"), "ablative"),
    **dict.fromkeys(("мен", "бен", "пен"), "instrumental"),
    **dict.fromkeys(("ның", "нің", "дың", "дің", "тың", "тің"), "genitive"),
    **dict.fromkeys(("ны", "ні", "ды", "ді", "ты", "ті"), "accusative"),
}


def case_of_legal_form(word: str) -> Case | None:
    """The case in which a legal form stands; None for any other word."""
    found = _FORM.fullmatch(word)
    return _CASES.get(found["ending"] or "", "nominative") if found is not None else None


def without_case(word: str) -> str | None:
    """The legal form alone: «ЖШС» of «ЖШС-іне»; None for any other word."""
    found = _FORM.fullmatch(word)
    return found["form"] if found is not None else None
