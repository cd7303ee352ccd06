"""Places named beside a figure without their kind: «Шуский район – 45, Кордайский – 38»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from esep.places import Mention, Place, find_wide, narrowed
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.sentences.passage import DASHES, Draft

_LONGEST_DISTRICT = 2
"""Words in the name of a district."""
_IN = frozenset(["в", "во"])
_KINDS = {"облыстары": "облысы", "аудандары": "ауданы", "қалалары": "қаласы"}
"""The kind of several places that are named together, and that of one; an ending of three letters follows."""
_OF_DISTRICT = {"ий": "район", "ый": "район", "ом": "районе"}
_OF_REGION = {"ая": "область", "ой": "области"}
_RUSSIAN_KINDS = {
    **dict.fromkeys(("районы", "районов", "районах", "районам"), _OF_DISTRICT),
    **dict.fromkeys(("области", "областей", "областях", "областям"), _OF_REGION),
}
"""The same in Russian, by the last letters of the name: «Меркенский (112%) и Шуский (108%) районы»."""
_OTHERS = frozenset(
    [
        *("районах", "городах", "селах", "сёлах", "округах", "областях", "регионах", "посёлках", "поселках"),
        *("аудандарда", "қалаларда", "ауылдарда", "облыстарда", "округтерде", "өңірлерде", "кенттерде"),
    ]
)
"""«в сельских районах», «қалған аудандарда»: places that are not named."""


def named_behind(draft: Draft, found: Sequence[Mention], within: Place | None) -> Mention | None:
    """«592 664 тенге — в Алматы и 422 095 тенге — в Атырау»: the place stands behind the dash.

    Where another district was named with its kind, one may stand without: «80 км – в Шуском районе, 60 км –
    в Меркенском».
    """
    passage, tokens, at = draft.passage, draft.passage.tokens, draft.last
    if passage.sentence.language != "ru" or at + 2 >= len(tokens) or tokens[at].text not in DASHES:
        return None
    if tokens[at + 1].key not in _IN or (draft.first and tokens[draft.first - 1].text in DASHES):
        return None
    name = tokens[at + 2]
    start = name.start - passage.sentence.start
    mention = next((one for one in found if one.start <= start < one.end), None)
    is_of_districts = any(one.has_kind and one.candidates[0].level == "district" for one in found)
    if mention is None and is_of_districts and name.text.endswith("ом") and name.text[0].isupper():
        return _one(f"{name.text} районе", "ru", within)
    return mention


def of_shared_kind(draft: Draft, found: Sequence[Mention], within: Place | None) -> Mention | None:
    """«Ақтөбе (2,9 мың) және Жамбыл (974) облыстарында»: a name whose kind stands behind all."""
    passage, at = draft.passage, draft.bracket
    if at is None or at < 1 or not passage.tokens[at - 1].text[0].isupper():
        return None
    language, name = passage.sentence.language, passage.tokens[at - 1]
    start = name.start - passage.sentence.start
    if any(one.start <= start < one.end and one.has_kind for one in found):
        return None
    behind = (token.key for token in passage.tokens[draft.last if language == "kk" else 0 :])
    if language == "kk":
        kind = next((_KINDS[key[:-3]] for key in behind if key[:-3] in _KINDS), None)
    else:
        kinds: dict[str, str] = next((_RUSSIAN_KINDS[key] for key in behind if key in _RUSSIAN_KINDS), {})
        kind = kinds.get(name.text[-2:])
    return None if kind is None else _one(f"{name.text} {kind}", language, within)


def is_of_others(draft: Draft, last: Draft) -> bool:
    """«в Шу – 25, в сельских районах – 153»: places that are not named stand before the figure."""
    return any(token.key in _OTHERS for token in draft.passage.tokens[last.last : draft.first])


def is_elsewhere(draft: Draft, last: Draft, named: Mention) -> bool:
    """«в Байзакском районе – 5, в Кордае – 7»: another name stands between, with its preposition."""
    passage = draft.passage
    if passage.sentence.language != "ru" or named.end > last.end - passage.sentence.start:
        return False
    between = passage.tokens[last.last : draft.first]
    return any(
        one.key in _IN and name.kind == "word" and name.text[0].isupper() for one, name in pairwise(between)
    )


def place_of_item(draft: Draft, last: Draft, named: Mention, within: Place | None) -> Place | None:
    """«Шуский район – 45, Кордайский – 38»: a district named without its kind, after one with it."""
    tokens = draft.passage.tokens
    if not named.has_kind or named.candidates[0].level != "district" or draft.first < 2:
        return None
    between = tokens[last.last : draft.first - 1]
    if tokens[draft.first - 1].text not in "–—-" or named.end > last.end - draft.passage.sentence.start:
        return None
    words = [token.text for token in between if token.kind == "word" and len(token.text) > 1]
    if not 0 < len(words) <= _LONGEST_DISTRICT or not words[0][0].isupper():
        return None
    language = draft.passage.sentence.language
    found = _one(f"{' '.join(words)} {'район' if language == 'ru' else 'ауданы'}", language, within)
    return None if found is None else found.candidates[0]


def _one(name: str, language: TextLanguage, within: Place | None) -> Mention | None:
    """The only place that a name with its kind means."""
    found = narrowed(find_wide(name, language), within)
    return found[0] if len(found) == 1 else None
