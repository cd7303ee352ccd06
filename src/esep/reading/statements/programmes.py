"""The programme of each figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial

from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.grammar.word_patterns import pattern_of
from esep.reading.sentences.passage import Draft, Passage
from esep.yaml_texts import packaged_yaml

_NEAR_PROGRAMME = 35
"""Characters between a quoted name and the word that makes it a programme."""
_LONGEST_ITEM = 8
"""Words in a list item that can be a programme."""

_FILE = "programmes.yaml"
programme_words = partial(packaged_yaml, __package__, _FILE)
"""The lists of ``programmes.yaml``."""
_pattern = partial(pattern_of, __package__, _FILE)


def find_programmes(drafts: Sequence[Draft]) -> None:
    """Name each figure's programme: its list item, the last one named before it, or one pointed back to."""
    named: dict[int, str] = {}
    for draft in drafts:
        passage = draft.passage
        mentions = _programmes(passage)
        offset = draft.start - passage.sentence.start
        item = _list_item(draft)
        before = [name for start, name in mentions if start < offset]
        if item is not None:
            draft.programme = item
        elif before:
            draft.programme = before[-1]
        elif _points_back(passage):
            draft.programme = named.get(passage.index - 1) or named.get(passage.index)
        if draft.programme is not None and item is None:
            named[passage.index] = draft.programme


def _points_back(passage: Passage) -> bool:
    return _pattern(passage.sentence.language, "points_back").match(passage.folded) is not None


@lru_cache(maxsize=8)
def _programmes(passage: Passage) -> list[tuple[int, str]]:
    """Programmes named in a sentence: where each begins, and its name as written."""
    language, text, folded = passage.sentence.language, passage.sentence.text, passage.folded
    words = _pattern(language, "programme_words")
    found: list[tuple[int, str]] = []
    for start, end in passage.names:
        before, after = folded[max(0, start - _NEAR_PROGRAMME) : start], folded[end : end + _NEAR_PROGRAMME]
        around = after if language == "kk" else before
        if words.search(around) or words.search(folded[start:end]):
            found.append((start, text[start:end]))
    quoted = [(start, start + len(name)) for start, name in found]
    if not any(word in text for word in programme_words()[language]["unquoted_words"]):
        return sorted(found)
    for match in _pattern(language, "unquoted").finditer(text):
        if not any(a < match.end() and match.start() - _NEAR_PROGRAMME < b for a, b in quoted):
            name = match.group().strip()
            if not _is_no_programme(name, language):
                found.append((match.start(), name))
    return sorted(found)


def _is_no_programme(name: str, language: TextLanguage) -> bool:
    return any(re.search(pattern, name.lower()) for pattern in programme_words()[language]["not_programmes"])


def _list_item(draft: Draft) -> str | None:
    """The item of a list of programmes: «X» – 3 540, өңірлерді дамыту – 824."""
    passage = draft.passage
    text = passage.sentence.text[: draft.start - passage.sentence.start]
    if text.rstrip()[-1:] not in ("–", "—", "-") or not re.search(r"\s[–—-]\s*$", text):
        return None
    names = passage.names
    if len(names) < 2 or len(re.findall(r"\s[–—-]\s*\d", passage.sentence.text)) < 2:
        return None
    text = re.sub(r"\s[–—-]\s*$", "", text)
    begins = re.search(r"(?:^|[,;:])\s*((?:[^,;:«]|«[^»]*»)*)$", text)
    if begins is None:
        return None
    item = begins.group(1).strip()
    inside = [passage.sentence.text[a:b] for a, b in names if begins.start(1) <= a < len(text)]
    if inside:
        return inside[-1]
    return item if item and len(item.split()) <= _LONGEST_ITEM and not re.search(r"\d", item) else None
