"""Bodies that share one word: «управлениям здравоохранения и образования», «… және білім басқармаларына»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from esep.reading.grammar.russian_grammar import Token, is_a, tokens
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.instructions.candidate import Named
from esep.reading.instructions.russian_nominative import singular


class Sharer(NamedTuple):
    """One of the bodies: its place in the clause, and its name with the word that it shares."""

    start: int
    end: int
    name: str


def sharers(text: str, named: Named, language: TextLanguage, name: str) -> list[Sharer]:
    """The bodies that the phrase ``named`` (``name`` in the nominative) joins; [] where it names one."""
    found = _kazakh(text, named, name) if language == "kk" else _russian(text, named)
    return found if len(found) > 1 else []


_JOINT = re.compile(r"\s*(?:,|;|\s(?:и|және|мен|бен|пен|әрі)\s)\s*")
_KAZAKH_HEADS = {
    "басқармалары": "басқармасы",
    "департаменттері": "департаменті",
    "министрліктері": "министрлігі",
    "комитеттері": "комитеті",
    "бөлімдері": "бөлімі",
}


_BY_PLACE = frozenset(
    ["аудан", "қала", "облыс", "ауыл", "аудандық", "қалалық", "облыстық", "ауылдық", "аумақтық"]
)


def _kazakh(text: str, named: Named, name: str) -> list[Sharer]:
    head = _KAZAKH_HEADS.get(name.rsplit(maxsplit=1)[-1])
    end = named.start + len(text[named.start : named.end].rstrip())
    begin = text.rfind(" ", named.start, end)
    if head is None or begin < 0:
        return []
    pieces = list(_pieces(text, named.start, begin))
    if any(text[first:last].lower() in _BY_PLACE for first, last in pieces):
        return []  # «аудандық және қалалық бөлімдер» are told by where they are
    ends = [*(last for _first, last in pieces[:-1]), end]
    return [
        Sharer(first, stop, f"{text[first:last]} {head}")
        for (first, last), stop in zip(pieces, ends, strict=True)
    ]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if "(" in text[start:end]:
        return
    for joint in _JOINT.finditer(text, start, end):
        yield start, joint.start()
        start = joint.end()
    yield start, end


_HEADS = ("управление", "отдел", "министерство", "департамент", "комитет")
_CHIEFS = ("аким", "акимат")
_WHERE = ("район", "город", "область", "регион", "округ", "село", "аул")


def _russian(text: str, named: Named) -> list[Sharer]:
    found = tokens(text, named.start, named.end)
    at = next((place for place, one in enumerate(found) if is_a(one.text, "NOUN")), None)
    if at is None or not is_a(found[at].text, "NOUN", "plur", named.case):
        return []
    before = [singular(one.text, named.case) for one in found[:at]]
    head = singular(found[at].text, named.case)
    pieces = [
        (first, last) for first, last in _pieces(text, found[at].end, named.end) if text[first:last].strip()
    ]
    parts = [tokens(text, first, last) for first, last in pieces]
    if head.lower() in _HEADS and all(_is_field(part) for part in parts):
        ends = [text[first:last].strip() for first, last in pieces]
    elif head.lower() in _CHIEFS:
        ends = _places(parts)
    else:
        return []
    starts = [found[0].start, *(first for first, _last in pieces[1:])]
    return [
        Sharer(start, last, " ".join([*before, head, end]))
        for start, (_first, last), end in zip(starts, pieces, ends, strict=False)
    ]


def _is_field(part: Sequence[Token]) -> bool:
    """Whether a genitive says what a body is for: «здравоохранения», not «районов»."""
    nouns = [one.text for one in part if is_a(one.text, "NOUN", "gent")]
    is_genitive = all(any(is_a(one.text, kind, "gent") for kind in ("NOUN", "ADJF", "PRTF")) for one in part)
    return is_genitive and any(singular(one, "gent").lower() not in _WHERE for one in nouns)


def _places(parts: Sequence[Sequence[Token]]) -> list[str]:
    """«Байзакского», «Меркенского районов», «города Тараза»: each place in full; [] when some is not one."""
    names: list[str] = []
    for number, part in enumerate(parts):
        said = [one.text for one in part]
        if len(said) == 1 and said[0][0].isupper() and is_a(said[0], "ADJF", "gent"):
            following = [one.text for other in parts[number + 1 :] for one in other]
            noun = next((one for one in following if singular(one, "gent").lower() in _WHERE), None)
        elif len(said) == 2 and said[0][0].isupper() and singular(said[1], "gent").lower() in _WHERE:
            noun = said.pop()
        elif len(said) == 2 and said[1][0].isupper() and singular(said[0], "gent").lower() in _WHERE:
            names.append(" ".join(said))
            continue
        else:
            return []
        if noun is None:
            return []
        names.append(f"{said[0]} {singular(noun, 'gent', in_case='gent')}")
    return names
