"""Names and words of an instruction in the letters of the text, where that writes Kazakh in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from esep.language.making import remade
from esep.reading.instruction import Addressee, Extent, Instruction
from esep.reading.instructions.addressees import acts_jointly
from esep.reading.instructions.deadlines import BETWEEN
from esep.reading.sentences.places_in_text import PlaceMap

_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def as_spelled(folded: Instruction, put: Instruction, places: PlaceMap, text: str) -> Instruction:
    """``put`` with its words as ``text`` spells them; ``folded`` is the same before it was put back.

    Only a text in Latin letters is spelled otherwise: stray Latin letters in Cyrillic words stay corrected.
    """
    if len(_LATIN.findall(put.quote)) <= len(_CYRILLIC.findall(put.quote)):
        return put
    addressees = tuple(
        remade(new, name=_name(old.name, old, folded, places, text))
        for old, new in zip(folded.addressees, put.addressees, strict=True)
    )
    return remade(
        put,
        addressees=addressees,
        addressee=_joined(folded, places, text),
        issuer=_words(put.issuer, put.issuer_span, text),
        action=_words(put.action, put.action_span, text) or put.action,
        object=_words(put.object, put.object_span, text),
        deadline=BETWEEN.join(text[start:end] for start, end in put.deadline_spans) or None,
    )


def _words(said: str | None, span: Extent | None, text: str) -> str | None:
    return said if said is None or span is None else text[span[0] : span[1]]


def _letters(folded: Instruction, places: PlaceMap, text: str) -> Mapping[str, str]:
    """How ``text`` writes each letter of the instruction."""
    starts = enumerate(folded.quote, folded.start)
    return {letter: text[places.start(at) : places.end(at + 1)] for at, letter in starts}


def _joined(folded: Instruction, places: PlaceMap, text: str) -> str | None:
    """The whole addressee: its bodies in the nominative, and what stands between them as it stands."""
    if folded.addressee is None or not folded.addressees:
        return folded.addressee
    result, position = "", folded.addressees[0].start
    for one in folded.addressees:
        if folded.language == "kk" and acts_jointly(one):
            continue
        between = text[places.start(position) : places.start(one.start)] if position < one.start else ""
        result += between + _name(one.name, one, folded, places, text)
        position = one.end
    return result


def _name(name: str, one: Addressee, folded: Instruction, places: PlaceMap, text: str) -> str:
    """The name in the letters of ``text``: each word of it is a beginning of a word of the quote.

    Other words, as the head that several bodies share, are spelled letter by letter as the instruction is.
    """
    result, position = "", 0
    for word, quoted in zip(_WORD.finditer(name), _WORD.finditer(one.quote), strict=False):
        if not quoted.group().startswith(word.group()):
            break
        start = one.start + quoted.start()
        spelled = text[places.start(start) : places.end(start + len(word.group()))]
        result += name[position : word.start()] + spelled
        position = word.end()
    rest = name[position:]
    letters = _letters(folded, places, text) if rest.strip() else {}
    return result + "".join(letters.get(letter, letter) for letter in rest)
